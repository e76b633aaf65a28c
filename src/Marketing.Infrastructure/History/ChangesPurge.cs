using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.History;

/// <summary>
/// Drops the oldest part of the change feed, always from its beginning, and says in the same transaction up to where:
/// whoever reads from an earlier place is told to start anew. Works on all workspaces.
/// </summary>
internal sealed class ChangesPurge(IServiceScopeFactory scopes, WriteGate gate, IOptions<RetentionOptions> retention, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 500;

    public string Name => "purge-changes";

    public TimeSpan Interval => retention.Value.PurgeInterval;

    public async Task<int> RunBatchAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-retention.Value.ChangesDays);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var deleted = 0;
        foreach (var workspace in await db.ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace])
            .Where(counter => counter.LastSequence > counter.PurgedThrough).Select(counter => counter.WorkspaceId).ToListAsync(ct))
        {
            deleted += await PurgeAsync(db, workspace, before, ct);
        }

        return deleted;
    }

    private async Task<int> PurgeAsync(MarketingDbContext db, WorkspaceId workspace, DateTime before, CancellationToken ct)
    {
        var entries = db.ChangeEntries.IgnoreQueryFilters([DbFilters.Workspace]).Where(entry => entry.WorkspaceId == workspace);
        var oldest = await entries.OrderBy(entry => entry.Sequence).Take(BatchSize).Select(entry => new { entry.Sequence, entry.At }).ToListAsync(ct);
        if (oldest.TakeWhile(entry => entry.At < before).LastOrDefault() is not { } last)
        {
            return 0;
        }

        var counters = db.ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace]).Where(counter => counter.WorkspaceId == workspace && counter.PurgedThrough < last.Sequence);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            using var turn = await gate.EnterAsync(token);
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var deleted = await entries.Where(entry => entry.Sequence <= last.Sequence).ExecuteDeleteAsync(token);
            await counters.ExecuteUpdateAsync(counter => counter.SetProperty(c => c.PurgedThrough, last.Sequence), token);
            await transaction.CommitAsync(token);
            return deleted;
        }, ct);
    }
}
