using Marketing.Domain.Catalogues;
using Marketing.Domain.Facts;
using Marketing.Domain.Observations;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Observations;

internal sealed class ObservationConfiguration : IEntityTypeConfiguration<Observation>
{
    public void Configure(EntityTypeBuilder<Observation> builder)
    {
        builder.ToTable("Observations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Key).HasMaxLength(FactKey.Length);
        builder.Property(row => row.Source).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
        builder.Property(row => row.MetricCode).HasMaxLength(CatalogueName.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.Scope).HasMaxLength(Observation.ScopeLength * 2).ComparedOrdinally();
        builder.Property(row => row.MeasureRef).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(row => new { row.WorkspaceId, row.MetricEntryId })
            .HasPrincipalKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .OnDelete(DeleteBehavior.ClientNoAction);
        builder.HasIndex(row => new { row.WorkspaceId, row.Key }).IsUnique();
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.ForDate,
            row.Id,
        });
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.PlanId,
            row.ForDate,
            row.Id,
        });
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.MetricId,
            row.ForDate,
            row.Id,
        });
        builder.HasIndex(row => new { row.WorkspaceId, row.MetricEntryId });
    }
}

internal sealed class ObservationEntryConfiguration : IEntityTypeConfiguration<ObservationEntry>
{
    public void Configure(EntityTypeBuilder<ObservationEntry> builder)
    {
        builder.ToTable("ObservationEntries");
        builder.HasKey(row => new
        {
            row.WorkspaceId,
            row.Sequence,
            row.Place,
        });
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.Place).ValueGeneratedNever();
        builder.Property(row => row.Source).HasMaxLength(FactSource.NameLength * 2).ComparedOrdinally();
        builder.Property(row => row.MetricCode).HasMaxLength(CatalogueName.CodeLength * 2).ComparedOrdinally();
        builder.Property(row => row.Scope).HasMaxLength(Observation.ScopeLength * 2).ComparedOrdinally();
        builder.Property(row => row.MeasureRef).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(row => row.ActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(row => row.ActorName).HasMaxLength(400);
        builder.HasIndex(row => new
        {
            row.WorkspaceId,
            row.ObservationId,
            row.Version,
        });
    }
}
