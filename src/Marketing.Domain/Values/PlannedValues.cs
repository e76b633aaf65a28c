using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>A number in a plan, which may still be open: a value or a placeholder, and the original text.</summary>
/// <example>{"value":"3","unit":"家"}</example>
public sealed record PlannedNumber : IRuled
{
    /// <summary>The number.</summary>
    [Range(
        typeof(decimal),
        ValueLimits.NegativeNumber,
        ValueLimits.Number,
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public decimal? Value { get; init; }

    /// <summary>Placeholder for a missing number (X in X家核心经销商).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The original text of the plan. An empty string is a label without a value.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Unit of measure, as worded in the plan (家, 篇, 人/次, %).</summary>
    [MaxLength(ValueLimits.Unit)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Unit { get; init; }

    /// <summary>Returns the violated rules: both a value and a placeholder, or neither and no text.</summary>
    public IEnumerable<RuleFault> Check() => PlannedRules.Check("number", "value", Value is not null, Placeholder, Text);
}

/// <summary>
/// A date in a plan, which may still be open: a date or a placeholder (XXXX年XX月XX日, [日期]), and the original text. A request can contain
/// the day alone, such as `"2026-03-02"`; responses always contain the object.
/// </summary>
/// <example>{"date":"2026-03-02"}</example>
public sealed record PlannedDate : IRuled
{
    /// <summary>The date, in the plan's time zone.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Placeholder for a missing date. A date without a year is a placeholder as a whole (XX月XX日, 3月15日).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The original text of the plan. An empty string is a label without a value.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Returns the violated rules: both a date and a placeholder, or neither and no text.</summary>
    public IEnumerable<RuleFault> Check() => PlannedRules.Check("date", "date", Date is not null, Placeholder, Text);
}

/// <summary>A range of percentages, such as the share of the contingency reserve in the total budget (10%-15%).</summary>
/// <example>{"min":"10","max":"15"}</example>
public sealed record PercentRange : IRuled
{
    /// <summary>Lower bound in percent, included.</summary>
    [Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Min { get; init; }

    /// <summary>Upper bound in percent, included.</summary>
    [Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Max { get; init; }

    /// <summary>Placeholder for a missing range (X%-Y%).</summary>
    [MaxLength(ValueLimits.Placeholder)]
    public string? Placeholder { get; init; }

    /// <summary>The original text of the plan. Example: 占总预算10%-15%.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>
    /// Returns the violated rules: both a bound and a placeholder, or neither and no text; a lower bound above the upper bound.
    /// </summary>
    public IEnumerable<RuleFault> Check()
    {
        var faults = PlannedRules.Check("percentRange", "min", Min is not null || Max is not null, Placeholder, Text);
        return Min > Max ? faults.Append(RuleFault.Of("/min", "percentRange.notRising", ("min", Min), ("max", Max))) : faults;
    }
}

internal static class PlannedRules
{
    /// <summary>A value has a figure or a placeholder, not both. With neither it must have a text.</summary>
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
