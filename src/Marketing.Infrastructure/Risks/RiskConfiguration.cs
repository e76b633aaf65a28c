using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Risks;

internal sealed class RiskConfiguration : IEntityTypeConfiguration<Risk>
{
    public void Configure(EntityTypeBuilder<Risk> builder)
    {
        builder.ToTable("Risks");
        builder.IsResource<Risk, RiskId>();
        builder.Ignore(risk => risk.Place);
        builder.Property(risk => risk.Terms).AsJson();
        builder.Property(risk => risk.PartRef).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(risk => risk.PartRefKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(risk => risk.StatusReason).HasMaxLength(Risk.ReasonLength * 2);
        builder.Property(risk => risk.Inherent).AsJson(500);
        builder.Property(risk => risk.Current).AsJson(500);
        builder.Property(risk => risk.Residual).AsJson(500);
        builder.Property(risk => risk.TitleKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.HasUpdatedIndex<Risk, RiskId>();
        builder
            .HasIndex(risk => new
            {
                risk.WorkspaceId,
                risk.Score,
                risk.Id,
            })
            .Knows(nameof(Risk.Status), nameof(Risk.Category));
        builder
            .HasIndex(risk => new
            {
                risk.WorkspaceId,
                risk.TitleKey,
                risk.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(risk => new
            {
                risk.WorkspaceId,
                risk.PlanId,
                risk.Score,
                risk.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(risk => new { risk.PlanId, risk.PartRefKey })
            .IsUnique()
            .HasFilter("[PlanId] IS NOT NULL AND [PartRefKey] IS NOT NULL AND [DeletedAt] IS NULL");
    }
}

internal sealed class RiskReferenceConfiguration : IEntityTypeConfiguration<RiskReference>
{
    public void Configure(EntityTypeBuilder<RiskReference> builder)
    {
        builder.ToTable("RiskReferences");
        builder.HasKey(reference => new { reference.HolderId, reference.EntryId });
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(reference => new { reference.WorkspaceId, reference.EntryId })
            .HasPrincipalKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(reference => new
        {
            reference.WorkspaceId,
            reference.EntryId,
            reference.RiskId,
        });
        builder.HasIndex(reference => new { reference.WorkspaceId, reference.RiskId });
    }
}

internal sealed class RiskTreatmentConfiguration : IEntityTypeConfiguration<RiskTreatment>
{
    public void Configure(EntityTypeBuilder<RiskTreatment> builder)
    {
        builder.ToTable("RiskTreatments");
        builder.IsResource<RiskTreatment, RiskTreatmentId>();
        builder.BelongsToRisk(nameof(RiskTreatment.RiskId));
        builder.Ignore(treatment => treatment.HasTime);
        builder.Property(treatment => treatment.Terms).AsJson();
        builder.Property(treatment => treatment.RefKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.HasIndex(treatment => new { treatment.RiskId, treatment.RefKey }).IsUnique().HasFilter("[DeletedAt] IS NULL");
        builder
            .HasIndex(treatment => new
            {
                treatment.WorkspaceId,
                treatment.RiskId,
                treatment.CreatedAt,
                treatment.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RiskTriggerConfiguration : IEntityTypeConfiguration<RiskTrigger>
{
    public void Configure(EntityTypeBuilder<RiskTrigger> builder)
    {
        builder.ToTable("RiskTriggers");
        builder.IsResource<RiskTrigger, RiskTriggerId>();
        builder.BelongsToRisk(nameof(RiskTrigger.RiskId));
        builder.Property(trigger => trigger.Terms).AsJson();
        builder.Property(trigger => trigger.WatchKey).HasMaxLength(50).ComparedOrdinally();
        builder.HasIndex(trigger => new { trigger.WorkspaceId, trigger.WatchKey }).HasFilter("[WatchKey] IS NOT NULL");
        builder
            .HasIndex(trigger => new
            {
                trigger.WorkspaceId,
                trigger.RiskId,
                trigger.CreatedAt,
                trigger.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RiskRatingConfiguration : IEntityTypeConfiguration<RiskRating>
{
    public void Configure(EntityTypeBuilder<RiskRating> builder)
    {
        builder.ToTable("RiskRatings");
        builder.IsResource<RiskRating, RiskRatingId>();
        builder.BelongsToRisk(nameof(RiskRating.RiskId));
        builder.Property(rating => rating.Note).HasMaxLength(RiskRating.NoteLength * 2);
        builder
            .HasIndex(rating => new
            {
                rating.WorkspaceId,
                rating.RiskId,
                rating.CreatedAt,
                rating.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RiskAcceptanceConfiguration : IEntityTypeConfiguration<RiskAcceptance>
{
    public void Configure(EntityTypeBuilder<RiskAcceptance> builder)
    {
        builder.ToTable("RiskAcceptances");
        builder.IsResource<RiskAcceptance, RiskAcceptanceId>();
        builder.BelongsToRisk(nameof(RiskAcceptance.RiskId));
        builder.Ignore(acceptance => acceptance.Hash);
        builder.Property(acceptance => acceptance.Reason).HasMaxLength(RiskAcceptance.ReasonLength * 2);
        builder.Property(acceptance => acceptance.RequestedBy).HasMaxLength(100).ComparedOrdinally();

        // A risk has one acceptance that waits, and one that covers it.
        builder
            .HasIndex(acceptance => new { acceptance.RiskId, acceptance.State })
            .IsUnique()
            .HasFilter($"[State] IN ('{nameof(RiskAcceptanceState.Pending)}', '{nameof(RiskAcceptanceState.Accepted)}')");
        builder
            .HasIndex(acceptance => new
            {
                acceptance.WorkspaceId,
                acceptance.RiskId,
                acceptance.CreatedAt,
                acceptance.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(acceptance => new
            {
                acceptance.WorkspaceId,
                acceptance.State,
                acceptance.Until,
                acceptance.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class RiskAlertConfiguration : IEntityTypeConfiguration<RiskAlert>
{
    public void Configure(EntityTypeBuilder<RiskAlert> builder)
    {
        builder.ToTable("RiskAlerts");
        builder.IsResource<RiskAlert, RiskAlertId>();
        builder.BelongsToRisk(nameof(RiskAlert.RiskId));
        builder.Property(alert => alert.CrossingKey).HasMaxLength(RiskAlert.KeyLength).ComparedOrdinally();
        builder.Property(alert => alert.Value).HasPrecision(28, 6);
        builder.Property(alert => alert.Threshold).HasPrecision(28, 6);
        builder.Property(alert => alert.Note).HasMaxLength(RiskAlert.TextLength * 2);
        builder.Property(alert => alert.DecisionReason).HasMaxLength(RiskAlert.TextLength * 2);
        builder.Property(alert => alert.DecidedBy).HasMaxLength(100).ComparedOrdinally();
        builder.Property(alert => alert.TaskIds).AsJson();
        builder.Property(alert => alert.BlockedLineIds).AsJson();

        // One alert for each crossing (R26).
        builder.HasIndex(alert => new { alert.TriggerId, alert.CrossingKey }).IsUnique();
        builder
            .HasIndex(alert => new
            {
                alert.WorkspaceId,
                alert.CreatedAt,
                alert.Id,
            })
            .Knows(nameof(RiskAlert.State));
        builder
            .HasIndex(alert => new
            {
                alert.WorkspaceId,
                alert.RiskId,
                alert.CreatedAt,
                alert.Id,
            })
            .KnowsDeletion();
        builder.HasIndex(alert => new
        {
            alert.WorkspaceId,
            alert.IsStopLoss,
            alert.State,
        });
    }
}

internal sealed class RiskMatrixConfiguration : IEntityTypeConfiguration<RiskMatrix>
{
    public void Configure(EntityTypeBuilder<RiskMatrix> builder)
    {
        builder.ToTable("RiskMatrices");
        builder.IsResource<RiskMatrix, RiskMatrixId>();
        builder.Property(matrix => matrix.Terms).AsJson();
        builder.Property(matrix => matrix.Earlier).AsJson();
        builder.Property(matrix => matrix.SearchText).HasMaxLength(2_000).ComparedOrdinally();
        builder.HasUpdatedIndex<RiskMatrix, RiskMatrixId>();
        builder.HasIndex(matrix => matrix.PlanId).IsUnique().HasFilter("[PlanId] IS NOT NULL AND [DeletedAt] IS NULL");
    }
}

internal sealed class RiskSignalCursorConfiguration : IEntityTypeConfiguration<RiskSignalCursor>
{
    public void Configure(EntityTypeBuilder<RiskSignalCursor> builder)
    {
        builder.ToTable("RiskSignalCursors");
        builder.HasKey(cursor => cursor.WorkspaceId);
        builder.Property(cursor => cursor.WorkspaceId).ValueGeneratedNever();
    }
}

internal static class RiskKeys
{
    /// <summary>Maps the foreign key of a row to its risk.</summary>
    public static void BelongsToRisk<TEntity>(this EntityTypeBuilder<TEntity> builder, string riskId)
        where TEntity : class, Domain.Common.IWorkspaceOwned =>
        builder
            .HasOne<Risk>()
            .WithMany()
            .HasForeignKey(nameof(Domain.Common.IWorkspaceOwned.WorkspaceId), riskId)
            .HasPrincipalKey(nameof(Risk.WorkspaceId), nameof(Risk.Id))
            .OnDelete(DeleteBehavior.NoAction);
}
