using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>Money promised by an order or contract.</summary>
public record CommitmentInput : IBooking
{
    /// <summary>Code of the line; omit it if the amount is split.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public string? LineCode { get; init; }

    /// <summary>The whole amount, in the currency of the budget, or in one that the rate set converts.</summary>
    public required Money Amount { get; init; }

    /// <summary>Code of the rate set for an amount in another currency; by default that of the budget.</summary>
    [MaxLength(RateSet.CodeLength)]
    [SingleLine]
    public string? RateSetCode { get; init; }

    /// <summary>
    /// The day on which the money is promised, within the period of the budget; or an instant, whose day in the time zone of the plan
    /// counts.
    /// </summary>
    /// <example>2027-03-31</example>
    public required DayOrInstant Date { get; init; }

    /// <summary>The record of another system. It is booked once, however often it is sent.</summary>
    public SourceRefInput? SourceRef { get; init; }

    /// <summary>Parts of the amount on several lines. They add up to the amount.</summary>
    [MaxLength(100)]
    public IReadOnlyList<BookingSplit> Splits { get; init; } = [];

    /// <summary>What the money is for.</summary>
    /// <example>第一季度信息流广告订单</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    public string? Reason { get; init; }

    /// <summary>Lets the booking exceed what is available, for persons with the scope `budgets:override`.</summary>
    public OverrideInput? Override { get; init; }
}

/// <summary>Money spent.</summary>
public record ActualInput : IBooking
{
    /// <summary>Code of the line; omit it if the amount is split.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public string? LineCode { get; init; }

    /// <summary>The whole amount, in the currency of the budget, or in one that the rate set converts.</summary>
    public required Money Amount { get; init; }

    /// <summary>Code of the rate set for an amount in another currency; by default that of the budget.</summary>
    [MaxLength(RateSet.CodeLength)]
    [SingleLine]
    public string? RateSetCode { get; init; }

    /// <summary>
    /// The day on which the money is spent, within the period of the budget; or an instant, whose day in the time zone of the plan counts.
    /// </summary>
    /// <example>2027-03-31</example>
    public required DayOrInstant Date { get; init; }

    /// <summary>The record of another system. It is booked once, however often it is sent.</summary>
    public SourceRefInput? SourceRef { get; init; }

    /// <summary>The commitment that the money was promised by. What it has left is used first.</summary>
    public Guid? CommitmentId { get; init; }

    /// <summary>Whether this is the last actual of the commitment. What is left is released.</summary>
    public bool Final { get; init; }

    /// <summary>Parts of the amount on several lines. They add up to the amount.</summary>
    [MaxLength(100)]
    public IReadOnlyList<BookingSplit> Splits { get; init; } = [];

    /// <summary>What the money was spent on.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public string? Reason { get; init; }

    /// <summary>Lets the booking exceed what is available, for persons with the scope `budgets:override`.</summary>
    public OverrideInput? Override { get; init; }
}

/// <summary>What commitments and actuals have in common.</summary>
public interface IBooking
{
    string? LineCode { get; }

    Money Amount { get; }

    string? RateSetCode { get; }

    DayOrInstant Date { get; }

    SourceRefInput? SourceRef { get; }

    IReadOnlyList<BookingSplit> Splits { get; }

    string? Reason { get; }

    OverrideInput? Override { get; }
}

/// <summary>A record of another system.</summary>
public sealed record SourceRefInput
{
    /// <summary>The system, such as the ERP.</summary>
    /// <example>sap</example>
    [MaxLength(LedgerSource.SystemLength)]
    [NotBlank]
    [SingleLine]
    public required string System { get; init; }

    /// <summary>Id of the record in that system.</summary>
    /// <example>4500012345</example>
    [MaxLength(LedgerSource.IdLength)]
    [NotBlank]
    [SingleLine]
    public required string Id { get; init; }

    /// <summary>Line of the record.</summary>
    /// <example>10</example>
    [MaxLength(LedgerSource.LineLength)]
    [SingleLine]
    public string? Line { get; init; }

    internal SourceRef Ref => new(System, Id, Line ?? "");
}

/// <summary>A part of a booking on one line.</summary>
public sealed record BookingSplit
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>The part of the amount, in the same currency.</summary>
    public required Money Amount { get; init; }
}

/// <summary>A reason to exceed what is available.</summary>
public sealed record OverrideInput
{
    /// <summary>Why more is spent than is available. It stays in the ledger.</summary>
    /// <example>市场总监口头批准,追加预算下周提交。</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>The end of a commitment.</summary>
public sealed record ReleaseInput
{
    /// <summary>The day on which the money is available again.</summary>
    /// <example>2027-06-30</example>
    public required DateOnly Date { get; init; }

    /// <summary>Why it is released.</summary>
    /// <example>订单取消</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>What a booking led to.</summary>
public sealed record BookingResponse
{
    /// <summary>The commitment that was made or used; null if there is none.</summary>
    public required Guid? CommitmentId { get; init; }

    /// <summary>The ledger entries.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<LedgerEntryResponse> Entries { get; init; }

    /// <summary>The balance of the line afterwards; of the first line if the amount is split.</summary>
    public required BalanceResponse Balance { get; init; }

    /// <summary>Lines, lines above and budgets that are overspent but may be.</summary>
    [MaxLength(1_000)]
    public required IReadOnlyList<BookingWarning> Warnings { get; init; }

    /// <summary>Whether the request led to it. A record that was booked before is not booked again.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; } = true;
}

/// <summary>
/// The money of a line or budget: available = approved + transferred − held − committed − actual. All amounts are in the currency of the
/// budget.
/// </summary>
public sealed record BalanceResponse
{
    /// <summary>What the approved revisions grant.</summary>
    /// <example>120000</example>
    public required decimal Approved { get; init; }

    /// <summary>What transfers and draws have added or taken away.</summary>
    /// <example>0</example>
    public required decimal Transferred { get; init; }

    /// <summary>What requested transfers and draws hold.</summary>
    /// <example>0</example>
    public required decimal Held { get; init; }

    /// <summary>What open commitments hold.</summary>
    /// <example>20000</example>
    public required decimal Committed { get; init; }

    /// <summary>What is spent.</summary>
    /// <example>35000</example>
    public required decimal Actual { get; init; }

    /// <summary>What can be spent or promised; negative if more was spent.</summary>
    /// <example>65000</example>
    public required decimal Available { get; init; }

    internal static BalanceResponse Of(BudgetBalance row, string currency) =>
        new()
        {
            Approved = MinorUnits.ToAmount(row.Approved, currency),
            Transferred = MinorUnits.ToAmount(row.Transferred, currency),
            Held = MinorUnits.ToAmount(row.Held, currency),
            Committed = MinorUnits.ToAmount(row.Committed, currency),
            Actual = MinorUnits.ToAmount(row.Actual, currency),
            Available = MinorUnits.ToAmount(row.Available, currency),
        };
}

/// <summary>Something is overspent, and its control allows it.</summary>
public sealed record BookingWarning
{
    /// <summary>Code of the line; code of the budget for the whole.</summary>
    /// <example>ADS</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Whether it is a line, a line above others, or the budget.</summary>
    public required BalanceScope Scope { get; init; }

    /// <summary>The month that is overspent; null if it is the whole period.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string? Period { get; init; }

    /// <summary>By how much it is overspent.</summary>
    /// <example>1500</example>
    public required decimal Overshoot { get; init; }
}
