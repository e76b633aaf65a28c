using System.Security.Cryptography;
using System.Text;

namespace Marketing.Domain.Facts;

/// <summary>The natural key of a fact as a hash: its members together are too long for an index.</summary>
public static class FactKey
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Returns the key. Members are on one line each, so that none can be taken for another.</summary>
    public static byte[] Of(params ReadOnlySpan<string> members) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', members.ToArray())));
}
