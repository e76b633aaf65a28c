using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Writes;

/// <summary>Deletes the responses stored for idempotency keys that have expired.</summary>
internal sealed class IdempotencyPurge(SystemRunner system, IOptions<RetentionOptions> retention, TimeProvider clock)
    : PerWorkspaceWork(system)
{
    public override string Name => "purge-idempotency";

    public override TimeSpan Interval => retention.Value.PurgeInterval;

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddHours(-retention.Value.IdempotencyHours);
        return await scope.Db.Set<IdempotencyRecord>().AnyAsync(record => record.CreatedAt < before, ct)
            ? await scope.RunAsync(new PurgeIdempotency(before), ct)
            : 0;
    }
}

/// <summary>Deletes the oldest stored responses of the workspace, one batch. Returns their number.</summary>
/// <param name="Before">Responses of this instant and later are kept.</param>
internal sealed record PurgeIdempotency(DateTime Before) : ICommand<int>, IRepeatable;

internal sealed class PurgeIdempotencyHandler(MarketingDbContext db) : IRequestHandler<PurgeIdempotency, Result<int>>
{
    private const int BatchSize = 500;

    public async Task<Result<int>> Handle(PurgeIdempotency command, CancellationToken cancellationToken)
    {
        var expired = db.Set<IdempotencyRecord>().Where(record => record.CreatedAt < command.Before);
        var end = await expired
            .OrderBy(record => record.CreatedAt)
            .Skip(BatchSize - 1)
            .Select(record => (DateTime?)record.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return await (end is { } last ? expired.Where(record => record.CreatedAt <= last) : expired).ExecuteDeleteAsync(cancellationToken);
    }
}
