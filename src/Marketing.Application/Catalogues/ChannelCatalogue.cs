using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A channel: a way the company reaches customers to sell, advertise or communicate.</summary>
public sealed record ChannelResponse : SyncedEntryResponse
{
    public static readonly Feed<ChannelResponse> Feed = new("channels");

    /// <summary>The kind of channel.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>The platform it runs on; the labels suggest values (`platform`).</summary>
    /// <example>wechatOfficialAccount</example>
    public required string? Platform { get; init; }

    /// <summary>Whether it is owned, earned or paid; null if unknown.</summary>
    public required ChannelOwnership? Ownership { get; init; }

    /// <summary>Whether it is in use. An unused channel remains for existing references.</summary>
    public required bool Active { get; init; }

    /// <summary>Description, as text.</summary>
    public required string? Description { get; init; }
}

/// <summary>A channel to create.</summary>
public record ChannelInput : CatalogueEntryInput
{
    /// <summary>The kind of channel.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>The platform it runs on, any text; the labels suggest values (`platform`).</summary>
    /// <example>wechatOfficialAccount</example>
    [MaxLength(Channel.PlatformLength)]
    [NotBlank]
    [SingleLine]
    public string? Platform { get; init; }

    /// <summary>Whether it is owned, earned or paid.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>Whether it is in use. An unused channel remains for existing references.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Description, as text.</summary>
    [MaxLength(Channel.DescriptionLength)]
    public string? Description { get; init; }
}

/// <summary>Members of a channel that another system sends. Members that are left out stay as they are.</summary>
public sealed record ChannelUpsert : ChannelInput, ISent
{
    public ChannelUpsert() { }

    [SetsRequiredMembers]
    public ChannelUpsert(ChannelInput input)
        : base(input) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }
}

/// <summary>Which channels to list.</summary>
public sealed record ChannelArguments : SyncedEntryArguments
{
    /// <summary>Only channels of this kind.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>Only channels on this platform.</summary>
    [MaxLength(Channel.PlatformLength)]
    public string? Platform { get; init; }

    /// <summary>Only owned, earned or paid channels.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>Only channels in use (true) or not in use (false).</summary>
    public bool? Active { get; init; }
}

internal sealed class ChannelProjections : Profile
{
    public ChannelProjections() => CreateProjection<Channel, ChannelResponse>();
}

/// <summary>The catalogue of channels.</summary>
internal sealed class ChannelCatalogue(CatalogueTools tools, SyncTools sync)
    : SyncedCatalogue<Channel, ChannelId, ChannelInput, ChannelUpsert, ChannelResponse, ChannelArguments>(tools, sync)
{
    private static readonly NameForms<ChannelType> Forms = new(
        ChannelType.Other,
        [
            (ChannelType.LiveCommerce, ["直播", "LIVE COMMERCE", "LIVESTREAM"]),
            (ChannelType.SearchAds, ["搜索", "SEARCH", "SEM"]),
            (ChannelType.FeedAds, ["信息流", "FEED ADS"]),
            (ChannelType.Ecommerce, ["电商", "天猫", "京东", "淘宝", "拼多多", "ONLINE SHOP", "MARKETPLACE", "E-COMMERCE"]),
            (ChannelType.Community, ["社群", "QQ群", "微信群", "COMMUNITY"]),
            (
                ChannelType.Social,
                ["微博", "微信", "抖音", "快手", "小红书", "社交媒体", "SOCIAL", "INSTAGRAM", "TIKTOK", "FACEBOOK", "LINKEDIN"]
            ),
            (ChannelType.Content, ["知乎", "头条", "豆瓣", "YOUTUBE", "PODCAST"]),
            (ChannelType.Email, ["邮件", "EMAIL", "E-MAIL", "NEWSLETTER"]),
            (ChannelType.Sms, ["短信", "SMS"]),
            (ChannelType.GroupBuying, ["团购"]),
            (ChannelType.OwnedSiteApp, ["官网", "官方网站", "小程序", "WEBSITE"]),
            (ChannelType.Store, ["门店", "专卖店", "STORE", "SHOP"]),
            (ChannelType.Distributor, ["经销商", "DISTRIBUTOR", "DEALER"]),
            (ChannelType.Agent, ["代理商", "AGENT"]),
            (ChannelType.Exhibition, ["展会", "展览", "TRADE FAIR", "EXHIBITION"]),
            (ChannelType.FieldPromotion, ["地推"]),
            (ChannelType.TvPrint, ["电视", "报纸", "杂志", "户外广告", "TELEVISION", "PRINT", "OUTDOOR"]),
            (ChannelType.PrMedia, ["公关", "媒体", "PRESS"]),
            (ChannelType.Event, ["线下活动", "发布会", "EVENT"]),
        ]
    );

    public override string Type => ResourceTypes.Channel;

    public override string Collection => "channels";

    protected override NotFoundError Missing(Guid id) => new ChannelNotFound(id);

    protected override ChannelUpsert SentOf(ChannelInput input) => new(input);

    protected override Channel Make(ChannelInput input) => Channel.Register(WorkspaceId);

    protected override ChannelInput InputOf(string name) => new() { Name = name, Type = Forms.Of(name) };

    protected override Task<ChannelInput> InputOfAsync(Channel entry, CancellationToken ct) =>
        Task.FromResult(
            new ChannelInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                Type = entry.Type,
                Platform = entry.Platform,
                Ownership = entry.Ownership,
                Active = entry.Active,
                Description = entry.Description,
            }
        );

    protected override Task<Error?> DescribeAsync(Channel entry, ChannelInput input, CancellationToken ct)
    {
        entry.Describe(input.Type, input.Platform, input.Ownership, input.Active, input.Description);
        return Task.FromResult<Error?>(null);
    }

    protected override IQueryable<Channel> Filter(IQueryable<Channel> entries, ChannelArguments arguments)
    {
        if (arguments.Type is { } type)
        {
            entries = entries.Where(channel => channel.Type == type);
        }

        if (arguments.Platform is { } platform)
        {
            entries = entries.Where(channel => channel.Platform == platform);
        }

        if (arguments.Ownership is { } ownership)
        {
            entries = entries.Where(channel => channel.Ownership == ownership);
        }

        if (arguments.Active is { } active)
        {
            entries = entries.Where(channel => channel.Active == active);
        }

        return entries;
    }
}
