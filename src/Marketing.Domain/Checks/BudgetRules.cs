using Marketing.Domain.Budgets;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>The sums of the budget lines.</summary>
internal sealed record BudgetFigures(decimal Lines, decimal Contingency, string? Currency)
{
    public decimal Sum => Lines + Contingency;

    /// <summary>
    /// Sums all budget lines. Returns null if there are none, if an amount is missing, or if the currencies differ.
    /// </summary>
    public static BudgetFigures? Of(CheckedPlan plan)
    {
        var lines = plan.PartsOf<PlanBudgetLine>().Select(line => line.Content).ToList();
        if (
            lines.Count == 0
            || lines.Exists(line => line.Amount?.Amount is null)
            || lines.Select(line => line.Amount!.Currency).Distinct(StringComparer.Ordinal).Count() > 1
        )
        {
            return null;
        }

        return new BudgetFigures(
            lines.Where(line => line.Kind == BudgetLineKind.Line).Sum(line => line.Amount!.Amount!.Value),
            lines.Where(line => line.Kind == BudgetLineKind.Contingency).Sum(line => line.Amount!.Amount!.Value),
            lines[0].Amount!.Currency
        );
    }
}

/// <summary>
/// R15: The stated total of the budget equals the sum of its lines and the contingency reserve. An adopted budget is judged instead of the
/// parts that it carries out.
/// </summary>
internal sealed class TotalAddsUp : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) => plan.Adopted is { } adopted ? OfAdopted(plan, adopted) : OfParts(plan);

    private static IEnumerable<CheckFinding> OfAdopted(CheckedPlan plan, AdoptedBudget adopted)
    {
        if (adopted.Content is { Total: { } sum, Terms: { StatedTotal.Amount: { } stated, Currency: var currency } } && stated != sum)
        {
            yield return AdoptedBudgets.Finding(
                plan,
                "/total",
                CheckCodes.TotalDiffers,
                ("budget", adopted.Code),
                ("total", stated),
                ("sum", sum),
                ("currency", currency)
            );
        }
    }

    private static IEnumerable<CheckFinding> OfParts(CheckedPlan plan) =>
        BudgetFigures.Of(plan) is not { } figures
            ? []
            : from budget in plan.PartsOf<PlanBudget>()
            let total = budget.Content.Total
            where total?.Amount is { } amount && total.Currency == figures.Currency && amount != figures.Sum
            select budget.Item.Finding(
                "/total",
                CheckCodes.TotalDiffers,
                ("total", total.Amount),
                ("sum", figures.Sum),
                ("currency", figures.Currency)
            );
}

/// <summary>The breakdown of a budget line adds up to the line, once all its items have amounts.</summary>
internal sealed class BreakdownAddsUp : PartRule<PlanBudgetLine>
{
    protected override IEnumerable<CheckFinding> Check(PlanBudgetLine content, CheckedItem item)
    {
        var amounts = content.Breakdown.Select(part => part.Amount).ToList();
        if (
            content.Amount?.Amount is { } amount
            && amounts.Count > 0
            && amounts.TrueForAll(part => part?.Amount is not null && part.Currency == content.Amount.Currency)
            && amounts.Sum(part => part!.Amount!.Value) is var sum
            && sum != amount
        )
        {
            yield return item.Finding(
                "/breakdown",
                CheckCodes.BreakdownDiffers,
                ("amount", amount),
                ("sum", sum),
                ("currency", content.Amount.Currency)
            );
        }
    }
}

/// <summary>
/// R16: The contingency reserve, as a share of the total including the reserve, is within the budget's declared range. An adopted budget is
/// judged instead of the parts that it carries out.
/// </summary>
internal sealed class ContingencyInRange : ICheckRule
{
    private const int ShareDigits = 4;

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (plan.Adopted is { } adopted)
        {
            return
                adopted.Content is { Total: { } total and > 0, Contingency: { } reserve, Terms.ContingencyRange: { } declared }
                && IsOutside(declared, reserve, total)
                ?
                [
                    AdoptedBudgets.Finding(
                        plan,
                        "/contingencyRange",
                        CheckCodes.ContingencyOutOfRange,
                        ("budget", adopted.Code),
                        ("share", decimal.Round(reserve * 100 / total, ShareDigits)),
                        ("contingency", reserve),
                        ("total", total),
                        ("min", declared.Min),
                        ("max", declared.Max)
                    ),
                ]
                : [];
        }

