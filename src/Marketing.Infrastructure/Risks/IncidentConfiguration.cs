using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Risks;

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("Incidents");
        builder.IsResource<Incident, IncidentId>();
        builder.Property(incident => incident.Terms).AsJson();
        builder.Property(incident => incident.Timeline).AsJson();
        builder.Property(incident => incident.LessonIds).AsJson();
        builder.Property(incident => incident.ReserveDrawIds).AsJson();
        builder.RefersToEntry(incident => incident.OwnerId);
        builder.HasUpdatedIndex<Incident, IncidentId>();
        builder
            .HasIndex(incident => new
            {
                incident.WorkspaceId,
                incident.DetectedAt,
                incident.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class ContingencyPlanConfiguration : IEntityTypeConfiguration<ContingencyPlan>
{
    public void Configure(EntityTypeBuilder<ContingencyPlan> builder)
    {
        builder.ToTable("ContingencyPlans");
        builder.IsResource<ContingencyPlan, ContingencyPlanId>();
        builder.Property(plan => plan.Terms).AsJson();
        builder.Property(plan => plan.Adopted).AsJson();
        builder.Property(plan => plan.PartKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.RefersToEntry(plan => plan.OwnerId);
        builder
            .HasIndex(plan => new { plan.PlanId, plan.PartKey })
            .IsUnique()
            .HasFilter("[PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL");
        builder.HasUpdatedIndex<ContingencyPlan, ContingencyPlanId>();
    }
}

internal sealed class DrillConfiguration : IEntityTypeConfiguration<Drill>
{
    public void Configure(EntityTypeBuilder<Drill> builder)
    {
        builder.ToTable("Drills");
        builder.IsResource<Drill, DrillId>();
        builder.Property(drill => drill.Scenario).HasMaxLength(Drill.TextLength * 2);
        builder.Property(drill => drill.Findings).HasMaxLength(Drill.TextLength * 2);
        builder.Property(drill => drill.TaskIds).AsJson();
        builder
            .HasOne<ContingencyPlan>()
            .WithMany()
            .HasForeignKey(drill => new { drill.WorkspaceId, drill.ContingencyPlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.NoAction);
        builder
            .HasIndex(drill => new
            {
                drill.WorkspaceId,
                drill.ContingencyPlanId,
                drill.PlannedOn,
                drill.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(drill => new
            {
                drill.WorkspaceId,
                drill.State,
                drill.PlannedOn,
                drill.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RiskAssessmentConfiguration : IEntityTypeConfiguration<RiskAssessment>
{
    public void Configure(EntityTypeBuilder<RiskAssessment> builder)
    {
        builder.ToTable("RiskAssessments");
        builder.IsResource<RiskAssessment, RiskAssessmentId>();
        builder.Property(session => session.Note).HasMaxLength(RiskAssessment.NoteLength * 2);
        builder.Property(session => session.RatingIds).AsJson();
        builder.Property(session => session.Picture).AsJson();
        builder
            .HasIndex(session => new
            {
                session.WorkspaceId,
                session.HeldOn,
                session.Id,
            })
            .KnowsDeletion();
    }
}
