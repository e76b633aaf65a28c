using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Budgets;

/// <summary>
/// The money of a line in force, of a line above others, or of the whole budget, in minor units. Bookings change it by guarded updates
/// only, in ascending order of the owner, so that no booking spends what another has taken.
/// </summary>
public sealed class BudgetBalance : IWorkspaceOwned
{
    private BudgetBalance() { }

    public WorkspaceId WorkspaceId { get; private set; }

    public BudgetId BudgetId { get; private set; }

    /// <summary>Id of the line; of the budget for the whole.</summary>
    public Guid OwnerId { get; private set; }

    public BalanceScope Scope { get; private set; }

    /// <summary>The revision in force. Bookings that have read the lines of another one read them again.</summary>
    public int Revision { get; private set; }

    /// <summary>Whether the revision in force still has the line.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Code of the line in upper case, the month of a month; empty for the whole budget.</summary>
    public string CodeKey { get; private set; } = "";

    /// <summary>What the line said when the revision came into force.</summary>
    public BalanceTerms Terms { get; private set; } = new("", "", BudgetLineKind.Line);

    /// <summary>Ids of the lines above, the nearest first.</summary>
    public IReadOnlyList<Guid> Above { get; private set; } = [];

    /// <summary>What the revisions have granted.</summary>
    public long Approved { get; private set; }

    /// <summary>What can be spent or promised: approved and transferred, less held, committed and actual.</summary>
    public long Available { get; private set; }

    public long Held { get; private set; }

    public long Committed { get; private set; }

    public long Actual { get; private set; }

    public ControlLevel CommitmentControl { get; private set; }

    public ControlLevel ActualControl { get; private set; }

    /// <summary>What keeps bookings out; a set of <see cref="SpendingBlock"/>.</summary>
    public int Blocks { get; private set; }

    /// <summary>The span of time that bookings are compared over.</summary>
    public ControlHorizon Horizon { get; private set; }

    /// <summary>The line or budget whose month this is; null if this is no month.</summary>
    public Guid? PeriodOwnerId { get; private set; }

    /// <summary>The month; null for the whole period.</summary>
    public string? Month { get; private set; }

    /// <summary>The months that bookings on the line change; null if there are none.</summary>
    public PeriodGuards? Guards { get; private set; }

    /// <summary>Whether the remainder of the month or line was carried over.</summary>
    public bool CarriedOver { get; private set; }

    /// <summary>Counts closings of months, on the balance of the budget. Bookings that have read another count run again.</summary>
    public int Closings { get; private set; }

    /// <summary>Id of the posting that changed the amounts last, by which a booking recognises its own changes.</summary>
    public Guid? LastPosting { get; private set; }

    /// <summary>What other lines and the reserve have given to the line, or taken from it.</summary>
    public long Transferred => Available + Held + Committed + Actual - Approved;

    /// <summary>Opens the balance of a line or budget that a revision brings into force.</summary>
    public static BudgetBalance Open(Budget budget, Guid owner, BalanceScope scope) =>
        new()
        {
            WorkspaceId = budget.WorkspaceId,
            BudgetId = budget.Id,
            OwnerId = owner,
            Scope = scope,
        };

    /// <summary>Follows a revision that comes into force.</summary>
    /// <param name="revision">Number of the revision.</param>
    /// <param name="terms">What the revision says about the line; null if it has no such line.</param>
    /// <param name="above">The lines above.</param>
    /// <param name="control">What happens if the line is overspent.</param>
    /// <param name="approved">What the revision grants.</param>
    /// <returns>By how much the grant changes.</returns>
    public long Follow(int revision, BalanceTerms? terms, IReadOnlyList<Guid> above, BudgetControl control, long approved)
    {
        var change = approved - Approved;
        (Revision, IsOpen, Terms, Above) = (revision, terms is not null, terms ?? Terms, above);
        CodeKey = Scope == BalanceScope.Budget ? "" : Budget.KeyOf(Terms.Code);
        (CommitmentControl, ActualControl, Horizon) = (control.Commitment, control.Actual, control.Horizon);
        (Approved, Available) = (approved, Available + change);
        return change;
    }

    /// <summary>Opens the balance of a month.</summary>
    public static BudgetBalance OpenMonth(Budget budget, Guid owner, Month month)
    {
        var opened = Open(budget, PeriodGuards.IdOf(owner, month), BalanceScope.Period);
        (opened.PeriodOwnerId, opened.Month) = (owner, month.ToString());
        return opened;
    }

