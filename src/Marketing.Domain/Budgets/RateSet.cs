using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

public readonly record struct RateSetId(Guid Value) : IEntityId<RateSetId>
{
    public static RateSetId From(Guid value) => new(value);

    public int CompareTo(RateSetId other) => Value.CompareTo(other.Value);
}

/// <summary>What happens to a booking if the rate set has no rate for its day.</summary>
public enum MissingRatePolicy
{
    /// <summary>The booking is refused.</summary>
    Refuse,

    /// <summary>The latest rate before that day is used.</summary>
    Latest,
}

/// <summary>
/// Named exchange rates, such as those of the group's treasury. Its versions are only added, so what was converted once can always be
/// explained.
/// </summary>
public sealed class RateSet : Resource<RateSetId>
{
    public const int CodeLength = 50;
    public const int NameLength = 200;
    public const int MaxRates = 1_000;

    protected override string TypeName => ResourceTypes.RateSet;

    private RateSet() { }

    private RateSet(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Code { get; private set; } = "";

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Normalised name, for sorting.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    public MissingRatePolicy MissingRate { get; private set; }

    /// <summary>Number of the latest version; 0 before the first one.</summary>
    public int LatestVersion { get; private set; }

    public static RateSet Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(string code, string name, MissingRatePolicy missingRate)
    {
        (Code, CodeKey) = (code, KeyOf(code));
        (Name, NameKey, MissingRate) = (name, CatalogueName.Key(name), missingRate);
    }

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Adds rates for a range of days. They take precedence over those of earlier versions on the same days.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day; null for an open end.</param>
    /// <param name="rates">The rates.</param>
    /// <param name="at">When they are added.</param>
    /// <param name="by">The actor who adds them.</param>
    public Result<RateSetVersion> Publish(DateOnly first, DateOnly? last, IReadOnlyList<ExchangeRate> rates, DateTime at, string by)
    {
        var faults = rates.SelectMany((rate, i) => rate.Check().Select(fault => fault.Under($"/rates/{i}"))).ToList();
        if (last < first)
        {
            faults.Add(RuleFault.Of("/validTo", "rateSet.daysNotRising", ("start", first), ("end", last)));
        }

        var seen = new HashSet<(string, string)>();
        faults.AddRange(
            from rate in rates.Select((rate, i) => (rate, i))
            where !seen.Add((rate.rate.From, rate.rate.To))
            select RuleFault.Of($"/rates/{rate.i}", "rateSet.rateTwice", ("from", rate.rate.From), ("to", rate.rate.To))
        );
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        LatestVersion++;
        return new RateSetVersion
        {
            WorkspaceId = WorkspaceId,
            RateSetId = Id,
            Number = LatestVersion,
            ValidFrom = first,
            ValidTo = last,
            Rates = rates,
            PublishedAt = at,
            PublishedBy = by,
        };
    }
}

/// <summary>Rates for a range of days. They never change; a correction is a later version.</summary>
public sealed class RateSetVersion : IWorkspaceOwned, IKeptForever
{
    public WorkspaceId WorkspaceId { get; init; }

    public RateSetId RateSetId { get; init; }

    /// <summary>Number of the version, starting with 1.</summary>
    public int Number { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day, included; null for an open end.</summary>
    public DateOnly? ValidTo { get; init; }

    public IReadOnlyList<ExchangeRate> Rates { get; init; } = [];

    public DateTime PublishedAt { get; init; }

    public string PublishedBy { get; init; } = "";

    /// <summary>Returns the rate between two currencies; null if the version has none.</summary>
    public decimal? Find(string from, string to) => Rates.FirstOrDefault(rate => rate.From == from && rate.To == to)?.Rate;
}

/// <summary>An exchange rate: one unit of a currency is worth this much of another.</summary>
/// <example>{"from":"USD","to":"CNY","rate":"7.0962"}</example>
public sealed record ExchangeRate
{
    /// <summary>The currency that is converted.</summary>
    /// <example>USD</example>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public required string From { get; init; }

