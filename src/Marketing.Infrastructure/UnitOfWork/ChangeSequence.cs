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
        var workspace = log.WorkspaceId.Value.ToByteArray(bigEndian: true);

        // One round trip on both engines; the row is this transaction's own from the first statement on.
        var last = (await db.Database.SqlQuery<long>(
            $"""
            UPDATE [ChangeCounters] SET [LastSequence] = [LastSequence] + {count} WHERE [WorkspaceId] = {workspace};
            SELECT [LastSequence] AS [Value] FROM [ChangeCounters] WHERE [WorkspaceId] = {workspace}
            """).ToListAsync(ct)).Single();
        db.ChangeEntries.AddRange(log.Number(last - count));
    }
}
