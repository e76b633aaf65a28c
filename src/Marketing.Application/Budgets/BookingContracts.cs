using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AutoMapper;
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

/// <summary>A ledger entry: amounts that add up to zero. It never changes.</summary>
public sealed record LedgerEntryResponse
{
    /// <summary>Id of the entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEntryKind Kind { get; init; }

    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>The amount that was moved.</summary>
    /// <example>12500</example>
    public required decimal Amount { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The amount in its original currency; null if it was booked in the currency of the budget.</summary>
    /// <example>4750</example>
    public required decimal? OriginalAmount { get; init; }

    /// <summary>The original currency.</summary>
    /// <example>USD</example>
    [MaxLength(3)]
    public required string? OriginalCurrency { get; init; }

    /// <summary>What one unit of the original currency was worth.</summary>
    /// <example>0.8993</example>
    public required decimal? Rate { get; init; }

    /// <summary>The day that the rate is of.</summary>
    public required DateOnly? RateDate { get; init; }

    /// <summary>The day on which the money moved.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>The day that was asked for, if its month was closed; null otherwise.</summary>
    public required DateOnly? OriginalDate { get; init; }

    /// <summary>The commitment that the entry belongs to.</summary>
    public required Guid? CommitmentId { get; init; }

    /// <summary>The transfer or draw that the entry belongs to.</summary>
    public required Guid? TransferId { get; init; }

    /// <summary>The entry that this one reverses or reclassifies.</summary>
    public required Guid? ReversesEntryId { get; init; }

    /// <summary>The record of another system.</summary>
    public required SourceRefInput? SourceRef { get; init; }

    /// <summary>Why it was posted.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>Why more could be spent than was available.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? OverrideReason { get; init; }

    /// <summary>The amounts, which add up to zero.</summary>
    [MaxLength(Budget.MaxLines * 2)]
    public required IReadOnlyList<PostingResponse> Postings { get; init; }

    /// <summary>Returns the entries of postings, in their order.</summary>
    internal static IReadOnlyList<LedgerEntryResponse> Of(IEnumerable<LedgerPosting> postings) =>
        [.. postings.GroupBy(posting => posting.EntryId).Select(entry => OfEntry([.. entry.OrderBy(posting => posting.Number)]))];

    private static LedgerEntryResponse OfEntry(IReadOnlyList<LedgerPosting> postings)
    {
        var first = postings[0];
        return new LedgerEntryResponse
        {
            Id = first.EntryId.Value,
            Kind = first.Kind,
            BudgetId = first.BudgetId.Value,
            Amount = MinorUnits.ToAmount(postings.Where(posting => posting.Minor > 0).Sum(posting => posting.Minor), first.Currency),
            Currency = first.Currency,
            OriginalAmount = first.OriginalCurrency is { } original
                ? MinorUnits.ToAmount(
                    postings.Where(posting => posting.OriginalMinor > 0).Sum(posting => posting.OriginalMinor!.Value),
                    original
                )
                : null,
            OriginalCurrency = first.OriginalCurrency,
            Rate = first.Rate,
            RateDate = first.RateDate,
            EffectiveDate = first.EffectiveDate,
            OriginalDate = first.OriginalDate,
            CommitmentId = first.CommitmentId?.Value,
            TransferId = first.TransferId?.Value,
            ReversesEntryId = first.ReversesEntryId?.Value,
            SourceRef = first.SourceSystem is { } system
                ? new SourceRefInput
                {
                    System = system,
                    Id = first.SourceId!,
                    Line = first.SourceLine,
                }
                : null,
            Reason = first.Reason,
            OverrideReason = first.OverrideReason,
            Postings =
            [
                .. postings.Select(posting => new PostingResponse
                {
                    LineCode = posting.LineCode,
                    Account = posting.Account,
                    Amount = MinorUnits.ToAmount(posting.Minor, posting.Currency),
                    Period = posting.Period,
                }),
            ],
        };
    }
}

/// <summary>One amount of a ledger entry.</summary>
public sealed record PostingResponse
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>The account.</summary>
    public required LedgerAccount Account { get; init; }

    /// <summary>What was added to the account; negative for what was taken away.</summary>
    /// <example>-12500</example>
    public required decimal Amount { get; init; }

    /// <summary>The month that the amount belongs to.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string Period { get; init; }
}

/// <summary>Money promised by an order or contract.</summary>
public sealed record CommitmentResponse : ResourceResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Whether part of the money is neither spent nor released.</summary>
    public required CommitmentState State { get; init; }

    /// <summary>The day on which the money was promised.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>What was promised.</summary>
    /// <example>12500</example>
    public required decimal Amount { get; init; }

    /// <summary>What is neither spent nor released.</summary>
    /// <example>2500</example>
    public required decimal Open { get; init; }

    /// <summary>The amounts of the lines.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<CommitmentShareResponse> Lines { get; init; }

    /// <summary>The system that the order is from.</summary>
    [MaxLength(LedgerSource.SystemLength)]
    public required string? SourceSystem { get; init; }

    /// <summary>Id of the order in that system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public required string? SourceId { get; init; }
}

/// <summary>The part of a commitment on one line.</summary>
public sealed record CommitmentShareResponse
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>What was promised.</summary>
    /// <example>12500</example>
    public required decimal Amount { get; init; }

    /// <summary>What is neither spent nor released.</summary>
    /// <example>2500</example>
    public required decimal Open { get; init; }

    internal static IReadOnlyList<CommitmentShareResponse> Of(IReadOnlyList<CommitmentShare> shares, string currency) =>
        [
            .. shares.Select(share => new CommitmentShareResponse
            {
                LineCode = share.LineCode,
                Amount = MinorUnits.ToAmount(share.Amount, currency),
                Open = MinorUnits.ToAmount(share.Open, currency),
            }),
        ];
}

internal sealed class BookingProjections : Profile
{
    public BookingProjections() =>
        CreateProjection<Commitment, CommitmentResponse>()
            .ForMember(row => row.Amount, member => member.MapFrom(row => MinorUnits.ToAmount(row.Minor, row.Currency)))
            .ForMember(row => row.Open, member => member.MapFrom(row => MinorUnits.ToAmount(row.OpenMinor, row.Currency)))
            .ForMember(row => row.Lines, member => member.MapFrom(row => CommitmentShareResponse.Of(row.Shares, row.Currency)));
}

/// <summary>Reads commitments for the change feed.</summary>
internal sealed class CommitmentReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Commitment, CommitmentId, CommitmentResponse>(
        db,
        mappings,
        ResourceTypes.Commitment,
        Domain.Access.Scopes.BudgetsRead
    );
