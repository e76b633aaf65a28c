using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>A figure of a plan that may still be open: a value, or the placeholder that stands for it, with the plan's own words.</summary>
/// <example>{"value":"3","unit":"家"}</example>
public sealed record PlannedNumber : IRuled
{
    /// <summary>The figure.</summary>
    [Range(typeof(decimal), ValueLimits.NegativeNumber, ValueLimits.Number, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Value { get; init; }

    /// <summary>Token that stands for the figure while it is open (X in X家核心经销商).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The plan's own words, verbatim; an empty string is a label with nothing behind it.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Unit of measure as the plan names it (家, 篇, 人/次, %).</summary>
    [MaxLength(ValueLimits.Unit)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Unit { get; init; }

    /// <summary>Rules that the value breaks: it has a value or a placeholder, not both, or at least its words.</summary>
    public IEnumerable<RuleFault> Check() => PlannedRules.Check("number", "value", Value is not null, Placeholder, Text);
}

/// <summary>A date of a plan that may still be open: a day, or the placeholder that stands for it (XXXX年XX月XX日, [日期]), with the plan's own words.</summary>
/// <example>{"date":"2026-03-02"}</example>
public sealed record PlannedDate : IRuled
{
    /// <summary>The day, in the plan's time zone.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Token that stands for the date while it is open; a missing year keeps the whole token (XX月XX日, 3月15日).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The plan's own words, verbatim; an empty string is a label with nothing behind it.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Rules that the value breaks: it has a date or a placeholder, not both, or at least its words.</summary>
    public IEnumerable<RuleFault> Check() => PlannedRules.Check("date", "date", Date is not null, Placeholder, Text);
}

/// <summary>A range of percentages, such as the share of the contingency reserve in the total (10%-15%).</summary>
/// <example>{"min":"10","max":"15"}</example>
public sealed record PercentRange : IRuled
{
    /// <summary>Lower bound in percent, included.</summary>
    [Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Min { get; init; }

    /// <summary>Upper bound in percent, included.</summary>
    [Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Max { get; init; }

    /// <summary>Token that stands for the range while it is open (X%-Y%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The plan's own words, verbatim. Example: 占总预算10%-15%.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Rules that the value breaks: it has a bound or a placeholder, not both, or at least its words; the lower bound is not above the upper.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = PlannedRules.Check("percentRange", "min", Min is not null || Max is not null, Placeholder, Text);
        return Min > Max ? faults.Append(RuleFault.Of("/min", "percentRange.notRising", ("min", Min), ("max", Max))) : faults;
    }
}

internal static class PlannedRules
{
    /// <summary>A figure or its placeholder, never both; with neither, the words must be there.</summary>
    public static IEnumerable<RuleFault> Check(string subject, string member, bool hasValue, string? placeholder, string? text)
    {
        if (hasValue && placeholder is not null)
        {
            yield return RuleFault.Of("/placeholder", $"{subject}.membersExclusive", ("members", new[] { member, "placeholder" }));
        }

        if (!hasValue && placeholder is null && text is null)
        {
            yield return RuleFault.Of("", $"{subject}.empty", ("members", new[] { member, "placeholder", "text" }));
        }
    }
}
