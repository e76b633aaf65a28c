using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Remembers that a write failed for a lasting reason, such as a full disk, although reading still works. This process is not ready until a
/// write has succeeded.
/// </summary>
public sealed class StoreHealth(ILogger<StoreHealth> logger)
{
    private const string Probe = "write-probe";
    private volatile bool _unwritable;
    private volatile bool _damaged;

    /// <summary>Whether damage has been found. Only a restart with a restored database clears it.</summary>
    internal bool IsDamaged => _damaged;

    /// <summary>Records that a write failed because the database cannot be written.</summary>
    public void WriteFailed() => _unwritable = true;

    /// <summary>Records that the database is damaged. This process is not ready from now on.</summary>
    public void FoundDamage(string finding)
    {
        _damaged = true;
        logger.LogError(
            "The database is damaged: {Finding} Stop all processes and restore a backup; see docs/operations.md",
            finding.ReplaceLineEndings(" ").TrimEnd('.') + "."
        );
    }

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
