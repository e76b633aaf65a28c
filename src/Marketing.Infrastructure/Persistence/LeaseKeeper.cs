using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Acquires, renews and releases leases, so that background work runs in one process at a time. A guarded update decides. A process that
/// dies loses its lease when it expires. The clocks of the processes must differ by less than the duration of a lease.
/// </summary>
internal sealed class LeaseKeeper(IServiceScopeFactory scopes, WriteGate gate, TimeProvider clock)
{
    /// <summary>Identifies this keeper among those of all processes.</summary>
    public string Owner { get; } = $"{Shortened(Environment.MachineName)}/{Environment.ProcessId}/{Guid.NewGuid():n}";

    /// <summary>Acquires the lease if it is free or expired, or renews it if this keeper holds it.</summary>
    /// <returns>Whether this keeper holds it for <paramref name="time"/>.</returns>
    public async Task<bool> TakeAsync(string name, TimeSpan time, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        using var turn = await gate.EnterAsync(ct);
        return await UpdateAsync(db, name, time, ct) || await InsertAsync(db, name, time, ct);
    }

    /// <summary>Releases the lease, so that another process need not wait until it expires.</summary>
    public async Task ReleaseAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        using var turn = await gate.EnterAsync(ct);
        await db.Leases.Where(lease => lease.Name == name && lease.Owner == Owner).ExecuteDeleteAsync(ct);
    }

    private async Task<bool> UpdateAsync(MarketingDbContext db, string name, TimeSpan time, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db
                .Leases.Where(lease => lease.Name == name && (lease.Owner == Owner || lease.ExpiresAt <= now))
                .ExecuteUpdateAsync(lease => lease.SetProperty(l => l.Owner, Owner).SetProperty(l => l.ExpiresAt, now + time), ct) == 1;
    }

    private async Task<bool> InsertAsync(MarketingDbContext db, string name, TimeSpan time, CancellationToken ct)
    {
        if (await db.Leases.AnyAsync(lease => lease.Name == name, ct))
        {
            return false;
        }

        try
        {
            var until = clock.GetUtcNow().UtcDateTime + time;
            var lease = new Lease
            {
                Name = name,
                Owner = Owner,
                ExpiresAt = until,
            };
            return await db.InsertNowAsync(lease, ct) == 1;
        }
        catch (Exception failure) when (StoreFaults.IsDuplicate(failure))
        {
            return false;
        }
    }

    private static string Shortened(string name) => name.Length <= 50 ? name : name[..50];
}