        return BudgetFigures.Of(plan) is not { Sum: > 0 } figures
            ? []
            : from budget in plan.PartsOf<PlanBudget>()
            let range = budget.Content.ContingencyRange
            where range is not null && IsOutside(range, figures.Contingency, figures.Sum)
            select budget.Item.Finding(
                "/contingencyRange",
                CheckCodes.ContingencyOutOfRange,
                ("share", decimal.Round(figures.Contingency * 100 / figures.Sum, ShareDigits)),
                ("contingency", figures.Contingency),
                ("total", figures.Sum),
                ("min", range.Min),
                ("max", range.Max)
            );
    }

    // Compares without dividing, to avoid rounding errors.
    private static bool IsOutside(PercentRange range, decimal reserve, decimal total) =>
        reserve * 100 < range.Min * total || reserve * 100 > range.Max * total;
}

/// <summary>An adopted budget agrees with the budget parts of the plan. Neither follows the other: people decide which is right.</summary>
internal sealed class AdoptedBudgetAgrees : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (plan.Adopted is not { } adopted)
        {
            return [];
        }

        var lines = plan.PartsOf<PlanBudgetLine>().ToList();
        var items = lines.ToDictionary(line => line.Item.Part!.Ref, line => line.Item, StringComparer.Ordinal);
        var whole = plan.PartsOf<PlanBudget>().Select(budget => budget.Content).FirstOrDefault();
        return from difference in BudgetDrift.Of(adopted.Content, whole, [.. lines.Select(line => (line.Item.Part!.Ref, line.Content))])
            let item = difference.PartRef is { } part ? items.GetValueOrDefault(part) : null
            select difference.Kind switch
            {
                DriftKind.LineMissing => item!.Finding("", CheckCodes.BudgetLineMissing, ("budget", adopted.Code)),
                DriftKind.PartMissing => plan.SectionItem(AdoptedBudgets.Lines)
                    .Finding(
                        "",
                        CheckCodes.BudgetPartMissing,
                        ("budget", adopted.Code),
                        ("line", difference.LineCode),
                        ("ref", difference.PartRef)
                    ),
                _ => Different(plan, item, difference, adopted.Code),
            };
    }

    private static CheckFinding Different(CheckedPlan plan, CheckedItem? item, BudgetDifference difference, string budget)
    {
        return item is null
            ? AdoptedBudgets.Finding(
                plan,
                $"/{difference.Member}",
                CheckCodes.BudgetDiffers,
                ("budget", budget),
                ("line", difference.LineCode),
                ("member", difference.Member),
                ("planned", difference.Planned),
                ("budgeted", difference.Budgeted)
            )
            : item.Finding(
                $"/{difference.Member}",
                CheckCodes.BudgetDiffers,
                ("budget", budget),
                ("line", difference.LineCode),
                ("member", difference.Member),
                ("planned", difference.Planned),
                ("budgeted", difference.Budgeted)
            );
    }
}

internal static class AdoptedBudgets
{
    /// <summary>Name of the section with the budget lines.</summary>
    public const string Lines = "budgetLines";

    /// <summary>Creates a finding about a member of the budget as a whole, or about its section if the plan has no such part.</summary>
    public static CheckFinding Finding(
        CheckedPlan plan,
        string pointer,
        string code,
        params ReadOnlySpan<(string Name, object? Value)> args
    ) =>
        plan.PartsOf<PlanBudget>().Select(budget => budget.Item).FirstOrDefault() is { } item
            ? item.Finding(pointer, code, args)
            : plan.SectionItem("budget").Finding("", code, args);
}

/// <summary>The stated shares of the budget lines add up to at most 100 percent. Reported at the line that exceeds it.</summary>
internal sealed class SharesWithinHundred : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var sum = 0m;
        foreach (var (line, item) in plan.PartsOf<PlanBudgetLine>())
        {
            var before = sum;
            sum += line.Share?.Min ?? 0;
            if (before <= 100 && sum > 100)
            {
                var total = plan.PartsOf<PlanBudgetLine>().Sum(each => each.Content.Share?.Min ?? 0);
                yield return item.Finding("/share", CheckCodes.SharesOverHundred, ("sum", total));
            }
        }
    }
}
