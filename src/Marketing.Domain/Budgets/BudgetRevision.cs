using System.Linq.Expressions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Budgets;

/// <summary>
/// A revision of a budget's content: draft → submitted → approved → superseded. There is no review. At most one revision is open; the one
/// in force keeps control until the next is approved.
/// </summary>
public sealed class BudgetRevision : Revision
{
    private BudgetRevision() { }

    private BudgetRevision(Budget budget)
        : base(budget.WorkspaceId, 1) => BudgetId = budget.Id;

    private BudgetRevision(BudgetRevision earlier)
        : base(earlier) => BudgetId = earlier.BudgetId;

    public BudgetId BudgetId { get; private set; }

    /// <summary>Whether a revision is the working copy: being written, or waiting for a decision.</summary>
    public static Expression<Func<BudgetRevision, bool>> IsOpen => revision => OpenStates.Contains(revision.Status);

    private protected override RevisionStatus ApprovedFrom => RevisionStatus.Submitted;

    /// <summary>Opens the first revision of a new budget.</summary>
    public static BudgetRevision Open(Budget budget) => new(budget);

    /// <summary>Freezes the content as the snapshot holds it and asks for a decision.</summary>
    /// <exception cref="ArgumentException">The snapshot holds other content.</exception>
    internal Result<Done> Submit(BudgetSnapshot snapshot, string by, DateTime at) =>
        snapshot.BudgetId == BudgetId && snapshot.ContentVersion == ContentVersion
            ? Freeze(snapshot.Hash, by, at)
            : throw new ArgumentException(
                $"The snapshot holds content version {snapshot.ContentVersion}, not {ContentVersion}.",
                nameof(snapshot)
            );

    /// <summary>Opens the revision after this one. It starts with the same content.</summary>
    internal Result<BudgetRevision> Next() => WhyStillOpen() is { } open ? open : new BudgetRevision(this);
}
