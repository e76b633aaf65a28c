using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans.Content;

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

/// <summary>A line that takes bookings, with its sums.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="PlanCode">Code of the budget's plan.</param>
/// <param name="Terms">What the line says.</param>
/// <param name="Planned">Its amount in the content; null while it is open.</param>
/// <param name="Sums">Its sums.</param>
internal sealed record SummedLine(Budget Budget, string? PlanCode, BalanceTerms Terms, decimal? Planned, LineSums Sums)
{
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
                planCode,
                BudgetGrants.TermsOf(line.Terms),
                content!.AmountOf(line),
                sums.GetValueOrDefault(line.Id)
            );
        var dropped =
            from row in balances
            where row.Scope == BalanceScope.Line && !known.Contains(row.OwnerId) && sums.GetValueOrDefault(row.OwnerId) != default
            select new SummedLine(budget, planCode, row.Terms, 0, sums[row.OwnerId]);
        return planned.Concat(dropped);
    }
}

internal static class SummaryGroups
{
    public const int MostKeys = 9;

    /// <summary>Adds lines up, by currency and by what they have in common.</summary>
    public static IReadOnlyList<SummaryGroup> Of(IEnumerable<SummedLine> lines, IReadOnlyList<SummaryKey> keys, string? dimension) =>
        keys.Count == 0 && dimension is null ? [] : Group(lines, keys.ToHashSet(), dimension);

    /// <summary>Adds lines up by currency at least.</summary>
    public static IReadOnlyList<SummaryGroup> Group(IEnumerable<SummedLine> lines, IReadOnlySet<SummaryKey> keys, string? dimension) =>
        [
            .. lines
                .GroupBy(line => KeyOf(line, keys, dimension))
                .OrderBy(found => found.Key.Text, StringComparer.Ordinal)
                .Select(found => found.Key.ToGroup([.. found])),
        ];

    private static GroupKey KeyOf(SummedLine line, IReadOnlySet<SummaryKey> keys, string? dimension)
    {
        T? If<T>(SummaryKey key, T? value) => keys.Contains(key) ? value : default;
        return new GroupKey(
            line.Budget.Currency,
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
                DimensionValue = DimensionValue,
                LineCount = lines.Count,
                Amounts = lines
                    .Aggregate(default(LineSums), (sum, line) => sum + line.Sums)
                    .ToAmounts(lines.Any(line => line.Planned is null) ? null : lines.Sum(line => line.Planned), Currency),
            };
    }
}
