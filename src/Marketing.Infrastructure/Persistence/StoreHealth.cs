using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Remembers that a write failed for a lasting reason, such as a full disk, although reading still works. This process is not ready until a
/// write has succeeded.
/// </summary>
public sealed class StoreHealth
{
    private const string Probe = "write-probe";
    private volatile bool _unwritable;

    /// <summary>Records that a write failed because the database cannot be written.</summary>
    public void WriteFailed() => _unwritable = true;

    /// <summary>Whether writes are expected to succeed. Tries one if the last one failed.</summary>
    internal async Task<bool> IsWritableAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (!_unwritable)
        {
            return true;
        }

        try
        {
            await db.Leases.Where(lease => lease.Name == Probe).ExecuteDeleteAsync(ct);
            await db.InsertNowAsync(
                new Lease
                {
                    Name = Probe,
                    Owner = Probe,
                    ExpiresAt = DateTime.UnixEpoch,
                },
                ct
            );
        }
        catch (Exception failure) when (StoreFaults.IsUnavailable(failure))
        {
            return false;
        }
        catch (Exception failure) when (StoreFaults.IsDuplicate(failure))
        {
            // Another process has just succeeded.
        }

        _unwritable = false;
        return true;
    }
}
