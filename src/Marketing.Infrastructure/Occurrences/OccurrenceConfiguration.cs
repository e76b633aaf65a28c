using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Occurrences;

internal sealed class OccurrenceConfiguration : IEntityTypeConfiguration<Occurrence>
{
    private const int UrlLength = 2_000;

    public void Configure(EntityTypeBuilder<Occurrence> builder)
    {
        builder.ToTable("Occurrences");
        builder.IsResource<Occurrence, OccurrenceId>();
        builder.Property(occurrence => occurrence.Ref).HasMaxLength(PartRef.StoredLength);
        builder.Property(occurrence => occurrence.RefKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(occurrence => occurrence.Section).HasMaxLength(PlanPart.SectionLength).ComparedOrdinally();
        builder.Property(occurrence => occurrence.Title).HasMaxLength(Occurrence.TitleLength);
        builder.Property(occurrence => occurrence.Text).HasMaxLength(Occurrence.TextLength);
        builder.Property(occurrence => occurrence.TimeZone).HasMaxLength(Occurrence.ZoneLength).ComparedOrdinally();
        builder.Property(occurrence => occurrence.Note).HasMaxLength(Occurrence.NoteLength * 2);
        builder.Property(occurrence => occurrence.MinutesUrl).HasMaxLength(UrlLength * 2);
        builder
            .HasOne<Plan>()
            .WithMany()
            .HasForeignKey(occurrence => new { occurrence.WorkspaceId, occurrence.PlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.Cascade);

        // One row for each day of an item; also finds the stored days of a plan.
        builder
            .HasIndex(occurrence => new
            {
                occurrence.PlanId,
                occurrence.Date,
                occurrence.RefKey,
            })
            .IsUnique();
    }
}

internal sealed class OccurrenceRunConfiguration : IEntityTypeConfiguration<OccurrenceRun>
{
    public void Configure(EntityTypeBuilder<OccurrenceRun> builder)
    {
        builder.ToTable("OccurrenceRuns");
        builder.HasKey(run => new { run.WorkspaceId, run.PlanId });
        builder
            .HasOne<Plan>()
            .WithMany()
            .HasForeignKey(run => new { run.WorkspaceId, run.PlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
