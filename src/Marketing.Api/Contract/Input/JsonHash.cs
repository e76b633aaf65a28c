using System.Buffers;
using System.Security.Cryptography;

namespace Marketing.Api.Contract.Input;

/// <summary>Hashes JSON without its insignificant white space, so that two texts that differ only in layout have one hash.</summary>
internal static class JsonHash
{
    private const int ChunkSize = 16 * 1024;
    private static readonly SearchValues<byte> Stops = SearchValues.Create(" \t\r\n\""u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    /// <summary>Returns the SHA-256. Text that is not valid JSON also has a hash.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var used = 0;
        while (!json.IsEmpty)
        {
            var stop = json.IndexOfAny(Stops);
            var kept =
                stop < 0 ? json.Length
                : json[stop] == '"' ? stop + LengthOfString(json[stop..])
                : stop;
            Append(json[..kept]);
            json = json[Math.Min(json.Length, kept + (stop >= 0 && kept == stop ? 1 : 0))..];
        }

        hash.AppendData(chunk, 0, used);
        ArrayPool<byte>.Shared.Return(chunk);
        return hash.GetHashAndReset();

        void Append(ReadOnlySpan<byte> bytes)
        {
            if (used + bytes.Length > chunk.Length)
            {
                hash.AppendData(chunk, 0, used);
                used = 0;
            }

            if (bytes.Length > chunk.Length)
            {
                hash.AppendData(bytes);
                return;
            }

            bytes.CopyTo(chunk.AsSpan(used));
            used += bytes.Length;
        }
    }

    /// <summary>Returns the length of the string at the start, with its quotes; all of the text if the string does not end.</summary>
    private static int LengthOfString(ReadOnlySpan<byte> json)
    {
        for (var at = 1; ; )
        {
            var stop = json[at..].IndexOfAny(InString);
            if (stop < 0)
            {
                return json.Length;
            }

            at += stop;
            if (json[at] == '"')
            {
                return at + 1;
            }

            at += 2;
            if (at >= json.Length)
            {
                return json.Length;
            }
        }
    }
}
