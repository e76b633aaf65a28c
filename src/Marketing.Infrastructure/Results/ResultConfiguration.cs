using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Facts;
using Marketing.Domain.Results;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Results;

internal sealed class DailyResultConfiguration : IEntityTypeConfiguration<DailyResult>
{
    public void Configure(EntityTypeBuilder<DailyResult> builder)
    {
        builder.ToTable("Results");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Key).HasMaxLength(FactKey.Length);
        builder.Property(row => row.Source).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
        builder.Property(row => row.CampaignCode).HasMaxLength(Campaign.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.ChannelCode).HasMaxLength(CatalogueName.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.Window).HasMaxLength(DailyResult.WindowLength * 2).ComparedOrdinally();
        builder.Property(row => row.Breakdown).HasMaxLength(DailyResult.BreakdownLength * 2).ComparedOrdinally();
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.AccountTimeZone).HasMaxLength(DailyResult.TimeZoneLength * 2);
        builder.Property(row => row.Metrics).AsJson();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder
            .HasOne<Campaign>()
            .WithMany()
            .HasForeignKey(row => new { row.WorkspaceId, row.CampaignId })
            .HasPrincipalKey(campaign => new { campaign.WorkspaceId, campaign.Id })
            .OnDelete(DeleteBehavior.NoAction);
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(row => new { row.WorkspaceId, row.ChannelId })
            .HasPrincipalKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .OnDelete(DeleteBehavior.ClientNoAction);
        builder.HasIndex(row => new { row.WorkspaceId, row.Key }).IsUnique();
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.Date,
            row.Id,
        });
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.CampaignId,
            row.Date,
            row.Id,
        });
        builder.HasIndex(row => new { row.WorkspaceId, row.ChannelId });
    }
}

internal sealed class ResultEntryConfiguration : IEntityTypeConfiguration<ResultEntry>
{
    public void Configure(EntityTypeBuilder<ResultEntry> builder)
    {
        builder.ToTable("ResultEntries");
        builder.HasKey(row => new
        {
            row.WorkspaceId,
            row.Sequence,
            row.Place,
        });
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.Place).ValueGeneratedNever();
        builder.Property(row => row.Source).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
        builder.Property(row => row.CampaignCode).HasMaxLength(Campaign.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.ChannelCode).HasMaxLength(CatalogueName.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.Window).HasMaxLength(DailyResult.WindowLength * 2).ComparedOrdinally();
        builder.Property(row => row.Breakdown).HasMaxLength(DailyResult.BreakdownLength * 2).ComparedOrdinally();
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.AccountTimeZone).HasMaxLength(DailyResult.TimeZoneLength * 2);
        builder.Property(row => row.Metrics).AsJson();
        builder.Property(row => row.DeltaMetrics).AsJson();
        builder.Property(row => row.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(row => row.ActorName).HasMaxLength(400);
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.ResultId,
            row.Version,
        });
    }
}
