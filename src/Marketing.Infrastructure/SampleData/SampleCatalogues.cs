using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;

namespace Marketing.Infrastructure.SampleData;

/// <summary>Partners, channels, segments and metrics of the sample workspace, each found by its names in both Chinese scripts and in English.</summary>
internal static class SampleCatalogues
{
    private static readonly PartnerInput[] Partners =
    [
        new() { Code = "KOL-HOME", Name = "家居生活类KOL", Aliases = ["家居達人", "Home and living KOL"], Kind = PartnerKind.Kol, Platform = "xiaohongshu", Terms = "年度框架合作,按篇结算" },
        new() { Code = "KOC-MEMBER", Name = "会员体验官", Aliases = ["會員體驗官", "KOC", "Member testers"], Kind = PartnerKind.Koc },
        new() { Code = "MEDIA-CITY", Name = "本地生活媒体", Aliases = ["本地生活媒體", "City media"], Kind = PartnerKind.Media },
        new() { Code = "PR", Name = "公关公司", Aliases = ["公關公司", "PR agency"], Kind = PartnerKind.Agency },
        new() { Code = "DEALER-EAST", Name = "华东经销商", Aliases = ["華東經銷商", "Eastern dealers"], Kind = PartnerKind.Distributor },
        new() { Code = "RESEARCH", Name = "调研机构", Aliases = ["調研機構", "Research institute"], Kind = PartnerKind.Research },
        new() { Code = "KOL-SPORT", Name = "运动类KOL", Aliases = ["運動類KOL", "Sports KOL"], Kind = PartnerKind.Kol, Platform = "douyin" },
        new() { Code = "DEALER", Name = "区域经销商", Aliases = ["區域經銷商", "Regional dealers"], Kind = PartnerKind.Distributor },
        new() { Code = "RUNNERS", Name = "跑团与健身房联盟", Aliases = ["跑團與健身房聯盟", "Running groups and gyms"], Kind = PartnerKind.CrossIndustry },
        new() { Code = "ALPINE", Name = "登山协会", Aliases = ["登山協會", "Alpine clubs"], Kind = PartnerKind.CrossIndustry },
        new() { Code = "REPAIR", Name = "户外装备维修网络", Aliases = ["戶外裝備維修網絡", "Zipline repair network"], Kind = PartnerKind.Supplier },
    ];

    private static readonly ChannelInput[] Channels =
    [
        new() { Code = "WECHAT-OA", Name = "微信公众号", Aliases = ["微信公眾號", "公众号", "WeChat official account"], Type = ChannelType.Social, Platform = "wechatOfficialAccount", Ownership = ChannelOwnership.Owned },
        new() { Code = "WEIBO", Name = "微博", Aliases = ["Weibo"], Type = ChannelType.Social, Platform = "weibo", Ownership = ChannelOwnership.Owned },
        new() { Code = "DOUYIN", Name = "抖音", Aliases = ["Douyin"], Type = ChannelType.Social, Platform = "douyin", Ownership = ChannelOwnership.Owned },
        new() { Code = "XHS", Name = "小红书", Aliases = ["小紅書", "Xiaohongshu"], Type = ChannelType.Social, Platform = "xiaohongshu", Ownership = ChannelOwnership.Earned },
        new() { Code = "FEED", Name = "信息流广告", Aliases = ["資訊流廣告", "Feed ads"], Type = ChannelType.FeedAds, Platform = "oceanEngine", Ownership = ChannelOwnership.Paid },
        new() { Code = "SEARCH", Name = "搜索广告", Aliases = ["搜尋廣告", "SEM", "Search ads"], Type = ChannelType.SearchAds, Platform = "baidu", Ownership = ChannelOwnership.Paid },
        new() { Code = "TMALL", Name = "天猫旗舰店", Aliases = ["天貓旗艦店", "Tmall flagship store"], Type = ChannelType.Ecommerce, Platform = "tmall", Ownership = ChannelOwnership.Owned },
        new() { Code = "COMMUNITY", Name = "会员社群", Aliases = ["會員社群", "Member community"], Type = ChannelType.Community, Ownership = ChannelOwnership.Owned },
        new() { Code = "STORE", Name = "线下门店", Aliases = ["線下門市", "门店", "Stores"], Type = ChannelType.Store, Ownership = ChannelOwnership.Owned },
        new() { Code = "EMAIL", Name = "电子邮件", Aliases = ["電子郵件", "邮件", "Email", "E-mail", "Newsletter"], Type = ChannelType.Email, Ownership = ChannelOwnership.Owned },
        new() { Code = "OUTDOOR", Name = "户外广告", Aliases = ["戶外廣告", "Outdoor advertising"], Type = ChannelType.TvPrint, Ownership = ChannelOwnership.Paid },
        new() { Code = "CVS", Name = "便利店", Aliases = ["Convenience stores"], Type = ChannelType.Store, Ownership = ChannelOwnership.Paid },
        new() { Code = "MINI", Name = "会员小程序", Aliases = ["會員小程序", "Member mini program"], Type = ChannelType.OwnedSiteApp, Platform = "wechat", Ownership = ChannelOwnership.Owned },
        new() { Code = "APP", Name = "会员App", Aliases = ["會員App", "Club app"], Type = ChannelType.OwnedSiteApp, Ownership = ChannelOwnership.Owned },
        new() { Code = "SHOP", Name = "官方商城", Aliases = ["Online shop"], Type = ChannelType.Ecommerce, Ownership = ChannelOwnership.Owned },
        new() { Code = "EVENT", Name = "线下活动", Aliases = ["線下活動", "Events"], Type = ChannelType.Event, Ownership = ChannelOwnership.Owned },
        new() { Code = "PRESS", Name = "新闻媒体", Aliases = ["新聞媒體", "Outdoor press"], Type = ChannelType.PrMedia, Ownership = ChannelOwnership.Earned },
    ];

