using Marketing.Application.Knowledge;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Knowledge;

internal sealed class KnowledgeItemConfiguration : IEntityTypeConfiguration<KnowledgeItem>
{
    public void Configure(EntityTypeBuilder<KnowledgeItem> builder)
    {
        builder.ToTable("KnowledgeItems");
        builder.IsResource<KnowledgeItem, KnowledgeItemId>();
        builder.Property(item => item.Title).HasMaxLength(KnowledgeItem.TitleLength * 2);
        builder.Property(item => item.TitleKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(item => item.PhaseRef).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(item => item.Evidence).HasMaxLength(KnowledgeItem.EvidenceLength * 2);
        builder.Property(item => item.Source).HasMaxLength(KnowledgeItem.SourceLength * 2);
        builder.Property(item => item.Tags).AsJson();
        builder.RefersToEntry(item => item.OwnerId);
        builder.HasUpdatedIndex<KnowledgeItem, KnowledgeItemId>();
        builder
            .HasIndex(item => new
            {
                item.WorkspaceId,
                item.TitleKey,
                item.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(item => new
            {
                item.WorkspaceId,
                item.PlanId,
                item.UpdatedAt,
                item.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(item => new
            {
                item.WorkspaceId,
                item.OwnerId,
                item.Id,
            })
            .KnowsDeletion();
    }
}

/// <summary>A lesson, and a change of strategy with its evidence.</summary>
internal sealed class SampleKnowledge : ISampleStep
{
    private static readonly KnowledgeItemInput[] Items =
    [
        new()
        {
            Kind = KnowledgeItemKind.Lesson,
            Title = "晚间投放的问卷回收率更高",
            Text = "晚间八点后投放的问卷，回收率比上午高出一倍。下次调研统一安排在晚间。",
            Tags = ["问卷", "调研"],
            Source = "第一轮客户满意度调查",
        },
        new()
        {
            Kind = KnowledgeItemKind.StrategyChange,
            Title = "短视频预算转向直播",
            Text = "短视频的获客成本连续三个月上升，预算的三成转向直播。",
            Tags = ["预算", "直播"],
            Evidence = "第一季度各渠道获客成本",
        },
    ];

    public int Order => SampleOrder.Plans + 50;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var item in Items)
        {
            await workspace.RunAsync(new CreateKnowledgeItem(item), ct);
        }
    }
}
