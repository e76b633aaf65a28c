using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

public readonly record struct CommitmentId(Guid Value) : IEntityId<CommitmentId>
{
    public static CommitmentId From(Guid value) => new(value);

    public int CompareTo(CommitmentId other) => Value.CompareTo(other.Value);
}

/// <summary>Money promised by an order or contract. Actuals use it up; what is left can be released.</summary>
public sealed class Commitment : Resource<CommitmentId>
{
    protected override string TypeName => ResourceTypes.Commitment;

    protected override Guid? Parent => BudgetId.Value;

    private Commitment() { }

    private Commitment(WorkspaceId workspaceId, BudgetId budgetId)
        : base(workspaceId) => BudgetId = budgetId;

    public BudgetId BudgetId { get; private set; }

    public CommitmentState State { get; private set; }

    public DateOnly Date { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>What was promised, and what is left of it, for each line.</summary>
    [NotAudited]
    public IReadOnlyList<CommitmentShare> Shares { get; private set; } = [];

    /// <summary>What was promised, in minor units.</summary>
    [NotAudited]
    public long Minor { get; private set; }

    /// <summary>What is left of it.</summary>
    public long OpenMinor { get; private set; }

    public string? SourceSystem { get; private set; }

    public string? SourceId { get; private set; }

    /// <summary>Promises money.</summary>
    public static Commitment Make(
        WorkspaceId workspaceId,
        BudgetId budgetId,
        string currency,
        DateOnly date,
        IReadOnlyList<BookingShare> shares,
        SourceRef? source
    )
    {
        var total = shares.Sum(share => share.Minor);
        return new Commitment(workspaceId, budgetId)
        {
            State = CommitmentState.Open,
            Date = date,
            Currency = currency,
            Shares =
            [
                .. shares
                    .GroupBy(share => (share.Line, share.LineCode))
                    .Select(line => new CommitmentShare(
                        line.Key.Line.Value,
                        line.Key.LineCode,
                        line.Sum(share => share.Minor),
                        line.Sum(share => share.Minor)
                    )),
            ],
            Minor = total,
            OpenMinor = total,
            SourceSystem = source?.System,
            SourceId = source?.Id,
        };
    }

    /// <summary>What is left for a line.</summary>
    public long OpenFor(BudgetLineId line) => Shares.FirstOrDefault(share => share.Line == line.Value)?.Open ?? 0;

    /// <summary>Uses up what is left for a line, as far as it reaches.</summary>
    /// <returns>How much was used.</returns>
    public long Use(BudgetLineId line, long minor)
    {
        var used = Math.Min(minor, OpenFor(line));
        Change(line, -used);
        return used;
    }

    /// <summary>Takes back what an actual had used, because the actual was reversed.</summary>
    public void Restore(BudgetLineId line, long minor) => Change(line, minor);

    /// <summary>Goes back to earlier shares, because a booking was refused.</summary>
    public void TakeBack(IReadOnlyList<CommitmentShare> shares)
    {
        (Shares, OpenMinor) = (shares, shares.Sum(share => share.Open));
        State = OpenMinor == 0 ? CommitmentState.Closed : CommitmentState.Open;
    }

    /// <summary>Ends the promise.</summary>
    /// <returns>What was left for each line.</returns>
    public IReadOnlyList<(BudgetLineId Line, long Minor)> Release()
    {
        var left = Shares.Where(share => share.Open > 0).Select(share => (BudgetLineId.From(share.Line), share.Open)).ToList();
        Shares = [.. Shares.Select(share => share with { Open = 0 })];
        (OpenMinor, State) = (0, CommitmentState.Closed);
        return left;
    }

    private void Change(BudgetLineId line, long by)
    {
        if (by == 0)
        {
            return;
        }

        Shares = [.. Shares.Select(share => share.Line == line.Value ? share with { Open = share.Open + by } : share)];
        OpenMinor += by;
        State = OpenMinor == 0 ? CommitmentState.Closed : CommitmentState.Open;
    }
}

/// <summary>The part of a commitment on one line, in minor units.</summary>
/// <param name="Line">The line.</param>
/// <param name="LineCode">Its code at that time.</param>
/// <param name="Amount">What was promised.</param>
/// <param name="Open">What is left of it.</param>
public sealed record CommitmentShare(Guid Line, string LineCode, long Amount, long Open);

/// <summary>The part of a booking on one line.</summary>
/// <param name="Line">The line.</param>
/// <param name="LineCode">Its code.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="OriginalMinor">The amount in minor units of the original currency; null if that is the currency of the budget.</param>
public readonly record struct BookingShare(BudgetLineId Line, string LineCode, long Minor, long? OriginalMinor = null);

/// <summary>States of a commitment.</summary>
public enum CommitmentState
{
    /// <summary>Part of the promised money is neither spent nor released.</summary>
    Open,

    /// <summary>All of it is spent or released.</summary>
    Closed,
}
