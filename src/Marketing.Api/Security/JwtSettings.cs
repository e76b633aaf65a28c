using System.Globalization;
using System.Text;
using Marketing.Domain.Access;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Startup;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Api.Security;

/// <summary>The source of tokens.</summary>
internal enum TokenSource
{
    /// <summary>None is configured: only API keys are accepted.</summary>
    None,

    /// <summary>An OpenID Connect authority; its keys are found by discovery.</summary>
    Authority,

    /// <summary>A shared signing key.</summary>
    SigningKey,

    /// <summary>The service's own key on a developer's machine.</summary>
    Development,
}

/// <summary>Roles that a token's claim grants in a workspace.</summary>
/// <param name="WorkspaceCode">Code of the workspace.</param>
/// <param name="Roles">The granted roles.</param>
internal sealed record RoleGrant(string WorkspaceCode, IReadOnlyList<Role> Roles);

/// <summary>The tokens to accept (configuration section <c>Authentication:Jwt</c>).</summary>
internal sealed record JwtSettings
{
    public const string Section = "Authentication:Jwt";
    public const string DevelopmentIssuer = "marketing-development";

    private const string DevelopmentAudience = "marketing-api";
    private const int MinKeyLength = 32;

    /// <summary>A withdrawn key is rejected within five minutes, also if one read fails.</summary>
    public const int LongestKeyRefresh = 120;

    public required TokenSource Source { get; init; }

    public string? Authority { get; init; }

    /// <summary>The required issuer of tokens; by default the one that discovery returns.</summary>
    public string? Issuer { get; init; }

    public string? Audience { get; init; }

    /// <summary>Symmetric keys for signatures; the first one signs new tokens.</summary>
    public IReadOnlyList<SymmetricSecurityKey> Keys { get; init; } = [];

    /// <summary>How often the authority's signing keys are read again.</summary>
    public TimeSpan KeyRefresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The claim whose values are mapped to roles.</summary>
    public string? RoleClaim { get; init; }

    public IReadOnlyDictionary<string, RoleGrant> RoleMap { get; init; } = new Dictionary<string, RoleGrant>();

    /// <exception cref="StartRefusedException">The settings contradict each other, or a required security setting is missing.</exception>
    public static JwtSettings Load(IConfiguration configuration, IHostEnvironment environment, MasterKey masterKey)
    {
        var section = configuration.GetSection(Section);
        var (authority, signingKey) = (Text(section, "Authority"), Text(section, "SigningKey"));
        var settings = (authority, signingKey) switch
        {
            ({ }, { }) => throw new StartRefusedException(
                $"{Section} has both an Authority and a SigningKey. Keep the one that issues your tokens."
            ),
            ({ } address, null) => FromAuthority(section, address, environment),
            (null, { } key) => FromKey(section, key),
            _ when environment.IsDevelopment() => ForDevelopment(section, masterKey),
            _ => new JwtSettings { Source = TokenSource.None },
        };
        return settings with { RoleClaim = Text(section, "RoleClaim"), RoleMap = ReadRoleMap(section.GetSection("RoleMap")) };
    }

    private static JwtSettings FromAuthority(IConfigurationSection section, string authority, IHostEnvironment environment)
    {
        if (
            !Uri.TryCreate(authority, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !(environment.IsDevelopment() && address.Scheme == Uri.UriSchemeHttp))
        )
        {
            throw new StartRefusedException($"{Section}:Authority must be an https address.");
        }

        return new JwtSettings
        {
            Source = TokenSource.Authority,
            Authority = authority,
            Issuer = Text(section, "Issuer"),
            Audience = Needed(section, "Audience"),
            KeyRefresh = KeyRefreshOf(section),
        };
    }

    private static TimeSpan KeyRefreshOf(IConfigurationSection section) =>
        Text(section, "KeyRefreshSeconds") is not { } text ? TimeSpan.FromMinutes(1)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestKeyRefresh
            ? TimeSpan.FromSeconds(seconds)
        : throw new StartRefusedException($"{Section}:KeyRefreshSeconds: {text} is not a number from 1 to {LongestKeyRefresh}.");

    private static JwtSettings FromKey(IConfigurationSection section, string key) =>
        new()
        {
            Source = TokenSource.SigningKey,
            Issuer = Needed(section, "Issuer"),
            Audience = Needed(section, "Audience"),
            Keys = ReadKeys(key),
        };

    private static JwtSettings ForDevelopment(IConfigurationSection section, MasterKey masterKey) =>
        new()
        {
            Source = TokenSource.Development,
            Issuer = DevelopmentIssuer,
            Audience = Text(section, "Audience") ?? DevelopmentAudience,
            Keys = [new SymmetricSecurityKey(masterKey.Current(KeyPurposes.DevelopmentTokens).ToArray())],
        };

    /// <summary>Reads keys as base64 or plain text. A long text that is valid base64 is read both ways, because tools differ.</summary>
    private static List<SymmetricSecurityKey> ReadKeys(string text)
    {
        var keys = new List<SymmetricSecurityKey>();
        var decoded = new byte[text.Length];
        if (Convert.TryFromBase64String(text, decoded, out var length) && length >= MinKeyLength)
        {
            keys.Add(new SymmetricSecurityKey(decoded[..length]));
        }

        if (Encoding.UTF8.GetByteCount(text) >= MinKeyLength)
        {
            keys.Add(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)));
        }

        return keys.Count > 0
            ? keys
            : throw new StartRefusedException($"{Section}:SigningKey must have at least {MinKeyLength} bytes, in base64 or as text.");
    }

    private static Dictionary<string, RoleGrant> ReadRoleMap(IConfigurationSection map) =>
        map.GetChildren()
            .ToDictionary(
                entry => entry.Key,
                entry => new RoleGrant(Needed(entry, "Workspace"), [.. entry.GetSection("Roles").GetChildren().Select(ReadRole)]),
                StringComparer.Ordinal
            );

    private static Role ReadRole(IConfigurationSection role) =>
        Enum.GetValues<Role>()
            .Cast<Role?>()
            .FirstOrDefault(known => string.Equals(known.ToString(), role.Value, StringComparison.OrdinalIgnoreCase))
        ?? throw new StartRefusedException($"{role.Path} is not a role. Use one of {string.Join(", ", Enum.GetNames<Role>())}.");

    private static string? Text(IConfigurationSection section, string name) => section[name] is { Length: > 0 } text ? text.Trim() : null;

    private static string Needed(IConfigurationSection section, string name) =>
        Text(section, name)
        ?? throw new StartRefusedException($"{section.Path}:{name} is missing. It is required to accept tokens safely.");
}