    /// <summary>The currency of the result.</summary>
    /// <example>CNY</example>
    [RegularExpression(ValueLimits.CurrencyPattern)]
    [MaxLength(3)]
    public required string To { get; init; }

    /// <summary>What one unit is worth.</summary>
    /// <example>7.0962</example>
    [Range(typeof(decimal), "0.0000000001", "9999999999", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    [DecimalString(10, 10)]
    public required decimal Rate { get; init; }

    /// <summary>Returns the broken rules: two different known currencies.</summary>
    public IEnumerable<RuleFault> Check()
    {
        foreach (var (name, currency) in new[] { ("/from", From), ("/to", To) })
        {
            if (!Currencies.IsKnown(currency))
            {
                yield return RuleFault.Of(name, "money.currencyUnknown", ("currency", currency));
            }
        }

        if (From == To)
        {
            yield return RuleFault.Of("/to", "rateSet.sameCurrency", ("currency", To));
        }
    }
}

/// <summary>How an amount in another currency was converted into the currency of the budget.</summary>
/// <param name="Currency">The original currency.</param>
/// <param name="Rate">What one unit of it is worth.</param>
/// <param name="RateDate">The day that the rate is of.</param>
public sealed record Conversion(string Currency, decimal Rate, DateOnly RateDate)
{
    /// <summary>Returns the rate of a day, or an error if the set has none and does not fall back.</summary>
    /// <param name="set">The rate set.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="original">The currency to convert.</param>
    /// <param name="currency">The currency of the budget.</param>
    /// <param name="day">The day of the booking.</param>
    public static Result<Conversion> On(RateSet set, IEnumerable<RateSetVersion> versions, string original, string currency, DateOnly day)
    {
        var known = (
            from version in versions
            let rate = version.Find(original, currency)
            where rate is not null && version.ValidFrom <= day
            let of = version.ValidTo is { } last && last < day ? last : day
            orderby of descending, version.Number descending
            select (Rate: rate.Value, Day: of)
        ).ToList();
        return known.Count > 0 && (known[0].Day == day || set.MissingRate == MissingRatePolicy.Latest)
            ? new Conversion(original, known[0].Rate, known[0].Day)
            : new RateMissing(set.Code, original, currency, day);
    }

    /// <summary>Converts an amount; half a smallest unit is rounded away from zero. Null if the result is too large to be booked.</summary>
    /// <param name="amount">The amount in the original currency.</param>
    /// <param name="currency">The currency of the budget.</param>
    /// <returns>The amount in minor units of the budget's currency.</returns>
    public long? ToMinor(decimal amount, string currency)
    {
        var digits = Currencies.FractionDigits(currency) ?? 2;
        var converted = decimal.Round(amount * Rate, digits, MidpointRounding.AwayFromZero);
        return converted <= MinorUnits.ToAmount(MinorUnits.Largest, currency) ? MinorUnits.Of(converted, currency) : null;
    }

    /// <summary>Converts minor units of the original currency, of either sign. Null if the result is too large to be added up.</summary>
    /// <param name="minor">The sum in minor units of the original currency.</param>
    /// <param name="currency">The currency of the result.</param>
    public long? ToMinor(long minor, string currency) =>
        ToMinor(Math.Abs(MinorUnits.ToAmount(minor, Currency)), currency) is { } converted ? Math.Sign(minor) * converted : null;
}

public sealed record RateSetNotFound(Guid Id) : NotFoundError("rateSet.notFound");

public sealed record RateSetVersionNotFound(int Number) : NotFoundError("rateSet.versionNotFound");

public sealed record RateSetCodeTaken([Arg("code")] string RateSetCode, string Pointer = "/code") : ConflictError("rateSet.codeTaken");

/// <summary>No rate set has the code.</summary>
public sealed record RateSetUnknown([Arg("code")] string RateSetCode, string Pointer) : RuleError("rateSet.unknown");

/// <summary>The rate set has no rate for the day of the booking.</summary>
public sealed record RateMissing(string RateSet, string From, string To, DateOnly Date, string Pointer = "/amount/currency")
    : RuleError("rateSet.rateMissing");
