using Marketing.Api.Contract.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Marketing.Api.Security;

/// <summary>
/// Responds to requests without a valid credential: 401 with a challenge, 429 after too many failures, 503 if the identity provider is
/// unavailable.
/// </summary>
internal sealed class CredentialRefusals(FailedAttempts failures) : IAuthorizationMiddlewareResultHandler
{
    private const int ProviderRetrySeconds = 5;
    private const string Realm = "realm=\"marketing\"";

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var failure = (await context.AuthenticateAsync()).Failure;
        await Refuse(context, failure as CredentialRefused, failure is not null).ExecuteAsync(context);
    }

    /// <summary>Adds the sufficient scopes to the challenge, as defined by RFC 6750.</summary>
    public static void ChallengeForScope(HttpContext http, IEnumerable<string> scopes) =>
        http.Response.Headers.WWWAuthenticate = $"Bearer {Realm}, error=\"insufficient_scope\", scope=\"{string.Join(' ', scopes)}\"";

    private ProblemResult Refuse(HttpContext http, CredentialRefused? refused, bool given)
    {
        var code = refused?.Code ?? (given ? CredentialRefused.Invalid : CredentialRefused.Missing);
        if (code == CredentialRefused.ProviderUnavailable)
        {
            return new ProblemResult(StatusCodes.Status503ServiceUnavailable, code) { RetryAfter = ProviderRetrySeconds };
        }

        if (refused?.IsGuess ?? given)
        {
            if (failures.Count(http.Connection.RemoteIpAddress, refused?.KeyPrefix) is not { } wait)
            {
                Challenge(http, given);
                return Unauthorized(code, refused);
            }

            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            return new ProblemResult(StatusCodes.Status429TooManyRequests, CredentialRefused.TooManyFailures)
            {
                RetryAfter = seconds,
                Args = new Dictionary<string, object?> { ["seconds"] = seconds },
            };
        }

        Challenge(http, given);
        return Unauthorized(code, refused);
    }

    private static ProblemResult Unauthorized(string code, CredentialRefused? refused) =>
        new(StatusCodes.Status401Unauthorized, code) { LoggedDetail = refused?.Detail };

    private static void Challenge(HttpContext http, bool given)
    {
        var challenges = new List<string> { given ? $"Bearer {Realm}, error=\"invalid_token\"" : $"Bearer {Realm}" };
        if (!IsScriptInBrowser(http.Request))
        {
            challenges.Add($"Basic {Realm}, charset=\"UTF-8\"");
        }

        http.Response.Headers.WWWAuthenticate = challenges.ToArray();
    }

    /// <summary>Browsers respond to a Basic challenge with a sign-in dialog over the page whose script sent the request.</summary>
    private static bool IsScriptInBrowser(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] is [{ } target] && target == "empty";
}
