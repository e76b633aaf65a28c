using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class ChannelConfiguration : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> builder)
    {
        builder.ToTable("Channels");
        builder.IsSyncedEntry<Channel, ChannelId>();
        builder.Property(channel => channel.Platform).HasMaxLength(Channel.PlatformLength * 2).ComparedOrdinally();
        builder.Property(channel => channel.Description).HasMaxLength(Channel.DescriptionLength * 2);
    }
}

/// <summary>Channels of the sample workspace, found by their names in both Chinese scripts and in English.</summary>
internal sealed class SampleChannels : ISampleStep
{
    private static readonly ChannelInput[] Channels =
    [
        new()
        {
            Code = "WECHAT-OA",
            Name = "微信公众号",
            Aliases = ["微信公眾號", "公众号", "WeChat official account"],
            Type = ChannelType.Social,
            Platform = "wechatOfficialAccount",
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "WEIBO",
            Name = "微博",
            Aliases = ["Weibo"],
            Type = ChannelType.Social,
            Platform = "weibo",
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "DOUYIN",
            Name = "抖音",
            Aliases = ["Douyin"],
            Type = ChannelType.Social,
            Platform = "douyin",
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "XHS",
            Name = "小红书",
            Aliases = ["小紅書", "Xiaohongshu"],
            Type = ChannelType.Social,
            Platform = "xiaohongshu",
            Ownership = ChannelOwnership.Earned,
        },
        new()
        {
            Code = "FEED",
            Name = "信息流广告",
            Aliases = ["資訊流廣告", "Feed ads"],
            Type = ChannelType.FeedAds,
            Platform = "oceanEngine",
            Ownership = ChannelOwnership.Paid,
        },
        new()
        {
            Code = "SEARCH",
            Name = "搜索广告",
            Aliases = ["搜尋廣告", "SEM", "Search ads"],
            Type = ChannelType.SearchAds,
            Platform = "baidu",
            Ownership = ChannelOwnership.Paid,
        },
        new()
        {
            Code = "TMALL",
            Name = "天猫旗舰店",
            Aliases = ["天貓旗艦店", "Tmall flagship store"],
            Type = ChannelType.Ecommerce,
            Platform = "tmall",
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "COMMUNITY",
            Name = "会员社群",
            Aliases = ["會員社群", "Member community"],
            Type = ChannelType.Community,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "STORE",
            Name = "线下门店",
            Aliases = ["線下門市", "门店", "Stores"],
            Type = ChannelType.Store,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "EMAIL",
            Name = "电子邮件",
            Aliases = ["電子郵件", "邮件", "Email", "E-mail", "Newsletter"],
            Type = ChannelType.Email,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "OUTDOOR",
            Name = "户外广告",
            Aliases = ["戶外廣告", "Outdoor advertising"],
            Type = ChannelType.TvPrint,
            Ownership = ChannelOwnership.Paid,
        },
        new()
        {
            Code = "CVS",
            Name = "便利店",
            Aliases = ["Convenience stores"],
            Type = ChannelType.Store,
            Ownership = ChannelOwnership.Paid,
        },
        new()
        {
            Code = "MINI",
            Name = "会员小程序",
            Aliases = ["會員小程序", "Member mini program"],
            Type = ChannelType.OwnedSiteApp,
            Platform = "wechat",
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "APP",
            Name = "会员App",
            Aliases = ["會員App", "Club app"],
            Type = ChannelType.OwnedSiteApp,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "SHOP",
            Name = "官方商城",
            Aliases = ["Online shop"],
            Type = ChannelType.Ecommerce,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "EVENT",
            Name = "线下活动",
            Aliases = ["線下活動", "Events"],
            Type = ChannelType.Event,
            Ownership = ChannelOwnership.Owned,
        },
        new()
        {
            Code = "PRESS",
            Name = "新闻媒体",
            Aliases = ["新聞媒體", "Outdoor press"],
            Type = ChannelType.PrMedia,
            Ownership = ChannelOwnership.Earned,
        },
    ];

    public int Order => SampleOrder.Catalogues;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var channel in Channels)
        {
            await workspace.RunAsync(new CreateEntry<ChannelInput, ChannelResponse>(channel), ct);
        }
    }
}
