using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Application.Budgets;

/// <summary>One amount of a ledger entry, with everything that was true when it was posted. Rows are only added, never changed.</summary>
public sealed record LedgerRow
{
    public static readonly Feed<LedgerRow> Feed = new("ledger-entries");

    /// <summary>Sequence of the entry in the change feed. The postings of an entry share it.</summary>
    [Range(1, 9_007_199_254_740_991)]
    public required long Sequence { get; init; }

    /// <summary>Place within the entry, starting with 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>The entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The transaction that it was posted in.</summary>
    public required Guid TransactionId { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEntryKind Kind { get; init; }

    /// <summary>The account. The postings of an entry add up to zero over all accounts.</summary>
    public required LedgerAccount Account { get; init; }

    /// <summary>What was added to the account; negative for what was taken away.</summary>
    /// <example>-12500</example>
    public required decimal Amount { get; init; }

    /// <summary>Currency of the amount.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The amount in its original currency; null if it was booked in the currency of the budget.</summary>
    /// <example>-4750</example>
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

    /// <summary>The day that was asked for, if its month was closed by then.</summary>
    public required DateOnly? OriginalDate { get; init; }

    /// <summary>When it was recorded, in UTC. It never decreases with the sequence.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Month that the amount belongs to: that of the effective date, or the one that was granted or rephased.</summary>
    /// <example>2027-03</example>
    [MaxLength(10)]
    public required string Period { get; init; }

    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Code of the budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string BudgetCode { get; init; }

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Code of the line.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>Ref of the phase.</summary>
    [MaxLength(100)]
    public required string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    public required string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    public required string? CampaignRef { get; init; }

    /// <summary>Cost centre.</summary>
    [MaxLength(100)]
    public required string? CostCentre { get; init; }

    /// <summary>Values of custom dimensions by their codes. In CSV as `REGION=EAST; PRODUCT=P1`.</summary>
    [MaxLength(DimensionLimits.Most)]
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>The commitment that the entry belongs to.</summary>
    public required Guid? CommitmentId { get; init; }

    /// <summary>The transfer or draw that the entry belongs to.</summary>
    public required Guid? TransferId { get; init; }

    /// <summary>The system that the record is from.</summary>
    [MaxLength(LedgerSource.SystemLength)]
    public required string? SourceSystem { get; init; }

    /// <summary>Id of the record in that system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public required string? SourceId { get; init; }

    /// <summary>Line of the record.</summary>
    [MaxLength(LedgerSource.LineLength)]
    public required string? SourceLine { get; init; }

    /// <summary>The entry that this one reverses or reclassifies.</summary>
    public required Guid? ReversesEntryId { get; init; }

    /// <summary>Why it was posted.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>Why more could be spent than was available.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? OverrideReason { get; init; }

    /// <summary>Id of the actor who posted it.</summary>
    [MaxLength(200)]
    public required string By { get; init; }

    /// <summary>The actor's name at that time.</summary>
    [MaxLength(200)]
    public required string ByName { get; init; }

    internal static readonly Expression<Func<LedgerPosting, LedgerRow>> Selection = posting => new LedgerRow
    {
        Sequence = posting.Sequence,
        Number = posting.Number,
        EntryId = posting.EntryId.Value,
        TransactionId = posting.TransactionId,
        Kind = posting.Kind,
        Account = posting.Account,
        Amount = MinorUnits.ToAmount(posting.Minor, posting.Currency),
        Currency = posting.Currency,
        OriginalAmount = posting.OriginalMinor == null ? null : MinorUnits.ToAmount(posting.OriginalMinor.Value, posting.OriginalCurrency!),
        OriginalCurrency = posting.OriginalCurrency,
        Rate = posting.Rate,
        RateDate = posting.RateDate,
        EffectiveDate = posting.EffectiveDate,
        OriginalDate = posting.OriginalDate,
        RecordedAt = posting.RecordedAt,
        Period = posting.Period,
        BudgetId = posting.BudgetId.Value,
        BudgetCode = posting.BudgetCode,
        LineId = posting.LineId.Value,
        LineCode = posting.LineCode,
        Category = posting.Category,
        PhaseRef = posting.PhaseRef,
        ChannelCode = posting.ChannelCode,
        CampaignRef = posting.CampaignRef,
        CostCentre = posting.CostCentre,
        Dimensions = DimensionsOf(posting.Dimensions),
        CommitmentId = posting.CommitmentId == null ? null : posting.CommitmentId.Value.Value,
        TransferId = posting.TransferId == null ? null : posting.TransferId.Value.Value,
        SourceSystem = posting.SourceSystem,
        SourceId = posting.SourceId,
        SourceLine = posting.SourceLine,
        ReversesEntryId = posting.ReversesEntryId == null ? null : posting.ReversesEntryId.Value.Value,
        Reason = posting.Reason,
        OverrideReason = posting.OverrideReason,
        By = posting.ActorId,
        ByName = posting.ActorName,
    };

    /// <summary>Reads stored dimensions. A projection must not contain the empty ones as a constant.</summary>
    private static IReadOnlyDictionary<string, string> DimensionsOf(string? stored) =>
        stored is null ? DimensionLimits.None : WireJson.Load<Dictionary<string, string>>(stored);
}
