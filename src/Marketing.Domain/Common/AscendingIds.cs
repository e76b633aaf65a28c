using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Marketing.Domain.Common;

/// <summary>
/// Generates version 7 UUIDs, each greater than the one before: within a millisecond too, and after the clock was set back. Follows
/// RFC 9562, section 6.2, method 1: a counter comes between the timestamp and the random bits.
/// </summary>
/// <param name="clock">The source of the timestamps.</param>
public sealed class AscendingIds(TimeProvider clock)
{
    private const int CounterBits = 18;

    /// <summary>The upper half of the counter stays free for counting: at least 131,072 ids for each millisecond.</summary>
    private const int SeedMask = (1 << (CounterBits - 1)) - 1;

    private const int VariantBits = 6;
    private const ulong Version = 0x7000;
    private const byte Variant = 0x80;

    /// <summary>Timestamp and counter of the last id. A counter that overflows carries into the timestamp.</summary>
    private long _last;

    /// <summary>The ids of this process.</summary>
    public static AscendingIds OfProcess { get; } = new(TimeProvider.System);

    /// <summary>Returns a new id. Safe for concurrent use.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var place = (ulong)Advance(BinaryPrimitives.ReadInt32BigEndian(bytes) & SeedMask);
        var (milliseconds, counter) = (place >> CounterBits, place & ((1 << CounterBits) - 1));
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | Version | (counter >> VariantBits));
        bytes[8] = (byte)(Variant | (counter & ((1 << VariantBits) - 1)));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Returns the present millisecond with a random counter, or the successor of the last id if that is later.</summary>
    private long Advance(long seed)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = now > last >> CounterBits ? (now << CounterBits) | seed : last + 1;
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
