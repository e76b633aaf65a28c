using System.Globalization;
using System.Text.Json;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>How an adopted budget differs from its plan.</summary>
public enum DriftKind
{
    /// <summary>A part of the plan has no line.</summary>
    LineMissing,

    /// <summary>The part that a line was adopted from is no longer in the plan.</summary>
    PartMissing,

    /// <summary>Both have a value, and the values differ.</summary>
    Different,
}

/// <summary>A difference between an adopted budget and the budget parts of its plan.</summary>
/// <param name="Kind">How they differ.</param>
/// <param name="PartRef">Ref of the part; null for the budget as a whole.</param>
/// <param name="LineCode">Code of the line; null for the budget as a whole, and if there is no line.</param>
/// <param name="Member">The member of the part; null for a missing line or part.</param>
/// <param name="Planned">What the plan says.</param>
/// <param name="Budgeted">What the budget says.</param>
public sealed record BudgetDifference(DriftKind Kind, string? PartRef, string? LineCode, string? Member, string? Planned, string? Budgeted);

/// <summary>Compares an adopted budget with the parts of its plan, by what adoption copies.</summary>
public static class BudgetDrift
{
    /// <summary>Returns the differences: of the whole, of the parts in their order, of lines whose part is gone.</summary>
    /// <param name="budget">The content of the budget.</param>
    /// <param name="whole">The plan's budget as a whole; null if the plan says nothing about it.</param>
    /// <param name="parts">The plan's budget lines by their refs.</param>
    public static IReadOnlyList<BudgetDifference> Of(
        BudgetContent budget,
        PlanBudget? whole,
        IReadOnlyList<(string Ref, PlanBudgetLine Line)> parts
    )
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(parts);
        var lines = budget
            .Lines.Where(line => line.Terms.PartRef is not null)
            .DistinctBy(line => line.Terms.PartRef)
            .ToDictionary(line => line.Terms.PartRef!, StringComparer.Ordinal);
        var refs = parts.Select(part => part.Ref).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. whole is null ? [] : Compare(null, null, OfWhole(whole, budget.Terms)),
            .. parts.SelectMany(part =>
                lines.TryGetValue(part.Ref, out var line)
                    ? Compare(part.Ref, line.Terms.Code, OfLine(part.Line, line.Terms))
                    : [new BudgetDifference(DriftKind.LineMissing, part.Ref, null, null, null, null)]
            ),
            .. budget
                .Lines.Where(line => line.Terms.PartRef is { } part && !refs.Contains(part))
                .Select(line => new BudgetDifference(DriftKind.PartMissing, line.Terms.PartRef, line.Terms.Code, null, null, null)),
        ];
    }

    private static IEnumerable<(string Member, string? Planned, string? Budgeted)> OfWhole(PlanBudget whole, BudgetTerms terms) =>
        [
            ("total", Text(whole.Total), Text(terms.StatedTotal)),
            ("contingencyRange", Text(whole.ContingencyRange), Text(terms.ContingencyRange)),
        ];

    private static IEnumerable<(string Member, string? Planned, string? Budgeted)> OfLine(PlanBudgetLine part, BudgetLineTerms line) =>
        [
            ("category", part.Category, line.Category),
            ("kind", Text(part.Kind), Text(line.Kind)),
            ("amount", Text(part.Amount), Text(line.Amount)),
            ("phase", part.Phase, line.PhaseRef),
        ];

    private static IEnumerable<BudgetDifference> Compare(
        string? partRef,
        string? lineCode,
        IEnumerable<(string Member, string? Planned, string? Budgeted)> values
    ) =>
        from value in values
        where value.Planned != value.Budgeted
        select new BudgetDifference(DriftKind.Different, partRef, lineCode, value.Member, value.Planned, value.Budgeted);

    private static string? Text(PlannedMoney? money) => money?.Amount is { } amount ? Text(amount) : money?.Placeholder ?? money?.Text;

    private static string? Text(PercentRange? range) =>
        range is null ? null
        : range.Min is null && range.Max is null ? range.Placeholder ?? range.Text
        : $"{Text(range.Min)}–{Text(range.Max)} %";

    private static string Text(BudgetLineKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
