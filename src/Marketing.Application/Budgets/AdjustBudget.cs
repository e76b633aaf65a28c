using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>A change of the amounts of many lines.</summary>
public sealed record AdjustInput
{
    /// <summary>Which lines to change.</summary>
    public required LineFilter Filter { get; init; }

    /// <summary>The month to change; the other months of the lines stay. Null to change the lines as a whole.</summary>
    /// <example>2027-06</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public string? Period { get; init; }

    /// <summary>By how many percent to change the sum of the lines; negative to lower it. Give this or `amount`.</summary>
    /// <example>-10</example>
    [Range(typeof(decimal), "-100", "1000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Percent { get; init; }

    /// <summary>By how much to change the sum of the lines, in the currency of the budget; negative to lower it.</summary>
    /// <example>-50000</example>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeMoneyAmount,
        ValueLimits.MoneyAmount,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Amount { get; init; }
}

/// <summary>
/// Selects lines that have an amount of their own and none below. All members must match; without any, all ordinary lines do.
/// </summary>
/// <example>{"category":"数字广告投放"}</example>
public sealed record LineFilter
{
    /// <summary>Codes of the lines. Only so is the contingency reserve selected.</summary>
    [MaxLength(200)]
    [Items(Budget.CodeLength)]
    public IReadOnlyList<string> LineCodes { get; init; } = [];

    /// <summary>Category of the lines.</summary>
    /// <example>数字广告投放</example>
    [MaxLength(ContentLimits.Name)]
    public string? Category { get; init; }

    /// <summary>Ref of the phase.</summary>
    [MaxLength(100)]
    public string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    public string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    public string? CampaignRef { get; init; }

    /// <summary>Cost centre.</summary>
    [MaxLength(100)]
    public string? CostCentre { get; init; }

    internal bool Selects(BudgetLineTerms line) =>
        (LineCodes.Count == 0 ? line.Kind == BudgetLineKind.Line : LineCodes.Any(code => Budget.KeyOf(code) == Budget.KeyOf(line.Code)))
        && (Category ?? line.Category) == line.Category
        && (PhaseRef ?? line.PhaseRef) == line.PhaseRef
        && (ChannelCode ?? line.ChannelCode) == line.ChannelCode
        && (CampaignRef ?? line.CampaignRef) == line.CampaignRef
        && (CostCentre ?? line.CostCentre) == line.CostCentre;
}

/// <summary>What an adjustment changed.</summary>
public sealed record AdjustmentResponse
{
    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>Sum of the lines, or of their month, before.</summary>
    /// <example>200000</example>
    public required decimal Before { get; init; }

    /// <summary>The sum afterwards.</summary>
    /// <example>180000</example>
    public required decimal After { get; init; }

    /// <summary>The lines in their order.</summary>
    [MaxLength(Budget.MaxLines)]
    public required IReadOnlyList<AdjustedLine> Lines { get; init; }
}

/// <summary>What an adjustment changed in a line.</summary>
public sealed record AdjustedLine
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>The amount of the line, or of its month, before.</summary>
    /// <example>100000</example>
    public required decimal Before { get; init; }

    /// <summary>The amount afterwards.</summary>
    /// <example>90000</example>
    public required decimal After { get; init; }
}

/// <summary>Changes the amounts of many lines of the working copy, in proportion and exact to the smallest unit.</summary>
public sealed record AdjustBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, AdjustInput Input) : ICommand<AdjustmentResponse>;

internal sealed class AdjustBudgetHandler(IMarketingDb db, BudgetStore store) : IRequestHandler<AdjustBudget, Result<AdjustmentResponse>>
{
    public async Task<Result<AdjustmentResponse>> Handle(AdjustBudget command, CancellationToken cancellationToken)
    {
        var opened = await store.OpenDraftAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, draft) = opened.Value;
        var lines = await store.LinesAsync(budget.Id, cancellationToken);
        var parents = lines.Select(line => line.ParentKey).OfType<string>().ToHashSet();
        var selected = lines.Where(line => !parents.Contains(line.CodeKey) && command.Input.Filter.Selects(line.Terms)).ToList();
        if (Refused(command.Input, selected, budget) is { } refused)
        {
            return refused;
        }

