using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

public sealed record BudgetNotFound(Guid Id) : NotFoundError("budget.notFound");

public sealed record BudgetLineNotFound(Guid Id) : NotFoundError("budgetLine.notFound");

public sealed record BudgetLinePeriodNotFound(string Period) : NotFoundError("budgetLine.periodNotFound");

/// <summary>The amount of the line or the period of the budget is open, so nothing is spread over months.</summary>
public sealed record BudgetLineNotSpread(string Line) : ConflictError("budgetLine.notSpread");

public sealed record CommitmentNotFound(Guid Id) : NotFoundError("commitment.notFound");

public sealed record LedgerEntryNotFound(Guid Id) : NotFoundError("ledgerEntry.notFound");

public sealed record TransferNotFound(Guid Id) : NotFoundError("budgetTransfer.notFound");

public sealed record BudgetCodeTaken([Arg("code")] string BudgetCode, string Pointer = "/code") : ConflictError("budget.codeTaken");

/// <summary>The budget has too many forecasts.</summary>
public sealed record TooManyForecasts(int Max, string Pointer = "/items") : RuleError("budget.tooManyForecasts");

/// <summary>Another scenario of the budget has the name.</summary>
public sealed record BudgetScenarioTaken(string Scenario, string Pointer = "/scenario") : ConflictError("budget.scenarioTaken");

/// <summary>Another scenario of the budget, or the budget itself, was submitted.</summary>
public sealed record BudgetScenarioChosen([Arg("code")] string BudgetCode) : ConflictError("budget.scenarioChosen");

public sealed record BudgetLineCodeTaken([Arg("code")] string LineCode, string Pointer = "/code") : ConflictError("budget.lineCodeTaken");

/// <summary>The content is frozen: no revision of the budget is open for changes.</summary>
public sealed record BudgetHasNoOpenRevision(Guid Id) : ConflictError("budget.noOpenRevision");

/// <summary>The budget's status does not allow the step.</summary>
public sealed record BudgetInWrongStatus(Guid Id, string Status, IReadOnlyList<string> Allowed) : ConflictError("budget.wrongStatus");

/// <summary>A revision of the budget waits for a decision.</summary>
public sealed record BudgetRevisionOpen(int Number) : ConflictError("budget.revisionOpen");

/// <summary>No revision of the budget was ever approved, so there is no content to go back to.</summary>
public sealed record BudgetNeverApproved(Guid Id) : ConflictError("budget.neverApproved");

/// <summary>Money was approved, so the budget stays.</summary>
public sealed record BudgetWasInForce(Guid Id) : ConflictError("budget.wasInForce");

/// <summary>No revision is approved, so there is nothing to spend.</summary>
public sealed record BudgetNotInForce(Guid Id) : ConflictError("budget.notInForce");

/// <summary>The content cannot be submitted; each fault names its member.</summary>
public sealed record BudgetNotReady(IReadOnlyList<RuleFault> Reasons) : RuleError("budget.notReady")
{
    public override IReadOnlyList<RuleFault> Faults => Reasons;
}

/// <summary>A line has ledger entries or open money, so it stays.</summary>
public sealed record BudgetLineInUse(string Line) : ConflictError("budget.lineInUse");

/// <summary>Lines are below the line.</summary>
public sealed record BudgetLineHasLines(string Line, IReadOnlyList<string> Lines) : ConflictError("budget.lineHasLines");

public sealed record TooManyBudgetLines(int Max, string Pointer = "/lines") : RuleError("budget.tooManyLines");

/// <summary>The revision in force has no such line.</summary>
public sealed record BudgetLineUnknown([Arg("code")] string LineCode, string Pointer) : RuleError("budget.lineUnknown");

/// <summary>The line is above others; bookings name those.</summary>
public sealed record BudgetLineIsGroup([Arg("code")] string LineCode, string Pointer) : RuleError("budget.lineIsGroup");

/// <summary>The contingency reserve is not booked; money is drawn from it.</summary>
public sealed record ReserveNotBookable([Arg("code")] string LineCode, string Pointer) : RuleError("budget.reserveNotBookable");

/// <summary>The line is not the contingency reserve.</summary>
public sealed record NotAReserve([Arg("code")] string LineCode, string Pointer) : RuleError("budget.notAReserve");

/// <summary>The budget has no contingency reserve, or several and none is named.</summary>
public sealed record ReserveUnclear(int Reserves) : RuleError("budget.reserveUnclear");

public sealed record TransferToSameLine([Arg("code")] string LineCode, string Pointer = "/toLineCode")
    : RuleError("budget.transferToSameLine");

public sealed record TransferDecided(Guid Id, TransferState State) : ConflictError("budgetTransfer.decided");

/// <summary>The booking is in another currency than the budget.</summary>
public sealed record BudgetCurrencyDiffers(string Currency, string BudgetCurrency, string Pointer = "/amount/currency")
    : RuleError("budget.currencyDiffers");

