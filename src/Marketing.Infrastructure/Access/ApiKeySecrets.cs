using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Access;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Secrets;

namespace Marketing.Infrastructure.Access;

/// <summary>
/// Generates API keys: <c>mk_</c>, 12 characters to look up the key, and 32 secret characters (190 bits). Development keys begin with
/// <c>mk_dev</c>, so that other environments reject them.
/// </summary>
public sealed class ApiKeySecrets : IApiKeyMaker
{
    public const string Mark = "mk_";
    public const string DevelopmentMark = "mk_dev";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private const int SecretLength = 32;
    private const int KeyLength = ApiKey.PrefixLength + SecretLength;

    public (string Key, string Prefix, byte[] Hash) New()
    {
        string key;
        do
        {
            key = Mark + RandomNumberGenerator.GetString(Alphabet, KeyLength - Mark.Length);
        } while (IsForDevelopment(key));
        return (key, PrefixOf(key), HashOf(key));
    }

    /// <summary>Returns the development key of an installation: derived from its master key, the same at every start.</summary>
    public static (string Key, string Prefix, byte[] Hash) ForDevelopment(MasterKey masterKey)
    {
        var needed = KeyLength - DevelopmentMark.Length;
        var unbiased = (byte.MaxValue + 1) / Alphabet.Length * Alphabet.Length;
        var characters = masterKey
            .Stream(KeyPurposes.DevelopmentKey, 4 * needed)
            .Where(b => b < unbiased)
            .Take(needed)
            .Select(b => Alphabet[b % Alphabet.Length]);
        var key = DevelopmentMark + string.Concat(characters);
        return (key, PrefixOf(key), HashOf(key));
    }

    public static bool IsForDevelopment(string key) => key.StartsWith(DevelopmentMark, StringComparison.Ordinal);

    /// <summary>Whether a text has the form of a key. Such a key need not exist.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? text) =>
        text?.Length == KeyLength
        && text.StartsWith(Mark, StringComparison.Ordinal)
        && !text.AsSpan(Mark.Length).ContainsAnyExcept(Characters);

    public static string PrefixOf(string key) => key[..ApiKey.PrefixLength];

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
