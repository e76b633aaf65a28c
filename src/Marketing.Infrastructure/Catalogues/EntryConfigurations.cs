using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable("Partners");
        builder.IsCatalogueEntry<Partner, PartnerId>();
        builder.Property(partner => partner.Platform).HasMaxLength(Partner.PlatformLength * 2).ComparedOrdinally();
        builder.Property(partner => partner.Terms).HasMaxLength(Partner.TermsLength * 2);
        builder.HasOne<Party>().WithMany().HasForeignKey(partner => new { partner.WorkspaceId, partner.PartyId })
            .HasPrincipalKey(party => new { party.WorkspaceId, party.Id }).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class ChannelConfiguration : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> builder)
    {
        builder.ToTable("Channels");
        builder.IsCatalogueEntry<Channel, ChannelId>();
        builder.Property(channel => channel.Platform).HasMaxLength(Channel.PlatformLength * 2).ComparedOrdinally();
        builder.Property(channel => channel.Description).HasMaxLength(Channel.DescriptionLength * 2);
    }
}

internal sealed class SegmentConfiguration : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> builder)
    {
        builder.ToTable("Segments");
        builder.IsCatalogueEntry<Segment, SegmentId>();
        builder.Property(segment => segment.Rule).HasMaxLength(Segment.RuleLength * 2);
    }
}

internal sealed class MetricConfiguration : IEntityTypeConfiguration<Metric>
{
    public void Configure(EntityTypeBuilder<Metric> builder)
    {
        builder.ToTable("Metrics");
        builder.IsCatalogueEntry<Metric, MetricId>();
        builder.Property(metric => metric.Unit).HasMaxLength(Metric.UnitLength * 2).ComparedOrdinally();
        builder.Property(metric => metric.ScaleMax).HasPrecision(13, 6);
        builder.Property(metric => metric.FormulaCode).HasMaxLength(Metric.FormulaLength);
        builder.Property(metric => metric.Definition).HasMaxLength(Metric.DefinitionLength * 2);
    }
}
