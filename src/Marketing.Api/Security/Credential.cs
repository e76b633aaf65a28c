using Marketing.Infrastructure.Access;
using Microsoft.Extensions.Primitives;

namespace Marketing.Api.Security;

/// <summary>Names of the authentication schemes.</summary>
internal static class CredentialSchemes
{
    /// <summary>Chooses one of the others by the Authorization header.</summary>
    public const string Any = "credential";

    public const string ApiKey = "apiKey";

    public const string Jwt = "jwt";

    private const string Bearer = "Bearer ";

    /// <summary>Tokens go to the token handler, everything else that calls itself a credential to the key handler.</summary>
    public static string Choose(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        return header.Count == 0 || (AfterScheme(header, Bearer) is { } text && !text.StartsWith(ApiKeySecrets.Mark, StringComparison.Ordinal)) ? Jwt : ApiKey;
    }

    /// <summary>What follows the scheme's name, where the header is there once and names this scheme (in any case, RFC 9110).</summary>
    public static string? AfterScheme(StringValues header, string scheme) =>
        header is [{ } text] && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..].Trim() : null;
}

/// <summary>Why a credential was not taken; tells the client no more than its code.</summary>
/// <param name="code">Code of the problem.</param>
/// <param name="isGuess">Whether it may have been a guess: a credential that was good once is none.</param>
internal sealed class CredentialRefused(string code, bool isGuess) : Exception(code)
{
    public const string Missing = "auth.missing";
    public const string Invalid = "auth.invalid";
    public const string Expired = "auth.expired";
    public const string TooManyFailures = "auth.tooManyFailures";
    public const string ProviderUnavailable = "auth.providerUnavailable";

    public string Code => Message;

    public bool IsGuess => isGuess;
}
