using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Common;

namespace Marketing.Application.Webhooks;

/// <summary>The secret that signs the deliveries of an endpoint: <c>whsec_</c> and 32 random bytes in base64.</summary>
public static class WebhookSecret
{
    /// <summary>The purpose for which secrets are sealed.</summary>
    public const string Purpose = "webhook";

    /// <summary>Length of a sealed secret, in bytes.</summary>
    public const int SealedLength = 200;

    private const string Mark = "whsec_";
    private const int Length = 32;

    /// <summary>Returns a new secret, and the same one sealed.</summary>
    internal static (string Secret, byte[] Sealed) New(ISealer sealer)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        return (Mark + Convert.ToBase64String(key), sealer.Seal(Purpose, key));
    }

    /// <summary>Signs a delivery as Standard Webhooks 1.0.0 requires.</summary>
    /// <param name="keys">The valid keys, the current one first.</param>
    /// <param name="id">Id of the event.</param>
    /// <param name="timestamp">Time of the attempt, in seconds since 1970.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <returns>One signature for each key, separated by spaces.</returns>
    public static string Sign(IEnumerable<byte[]> keys, string id, string timestamp, byte[] body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content))));
    }
}
