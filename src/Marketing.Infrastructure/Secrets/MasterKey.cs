using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Marketing.Infrastructure.Secrets;

/// <summary>
/// The secret of an installation, from which all other keys are derived (HKDF-SHA256, one sub-key per purpose). Previous keys are still
/// accepted for reading, so that the key can be changed without losing data.
/// </summary>
public sealed class MasterKey
{
    public const string Setting = "Security:MasterKey";
    public const string PreviousSetting = "Security:PreviousKeys";

    /// <summary>Length of the key and of its sub-keys, in bytes.</summary>
    public const int Length = 32;

    private const string HowToMakeOne = "a key is 32 random bytes in base64, for example from: openssl rand -base64 32";

    private readonly byte[][] _keys;
    private readonly ConcurrentDictionary<string, byte[][]> _derived = new(StringComparer.Ordinal);

    private MasterKey(IEnumerable<byte[]> keys) => _keys = [.. keys];

    /// <summary>Reads the keys from the configuration. In Development, creates and stores a key if none is configured.</summary>
    /// <exception cref="StartRefusedException">A key is missing or malformed.</exception>
    public static MasterKey Load(IConfiguration configuration, IHostEnvironment environment)
    {
        var current = configuration[Setting] switch
        {
            { Length: > 0 } text => Parse(text, Setting),
            _ when environment.IsDevelopment() => DevelopmentKeyFile.ReadOrMake(environment.ContentRootPath),
            _ => throw new StartRefusedException($"{Setting} is missing. Set it in the configuration ({HowToMakeOne})."),
        };
        var previous = configuration
            .GetSection(PreviousSetting)
            .GetChildren()
            .Where(setting => !string.IsNullOrEmpty(setting.Value))
            .Select(setting => Parse(setting.Value!, setting.Path));
        return new MasterKey(previous.Prepend(current));
    }

    /// <summary>Returns the sub-key for writing.</summary>
    public ReadOnlySpan<byte> Current(string purpose) => All(purpose)[0];

    /// <summary>Returns the accepted sub-keys, the current one first.</summary>
    public IReadOnlyList<byte[]> All(string purpose) =>
        _derived.GetOrAdd(purpose, name => [.. _keys.Select(key => Derive(key, name, Length))]);

    /// <summary>Returns derived bytes, the same at every start.</summary>
    public byte[] Stream(string purpose, int length) => Derive(_keys[0], purpose, length);

    internal static byte[] Parse(string text, string setting)
    {
        var key = new byte[Length];
        return Convert.TryFromBase64String(text.Trim(), key, out var written) && written == Length
            ? key
            : throw new StartRefusedException($"{setting} is malformed: {HowToMakeOne}.");
    }

    private static byte[] Derive(byte[] key, string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, length, salt: null, info: Encoding.UTF8.GetBytes("marketing-api/" + purpose));
}
