using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketing.Infrastructure.Plans;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.IsResource<Plan, PlanId>();
        builder
            .Property(plan => plan.Header)
            .HasConversion(
                new ValueConverter<PlanHeader, string>(header => StoredHeader.Write(header), json => StoredHeader.Read(json)),
                new HeaderComparer()
            );
        builder.Property(plan => plan.Code).HasMaxLength(50).ComparedOrdinally();
        builder.Property(plan => plan.CodeKey).HasMaxLength(50).ComparedOrdinally();
        builder.Property(plan => plan.Title).HasMaxLength(PlanHeader.TitleLength * 2);
        builder.Property(plan => plan.Language).HasMaxLength(35).ComparedOrdinally();
        builder.Property(plan => plan.Currency).HasMaxLength(3);
        builder.Property(plan => plan.Revisions).AsJson(2_000).HasDefaultValueSql("'{}'");
        builder.Property(plan => plan.StatusReason).HasMaxLength(Plan.ReasonLength * 2);
        builder.Property(plan => plan.PeriodStartPlaceholder).HasMaxLength(ValueLimits.Placeholder * 2);
        builder.Property(plan => plan.PeriodStartText).HasMaxLength(ValueLimits.Text * 2);
        builder.Property(plan => plan.PeriodEndPlaceholder).HasMaxLength(ValueLimits.Placeholder * 2);
        builder.Property(plan => plan.PeriodEndText).HasMaxLength(ValueLimits.Text * 2);
        builder.Property(plan => plan.TitleKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(plan => plan.SearchText).ComparedOrdinally();
        builder.Property(plan => plan.PreparedBy).HasMaxLength(ValueLimits.EntryText * 2);
        builder.Property(plan => plan.PreparedByKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally().HasDefaultValue("");
        builder.HasIndex(plan => new { plan.WorkspaceId, plan.Code }).IsUnique().HasFilter("[Code] IS NOT NULL AND [DeletedAt] IS NULL");
        builder
            .HasIndex(plan => new { plan.WorkspaceId, plan.CodeKey })
            .IsUnique()
            .HasFilter("[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.ContentUpdatedAt,
                plan.Id,
            })
            .Knows(nameof(Plan.Status), nameof(Plan.PlanType), nameof(Plan.Language));
        builder.HasUpdatedIndex<Plan, PlanId>().Knows(nameof(Plan.Status), nameof(Plan.PlanType), nameof(Plan.Language));
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.TitleKey,
                plan.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.CreatedAt,
                plan.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.PeriodStart,
                plan.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.PeriodEnd,
                plan.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(plan => new
            {
                plan.WorkspaceId,
                plan.PreparedByKey,
                plan.Id,
            })
            .KnowsDeletion();
    }
}

/// <summary>Compares headers by their text, unless they are the same instance: headers are immutable.</summary>
internal sealed class HeaderComparer()
    : ValueComparer<PlanHeader>(
        (a, b) => ReferenceEquals(a, b) || WireJson.Store(a) == WireJson.Store(b),
        header => WireJson.Store(header).GetHashCode(),
        header => header
    );

