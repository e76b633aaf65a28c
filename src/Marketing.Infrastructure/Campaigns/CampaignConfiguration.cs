using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.External;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Campaigns;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("Campaigns");
        builder.IsResource<Campaign, CampaignId>();
        builder.Property(campaign => campaign.Terms).AsJson();
        builder.Property(campaign => campaign.ChannelIds).AsJson();
        builder.Ignore(campaign => campaign.Execution);
        builder.Property(campaign => campaign.StatusReason).HasMaxLength(Campaign.ReasonLength * 2);
        builder.Property(campaign => campaign.Evaluation).AsJson();
        builder.Property(campaign => campaign.Adopted).AsJson();
        builder.Property(campaign => campaign.Review).AsJson();
        builder.HasExternalIds();
        builder.Property(campaign => campaign.PartKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(campaign => campaign.Code).HasMaxLength(Campaign.CodeLength * 2).ComparedOrdinally();
        builder.Property(campaign => campaign.CodeKey).HasMaxLength(Campaign.CodeLength * 2).ComparedOrdinally();
        builder.Property(campaign => campaign.TitleKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(campaign => campaign.SearchText).ComparedOrdinally();
        builder
            .HasMany(campaign => campaign.Entries)
            .WithOne()
            .HasForeignKey(entry => new { entry.WorkspaceId, entry.CampaignId })
            .HasPrincipalKey(campaign => new { campaign.WorkspaceId, campaign.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(campaign => campaign.Entries).AutoInclude();
        builder.HasIndex(campaign => new { campaign.WorkspaceId, campaign.CodeKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder
            .HasIndex(campaign => new { campaign.PlanId, campaign.PartKey })
            .IsUnique()
            .HasFilter("[PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL");
        builder.HasUpdatedIndex<Campaign, CampaignId>().Knows(nameof(Campaign.Status), nameof(Campaign.Kind));
        builder
            .HasIndex(campaign => new
            {
                campaign.WorkspaceId,
                campaign.CreatedAt,
                campaign.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(campaign => new
            {
                campaign.WorkspaceId,
                campaign.TitleKey,
                campaign.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(campaign => new
            {
                campaign.WorkspaceId,
                campaign.StartDate,
                campaign.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(campaign => new
            {
                campaign.WorkspaceId,
                campaign.PlanId,
                campaign.UpdatedAt,
                campaign.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class CampaignEntryConfiguration : IEntityTypeConfiguration<CampaignEntry>
{
    public void Configure(EntityTypeBuilder<CampaignEntry> builder)
    {
        builder.ToTable("CampaignEntries");
        builder.HasKey(entry => new { entry.CampaignId, entry.EntryId });
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .HasPrincipalKey(row => new { row.WorkspaceId, row.EntryId })
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(entry => new
        {
            entry.WorkspaceId,
            entry.EntryId,
            entry.CampaignId,
        });
    }
}