        var content = BudgetStore.ContentOf(budget, lines);
        var parts = PartsOf(command.Input, selected, content);
        if (!parts.Succeeded)
        {
            return parts.Error;
        }

        var before = parts.Value.Select(part => part.Minor).ToList();
        if (AfterOf(command.Input, before, budget.Currency) is not { } after)
        {
            return new AdjustmentBelowZero(MinorUnits.ToAmount(before.Sum(), budget.Currency), budget.Currency);
        }

        foreach (var (part, minor) in parts.Value.Zip(after))
        {
            if (part.Write(minor, budget.Currency).Error is { } broken)
            {
                return broken;
            }
        }

        var changed = BudgetStore.ContentOf(budget, lines);
        var faults = selected.SelectMany(line =>
            changed.CheckSpread(changed.Lines[lines.IndexOf(line)]).Select(fault => Named(fault, line))
        );
        var below = await BelowUseAsync(budget, command.Input.Period, selected, after, cancellationToken);
        if (faults.Concat(below).ToList() is { Count: > 0 } all)
        {
            return new RulesBroken(all);
        }

        if (db.HasChanges)
        {
            budget.CountContent(draft);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new AdjustmentResponse
        {
            Currency = budget.Currency,
            Before = MinorUnits.ToAmount(before.Sum(), budget.Currency),
            After = MinorUnits.ToAmount(after.Sum(), budget.Currency),
            Lines =
            [
                .. selected.Select(
                    (line, i) =>
                        new AdjustedLine
                        {
                            Code = line.Terms.Code,
                            Before = MinorUnits.ToAmount(before[i], budget.Currency),
                            After = MinorUnits.ToAmount(after[i], budget.Currency),
                        }
                ),
            ],
        };
    }

    private static Error? Refused(AdjustInput input, List<BudgetLine> selected, Budget budget)
    {
        if (input.Percent is null == input.Amount is null)
        {
            return new AdjustmentUnclear();
        }

        if (selected.Count == 0)
        {
            return new AdjustsNothing();
        }

        var tooFine = new Money { Amount = input.Amount ?? 0, Currency = budget.Currency }.Check();
        var open = selected
            .Where(line => line.Terms.Amount?.Amount is null)
            .Select(line => RuleFault.Of("/filter", "budget.amountOpen", ("code", line.Terms.Code)));
        return Refusals.Of([.. tooFine, .. open]);
    }

    /// <summary>Returns what to change: the lines, or one month of each.</summary>
    private static Result<IReadOnlyList<Part>> PartsOf(AdjustInput input, List<BudgetLine> selected, BudgetContent content)
    {
        var currency = content.Terms.Currency;
        if (input.Period is not { } period)
        {
            return selected.Select(line => new Part(line, MinorUnits.Of(line.Terms.Amount!.Amount!.Value, currency), null)).ToList();
        }

        var byId = content.Lines.ToDictionary(line => line.Id);
        var parts = new List<Part>();
        foreach (var line in selected)
        {
            var cells = content.CellsOf(byId[line.Id.Value]);
            if (cells is { Succeeded: false, Error: var broken })
            {
                return broken;
            }

            if (cells?.Value.FirstOrDefault(cell => cell.Month == Month.Parse(period)) is not { } cell)
            {
                return new LinePeriodUnknown(period, "/period");
            }

            if (cell.Locked)
            {
                return new PeriodLocked(line.Terms.Code, period);
            }

            parts.Add(new Part(line, cell.Minor, (cell.Month, cells.Value)));
        }

        return parts;
    }

