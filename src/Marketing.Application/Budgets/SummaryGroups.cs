using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>What lines of budgets are grouped by. Amounts in different currencies are never added up, whatever the groups.</summary>
public enum SummaryKey
{
    /// <summary>The budget.</summary>
    Budget,

    /// <summary>The plan of the budget.</summary>
    Plan,

    /// <summary>The category of the spending.</summary>
    Category,

    /// <summary>Ordinary lines and contingency reserves.</summary>
    Kind,

    /// <summary>The phase.</summary>
    Phase,

    /// <summary>The channel.</summary>
    Channel,

    /// <summary>The campaign.</summary>
    Campaign,

    /// <summary>The cost centre.</summary>
    CostCentre,

    /// <summary>The currency.</summary>
    Currency,

    /// <summary>The month: what is planned for it, and what is posted in it.</summary>
    Period,

    /// <summary>The quarter of the fiscal year.</summary>
    Quarter,
}

/// <summary>The money of a group of lines. Members that the lines are not grouped by are null.</summary>
public sealed record SummaryGroup
{
    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The budget.</summary>
    public required Guid? BudgetId { get; init; }

    /// <summary>Code of the budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? BudgetCode { get; init; }

    /// <summary>The plan.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>Code of the plan.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? PlanCode { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string? Category { get; init; }

    /// <summary>Whether these are ordinary lines or reserves.</summary>
    public required BudgetLineKind? Kind { get; init; }

    /// <summary>Ref of the phase.</summary>
    [MaxLength(100)]
    public required string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    public required string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    public required string? CampaignRef { get; init; }

    /// <summary>Cost centre.</summary>
    [MaxLength(100)]
    public required string? CostCentre { get; init; }

    /// <summary>The month; null for what is planned for no month, because the period, the amount or the spread of a line is open.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string? Period { get; init; }

    /// <summary>The quarter of the fiscal year; null for what is planned for no month.</summary>
    /// <example>FY2027-Q1</example>
    [MaxLength(FiscalPeriod.CodeLength)]
    public required string? Quarter { get; init; }

    /// <summary>Value of the custom dimension that was asked for.</summary>
    /// <example>EAST</example>
    [MaxLength(50)]
    public required string? DimensionValue { get; init; }

    /// <summary>Number of lines.</summary>
    [Range(0, int.MaxValue)]
    public required int LineCount { get; init; }

    /// <summary>The amounts.</summary>
    [Flatten]
    public required SummaryAmounts Amounts { get; init; }
}

/// <summary>A line that takes bookings, or a month of it, with its sums.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="LineId">The line.</param>
/// <param name="PlanCode">Code of the budget's plan.</param>
/// <param name="Terms">What the line says.</param>
/// <param name="Planned">Its amount in the content; null while it is open.</param>
/// <param name="Sums">Its sums.</param>
internal sealed record SummedLine(Budget Budget, Guid LineId, string? PlanCode, BalanceTerms Terms, decimal? Planned, LineSums Sums)
{
    /// <summary>The currency of the amounts.</summary>
    public string Currency { get; init; } = Budget.Currency;

    /// <summary>The month; null for the whole line, or for what has no month.</summary>
    public Month? Month { get; init; }

    /// <summary>Converts the amounts; null if one of them is too large to be added up.</summary>
    public SummedLine? In(string currency, Conversion rate)
    {
        var planned = Planned is { } amount ? rate.ToMinor(MinorUnits.Of(amount, Currency), currency) : 0;
        return planned is { } minor && Sums.In(currency, rate) is { } sums
            ? this with
            {
                Currency = currency,
                Planned = Planned is null ? null : MinorUnits.ToAmount(minor, currency),
                Sums = sums,
            }
            : null;
    }

    /// <summary>Returns the lines of the content, and lines with money that the content no longer has.</summary>
    public static IEnumerable<SummedLine> Of(
        Budget budget,
        string? planCode,
        BudgetContent? content,
        IEnumerable<BudgetBalance> balances,
        IReadOnlyDictionary<Guid, LineSums> sums
    )
    {
        var known = content?.Lines.Select(line => line.Id).ToHashSet() ?? [];
        var planned =
            from line in content?.Lines ?? []
            where !content!.Below(line).Any()
            select new SummedLine(
                budget,
                line.Id,
                planCode,
                BudgetGrants.TermsOf(line.Terms),
                content!.AmountOf(line),
                sums.GetValueOrDefault(line.Id)
            );
        var dropped =
            from row in balances
            where row.Scope == BalanceScope.Line && !known.Contains(row.OwnerId) && sums.GetValueOrDefault(row.OwnerId) != default
            select new SummedLine(budget, row.OwnerId, planCode, row.Terms, 0, sums[row.OwnerId]);
        return planned.Concat(dropped);
    }

