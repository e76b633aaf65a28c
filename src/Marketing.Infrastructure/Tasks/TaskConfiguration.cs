using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Tasks;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Tasks;

internal sealed class PlanTaskConfiguration : IEntityTypeConfiguration<PlanTask>
{
    public void Configure(EntityTypeBuilder<PlanTask> builder)
    {
        builder.ToTable("Tasks");
        builder.IsResource<PlanTask, PlanTaskId>();
        builder.Ignore(task => task.Progress);
        builder.Property(task => task.SourceKey).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(task => task.Ref).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(task => task.Code).HasMaxLength(PlanTask.CodeLength * 2);
        builder.Property(task => task.Title).HasMaxLength(PlanTask.TitleLength * 2);
        builder.Property(task => task.Description).HasMaxLength(PlanTask.TextLength * 2);
        builder.Property(task => task.OwnerText).HasMaxLength(PlanTask.TextLength * 2);
        builder.Property(task => task.WaitsFor).HasMaxLength(PlanTask.WaitLength * 2);
        builder.Property(task => task.Reason).HasMaxLength(PlanTask.ReasonLength * 2);
        builder.Property(task => task.SearchText).HasMaxLength(CatalogueName.KeyLength).ComparedOrdinally();
        builder.Property(task => task.Owners).AsJson();
        builder.Property(task => task.Predecessors).AsJson();
        builder
            .HasMany(task => task.OwnerRows)
            .WithOne()
            .HasForeignKey(owner => new { owner.WorkspaceId, owner.TaskId })
            .HasPrincipalKey(task => new { task.WorkspaceId, task.Id })
            .OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(task => task.OwnerRows).AutoInclude();
        builder.HasUpdatedIndex<PlanTask, PlanTaskId>();
        builder
            .HasIndex(task => new
            {
                task.WorkspaceId,
                task.DueKey,
                task.Id,
            })
            .Knows(nameof(PlanTask.State), nameof(PlanTask.Kind));
        builder
            .HasIndex(task => new
            {
                task.WorkspaceId,
                task.PlanId,
                task.DueKey,
                task.Id,
            })
            .KnowsDeletion();
        builder
            .HasIndex(task => new { task.PlanId, task.SourceKey })
            .IsUnique()
            .HasFilter("[PlanId] IS NOT NULL AND [SourceKey] IS NOT NULL");
    }
}

internal sealed class TaskOwnerConfiguration : IEntityTypeConfiguration<TaskOwner>
{
    public void Configure(EntityTypeBuilder<TaskOwner> builder)
    {
        builder.ToTable("TaskOwners");
        builder.HasKey(owner => new { owner.TaskId, owner.PartyId });
        builder
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(owner => new { owner.WorkspaceId, owner.PartyId })
            .HasPrincipalKey(entry => new { entry.WorkspaceId, entry.EntryId })
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(owner => new
        {
            owner.WorkspaceId,
            owner.PartyId,
            owner.DueKey,
            owner.TaskId,
        });
    }
}

internal sealed class TaskReportConfiguration : IEntityTypeConfiguration<TaskReport>
{
    public void Configure(EntityTypeBuilder<TaskReport> builder)
    {
        builder.ToTable("TaskReports");
        builder.HasKey(report => report.Id);
        builder.Property(report => report.Id).ValueGeneratedNever();
        builder.Property(report => report.Note).HasMaxLength(PlanTask.ReasonLength * 2);
        builder.Property(report => report.Ref).HasMaxLength(PartRef.StoredLength).ComparedOrdinally();
        builder.Property(report => report.Title).HasMaxLength(PlanTask.TitleLength * 2);
        builder.Property(report => report.OwnerText).HasMaxLength(PlanTask.TextLength * 2);
        builder.Property(report => report.Reason).HasMaxLength(PlanTask.ReasonLength * 2);
        builder.Property(report => report.RecordedBy).HasMaxLength(100).ComparedOrdinally();
        builder.Property(report => report.RecordedByName).HasMaxLength(400);
        builder.HasIndex(report => new
        {
            report.WorkspaceId,
            report.TaskId,
            report.RecordedAt,
            report.Id,
        });
        builder.HasIndex(report => new
        {
            report.WorkspaceId,
            report.PlanId,
            report.RecordedAt,
            report.Id,
        });
    }
}
