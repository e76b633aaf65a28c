using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.UnitOfWork;

/// <summary>
/// Numbers the changes of a transaction under the workspace's counter row, taken last before the commit: whoever holds
/// the row commits before the next one numbers, so sequences follow commits and have no gap.
/// </summary>
internal static class ChangeSequence
{
    public static async Task AppendAsync(MarketingDbContext db, WriteLog log, CancellationToken ct)
    {
        if (log.IsEmpty)
        {
            return;
        }

        var count = log.Count;
        var counter = db.ChangeCounters.Where(row => row.WorkspaceId == log.WorkspaceId);
        await counter.ExecuteUpdateAsync(row => row.SetProperty(c => c.LastSequence, c => c.LastSequence + count), ct);
        var last = await counter.AsNoTracking().Select(row => row.LastSequence).SingleAsync(ct);
        db.ChangeEntries.AddRange(log.Number(last - count));
    }
}
