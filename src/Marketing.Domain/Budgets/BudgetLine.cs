using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

public readonly record struct BudgetLineId(Guid Value) : IEntityId<BudgetLineId>
{
    public static BudgetLineId From(Guid value) => new(value);

    public int CompareTo(BudgetLineId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A line of a budget's working copy. What controls spending is its <see cref="BudgetBalance"/>, which follows when a revision is approved.
/// </summary>
public sealed class BudgetLine : Resource<BudgetLineId>
{
    public const int MaxLevels = 8;

    protected override string TypeName => ResourceTypes.BudgetLine;

    protected override Guid? Parent => BudgetId.Value;

    private BudgetLine() { }

    private BudgetLine(Budget budget, int position)
        : base(budget.WorkspaceId) => (BudgetId, Position) = (budget.Id, position);

    public BudgetId BudgetId { get; private set; }

    /// <summary>Place among the lines of the budget.</summary>
    [NotAudited]
    public int Position { get; private set; }

    /// <summary>The code in upper case: codes are unique in the budget regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    /// <summary>Code of the line above, in upper case; null at the top.</summary>
    [NotAudited]
    public string? ParentKey { get; private set; }

    /// <summary>The category of the catalogue; null if the line names none of it.</summary>
    public BudgetCategoryId? CategoryId { get; private set; }

    [AuditMembers]
    public BudgetLineTerms Terms { get; private set; } = BudgetLineTerms.Empty;

    /// <summary>Adds a line at the end.</summary>
    public static Result<BudgetLine> Add(Budget budget, int position, BudgetLineTerms terms)
    {
        var line = new BudgetLine(budget, position);
        return line.Write(terms, budget.Currency) is { Succeeded: false, Error: var error } ? error : line;
    }

    /// <summary>Replaces what the line says.</summary>
    /// <param name="terms">The new terms.</param>
    /// <param name="currency">The currency of the budget.</param>
    public Result<Done> Write(BudgetLineTerms terms, string currency)
    {
        var faults = terms.Check(currency).ToList();
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        // Only a spread that this write leaves alone follows the amount; a new one must add up as it is.
        if (terms is { Spread: { } spread, Amount.Amount: { } amount } && spread.Equals(Terms.Spread))
        {
            terms = terms with { Spread = spread.Scaled(amount, currency) };
        }

        (Terms, CodeKey, ParentKey) = (terms, Budget.KeyOf(terms.Code), terms.ParentCode is { } parent ? Budget.KeyOf(parent) : null);
        return Done.Now;
    }

    /// <summary>Links the line to a category of the catalogue, whose name replaces the words; null keeps the words.</summary>
    public void Categorise(BudgetCategoryId? category, string? name)
    {
        CategoryId = category;
        if (name is not null && name != Terms.Category)
        {
            Terms = Terms with { Category = name };
        }
    }

    /// <summary>Replaces the custom dimensions.</summary>
    public void Classify(IReadOnlyDictionary<string, string> dimensions) => Terms = Terms with { Dimensions = dimensions };

    /// <summary>Gives the line its place in content that is restored.</summary>
    public void MoveTo(int position) => Position = position;
}

/// <summary>What a budget line says.</summary>
public record BudgetLineTerms
{
    internal static readonly BudgetLineTerms Empty = new()
    {
        Code = "",
        Category = "",
        Kind = BudgetLineKind.Line,
    };

    /// <summary>Code of the line, unique in the budget. Bookings name it.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public required string Code { get; init; }

    /// <summary>Code or name of a category of the catalogue, which is returned by its name; any other words stay as they are.</summary>
    /// <example>数字广告投放</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    [SingleLine]
    public required string Category { get; init; }

    /// <summary>Whether this is an ordinary line or the contingency reserve, from which money is only drawn.</summary>
    public required BudgetLineKind Kind { get; init; }

    /// <summary>
    /// The amount, which may be a placeholder until submission. A line above others holds them together by its own amount; without one, it
    /// has the sum of its lines.
    /// </summary>
    public PlannedMoney? Amount { get; init; }

    /// <summary>Code of the line above; null at the top.</summary>
    /// <example>ADS</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? ParentCode { get; init; }

    /// <summary>What the money is spent on.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Purpose { get; init; }

    /// <summary>Parts of the amount, as the plan lists them.</summary>
    [MaxLength(100)]
    public IReadOnlyList<PlanBudgetItem> Breakdown { get; init; } = [];

    /// <summary>Ref of the phase of the plan.</summary>
    [MaxLength(100)]
    [SingleLine]
    public string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    [SingleLine]
    public string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    [SingleLine]
    public string? CampaignRef { get; init; }

    /// <summary>Cost centre of the accounting system.</summary>
    /// <example>CC-4711</example>
    [MaxLength(100)]
    [SingleLine]
    public string? CostCentre { get; init; }

    /// <summary>Values of custom dimensions, by their codes or names.</summary>
    /// <example>{"REGION":"EAST"}</example>
    [MaxLength(DimensionLimits.Most)]
    [KeyPattern(DimensionLimits.KeyPattern, MaxLength = CatalogueName.Length)]
    [Items(CatalogueName.Length)]
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = DimensionLimits.None;

    /// <summary>Ref of the part of the plan that the line was adopted from.</summary>
    /// <example>BL-1</example>
    [MaxLength(100)]
    [SingleLine]
    public string? PartRef { get; init; }

    /// <summary>What happens if the line is overspent; null for the control of the budget.</summary>
    public BudgetControl? Control { get; init; }

    /// <summary>How the amount is spread over the months of the budget; null for the same amount each month.</summary>
    public Spread? Spread { get; init; }

    /// <summary>Returns the terms without what a derived record adds.</summary>
    public BudgetLineTerms Alone() => new(this);

    /// <summary>Returns the broken rules.</summary>
    /// <param name="currency">The currency of the budget.</param>
    public IEnumerable<RuleFault> Check(string currency)
    {
        var faults = (Amount?.CheckIn(currency).Select(fault => fault.Under("/amount")) ?? [])
            .Concat(
                Breakdown.SelectMany(
                    (item, i) => item.Amount?.CheckIn(currency).Select(fault => fault.Under($"/breakdown/{i}/amount")) ?? []
                )
            )
            .Concat(Spread?.Check(currency).Select(fault => fault.Under("/spread")) ?? []);
        foreach (var fault in faults)
        {
            yield return fault;
        }

        if (ParentCode is { } parent && Budget.KeyOf(parent) == Budget.KeyOf(Code))
        {
            yield return RuleFault.Of("/parentCode", "budget.lineAboveItself", ("code", Code));
        }

        if (ParentCode is not null && Kind == BudgetLineKind.Contingency)
        {
            yield return RuleFault.Of("/parentCode", "budget.reserveNested", ("code", Code));
        }
    }
}

/// <summary>Limits of the custom dimensions of a line.</summary>
public static class DimensionLimits
{
    /// <summary>The maximum number of dimensions.</summary>
    public const int Most = 20;

    /// <summary>A code or name on a single line.</summary>
    public const string KeyPattern = ValueLimits.TrimmedPattern;

    /// <summary>No dimensions.</summary>
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
}
