using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketing.Api.Security;

/// <summary>
/// Counts failed credentials by client address. After too many within a minute, the address is locked until the minute has passed. Counts
/// per process; IPv6 clients are counted by /64 network.
/// </summary>
internal sealed class FailedAttempts(IConfiguration configuration, TimeProvider clock)
{
    public const string Setting = "RateLimits:FailedAuthentications";

    private const int DefaultLimit = 200;
    private const int Capacity = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _limit = configuration.GetValue(Setting, DefaultLimit);
    private readonly ConcurrentDictionary<IPAddress, Count> _counts = new();

    /// <summary>Returns how long the address is still locked; null if it is not.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        if (!_counts.TryGetValue(Network(address), out var count) || count.Failures < _limit)
        {
            return null;
        }

        var rest = Window - clock.GetElapsedTime(count.Since);
        return rest > TimeSpan.Zero ? rest : null;
    }

    public void Note(IPAddress? address)
    {
        MakeRoom();
        var now = clock.GetTimestamp();
        _counts.AddOrUpdate(
            _counts.Count < Capacity ? Network(address) : IPAddress.None,
            _ => new Count(1, now),
            (_, count) =>
                clock.GetElapsedTime(count.Since, now) >= Window ? new Count(1, now) : count with { Failures = count.Failures + 1 }
        );
    }

    private void MakeRoom()
    {
        if (_counts.Count < Capacity)
        {
            return;
        }

        foreach (var (address, count) in _counts)
        {
            if (clock.GetElapsedTime(count.Since) >= Window)
            {
                _counts.TryRemove(address, out _);
            }
        }
    }

    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed record Count(int Failures, long Since);
}
