using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct ChannelId(Guid Value) : IEntityId<ChannelId>
{
    public static ChannelId From(Guid value) => new(value);

    public int CompareTo(ChannelId other) => Value.CompareTo(other.Value);
}

/// <summary>Types of channels.</summary>
public enum ChannelType
{
    /// <summary>Search advertising (搜索广告).</summary>
    SearchAds,

    /// <summary>Social media (社交媒体).</summary>
    Social,

    /// <summary>Feed advertising (信息流广告).</summary>
    FeedAds,

    /// <summary>Content (内容平台).</summary>
    Content,

    /// <summary>E-mail (电子邮件).</summary>
    Email,

    /// <summary>Short message (短信).</summary>
    Sms,

    /// <summary>App push notification (App推送).</summary>
    AppPush,

    /// <summary>Online shop or marketplace (电商平台).</summary>
    Ecommerce,

    /// <summary>Live commerce (直播带货).</summary>
    LiveCommerce,

    /// <summary>Group buying (团购).</summary>
    GroupBuying,

    /// <summary>Own website or app (官网、自有App).</summary>
    OwnedSiteApp,

    /// <summary>Community (社群).</summary>
    Community,

    /// <summary>Shop (门店).</summary>
    Store,

    /// <summary>Distributor (经销商).</summary>
    Distributor,

    /// <summary>Agent (代理商).</summary>
    Agent,

    /// <summary>Trade fair (展会).</summary>
    Exhibition,

    /// <summary>Field promotion (地推).</summary>
    FieldPromotion,

    /// <summary>Television, print, outdoor (传统媒体).</summary>
    TvPrint,

    /// <summary>Press and media relations (公关媒体).</summary>
    PrMedia,

    /// <summary>Event (线下活动).</summary>
    Event,

    /// <summary>Other or unknown (其他).</summary>
    Other,
}

/// <summary>Ownership of a channel.</summary>
public enum ChannelOwnership
{
    /// <summary>Owned by the company (自有).</summary>
    Owned,

    /// <summary>Earned: unpaid coverage by others (赢得).</summary>
    Earned,

    /// <summary>Paid (付费).</summary>
    Paid,
}

/// <summary>A channel through which the company sells, advertises or communicates.</summary>
public sealed class Channel : SyncedEntry<ChannelId>
{
    public const int PlatformLength = 64;
    public const int DescriptionLength = 2_000;

    private Channel() { }

    private Channel(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.Channel;

    public ChannelType Type { get; private set; }

    /// <summary>Platform of the channel.</summary>
    public string? Platform { get; private set; }

    public ChannelOwnership? Ownership { get; private set; }

    /// <summary>Whether the channel is in use. An inactive channel is kept for existing references.</summary>
    public bool Active { get; private set; }

    public string? Description { get; private set; }

    public static Channel Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(ChannelType type, string? platform, ChannelOwnership? ownership, bool active, string? description) =>
        (Type, Platform, Ownership, Active, Description) = (type, platform, ownership, active, description);
}

public sealed record ChannelNotFound(Guid Id) : NotFoundError("channel.notFound");
