using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Common;

namespace Marketing.Infrastructure.Secrets;

/// <summary>
/// Encrypts with AES-256-GCM. Layout: format (1 byte), key fingerprint (4), nonce (12), tag (16), ciphertext. Format and purpose are
/// authenticated.
/// </summary>
internal sealed class Sealer(MasterKey masterKey) : ISealer
{
    private const byte Format = 1;
    private const int FingerprintLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + FingerprintLength;
    private const int Overhead = HeaderLength + NonceLength + TagLength;

    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var key = masterKey.All(purpose)[0];
        var result = new byte[Overhead + plain.Length];
        result[0] = Format;
        Fingerprint(key).CopyTo(result, 1);
        var nonce = result.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, result.AsSpan(Overhead), result.AsSpan(HeaderLength + NonceLength, TagLength), Authenticated(purpose));
        return result;
    }

    public byte[]? Unseal(string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Format)
        {
            return null;
        }

        foreach (var key in masterKey.All(purpose))
        {
            if (sealedBytes.Slice(1, FingerprintLength).SequenceEqual(Fingerprint(key)) && Open(key, purpose, sealedBytes) is { } plain)
            {
                return plain;
            }
        }

        return null;
    }

    private static byte[]? Open(byte[] key, string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(
                sealedBytes.Slice(HeaderLength, NonceLength),
                sealedBytes[Overhead..],
                sealedBytes.Slice(HeaderLength + NonceLength, TagLength),
                plain,
                Authenticated(purpose)
            );
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Identifies the key without revealing it.</summary>
    private static byte[] Fingerprint(byte[] key) => HMACSHA256.HashData(key, "fingerprint"u8)[..FingerprintLength];

    private static byte[] Authenticated(string purpose) => [Format, .. Encoding.UTF8.GetBytes(purpose)];
}