    private static readonly SegmentInput[] Segments =
    [
        new() { Code = "HIGH-VALUE", Name = "高价值客户", Aliases = ["高價值客戶", "High-value customers"], Method = SegmentMethod.Rfm, Tier = CustomerTier.HighValue, Rule = "近、频、值三项评分均不低于4分" },
        new() { Code = "REGULAR", Name = "普通客户", Aliases = ["一般客戶", "Regular customers"], Method = SegmentMethod.Rfm, Tier = CustomerTier.Regular },
        new() { Code = "AT-RISK", Name = "潜在流失客户", Aliases = ["潛在流失客戶", "Customers at risk"], Method = SegmentMethod.Rfm, Tier = CustomerTier.AtRisk, Rule = "近度评分不高于2分,而频度或金额评分不低于4分" },
        new() { Code = "NEW", Name = "新客户", Aliases = ["新客戶", "New customers"], Method = SegmentMethod.Lifecycle, Rule = "首次购买后30天内" },
        new() { Code = "SLEEPING", Name = "沉睡会员", Aliases = ["沉睡會員", "Dormant members"], Method = SegmentMethod.Lifecycle, Rule = "近180天没有购买的会员" },
        new() { Code = "COMMUTERS", Name = "通勤族", Aliases = ["Commuters"], Method = SegmentMethod.Persona },
        new() { Code = "ACTIVE", Name = "运动爱好者", Aliases = ["運動愛好者", "Active people"], Method = SegmentMethod.Behaviour, Rule = "每周运动两次以上" },
        new() { Code = "MEMBERS", Name = "俱乐部会员", Aliases = ["俱樂部會員", "Club members"], Method = SegmentMethod.Lifecycle },
    ];

    public static async Task MakeAsync(Credentials credentials, WorkspaceId workspace, string actor, CancellationToken ct)
    {
        foreach (var partner in Partners)
        {
            await RunAsync(new CreateEntry<PartnerInput, PartnerResponse>(partner));
        }

        foreach (var channel in Channels)
        {
            await RunAsync(new CreateEntry<ChannelInput, ChannelResponse>(channel));
        }

        foreach (var segment in Segments)
        {
            await RunAsync(new CreateEntry<SegmentInput, SegmentResponse>(segment));
        }

        await RunAsync(new AddStandardMetrics(LabelLanguage.Hans));

        Task<T> RunAsync<T>(ICommand<T> command) => credentials.RunAsync(workspace, actor, command, "", ct);
    }
}
