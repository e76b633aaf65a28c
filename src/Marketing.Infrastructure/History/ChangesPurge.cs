using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.History;

/// <summary>Deletes the oldest entries of the change feed.</summary>
internal sealed class ChangesPurge(SystemRunner system, IOptions<RetentionOptions> retention, TimeProvider clock) : PerWorkspaceWork(system)
{
    public override string Name => "purge-changes";

    public override TimeSpan Interval => retention.Value.PurgeInterval;

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-retention.Value.ChangesDays);
        var oldest = await scope
            .Db.ChangeEntries.OrderBy(entry => entry.Sequence)
            .Select(entry => (DateTime?)entry.At)
            .FirstOrDefaultAsync(ct);
        return oldest < before ? await scope.RunAsync(new PurgeChanges(before), ct) : 0;
    }
}

/// <summary>
/// Deletes entries from the beginning of the workspace's change feed, one batch, and records in the same transaction up to which sequence:
/// a cursor from before it is refused. Returns their number.
/// </summary>
/// <param name="Before">The first entry of this instant or later, and all after it, are kept.</param>
internal sealed record PurgeChanges(DateTime Before) : ICommand<int>, IRepeatable;

internal sealed class PurgeChangesHandler(IMarketingDb db) : IRequestHandler<PurgeChanges, Result<int>>
{
    private const int BatchSize = 500;

    public async Task<Result<int>> Handle(PurgeChanges command, CancellationToken cancellationToken)
    {
        var oldest = await db
            .ChangeEntries.AsNoTracking()
            .OrderBy(entry => entry.Sequence)
            .Take(BatchSize)
            .Select(entry => new { entry.Sequence, entry.At })
            .ToListAsync(cancellationToken);
        if (oldest.TakeWhile(entry => entry.At < command.Before).LastOrDefault() is not { } last)
        {
            return 0;
        }

        var deleted = await db.ChangeEntries.Where(entry => entry.Sequence <= last.Sequence).ExecuteDeleteAsync(cancellationToken);
        await db
            .ChangeCounters.Where(counter => counter.PurgedThrough < last.Sequence)
            .ExecuteUpdateAsync(counter => counter.SetProperty(row => row.PurgedThrough, last.Sequence), cancellationToken);
        return deleted;
    }
}
