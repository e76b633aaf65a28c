using System.ComponentModel.DataAnnotations;
using Marketing.Application.Budgets;
using Marketing.Application.Facts;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Results;
using Marketing.Domain.Values;

namespace Marketing.Application.Results;

/// <summary>Daily results of campaigns from one source.</summary>
public sealed record BulkResultInput
{
    /// <summary>The platform or account that counted. Each source restates only its own results.</summary>
    /// <example>meta-ads</example>
    [MaxLength(FactSource.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Source { get; init; }

    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The results.</summary>
    [MaxLength(FactBulkResponse.Most)]
    public required IReadOnlyList<ResultItem> Items { get; init; }

    /// <summary>
    /// Days that this bulk replaces: what the source reported for them before and does not repeat is retracted. All items must be for these
    /// days.
    /// </summary>
    public ReplacedScope? ReplaceScope { get; init; }
}

/// <summary>Days that are replaced.</summary>
public sealed record ReplacedScope
{
    /// <summary>The first day.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly From { get; init; }

    /// <summary>The last day, included.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly To { get; init; }
}

/// <summary>
/// The result of a campaign on a channel and a day. Source, campaign, channel, day, window and breakdown identify it. Except to retract,
/// all figures, currency and status are required.
/// </summary>
public sealed record ResultItem
{
    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>row-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }

    /// <summary>The campaign.</summary>
    public required ResultCampaign Campaign { get; init; }

    /// <summary>Code of the channel in the catalogue.</summary>
    /// <example>WECHAT</example>
    [MaxLength(CatalogueName.CodeLength)]
    [NotBlank]
    public required string Channel { get; init; }

    /// <summary>The day of the account. It is kept as it is, whatever the zone of the plan.</summary>
    /// <example>2027-03-01</example>
    public required DateOnly Date { get; init; }

    /// <summary>Time zone of the account, in which its day begins and ends.</summary>
    /// <example>America/Phoenix</example>
    [MaxLength(DailyResult.TimeZoneLength)]
    [TimeZoneId]
    public string? AccountTimeZone { get; init; }

    /// <summary>The attribution window. Windows are kept side by side and never added together.</summary>
    /// <example>7d_click</example>
    [MaxLength(DailyResult.WindowLength)]
    [NotBlank]
    [SingleLine]
    public string? Window { get; init; }

    /// <summary>A part of the campaign, such as an ad group. Parts are added up: send the parts or the whole, not both.</summary>
    /// <example>adgroup-3</example>
    [MaxLength(DailyResult.BreakdownLength)]
    [NotBlank]
    [SingleLine]
    public string? Breakdown { get; init; }

    /// <summary>Number of times the content was shown.</summary>
    /// <example>120000</example>
    [Range(0, 1_000_000_000_000)]
    public long? Impressions { get; init; }

    /// <summary>Number of clicks.</summary>
    /// <example>2400</example>
    [Range(0, 1_000_000_000_000)]
    public long? Clicks { get; init; }

    /// <summary>Conversions; platforms attribute fractions.</summary>
    /// <example>36.5</example>
    [DecimalString(Micros.IntegerDigits, Micros.FractionDigits)]
    public decimal? Conversions { get; init; }

    /// <summary>Number of customers who bought for the first time.</summary>
    /// <example>12</example>
    [Range(0, 1_000_000_000_000)]
    public long? NewCustomers { get; init; }

    /// <summary>Cost in whole currency units, with up to six decimals. Negative for credits.</summary>
    /// <example>1534.123456</example>
    [DecimalString(Micros.IntegerDigits, Micros.FractionDigits, AllowNegative = true)]
    public decimal? Cost { get; init; }

    /// <summary>Revenue in whole currency units, with up to six decimals. Negative for refunds.</summary>
    /// <example>4810</example>
    [DecimalString(Micros.IntegerDigits, Micros.FractionDigits, AllowNegative = true)]
    public decimal? Revenue { get; init; }

    /// <summary>Currency of cost and revenue.</summary>
    /// <example>USD</example>
    [MaxLength(3)]
    [CurrencyCode]
    public string? Currency { get; init; }

    /// <summary>Values of other metrics of the catalogue, by their codes.</summary>
    /// <example>{"likes":"310"}</example>
    [MaxLength(DailyResult.MaxMetrics)]
    [KeyPattern(ValueLimits.TrimmedPattern, MaxLength = CatalogueName.CodeLength)]
    public IReadOnlyDictionary<string, decimal>? Metrics { get; init; }

    /// <summary>Whether the platform can still change the figures.</summary>
    public ResultStatus? Status { get; init; }

    /// <summary>When the source exported the row. An older export never replaces a newer one.</summary>
    public DateTime? SourceExportedAt { get; init; }

    /// <summary>What the item does.</summary>
    public FactAction Op { get; init; }

    /// <summary>Returns the members that an item needs except to retract.</summary>
    internal IEnumerable<RuleFault> Missing()
    {
        if (Op == FactAction.Retract)
        {
            yield break;
        }

        var needed = new (string Name, bool IsMissing)[]
        {
            ("impressions", Impressions is null),
            ("clicks", Clicks is null),
            ("conversions", Conversions is null),
            ("cost", Cost is null),
            ("revenue", Revenue is null),
            ("currency", Currency is null),
            ("status", Status is null),
        };
        foreach (var (name, _) in needed.Where(member => member.IsMissing))
        {
            yield return RuleFault.Of($"/{name}", "result.memberMissing", ("member", name));
        }

        if (Currency is { } currency && !Currencies.IsKnown(currency))
        {
            yield return RuleFault.Of("/currency", "money.currencyUnknown", ("currency", currency));
        }
    }

    /// <summary>Returns the figures of an item that lacks none.</summary>
    /// <param name="metrics">The values of other metrics, by the codes of the catalogue.</param>
    internal ResultFigures ToFigures(IReadOnlyDictionary<string, decimal> metrics) =>
        new()
        {
            Impressions = Impressions!.Value,
            Clicks = Clicks!.Value,
            ConversionMicros = Micros.Of(Conversions!.Value),
            NewCustomers = NewCustomers,
            CostMicros = Micros.Of(Cost!.Value),
            RevenueMicros = Micros.Of(Revenue!.Value),
            Currency = Currency!,
            Status = Status!.Value,
            AccountTimeZone = AccountTimeZone,
            Metrics = metrics,
        };
}

/// <summary>A campaign by its id, by its code, or by the id of another system: exactly one of them.</summary>
public sealed record ResultCampaign
{
    /// <summary>Id of the campaign; with `system`, its id in that system.</summary>
    /// <example>120211234567890</example>
    [MaxLength(200)]
    [NotBlank]
    public string? Id { get; init; }

    /// <summary>The system that the id is from.</summary>
    /// <example>meta-ads</example>
    [MaxLength(50)]
    [NotBlank]
    public string? System { get; init; }

    /// <summary>Code of the campaign.</summary>
    /// <example>SPRING-2027</example>
    [MaxLength(Campaign.CodeLength)]
    [NotBlank]
    public string? Code { get; init; }

    /// <summary>What the item says, for errors.</summary>
    internal string Said => Code ?? (System is null ? Id ?? "" : $"{System}:{Id}");

    /// <summary>The key of the id in the other system; null if the campaign is not named by one.</summary>
    internal byte[]? ExternalKey =>
        Code is null && Id is not null && System is not null ? Domain.External.ExternalKey.KeyOf(ResourceTypes.Campaign, System, Id) : null;

    /// <summary>Whether exactly one way to address is used.</summary>
    internal bool IsClear => Code is null ? Id is not null : Id is null && System is null;
}