internal sealed class PlanRevisionConfiguration : IEntityTypeConfiguration<PlanRevision>
{
    public void Configure(EntityTypeBuilder<PlanRevision> builder)
    {
        builder.ToTable("PlanRevisions");
        builder.HasKey(revision => new { revision.PlanId, revision.Number });
        builder
            .HasOne<Plan>()
            .WithMany()
            .HasForeignKey(revision => new { revision.WorkspaceId, revision.PlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder.Property(revision => revision.Hash).HasMaxLength(PlanSnapshot.HashLength);
        builder.Property(revision => revision.SubmittedBy).HasMaxLength(100);

        // A step between states fails if an edit or another step was committed since the revision was read.
        builder.Property(revision => revision.Status).IsConcurrencyToken();
        builder.Property(revision => revision.ContentVersion).IsConcurrencyToken();
        builder
            .HasIndex(revision => revision.PlanId)
            .IsUnique()
            .HasFilter($"[Status] IN ({string.Join(", ", PlanRevision.OpenStates.Select(status => $"'{status}'"))})");
    }
}

internal sealed class PlanSnapshotConfiguration : IEntityTypeConfiguration<PlanSnapshot>
{
    public void Configure(EntityTypeBuilder<PlanSnapshot> builder)
    {
        builder.ToTable("PlanSnapshots");
        builder.HasKey(snapshot => new
        {
            snapshot.WorkspaceId,
            snapshot.PlanId,
            snapshot.ContentVersion,
        });
        builder.Property(snapshot => snapshot.ContentVersion).ValueGeneratedNever();
        builder.Property(snapshot => snapshot.Hash).HasMaxLength(PlanSnapshot.HashLength);
    }
}

internal sealed class PlanPartConfiguration : IEntityTypeConfiguration<PlanPart>
{
    public void Configure(EntityTypeBuilder<PlanPart> builder)
    {
        builder.ToTable("PlanParts");
        builder.IsResource<PlanPart, PlanPartId>();
        builder.Property(part => part.Section).HasMaxLength(PlanPart.SectionLength).ComparedOrdinally();
        builder.Property(part => part.Ref).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(part => part.RefKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(part => part.SearchText).ComparedOrdinally();
        builder
            .HasOne<Plan>()
            .WithMany()
            .HasForeignKey(part => new { part.WorkspaceId, part.PlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(part => new
            {
                part.WorkspaceId,
                part.PlanId,
                part.RefKey,
            })
            .IsUnique()
            .HasFilter("[DeletedAt] IS NULL");
        builder
            .HasIndex(
                part => new
                {
                    part.WorkspaceId,
                    part.PlanId,
                    part.RefKey,
                },
                "IX_PlanParts_DeletedRefs"
            )
            .HasFilter("[DeletedAt] IS NOT NULL");
        builder
            .HasIndex(
                part => new
                {
                    part.WorkspaceId,
                    part.PlanId,
                    part.SectionOrder,
                    part.Tasks,
                    part.OpenPlaceholders,
                    part.DeletedWithPlan,
                },
                "IX_PlanParts_Counts"
            )
            .Knows();
        builder.HasUpdatedIndex<PlanPart, PlanPartId>();
        builder
            .HasIndex(part => new
            {
                part.WorkspaceId,
                part.PlanId,
                part.SectionOrder,
                part.Position,
                part.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(part => new
            {
                part.WorkspaceId,
                part.CreatedAt,
                part.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class PlanRefConfiguration : IEntityTypeConfiguration<PlanRef>
{
    public void Configure(EntityTypeBuilder<PlanRef> builder)
    {
        builder.ToTable("PlanRefs");
        builder.HasKey(item => new { item.PlanId, item.RefKey });
        builder.Property(item => item.RefKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(item => item.Ref).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder
            .HasOne<PlanPart>()
            .WithMany()
            .HasForeignKey(item => new { item.WorkspaceId, item.PartId })
            .HasPrincipalKey(part => new { part.WorkspaceId, part.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(item => new { item.WorkspaceId, item.PartId });
    }
}

internal sealed class PlanAnchorConfiguration : IEntityTypeConfiguration<PlanAnchor>
{
    public void Configure(EntityTypeBuilder<PlanAnchor> builder)
    {
        builder.ToTable("PlanAnchors");
        builder.IsResource<PlanAnchor, PlanAnchorId>();
        builder.Property(anchor => anchor.Code).HasMaxLength(ValueLimits.Anchor * 2);
        builder.Property(anchor => anchor.CodeKey).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(anchor => anchor.Name).HasMaxLength(PlanAnchor.NameLength * 2);
        builder.Property(anchor => anchor.SearchText).HasMaxLength((CatalogueName.KeyLength * 2) + 1).ComparedOrdinally();
        builder
            .HasOne<Plan>()
            .WithMany()
            .HasForeignKey(anchor => new { anchor.WorkspaceId, anchor.PlanId })
            .HasPrincipalKey(plan => new { plan.WorkspaceId, plan.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(anchor => new
            {
                anchor.PlanId,
                anchor.CodeKey,
                anchor.Date,
            })
            .IsUnique()
            .HasFilter("[SubjectId] IS NULL");
        builder
            .HasIndex(anchor => new
            {
                anchor.PlanId,
                anchor.CodeKey,
                anchor.Date,
                anchor.SubjectId,
            })
            .IsUnique()
            .HasFilter("[SubjectId] IS NOT NULL");
        builder
            .HasIndex(anchor => new
            {
                anchor.WorkspaceId,
                anchor.PlanId,
                anchor.Date,
                anchor.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class ContentReferenceConfiguration : IEntityTypeConfiguration<ContentReference>
{
    public void Configure(EntityTypeBuilder<ContentReference> builder)
    {
        builder.ToTable("ContentReferences");
        builder.HasKey(reference => new { reference.OwnerId, reference.TargetId });
        builder.Property(reference => reference.OwnerType).HasMaxLength(50);
        builder.HasIndex(reference => new { reference.WorkspaceId, reference.TargetId });
        builder.HasIndex(reference => new { reference.WorkspaceId, reference.PlanId });
        builder.HasIndex(reference => new { reference.WorkspaceId, reference.EntryId });
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(reference => new { reference.WorkspaceId, reference.EntryId })
            .HasPrincipalKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .OnDelete(DeleteBehavior.NoAction);
    }
}
