using Marketing.Infrastructure.Access;
using Microsoft.Extensions.Primitives;

namespace Marketing.Api.Security;

/// <summary>Names of the authentication schemes.</summary>
internal static class CredentialSchemes
{
    /// <summary>Selects another scheme by the Authorization header.</summary>
    public const string Any = "credential";

    public const string ApiKey = "apiKey";

    public const string Jwt = "jwt";

    private const string Bearer = "Bearer ";

    /// <summary>Selects the token handler for tokens and the key handler for any other credential.</summary>
    public static string Choose(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        return
            header.Count == 0 || (AfterScheme(header, Bearer) is { } text && !text.StartsWith(ApiKeySecrets.Mark, StringComparison.Ordinal))
            ? Jwt
            : ApiKey;
    }

    /// <summary>Returns the text after the scheme's name if there is one header with this scheme. Case is ignored (RFC 9110).</summary>
    public static string? AfterScheme(StringValues header, string scheme) =>
        header is [{ } text] && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..].Trim() : null;
}

/// <summary>The reason why a credential was rejected. The client receives only its code.</summary>
/// <param name="code">Code of the problem.</param>
/// <param name="isGuess">Whether it may have been a guess. A credential that was once valid is not.</param>
/// <param name="detail">What was wrong with it, for the log only: a client must not learn whether a key exists.</param>
internal sealed class CredentialRefused(string code, bool isGuess, string? detail = null) : Exception(code)
{
    public const string Missing = "auth.missing";
    public const string Invalid = "auth.invalid";
    public const string Expired = "auth.expired";
    public const string TooManyFailures = "auth.tooManyFailures";
    public const string ProviderUnavailable = "auth.providerUnavailable";

    public string Code => Message;

    public bool IsGuess => isGuess;

    public string? Detail => detail;

    /// <summary>Prefix of the existing key that was guessed; null if no key has the prefix.</summary>
    public string? KeyPrefix { get; init; }
}
