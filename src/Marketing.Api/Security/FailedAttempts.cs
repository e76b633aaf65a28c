using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketing.Api.Security;

/// <summary>
/// Counts wrong credentials by client address and by the existing key that they guess at. After too many within a minute, further wrong
/// ones are rejected without a hint until the minute has passed. Good credentials are never affected. Counts per process; IPv6 clients are
/// counted by /64 network.
/// </summary>
internal sealed class FailedAttempts(IConfiguration configuration, TimeProvider clock)
{
    public const string Setting = "RateLimits:FailedAuthentications";
    public const string SettingOfKeys = "RateLimits:FailedAuthenticationsPerKey";

    private const int DefaultLimit = 200;
    private const int DefaultLimitOfKeys = 100;
    private const int Capacity = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _limit = configuration.GetValue(Setting, DefaultLimit);
    private readonly int _limitOfKeys = configuration.GetValue(SettingOfKeys, DefaultLimitOfKeys);
    private readonly ConcurrentDictionary<string, Failures> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a wrong credential.</summary>
    /// <param name="address">The client.</param>
    /// <param name="keyPrefix">Prefix of the existing key; null if it guesses at none.</param>
    /// <returns>How long the client must wait; null if it may try again.</returns>
    public TimeSpan? Count(IPAddress? address, string? keyPrefix)
    {
        var ofAddress = Count(NetworkOf(address), _limit);
        var ofKey = keyPrefix is null ? null : Count(keyPrefix, _limitOfKeys);
        return ofAddress > ofKey || ofKey is null ? ofAddress : ofKey;
    }

    private TimeSpan? Count(string name, int limit)
    {
        MakeRoom();
        var now = clock.GetTimestamp();
        var count = _counts.AddOrUpdate(
            _counts.Count < Capacity ? name : "",
            _ => new Failures(1, now),
            (_, earlier) =>
                clock.GetElapsedTime(earlier.Since, now) >= Window ? new Failures(1, now)
                : earlier.Number > limit ? earlier
                : earlier with { Number = earlier.Number + 1 }
        );
        return count.Number > limit ? Window - clock.GetElapsedTime(count.Since, now) : null;
    }

    private void MakeRoom()
    {
        if (_counts.Count < Capacity)
        {
            return;
        }

        foreach (var (name, count) in _counts)
        {
            if (clock.GetElapsedTime(count.Since) >= Window)
            {
                _counts.TryRemove(name, out _);
            }
        }
    }

    private static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private sealed record Failures(int Number, long Since);
}
