using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

/// <summary>
/// A revision of a plan's content, from draft to approval. At most one is open. Every change of content increments its
/// <see cref="ContentVersion"/> in the same transaction, so no change can slip in while the revision is being submitted.
/// </summary>
public sealed class PlanRevision : IWorkspaceOwned
{
    private PlanRevision()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanId PlanId { get; private set; }

    /// <summary>Number within the plan, starting with 1.</summary>
    public int Number { get; private set; }

    public RevisionStatus Status { get; private set; }

    /// <summary>Number of content changes since the revision was opened.</summary>
    public long ContentVersion { get; private set; }

    /// <summary>Last number used in a generated ref of the plan's parts.</summary>
    public long LastRefNumber { get; private set; }

    /// <summary>Stores the last number used in generated refs.</summary>
    public void Keep(RefNumbers numbers) => LastRefNumber = numbers.Last;

    public static PlanRevision Open(Plan plan) =>
        new() { WorkspaceId = plan.WorkspaceId, PlanId = plan.Id, Number = plan.WorkingRevision ?? 1, Status = RevisionStatus.Draft };
}

/// <summary>Statuses of a revision.</summary>
public enum RevisionStatus
{
    /// <summary>Open for changes.</summary>
    Draft,
}
