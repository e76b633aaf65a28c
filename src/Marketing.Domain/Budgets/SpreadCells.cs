using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

/// <summary>How months share an amount.</summary>
public enum SpreadMethod
{
    /// <summary>Each month gets the same.</summary>
    Even,

    /// <summary>Each month gets a share by its days.</summary>
    ByDays,

    /// <summary>Each week, counted from the first day, gets the same; a week across two months is split by days.</summary>
    ByWeeks,

    /// <summary>Each month gets a share by its weight.</summary>
    ByWeights,

    /// <summary>Each month has the amount that somebody wrote.</summary>
    ByHand,
}

/// <summary>The weight of a month.</summary>
public sealed record SpreadWeight
{
    /// <summary>The month.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public required string Period { get; init; }

    /// <summary>Its weight.</summary>
    /// <example>2</example>
    [Range(0, 1_000_000)]
    public required int Weight { get; init; }
}

/// <summary>An amount that somebody wrote for a month.</summary>
public sealed record SpreadCell
{
    /// <summary>The month.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public required string Period { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    /// <example>10000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public required decimal Amount { get; init; }

    /// <summary>Whether the amount stays when that of the line changes.</summary>
    public bool Locked { get; init; }
}

/// <summary>What is planned for a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="Locked">Whether it stays when the amount of the line changes.</param>
public sealed record PlannedCell(Month Month, long Minor, bool Locked);

/// <summary>An amount to write for a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Minor">The amount in minor units; null to keep it, or to compute it again.</param>
/// <param name="Locked">Whether it stays when the amount of the line changes.</param>
public sealed record CellWrite(Month Month, long? Minor, bool Locked);
