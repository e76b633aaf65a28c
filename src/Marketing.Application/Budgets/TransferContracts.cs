using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>A request to move money between two lines.</summary>
public sealed record TransferInput
{
    /// <summary>Code of the line that gives the money.</summary>
    /// <example>EVENTS</example>
    [MaxLength(Budget.CodeLength)]
    public required string FromLineCode { get; init; }

    /// <summary>Code of the line that gets it.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why the money is needed there.</summary>
    /// <example>信息流广告的投资回报率高于线下活动。</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }

    /// <summary>What the request rests on, such as a report.</summary>
    /// <example>渠道效果月报 2027-03</example>
    [MaxLength(Budget.ReasonLength)]
    public string? Evidence { get; init; }
}

/// <summary>A request to draw money from the contingency reserve.</summary>
public sealed record ReserveDrawInput
{
    /// <summary>Code of the line that gets the money.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>Code of the reserve; omit it if the budget has one reserve only.</summary>
    [MaxLength(Budget.CodeLength)]
    public string? FromLineCode { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    public required Money Amount { get; init; }

    /// <summary>What the reserve may be spent on.</summary>
    public required ReserveCause Cause { get; init; }

    /// <summary>What happened.</summary>
    /// <example>竞品提前上市,需要追加投放。</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>A transfer between lines or a draw from the reserve.</summary>
public sealed record TransferResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Whether the money comes from a line or from the reserve.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>Whether it waits for a decision, and how it was decided.</summary>
    public required TransferState State { get; init; }

    /// <summary>Code of the line that gives the money.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string FromLineCode { get; init; }

    /// <summary>Code of the line that gets it.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string ToLineCode { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why the money is needed there.</summary>
    public required string Reason { get; init; }

    /// <summary>What the request rests on.</summary>
    public required string? Evidence { get; init; }

    /// <summary>Why the reserve may be used; null for a transfer between lines.</summary>
    public required ReserveCause? Cause { get; init; }

    /// <summary>Id of the actor who asked for it.</summary>
    [MaxLength(200)]
    public required string RequestedBy { get; init; }

    /// <summary>The day of the request.</summary>
    public required DateOnly Date { get; init; }
}
