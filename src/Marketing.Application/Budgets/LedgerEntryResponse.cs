using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

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
