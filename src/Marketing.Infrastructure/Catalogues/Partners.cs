using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable("Partners");
        builder.IsSyncedEntry<Partner, PartnerId>();
        builder.Property(partner => partner.Platform).HasMaxLength(Partner.PlatformLength * 2).ComparedOrdinally();
        builder.Property(partner => partner.Terms).HasMaxLength(Partner.TermsLength * 2);
        builder.RefersToEntry(partner => partner.PartyId);
        builder
            .HasIndex(partner => new
            {
                partner.WorkspaceId,
                partner.PartyId,
                partner.Id,
            })
            .KnowsDeletion();
    }
}

/// <summary>Partners of the sample workspace, found by their names in both Chinese scripts and in English.</summary>
internal sealed class SamplePartners : ISampleStep
{
    private static readonly PartnerInput[] Partners =
    [
        new()
        {
            Code = "KOL-HOME",
            Name = "家居生活类KOL",
            Aliases = ["家居達人", "Home and living KOL"],
            Kind = PartnerKind.Kol,
            Platform = "xiaohongshu",
            Terms = "年度框架合作,按篇结算",
        },
        new()
        {
            Code = "KOC-MEMBER",
            Name = "会员体验官",
            Aliases = ["會員體驗官", "KOC", "Member testers"],
            Kind = PartnerKind.Koc,
        },
        new()
        {
            Code = "MEDIA-CITY",
            Name = "本地生活媒体",
            Aliases = ["本地生活媒體", "City media"],
            Kind = PartnerKind.Media,
        },
        new()
        {
            Code = "PR",
            Name = "公关公司",
            Aliases = ["公關公司", "PR agency"],
            Kind = PartnerKind.Agency,
        },
        new()
        {
            Code = "DEALER-EAST",
            Name = "华东经销商",
            Aliases = ["華東經銷商", "Eastern dealers"],
            Kind = PartnerKind.Distributor,
        },
        new()
        {
            Code = "RESEARCH",
            Name = "调研机构",
            Aliases = ["調研機構", "Research institute"],
            Kind = PartnerKind.Research,
        },
        new()
        {
            Code = "KOL-SPORT",
            Name = "运动类KOL",
            Aliases = ["運動類KOL", "Sports KOL"],
            Kind = PartnerKind.Kol,
            Platform = "douyin",
        },
        new()
        {
            Code = "DEALER",
            Name = "区域经销商",
            Aliases = ["區域經銷商", "Regional dealers"],
            Kind = PartnerKind.Distributor,
        },
        new()
        {
            Code = "RUNNERS",
            Name = "跑团与健身房联盟",
            Aliases = ["跑團與健身房聯盟", "Running groups and gyms"],
            Kind = PartnerKind.CrossIndustry,
        },
        new()
        {
            Code = "ALPINE",
            Name = "登山协会",
            Aliases = ["登山協會", "Alpine clubs"],
            Kind = PartnerKind.CrossIndustry,
        },
        new()
        {
            Code = "REPAIR",
            Name = "户外装备维修网络",
            Aliases = ["戶外裝備維修網絡", "Zipline repair network"],
            Kind = PartnerKind.Supplier,
        },
    ];

    public int Order => SampleOrder.Catalogues;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var partner in Partners)
        {
            await workspace.RunAsync(new CreateEntry<PartnerInput, PartnerResponse>(partner), ct);
        }
    }
}
