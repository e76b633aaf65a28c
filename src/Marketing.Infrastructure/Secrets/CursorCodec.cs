using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Common;

namespace Marketing.Infrastructure.Secrets;

/// <summary>Signs cursors without encrypting them: base64url of the payload and the first 16 bytes of its HMAC-SHA256.</summary>
internal sealed class CursorCodec(MasterKey masterKey) : ICursorCodec
{
    private const int SignatureLength = 16;

    public string Protect(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return Base64Url.EncodeToString([.. bytes, .. Sign(masterKey.Current(KeyPurposes.Cursor), bytes)]);
    }

    public string? Unprotect(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length < SignatureLength || text.AsSpan().ContainsAny('=', ' '))
        {
            return null;
        }

        var bytes = new byte[length];
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != length)
        {
            return null;
        }

        var payload = bytes.AsSpan(0, length - SignatureLength);
        return IsSigned(payload, bytes.AsSpan(length - SignatureLength)) ? Encoding.UTF8.GetString(payload) : null;
    }

    private bool IsSigned(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        var signed = false;
        foreach (var key in masterKey.All(KeyPurposes.Cursor))
        {
            signed |= CryptographicOperations.FixedTimeEquals(Sign(key, payload), signature);
        }

        return signed;
    }

    private static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload) => HMACSHA256.HashData(key, payload)[..SignatureLength];
}
