using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.History;

/// <summary>Deletes audit entries older than configured; by default all are kept.</summary>
internal sealed class AuditPurge(SystemRunner system, IOptions<RetentionOptions> retention, TimeProvider clock) : PerWorkspaceWork(system)
{
    public override string Name => "purge-audit";

    public override TimeSpan Interval => retention.Value.PurgeInterval;

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        if (retention.Value.AuditDays is not { } days)
        {
            return 0;
        }

        var before = clock.GetUtcNow().UtcDateTime.AddDays(-days);
        return await scope.Db.AuditEntries.AnyAsync(entry => entry.At < before, ct) ? await scope.RunAsync(new PurgeAudit(before), ct) : 0;
    }
}

/// <summary>Deletes the oldest audit entries of the workspace, one batch. Returns their number.</summary>
/// <param name="Before">Entries of this instant and later are kept.</param>
internal sealed record PurgeAudit(DateTime Before) : ICommand<int>, IRepeatable;

internal sealed class PurgeAuditHandler(IMarketingDb db) : IRequestHandler<PurgeAudit, Result<int>>
{
    private const int BatchSize = 500;

    public async Task<Result<int>> Handle(PurgeAudit command, CancellationToken cancellationToken)
    {
        var expired = db.AuditEntries.Where(entry => entry.At < command.Before);
        var end = await expired
            .OrderBy(entry => entry.At)
            .Skip(BatchSize - 1)
            .Select(entry => (DateTime?)entry.At)
            .FirstOrDefaultAsync(cancellationToken);
        return await (end is { } last ? expired.Where(entry => entry.At <= last) : expired).ExecuteDeleteAsync(cancellationToken);
    }
}
