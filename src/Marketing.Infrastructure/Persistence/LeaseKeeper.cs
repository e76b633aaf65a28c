using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Takes, renews and gives back the right to do a piece of background work alone, whatever the number of processes. A
/// guarded update decides; who dies loses the right when its time is over. The clocks of the processes may differ by
/// less than the time for which a lease is taken.
/// </summary>
internal sealed class LeaseKeeper(IServiceScopeFactory scopes, WriteGate gate, TimeProvider clock)
{
    /// <summary>Names this keeper among all of all processes.</summary>
    public string Owner { get; } = $"{Shortened(Environment.MachineName)}/{Environment.ProcessId}/{Guid.NewGuid():n}";

    /// <summary>Takes the lease where it is free, expired or held by this keeper already, which renews it.</summary>
    /// <returns>Whether this keeper holds it now, for <paramref name="time"/>.</returns>
    public async Task<bool> TakeAsync(string name, TimeSpan time, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        using var turn = await gate.EnterAsync(ct);
        return await UpdateAsync(db, name, time, ct) || await InsertAsync(db, name, time, ct);
    }

    /// <summary>Gives the lease back, so that another process need not wait for its end.</summary>
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
