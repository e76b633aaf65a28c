using Marketing.Domain.Calendar;

namespace Marketing.Api.Calendar;

/// <summary>What the address of the current request says about calendar feeds.</summary>
internal sealed class FeedRequest
{
    /// <summary>The prefix of the service behind a proxy.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The feed at a secret address; null if there is none, or if its owner can no longer read plans.</summary>
    public CalendarFeedId? Feed { get; set; }
}
