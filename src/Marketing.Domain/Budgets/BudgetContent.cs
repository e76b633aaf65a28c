using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>A line in the content of a budget.</summary>
/// <param name="Id">The line. It is stable across revisions.</param>
/// <param name="Terms">What it says.</param>
public sealed record BudgetContentLine(Guid Id, BudgetLineTerms Terms);

/// <summary>The whole content of a budget: what is submitted, approved and compared.</summary>
/// <param name="terms">What the budget says besides its lines.</param>
/// <param name="lines">The lines in their order.</param>
public sealed class BudgetContent(BudgetTerms terms, IReadOnlyList<BudgetContentLine> lines)
{
    private readonly ILookup<string, BudgetContentLine> _below = lines
        .Where(line => line.Terms.ParentCode is not null)
        .ToLookup(line => Budget.KeyOf(line.Terms.ParentCode!));

    private readonly ILookup<string, BudgetContentLine> _byCode = lines.ToLookup(line => Budget.KeyOf(line.Terms.Code));

    public BudgetTerms Terms => terms;

    public IReadOnlyList<BudgetContentLine> Lines => lines;

    /// <summary>Sum of the lines at the top, reserve included; null while an amount is open.</summary>
    public decimal? Total => Sum(Lines.Where(line => line.Terms.ParentCode is null));

    /// <summary>Sum of the contingency reserve; null while an amount is open.</summary>
    public decimal? Contingency => Sum(Lines.Where(line => line.Terms.Kind == BudgetLineKind.Contingency));

    /// <summary>Returns the lines directly below a line.</summary>
    public IEnumerable<BudgetContentLine> Below(BudgetContentLine line) => _below[Budget.KeyOf(line.Terms.Code)];

    /// <summary>Returns the line above; null at the top.</summary>
    public BudgetContentLine? Above(BudgetContentLine line) =>
        line.Terms.ParentCode is { } parent ? _byCode[Budget.KeyOf(parent)].FirstOrDefault() : null;

    /// <summary>Amount of a line: its own, else the sum of those below. Null while an amount is open.</summary>
    public decimal? AmountOf(BudgetContentLine line)
    {
        if (line.Terms.Amount?.Amount is { } own)
        {
            return own;
        }

        var below = Below(line).ToList();
        return line.Terms.Amount is not null || below.Count == 0 ? null : Sum(below);
    }

    /// <summary>
    /// Returns what is planned for each month of the budget: the spread of the line, else the sum of those below, else the same each month.
    /// Null while the amount or the period is open.
    /// </summary>
    public Result<IReadOnlyList<PlannedCell>>? CellsOf(BudgetContentLine line)
    {
        if (Terms.PeriodStart is null || Terms.PeriodEnd is null || Terms.PeriodEnd < Terms.PeriodStart)
        {
            return null;
        }

        if (line.Terms.Amount is null && Below(line).ToList() is { Count: > 0 } below)
        {
            var cells = new List<IReadOnlyList<PlannedCell>>();
            foreach (var each in below)
            {
                switch (CellsOf(each))
                {
                    case null:
                        return null;
                    case { Succeeded: false, Error: var broken }:
                        return broken;
                    case { } spread:
                        cells.Add(spread.Value);
                        break;
                }
            }

            return cells
                .SelectMany(each => each)
                .GroupBy(cell => cell.Month)
                .OrderBy(month => month.Key)
                .Select(month => new PlannedCell(month.Key, month.Sum(cell => cell.Minor), false))
                .ToList();
        }

        return line.Terms.Amount?.Amount is { } amount ? (line.Terms.Spread ?? Spread.Even).Over(amount, Terms) : null;
    }

    /// <summary>Returns what is wrong with the spread of a line, relative to the line.</summary>
    public IEnumerable<RuleFault> CheckSpread(BudgetContentLine line)
    {
        if (line.Terms is not { Spread: { } spread, Amount.Amount: { } amount } || spread.Check(Terms.Currency).Any())
        {
            return [];
        }

        var faults = spread.HandDiffers(amount, Terms.Currency) is { } differs ? [differs] : CellsOf(line)?.Error?.Faults ?? [];
        return faults.Select(fault => fault.Under("/spread"));
    }

