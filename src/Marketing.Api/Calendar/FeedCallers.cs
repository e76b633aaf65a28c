using Marketing.Api.Hosting.Pipeline;
using Marketing.Application.Common;
using Marketing.Infrastructure.Access;

namespace Marketing.Api.Calendar;

/// <summary>
/// Lets the request at a secret address act as the owner of the feed, with the rights that the owner has now. It has no caller if there is
/// no such feed, or if the owner can no longer read plans.
/// </summary>
internal sealed class FeedCallers(RequestDelegate next, Credentials credentials)
{
    public async Task InvokeAsync(HttpContext http, RequestContext request, FeedRequest feeds)
    {
        feeds.Prefix = http.Request.PathBase.ToUriComponent();
        if (
            http.Features.Get<FeedSecret>() is { } secret
            && !request.HasCaller
            && await credentials.FindFeedAsync(secret.Value, http.RequestAborted) is { } feed
        )
        {
            (request.Caller, feeds.Feed) = (feed.Owner, feed.Id);
        }

        await next(http);
    }
}
