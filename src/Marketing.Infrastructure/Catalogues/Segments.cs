using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class SegmentConfiguration : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> builder)
    {
        builder.ToTable("Segments");
        builder.IsCatalogueEntry<Segment, SegmentId>();
        builder.Property(segment => segment.Rule).HasMaxLength(Segment.RuleLength * 2);
    }
}

/// <summary>Segments of the sample workspace, found by their names in both Chinese scripts and in English.</summary>
internal sealed class SampleSegments : ISampleStep
{
    private static readonly SegmentInput[] Segments =
    [
        new()
        {
            Code = "HIGH-VALUE",
            Name = "高价值客户",
            Aliases = ["高價值客戶", "High-value customers"],
            Method = SegmentMethod.Rfm,
            Tier = CustomerTier.HighValue,
            Rule = "近、频、值三项评分均不低于4分",
        },
        new()
        {
            Code = "REGULAR",
            Name = "普通客户",
            Aliases = ["一般客戶", "Regular customers"],
            Method = SegmentMethod.Rfm,
            Tier = CustomerTier.Regular,
        },
        new()
        {
            Code = "AT-RISK",
            Name = "潜在流失客户",
            Aliases = ["潛在流失客戶", "Customers at risk"],
            Method = SegmentMethod.Rfm,
            Tier = CustomerTier.AtRisk,
            Rule = "近度评分不高于2分,而频度或金额评分不低于4分",
        },
        new()
        {
            Code = "NEW",
            Name = "新客户",
            Aliases = ["新客戶", "New customers"],
            Method = SegmentMethod.Lifecycle,
            Rule = "首次购买后30天内",
        },
        new()
        {
            Code = "SLEEPING",
            Name = "沉睡会员",
            Aliases = ["沉睡會員", "Dormant members"],
            Method = SegmentMethod.Lifecycle,
            Rule = "近180天没有购买的会员",
        },
        new()
        {
            Code = "COMMUTERS",
            Name = "通勤族",
            Aliases = ["Commuters"],
            Method = SegmentMethod.Persona,
        },
        new()
        {
            Code = "ACTIVE",
            Name = "运动爱好者",
            Aliases = ["運動愛好者", "Active people"],
            Method = SegmentMethod.Behaviour,
            Rule = "每周运动两次以上",
        },
        new()
        {
            Code = "MEMBERS",
            Name = "俱乐部会员",
            Aliases = ["俱樂部會員", "Club members"],
            Method = SegmentMethod.Lifecycle,
        },
    ];

    public int Order => SampleOrder.Catalogues;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var segment in Segments)
        {
            await workspace.RunAsync(new CreateEntry<SegmentInput, SegmentResponse>(segment), ct);
        }
    }
}
