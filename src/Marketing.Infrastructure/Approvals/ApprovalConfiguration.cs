using Marketing.Domain.Approvals;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Approvals;

internal sealed class ApprovalConfiguration : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("Approvals");
        builder.IsResource<Approval, ApprovalId>();
        builder.Ignore(approval => approval.Subject);
        builder.Property(approval => approval.SubjectType).HasMaxLength(50).ComparedOrdinally();
        builder.Property(approval => approval.Hash).HasMaxLength(PlanSnapshot.HashLength);
        builder.Property(approval => approval.RequestedBy).HasMaxLength(100).ComparedOrdinally();
        builder.Property(approval => approval.RequestComment).HasMaxLength(Approval.TextLength * 2);
        builder.Property(approval => approval.AssigneeActorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(approval => approval.ReassignReason).HasMaxLength(Approval.TextLength * 2);
        builder.Property(approval => approval.DecidedBy).HasMaxLength(100).ComparedOrdinally();
        builder.Property(approval => approval.DecidedFor).HasMaxLength(100).ComparedOrdinally();
        builder.Property(approval => approval.Comment).HasMaxLength(Approval.TextLength * 2);
        builder.Property(approval => approval.Remarks).AsJson();
        builder.Property(approval => approval.Minutes).AsJson();
        builder.HasUpdatedIndex<Approval, ApprovalId>();
        builder
            .HasIndex(approval => new
            {
                approval.WorkspaceId,
                approval.CreatedAt,
                approval.Id,
            })
            .Knows(nameof(Approval.State));
        builder
            .HasIndex(approval => new
            {
                approval.WorkspaceId,
                approval.DueAt,
                approval.Id,
            })
            .Knows(nameof(Approval.State));
        builder
            .HasIndex(approval => new
            {
                approval.WorkspaceId,
                approval.SubjectId,
                approval.CreatedAt,
                approval.Id,
            })
            .KnowsDeletion();

        // A step of a subject waits for one decision.
        builder
            .HasIndex(
                approval => new
                {
                    approval.WorkspaceId,
                    approval.SubjectId,
                    approval.Step,
                },
                "IX_Approvals_OpenStep"
            )
            .IsUnique()
            .HasFilter($"[State] = '{nameof(ApprovalState.Pending)}'");
    }
}

internal sealed class DelegationConfiguration : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("Delegations");
        builder.IsResource<Delegation, DelegationId>();
        builder.Property(delegation => delegation.DelegatorId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(delegation => delegation.DelegateId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(delegation => delegation.Reason).HasMaxLength(Delegation.ReasonLength * 2);
        builder.HasUpdatedIndex<Delegation, DelegationId>();
        builder
            .HasIndex(delegation => new
            {
                delegation.WorkspaceId,
                delegation.FirstDay,
                delegation.Id,
            })
            .KnowsDeletion();
    }
}
