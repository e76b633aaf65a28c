using System.Collections.Concurrent;

namespace Marketing.Api.Security;

/// <summary>Keys that were good a short while ago: they are still let in where their address has to wait for the failures of others.</summary>
internal sealed class AcceptedKeys(TimeProvider clock)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, long> _acceptedAt = new(StringComparer.Ordinal);

    /// <param name="hash">SHA-256 of the key: 256 random bits, nothing that could be guessed byte by byte.</param>
    public bool Contains(byte[] hash) => _acceptedAt.TryGetValue(Convert.ToHexString(hash), out var at) && clock.GetElapsedTime(at) < Lifetime;

    public void Add(byte[] hash)
    {
        if (_acceptedAt.Count >= Capacity)
        {
            _acceptedAt.Clear();
        }

        _acceptedAt[Convert.ToHexString(hash)] = clock.GetTimestamp();
    }

    public void Clear() => _acceptedAt.Clear();
}
