using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.History;

/// <summary>Drops the oldest part of the audit trail, where the operator has set an end to it. Works on all workspaces.</summary>
internal sealed class AuditPurge(IServiceScopeFactory scopes, WriteGate gate, IOptions<RetentionOptions> retention, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 500;

    public string Name => "purge-audit";

    public TimeSpan Interval => retention.Value.PurgeInterval;

    public async Task<int> RunBatchAsync(CancellationToken ct)
    {
        if (retention.Value.AuditDays is not { } days)
        {
            return 0;
        }

        var before = clock.GetUtcNow().UtcDateTime.AddDays(-days);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var deleted = 0;
        foreach (var workspace in await db.ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace]).Select(counter => counter.WorkspaceId).ToListAsync(ct))
        {
            deleted += await PurgeAsync(db, workspace, before, ct);
        }

        return deleted;
    }

    private async Task<int> PurgeAsync(MarketingDbContext db, WorkspaceId workspace, DateTime before, CancellationToken ct)
    {
        var over = db.AuditEntries.IgnoreQueryFilters([DbFilters.Workspace]).Where(entry => entry.WorkspaceId == workspace && entry.At < before);
        var ends = await over.OrderBy(entry => entry.At).Skip(BatchSize - 1).Select(entry => (DateTime?)entry.At).FirstOrDefaultAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await (ends is { } last ? over.Where(entry => entry.At <= last) : over).ExecuteDeleteAsync(ct);
    }
}
