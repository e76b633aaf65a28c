using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Marketing.Infrastructure.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Security;

/// <summary>Identity of a machine with a valid key.</summary>
internal sealed class ApiKeyIdentity(KeyRecord key) : ClaimsIdentity(CredentialSchemes.ApiKey)
{
    public KeyRecord Key => key;
}

/// <summary>Authenticates API keys: <c>Bearer mk_…</c>, or the password of Basic authentication for BI tools.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Credentials credentials,
    ApiKeyUse use,
    IHostEnvironment environment
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Compared if the key does not exist, so that the check lasts as long as for a wrong key.</summary>
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What needs no credential must not depend on the database that would check one: a probe can send its own.
        if (SecuritySetup.IsAnonymous(Context))
        {
            return AuthenticateResult.NoResult();
        }

        if (ReadKey() is not { } text || !ApiKeySecrets.IsWellFormed(text))
        {
            return Refuse(CredentialRefused.Invalid, isGuess: true, "malformed key");
        }

        var hash = ApiKeySecrets.HashOf(text);
        var key = await credentials.FindKeyAsync(ApiKeySecrets.PrefixOf(text), Context.RequestAborted);
        var same = CryptographicOperations.FixedTimeEquals(key?.SecretHash ?? NoHash, hash);
        if (key is null || !same)
        {
            var detail = key is null ? "unknown key" : "wrong secret";
            return AuthenticateResult.Fail(
                new CredentialRefused(CredentialRefused.Invalid, isGuess: true, detail) { KeyPrefix = key?.Prefix }
            );
        }

        return Judge(key) is { } refusal ? Refuse(refusal, isGuess: false, DetailOf(key)) : Accept(key);
    }

    private string? Judge(KeyRecord key)
    {
        if (key.RevokedAt is not null || (ApiKeySecrets.IsForDevelopment(key.Prefix) && !environment.IsDevelopment()))
        {
            return CredentialRefused.Invalid;
        }

        return key.ExpiresAt <= TimeProvider.GetUtcNow().UtcDateTime ? CredentialRefused.Expired : null;
    }

    private static string DetailOf(KeyRecord key) =>
        $"key:{key.Id.Value:N} {(key.RevokedAt is null ? "is expired or for Development only" : "is revoked")}";

    private AuthenticateResult Accept(KeyRecord key)
    {
        use.Note(key.Id);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ApiKeyIdentity(key)), Scheme.Name));
    }

    private static AuthenticateResult Refuse(string code, bool isGuess, string? detail = null) =>
        AuthenticateResult.Fail(new CredentialRefused(code, isGuess, detail));

    private string? ReadKey()
    {
        var header = Request.Headers.Authorization;
        return CredentialSchemes.AfterScheme(header, "Bearer ")
            ?? (CredentialSchemes.AfterScheme(header, "Basic ") is { } pair ? ReadPassword(pair) : null);
    }

    /// <summary>Returns the password, or the name if the password is empty: some tools have one field for a key.</summary>
    private static string? ReadPassword(string pair)
    {
        var bytes = new byte[pair.Length];
        if (pair.Length > 1000 || !Convert.TryFromBase64String(pair, bytes, out var length))
        {
            return null;
        }

        var text = bytes.AsSpan(0, length);
        var colon = text.IndexOf((byte)':');
        return colon < 0 ? null : Encoding.Latin1.GetString(colon == length - 1 ? text[..colon] : text[(colon + 1)..]);
    }
}
