using System.Diagnostics;
using Marketing.Domain.Common;

namespace Marketing.Api.Hosting.Pipeline;

/// <summary>The secret in the address of the request; null if it has none.</summary>
internal sealed record FeedSecret(string Value);

/// <summary>
/// Takes the secret out of the address of a calendar feed, before anything can log or trace the path, or return it in a problem. Whatever
/// comes after the collection and is no id counts as a secret, so that a mistyped address is masked too.
/// </summary>
internal sealed class FeedAddresses(RequestDelegate next)
{
    public const string Mask = "-";

    private const string Collection = "/v1/calendar-feeds/";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value;
        if (path?.StartsWith(Collection, StringComparison.OrdinalIgnoreCase) == true)
        {
            var rest = path[Collection.Length..];
            var slash = rest.IndexOf('/');
            var secret = slash < 0 ? rest : rest[..slash];
            if (secret.Length > 0 && !EntityId.TryParse(secret, out _))
            {
                http.Features.Set(new FeedSecret(secret));
                http.Request.Path = path[..Collection.Length] + Mask + (slash < 0 ? "" : rest[slash..]);
                if (Activity.Current is { } activity && activity.GetTagItem("url.path") is not null)
                {
                    activity.SetTag("url.path", http.Request.Path.Value);
                }
            }
        }

        return next(http);
    }
}
