using Marketing.Domain.Campaigns;
using Marketing.Infrastructure.External;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Campaigns;

internal sealed class ContentAssetConfiguration : IEntityTypeConfiguration<ContentAsset>
{
    public void Configure(EntityTypeBuilder<ContentAsset> builder)
    {
        builder.ToTable("ContentAssets");
        builder.IsResource<ContentAsset, ContentAssetId>();
        builder.HasExternalIds();
        builder.Property(asset => asset.Title).HasMaxLength(ContentAsset.TitleLength * 2);
        builder.Property(asset => asset.Link).HasMaxLength(ContentAsset.LinkLength * 2);
        builder.Property(asset => asset.SearchText).ComparedOrdinally();
        builder.RefersToEntry(asset => asset.ChannelId);
        builder.HasUpdatedIndex<ContentAsset, ContentAssetId>();
        builder
            .HasIndex(asset => new
            {
                asset.WorkspaceId,
                asset.Day,
                asset.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(asset => new
            {
                asset.WorkspaceId,
                asset.CampaignId,
                asset.UpdatedAt,
                asset.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(asset => new
            {
                asset.WorkspaceId,
                asset.ChannelId,
                asset.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("Offers");
        builder.IsResource<Offer, OfferId>();
        builder.Property(offer => offer.Code).HasMaxLength(Offer.CodeLength * 2).ComparedOrdinally();
        builder.Property(offer => offer.CodeKey).HasMaxLength(Offer.CodeLength * 2).ComparedOrdinally();
        builder.Property(offer => offer.Title).HasMaxLength(Offer.TitleLength * 2);
        builder.Property(offer => offer.Terms).HasMaxLength(Offer.TextLength * 2);
        builder.Property(offer => offer.Guardrails).HasMaxLength(Offer.TextLength * 2);
        builder.Property(offer => offer.SearchText).ComparedOrdinally();
        builder.HasIndex(offer => new { offer.WorkspaceId, offer.CodeKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder.HasUpdatedIndex<Offer, OfferId>();
        builder
            .HasIndex(offer => new
            {
                offer.WorkspaceId,
                offer.CampaignId,
                offer.UpdatedAt,
                offer.Id,
            })
            .KnowsDeletion();
    }
}
