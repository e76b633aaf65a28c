using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

/// <summary>
/// One state of a plan's content on its way from draft to approval. At most one is open; every write of content counts
/// up its <see cref="ContentVersion"/> in the same transaction, so that nothing slips in while it is being submitted.
/// </summary>
public sealed class PlanRevision : IWorkspaceOwned
{
    private PlanRevision()
    {
    }

    public WorkspaceId WorkspaceId { get; private set; }

    public PlanId PlanId { get; private set; }

    /// <summary>1, 2, 3 … within the plan.</summary>
    public int Number { get; private set; }

    public RevisionStatus Status { get; private set; }

    /// <summary>Counts the writes of content since the revision was opened.</summary>
    public long ContentVersion { get; private set; }

    /// <summary>The last number in a generated ref of the plan's parts.</summary>
    public long LastRefNumber { get; private set; }

    /// <summary>Stores the numbers that generated refs have used.</summary>
    public void Keep(RefNumbers numbers) => LastRefNumber = numbers.Last;

    public static PlanRevision Open(Plan plan) =>
        new() { WorkspaceId = plan.WorkspaceId, PlanId = plan.Id, Number = plan.WorkingRevision ?? 1, Status = RevisionStatus.Draft };
}

/// <summary>Where a revision stands between draft and approval.</summary>
public enum RevisionStatus
{
    /// <summary>Open for writing.</summary>
    Draft,
}