    /// <summary>Divides the changed sum in proportion to what the lines have; null if it is below zero.</summary>
    private static long[]? AfterOf(AdjustInput input, IReadOnlyList<long> before, string currency)
    {
        var sum = before.Sum();
        var change = input.Percent is { } percent
            ? (long)decimal.Round(sum * percent / 100, MidpointRounding.AwayFromZero)
            : MinorUnits.Of(input.Amount!.Value, currency);
        return sum + change < 0
            ? null
            : LargestRemainder.Divide(sum + change, before.Any(minor => minor > 0) ? before : [.. before.Select(_ => 1L)]);
    }

    /// <summary>Returns the lines that would have less than is held, committed and spent.</summary>
    private async Task<IEnumerable<RuleFault>> BelowUseAsync(
        Budget budget,
        string? period,
        List<BudgetLine> selected,
        IReadOnlyList<long> after,
        CancellationToken ct
    )
    {
        var rows = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == budget.Id)
            .Where(row => period == null ? row.Scope == BalanceScope.Line : row.Month == period && row.Horizon != ControlHorizon.Cumulative)
            .ToListAsync(ct);
        var byOwner = rows.ToDictionary(row => row.PeriodOwnerId ?? row.OwnerId);
        return from each in selected.Zip(after)
            where byOwner.ContainsKey(each.First.Id.Value)
            let row = byOwner[each.First.Id.Value]
            let available = row.Available + each.Second - row.Approved
            where available < 0 && each.Second < row.Approved
            select RuleFault.Of(
                "",
                "budget.belowUseOfLine",
                ("line", row.Terms.Code),
                ("period", row.Month),
                ("approved", MinorUnits.ToAmount(each.Second, budget.Currency)),
                ("used", MinorUnits.ToAmount(row.Held + row.Committed + row.Actual, budget.Currency)),
                ("available", MinorUnits.ToAmount(available, budget.Currency)),
                ("currency", budget.Currency)
            );
    }

    private static RuleFault Named(RuleFault fault, BudgetLine line) =>
        new("", fault.Code, new Dictionary<string, object?>(fault.Args) { ["line"] = line.Terms.Code });

    /// <summary>A line, or a month of it.</summary>
    /// <param name="Line">The line.</param>
    /// <param name="Minor">The amount before.</param>
    /// <param name="Cell">The month and all cells of the line; null for the line as a whole.</param>
    private sealed record Part(BudgetLine Line, long Minor, (Month Month, IReadOnlyList<PlannedCell> Cells)? Cell)
    {
        /// <summary>Writes the amount. Its words no longer hold, so they are dropped.</summary>
        public Result<Done> Write(long minor, string currency)
        {
            var spread = Line.Terms.Spread;
            var amount = minor;
            if (Cell is { } at)
            {
                amount = at.Cells.Sum(cell => cell.Minor) + minor - Minor;
                spread = Spread.Of(at.Cells.Select(cell => cell.Month == at.Month ? cell with { Minor = minor } : cell), currency);
            }

            var money = Line.Terms.Amount! with { Amount = MinorUnits.ToAmount(amount, currency), Text = null };
            return Line.Write(Line.Terms with { Amount = money, Spread = spread }, currency);
        }
    }
}

/// <summary>Neither percent nor amount is given, or both are.</summary>
public sealed record AdjustmentUnclear(string Pointer = "/percent") : RuleError("budget.adjustmentUnclear");

/// <summary>The filter selects no line.</summary>
public sealed record AdjustsNothing(string Pointer = "/filter") : RuleError("budget.adjustsNothing");

/// <summary>The lines would have less than nothing.</summary>
public sealed record AdjustmentBelowZero(decimal Sum, string Currency, string Pointer = "/amount")
    : RuleError("budget.adjustmentBelowZero");

/// <summary>The month of a line is locked.</summary>
public sealed record PeriodLocked(string Line, string Period, string Pointer = "/period") : RuleError("spread.periodLocked");
