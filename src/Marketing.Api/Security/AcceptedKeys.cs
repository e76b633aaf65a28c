using System.Collections.Concurrent;

namespace Marketing.Api.Security;

/// <summary>Recently valid keys. They are still accepted while their address is locked because of other callers' failures.</summary>
internal sealed class AcceptedKeys(TimeProvider clock)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, long> _acceptedAt = new(StringComparer.Ordinal);

    /// <param name="hash">SHA-256 of the key. The key has 256 random bits, so timing reveals nothing useful.</param>
    public bool Contains(byte[] hash) =>
        _acceptedAt.TryGetValue(Convert.ToHexString(hash), out var at) && clock.GetElapsedTime(at) < Lifetime;

    public void Add(byte[] hash)
    {
        if (_acceptedAt.Count >= Capacity)
        {
            _acceptedAt.Clear();
        }

        _acceptedAt[Convert.ToHexString(hash)] = clock.GetTimestamp();
    }
}