    /// <summary>Divides lines into months: what is planned for each, and what is posted in it.</summary>
    public static IEnumerable<SummedLine> InMonths(
        IEnumerable<SummedLine> lines,
        BudgetContent? content,
        IReadOnlyDictionary<(Guid Line, string Month), LineSums> sums
    )
    {
        var posted = sums.ToLookup(sum => sum.Key.Line, sum => (Month: Domain.Budgets.Month.Parse(sum.Key.Month)!.Value, Sums: sum.Value));
        var byId = content?.Lines.ToDictionary(line => line.Id) ?? [];
        foreach (var line in lines)
        {
            var cells =
                byId.TryGetValue(line.LineId, out var planned) && content!.CellsOf(planned) is { Succeeded: true, Value: var spread }
                    ? spread.ToDictionary(cell => cell.Month, cell => cell.Minor)
                    : [];
            if (cells.Count == 0 && line.Planned != 0)
            {
                yield return line with
                {
                    Sums = default,
                };
            }

            var booked = posted[line.LineId].ToDictionary(each => each.Month, each => each.Sums);
            foreach (var month in cells.Keys.Union(booked.Keys))
            {
                yield return line with
                {
                    Month = month,
                    Planned = MinorUnits.ToAmount(cells.GetValueOrDefault(month), line.Currency),
                    Sums = booked.GetValueOrDefault(month),
                };
            }
        }
    }
}

internal static class SummaryGroups
{
    public const int MostKeys = 11;

    /// <summary>Whether the groups need the months of lines.</summary>
    public static bool ByMonth(IReadOnlyList<SummaryKey> keys) => keys.Contains(SummaryKey.Period) || keys.Contains(SummaryKey.Quarter);

    /// <summary>Adds lines up, by currency and by what they have in common.</summary>
    public static IReadOnlyList<SummaryGroup> Of(
        IEnumerable<SummedLine> lines,
        IReadOnlyList<SummaryKey> keys,
        string? dimension,
        int fiscalStart
    ) => keys.Count == 0 && dimension is null ? [] : Group(lines, keys.ToHashSet(), dimension, fiscalStart);

    /// <summary>Adds lines up by currency at least.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="keys">What they have in common.</param>
    /// <param name="dimension">The custom dimension that they have in common, too; null for none.</param>
    /// <param name="fiscalStart">The first month of fiscal years.</param>
    public static IReadOnlyList<SummaryGroup> Group(
        IEnumerable<SummedLine> lines,
        IReadOnlySet<SummaryKey> keys,
        string? dimension,
        int fiscalStart
    ) =>
        [
            .. lines
                .GroupBy(line => KeyOf(line, keys, dimension, fiscalStart))
                .OrderBy(found => found.Key.Text, StringComparer.Ordinal)
                .Select(found => found.Key.ToGroup([.. found])),
        ];

    private static GroupKey KeyOf(SummedLine line, IReadOnlySet<SummaryKey> keys, string? dimension, int fiscalStart)
    {
        T? If<T>(SummaryKey key, T? value) => keys.Contains(key) ? value : default;
        return new GroupKey(
            line.Currency,
            If(SummaryKey.Budget, (Guid?)line.Budget.Id.Value),
            If(SummaryKey.Budget, line.Budget.Code),
            If(SummaryKey.Plan, line.Budget.PlanId?.Value),
            If(SummaryKey.Plan, line.PlanCode),
            If(SummaryKey.Category, line.Terms.Category),
            If(SummaryKey.Kind, (BudgetLineKind?)line.Terms.Kind),
            If(SummaryKey.Phase, line.Terms.PhaseRef),
            If(SummaryKey.Channel, line.Terms.ChannelCode),
            If(SummaryKey.Campaign, line.Terms.CampaignRef),
            If(SummaryKey.CostCentre, line.Terms.CostCentre),
            If(SummaryKey.Period, line.Month?.ToString()),
            If(SummaryKey.Quarter, line.Month is { } month ? FiscalPeriod.QuarterOf(month, fiscalStart) : null),
            dimension is null ? null : ValueOf(line.Terms.Dimensions, dimension)
        );
    }

    private static string? ValueOf(IReadOnlyDictionary<string, string> dimensions, string name)
    {
        var key = CatalogueName.Key(name);
        return dimensions.FirstOrDefault(dimension => CatalogueName.Key(dimension.Key) == key).Value;
    }

    private sealed record GroupKey(
        string Currency,
        Guid? BudgetId,
        string? BudgetCode,
        Guid? PlanId,
        string? PlanCode,
        string? Category,
        BudgetLineKind? Kind,
        string? PhaseRef,
        string? ChannelCode,
        string? CampaignRef,
        string? CostCentre,
        string? Period,
        string? Quarter,
        string? DimensionValue
    )
    {
        /// <summary>What groups are sorted by.</summary>
        public string Text =>
            string.Join(
                '\n',
                Currency,
                BudgetCode,
                PlanCode,
                PlanId,
                Category,
                Kind,
                PhaseRef,
                ChannelCode,
                CampaignRef,
                CostCentre,
                Quarter,
                Period,
                DimensionValue
            );

        public SummaryGroup ToGroup(IReadOnlyList<SummedLine> lines) =>
            new()
            {
                Currency = Currency,
                BudgetId = BudgetId,
                BudgetCode = BudgetCode,
                PlanId = PlanId,
                PlanCode = PlanCode,
                Category = Category,
                Kind = Kind,
                PhaseRef = PhaseRef,
                ChannelCode = ChannelCode,
                CampaignRef = CampaignRef,
                CostCentre = CostCentre,
                Period = Period,
                Quarter = Quarter,
                DimensionValue = DimensionValue,
                LineCount = lines.Select(line => line.LineId).Distinct().Count(),
                Amounts = lines
                    .Aggregate(default(LineSums), (sum, line) => sum + line.Sums)
                    .ToAmounts(lines.Any(line => line.Planned is null) ? null : lines.Sum(line => line.Planned), Currency),
            };
    }
}