/// <summary>The amount is zero, negative or too large to be booked.</summary>
public sealed record BookingAmountOutOfRange(decimal Amount, string Currency, string Pointer) : RuleError("budget.amountOutOfRange");

/// <summary>The day is outside the budget's period.</summary>
public sealed record BookingOutsidePeriod(DateOnly Date, DateOnly Start, DateOnly End, string Pointer = "/date")
    : RuleError("budget.dateOutsidePeriod");

/// <summary>The parts of a booking do not add up to its amount.</summary>
public sealed record SplitsDiffer(decimal Amount, decimal Sum, string Pointer = "/splits") : RuleError("budget.splitsDiffer");

/// <summary>
/// The money does not suffice. The arguments say what is available, what was asked for, and what has used the rest.
/// </summary>
/// <param name="Line">Code of the line or line above; code of the budget for the whole.</param>
/// <param name="Available">What is available.</param>
/// <param name="Requested">What the booking needs.</param>
/// <param name="Overshoot">By how much it exceeds what is available.</param>
/// <param name="Approved">What was approved.</param>
/// <param name="Transferred">What was transferred to the line, or from it.</param>
/// <param name="Held">What requested transfers and draws hold.</param>
/// <param name="Committed">What open commitments hold.</param>
/// <param name="Actual">What is spent.</param>
/// <param name="Currency">The currency of all amounts.</param>
/// <param name="Period">The month that is overdrawn; null if it is the whole period.</param>
/// <param name="Pointer">JSON pointer to the amount.</param>
public sealed record BudgetLineOverdrawn(
    string Line,
    decimal Available,
    decimal Requested,
    decimal Overshoot,
    decimal Approved,
    decimal Transferred,
    decimal Held,
    decimal Committed,
    decimal Actual,
    string Currency,
    string? Period = null,
    string Pointer = "/amount"
) : RuleError("budget.lineOverdrawn");

/// <summary>Money is moved to the month that it is taken from.</summary>
public sealed record RephaseToSamePeriod(string Period, string Pointer = "/toPeriod") : RuleError("budget.rephaseToSamePeriod");

/// <summary>The line has no months: it is controlled as a whole and not spread.</summary>
public sealed record LineWithoutPeriods(string Line, string Pointer = "/lineCode") : RuleError("budget.lineWithoutPeriods");

/// <summary>The line has no such month.</summary>
public sealed record LinePeriodUnknown(string Period, string Pointer) : RuleError("budget.periodUnknown");

/// <summary>The revision changes what closed months were granted.</summary>
public sealed record ClosedMonthChanged(IReadOnlyList<RuleFault> Months) : RuleError("budget.closedMonthsChanged")
{
    public override IReadOnlyList<RuleFault> Faults => Months;
}

/// <summary>The month is closed for bookings.</summary>
public sealed record FiscalPeriodClosed(string Period) : ConflictError("fiscalPeriod.closed");

public sealed record FiscalPeriodNotFound(string Period) : NotFoundError("fiscalPeriod.notFound");

/// <summary>A revision grants less than is held, committed and spent.</summary>
public sealed record BudgetBelowUse(IReadOnlyList<RuleFault> Lines) : RuleError("budget.belowUse")
{
    public override IReadOnlyList<RuleFault> Faults => Lines;
}

/// <summary>Spending on the line or the budget is blocked.</summary>
public sealed record SpendingBlocked(string Line, IReadOnlyList<BlockKind> Blocks) : ConflictError("budget.blocked");

/// <summary>The record was booked with other content.</summary>
public sealed record SourceBooked(string System, string Id, Guid ExistingId, string Pointer = "/sourceRef")
    : ConflictError("ledger.sourceBooked");

/// <summary>Only the persons who may overspend can give a reason for it.</summary>
public sealed record OverrideForbidden() : ForbiddenError("budget.overrideForbidden");

/// <summary>The commitment has nothing left.</summary>
public sealed record CommitmentClosed(Guid Id) : ConflictError("commitment.closed");

/// <summary>The commitment belongs to another budget.</summary>
public sealed record CommitmentOfAnotherBudget(Guid Id, string Pointer = "/commitmentId") : RuleError("commitment.ofAnotherBudget");

/// <summary>The entry was reversed before.</summary>
public sealed record EntryReversed(Guid Id, Guid ReversedBy) : ConflictError("ledgerEntry.reversed");

/// <summary>Entries of this kind follow from others and are not reversed by themselves.</summary>
public sealed record EntryNotReversible(Guid Id, LedgerEntryKind Kind) : ConflictError("ledgerEntry.notReversible");

/// <summary>The instant is in the future, so what will be known then is not known.</summary>
public sealed record AsOfInFuture(DateTime CoveredUntil, string Pointer = "/asOf") : RuleError("ledger.asOfInFuture");
