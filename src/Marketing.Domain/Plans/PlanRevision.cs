using System.Linq.Expressions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

/// <summary>A revision of a plan's content. At most one revision of a plan is open.</summary>
public sealed class PlanRevision : Revision
{
    private PlanRevision() { }

    private PlanRevision(Plan plan)
        : base(plan.WorkspaceId, plan.WorkingRevision ?? 1) => PlanId = plan.Id;

    private PlanRevision(PlanRevision earlier)
        : base(earlier) => (PlanId, LastRefNumber) = (earlier.PlanId, earlier.LastRefNumber);

    public PlanId PlanId { get; private set; }

    /// <summary>Last number used in a generated ref of the plan's parts. The next revision continues from it.</summary>
    public long LastRefNumber { get; private set; }

    /// <summary>Whether a revision's content can be written.</summary>
    public static Expression<Func<PlanRevision, bool>> IsWritable => revision => revision.Status == RevisionStatus.Draft;

    /// <summary>Whether a revision is the plan's working copy: being written, or waiting for a decision.</summary>
    public static Expression<Func<PlanRevision, bool>> IsOpen => revision => OpenStates.Contains(revision.Status);

    /// <summary>Opens the first revision of a new plan.</summary>
    public static PlanRevision Open(Plan plan) => new(plan);

    /// <summary>Returns a copy, on which a step can be tried without taking it.</summary>
    public PlanRevision Copy() => (PlanRevision)MemberwiseClone();

    /// <summary>Stores the last number used in generated refs.</summary>
    public void Keep(RefNumbers numbers) => LastRefNumber = numbers.Last;

    /// <summary>Freezes the content as the snapshot holds it and asks for a decision.</summary>
    /// <exception cref="ArgumentException">The snapshot holds other content.</exception>
    internal Result<Done> Submit(PlanSnapshot snapshot, string by, DateTime at) =>
        snapshot.PlanId == PlanId && snapshot.ContentVersion == ContentVersion
            ? Freeze(snapshot.Hash, by, at)
            : throw new ArgumentException(
                $"The snapshot holds content version {snapshot.ContentVersion}, not {ContentVersion}.",
                nameof(snapshot)
            );

    /// <summary>Opens the revision after this one. It starts with the same content, so its counters continue.</summary>
    internal Result<PlanRevision> Next() => WhyStillOpen() is { } open ? open : new PlanRevision(this);
}