    /// <summary>Returns the broken rules between lines: unknown lines above, circles, codes used twice.</summary>
    public IEnumerable<RuleFault> CheckStructure()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, i) in Lines.Select((line, i) => (line, i)))
        {
            if (!seen.Add(Budget.KeyOf(line.Terms.Code)))
            {
                yield return RuleFault.Of($"/lines/{i}/code", "budget.lineCodeTaken", ("code", line.Terms.Code));
            }

            if (line.Terms.ParentCode is { } parent)
            {
                if (Above(line) is not { } above)
                {
                    yield return RuleFault.Of($"/lines/{i}/parentCode", "budget.lineUnknown", ("code", parent));
                }
                else if (above.Terms.Kind == BudgetLineKind.Contingency)
                {
                    yield return RuleFault.Of($"/lines/{i}/parentCode", "budget.reserveNested", ("code", parent));
                }
                else if (PathTo(line) is not { } path)
                {
                    yield return RuleFault.Of($"/lines/{i}/parentCode", "budget.lineAboveItself", ("code", line.Terms.Code));
                }
                else if (path.Count >= BudgetLine.MaxLevels)
                {
                    yield return RuleFault.Of($"/lines/{i}/parentCode", "budget.tooManyLevels", ("max", BudgetLine.MaxLevels));
                }
            }
        }
    }

    /// <summary>
    /// Returns why the content cannot be submitted: no lines, open amounts, a stated total that differs (R15), a reserve outside its range
    /// (R16).
    /// </summary>
    public IEnumerable<RuleFault> CheckSubmission()
    {
        if (Lines.Count == 0)
        {
            yield return RuleFault.Of("/lines", "budget.noLines");
        }

        foreach (var (line, i) in Lines.Select((line, i) => (line, i)))
        {
            if (AmountOf(line) is null)
            {
                yield return RuleFault.Of($"/lines/{i}/amount", "budget.amountOpen", ("code", line.Terms.Code));
            }
        }

        foreach (var fault in Lines.SelectMany((line, i) => CheckSpread(line).Select(fault => fault.Under($"/lines/{i}"))))
        {
            yield return fault;
        }

        if (Terms.PeriodStart is null || Terms.PeriodEnd is null)
        {
            yield return RuleFault.Of(Terms.PeriodStart is null ? "/periodStart" : "/periodEnd", "budget.periodOpen");
        }

        if (Terms.StatedTotal is { Amount: null })
        {
            yield return RuleFault.Of("/statedTotal", "budget.totalOpen");
        }

        if (Total is not { } total)
        {
            yield break;
        }

        if (Terms.StatedTotal?.Amount is { } stated && stated != total)
        {
            yield return RuleFault.Of(
                "/statedTotal",
                "budget.totalDiffers",
                ("total", stated),
                ("sum", total),
                ("currency", Terms.Currency)
            );
        }

        // Compares without dividing, to avoid rounding errors.
        if (Terms.ContingencyRange is { } range && Contingency is { } reserve && total > 0)
        {
            if (reserve * 100 < range.Min * total || reserve * 100 > range.Max * total)
            {
                yield return RuleFault.Of(
                    "/contingencyRange",
                    "budget.contingencyOutOfRange",
                    ("share", decimal.Round(reserve * 100 / total, 4)),
                    ("min", range.Min),
                    ("max", range.Max)
                );
            }
        }
    }

    /// <summary>Returns the lines above a line, the nearest first; null if they form a circle.</summary>
    public IReadOnlyList<BudgetContentLine>? PathTo(BudgetContentLine line)
    {
        var path = new List<BudgetContentLine>();
        for (var above = Above(line); above is not null; above = Above(above))
        {
            if (above == line || path.Contains(above))
            {
                return null;
            }

            path.Add(above);
        }

        return path;
    }

    private decimal? Sum(IEnumerable<BudgetContentLine> lines)
    {
        decimal sum = 0;
        foreach (var line in lines)
        {
            if (AmountOf(line) is not { } amount)
            {
                return null;
            }

            sum += amount;
        }

        return sum;
    }
}