    /// <summary>Follows a revision that comes into force, with the amounts of a month, or of all months up to it.</summary>
    /// <param name="owner">The balance of the line or budget, which follows first.</param>
    /// <param name="amounts">The amounts.</param>
    public void FollowMonth(BudgetBalance owner, MonthAmounts amounts)
    {
        (Revision, IsOpen, Terms, Above, Horizon) = (owner.Revision, owner.IsOpen, owner.Terms, owner.Above, owner.Horizon);
        CodeKey = Month!;
        (CommitmentControl, ActualControl) =
            owner.Horizon == ControlHorizon.Total
                ? (ControlLevel.Ignore, ControlLevel.Ignore)
                : (owner.CommitmentControl, owner.ActualControl);
        (Approved, Available, Held, Committed, Actual) = (
            amounts.Approved,
            amounts.Available,
            amounts.Held,
            amounts.Committed,
            amounts.Actual
        );
    }

    /// <summary>Counts what the lines below have used and exchanged. What they are granted is granted here too, or less.</summary>
    public void AddUp(IEnumerable<BudgetBalance> lines)
    {
        (Available, Held, Committed, Actual) = (Approved, 0, 0, 0);
        foreach (var line in lines)
        {
            Change(line.Available - line.Approved, line.Held, line.Committed, line.Actual);
        }
    }

    /// <summary>Names the months that bookings on the line change.</summary>
    public void Guard(PeriodGuards? guards) => Guards = guards;

    /// <summary>Keeps bookings out, or lets them in again.</summary>
    public void Block(SpendingBlock block, bool blocks) => Blocks = blocks ? Blocks | (int)block : Blocks & ~(int)block;

    /// <summary>Changes the amounts, after the balance was locked and the booking was found to be possible.</summary>
    public void Change(long available, long held, long committed, long actual) =>
        (Available, Held, Committed, Actual) = (Available + available, Held + held, Committed + committed, Actual + actual);

    /// <summary>Whether the balance may be as it is: not overspent, unless its control allows it.</summary>
    public bool Holds => Available >= 0 || (CommitmentControl != ControlLevel.Stop && ActualControl != ControlLevel.Stop);

    /// <summary>The level of control at a stage.</summary>
    public ControlLevel ControlAt(BookingStage stage) => stage == BookingStage.Commitment ? CommitmentControl : ActualControl;
}

/// <summary>What a line says about a posting.</summary>
public sealed record BalanceTerms(string Code, string Category, BudgetLineKind Kind)
{
    public string? PhaseRef { get; init; }

    public string? ChannelCode { get; init; }

    public string? CampaignRef { get; init; }

    public string? CostCentre { get; init; }

    /// <summary>Values of custom dimensions by their codes.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = DimensionLimits.None;
}

/// <summary>What a balance is about.</summary>
public enum BalanceScope
{
    /// <summary>A line that bookings name.</summary>
    Line,

    /// <summary>A line above others.</summary>
    Group,

    /// <summary>The whole budget.</summary>
    Budget,

    /// <summary>A month of a line or of the budget.</summary>
    Period,
}

/// <summary>What keeps bookings out. Values are bits.</summary>
[Flags]
public enum SpendingBlock
{
    None = 0,

    /// <summary>The line or budget was frozen.</summary>
    Frozen = 1,

    /// <summary>The plan is suspended.</summary>
    PlanSuspended = 2,

    /// <summary>The budget is closed.</summary>
    Closed = 4,

    /// <summary>A stop-loss point of a risk waits for a decision.</summary>
    StopLoss = 64,

    /// <summary>What stops new spending, but not actuals on open commitments, releases and reversals.</summary>
    NewSpending = Frozen | PlanSuspended | Closed | StopLoss,

    /// <summary>What stops every booking.</summary>
    Everything = Closed,
}

/// <summary>What keeps bookings out of a line or budget.</summary>
public enum BlockKind
{
    /// <summary>The line or budget was frozen.</summary>
    Frozen,

    /// <summary>The plan is suspended.</summary>
    PlanSuspended,

    /// <summary>The budget is closed.</summary>
    Closed,

    /// <summary>A stop-loss point of a risk waits for a decision.</summary>
    StopLoss,
}

public static class SpendingBlocks
{
    /// <summary>Returns the blocks in a set.</summary>
    public static IEnumerable<BlockKind> Kinds(this SpendingBlock blocks) =>
        from kind in Enum.GetValues<BlockKind>()
        where blocks.HasFlag(Enum.Parse<SpendingBlock>(kind.ToString()))
        select kind;
}
