using System.Security.Claims;
using Marketing.Api.Contract.Input;
using Marketing.Domain.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Api.Security;

/// <summary>Configures strict validation of tokens.</summary>
internal sealed class JwtSetup(JwtSettings settings, IHostEnvironment environment) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan KeyRefreshInterval = TimeSpan.FromSeconds(30);
    private static readonly string[] TokenTypes = ["JWT", "at+jwt", "application/at+jwt"];

    private static readonly string[] AuthorityAlgorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != CredentialSchemes.Jwt)
        {
            return;
        }

        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength });
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = !environment.IsDevelopment();
        options.BackchannelTimeout = ProviderPatience;
        options.RefreshInterval = settings.KeyRefresh < KeyRefreshInterval ? settings.KeyRefresh : KeyRefreshInterval;
        options.TokenValidationParameters = Validation();
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = Read,
            OnTokenValidated = CheckPerson,
            OnAuthenticationFailed = Explain,
        };
    }

    private TokenValidationParameters Validation() =>
        new()
        {
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            RequireAudience = true,
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidateLifetime = true,
            ValidateIssuerSigningKey = true,
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            IssuerSigningKeys = settings.Keys,
            ValidAlgorithms = settings.Source == TokenSource.Authority ? AuthorityAlgorithms : [SecurityAlgorithms.HmacSha256],
            ValidTypes = TokenTypes,
            ClockSkew = ClockSkew,
            NameClaimType = PersonClaims.Name,
        };

    /// <summary>Reads the token from the Authorization header only, never from query or form.</summary>
    private static Task Read(MessageReceivedContext context)
    {
        context.Token = CredentialSchemes.AfterScheme(context.Request.Headers.Authorization, "Bearer ");
        if (context.Token is { Length: 0 })
        {
            context.Fail(new CredentialRefused(CredentialRefused.Invalid, isGuess: false));
        }

        return Task.CompletedTask;
    }

    /// <summary>Rejects critical extensions (RFC 7515), because none is supported.</summary>
    private static Task CheckPerson(TokenValidatedContext context)
    {
        if (
            context.SecurityToken is not JsonWebToken token
            || token.TryGetHeaderValue<object>("crit", out _)
            || !PersonClaims.AreUsable((ClaimsIdentity)context.Principal!.Identity!)
        )
        {
            context.Fail(new CredentialRefused(CredentialRefused.Invalid, isGuess: false));
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Explains the failure. An expired token was once valid, so it is not a guess. An unavailable provider is not the caller's fault.
    /// </summary>
    private static async Task Explain(AuthenticationFailedContext context)
    {
        var code =
            context.Exception is SecurityTokenExpiredException ? CredentialRefused.Expired
            : await IsProviderAwayAsync(context) ? CredentialRefused.ProviderUnavailable
            : CredentialRefused.Invalid;
        context.Fail(new CredentialRefused(code, isGuess: code == CredentialRefused.Invalid, detail: context.Exception.GetType().Name));
    }

    private static async Task<bool> IsProviderAwayAsync(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is not { } provider)
        {
            return false;
        }

        try
        {
            await provider.GetConfigurationAsync(context.HttpContext.RequestAborted);
            return false;
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            return true;
        }
    }
}

/// <summary>Reads a person's claims from a token.</summary>
internal static class PersonClaims
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Name = "name";

    private static readonly string[] ScopeClaims = ["scope", "scp"];

    /// <summary>Whether there is exactly one issuer and one subject, short enough to store and without forbidden characters.</summary>
    public static bool AreUsable(ClaimsIdentity token) =>
        IsUsable(token, Issuer, Member.IssuerLength) && IsUsable(token, Subject, Member.SubjectLength);

    /// <summary>Returns the name to display; the subject if there is none.</summary>
    public static string DisplayName(ClaimsIdentity token)
    {
        var name = token.FindFirst(Name)?.Value is { } given && !string.IsNullOrWhiteSpace(given) ? given : token.FindFirst(Subject)!.Value;
        return string.Concat(name.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(Member.DisplayNameLength)).Trim();
    }

    /// <summary>Returns the scopes, from one space-separated claim or from several claims.</summary>
    public static IEnumerable<string> Scopes(ClaimsIdentity token) =>
        token
            .Claims.Where(claim => ScopeClaims.Contains(claim.Type))
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsUsable(ClaimsIdentity token, string type, int maxLength)
    {
        var claims = token.FindAll(type).ToList();
        return claims is [{ ValueType: ClaimValueTypes.String, Value: var text }]
            && !string.IsNullOrWhiteSpace(text)
            && InputText.CodePoints(text) <= maxLength
            && InputText.IndexOfForbidden(text) < 0
            && InputText.IndexOfLineBreak(text) < 0;
    }
}
