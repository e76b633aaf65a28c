using Marketing.Domain.Common;
using Marketing.Domain.History;

namespace Marketing.Domain.Budgets;

/// <summary>
/// One amount of a ledger entry, with everything that was true when it was posted. Later changes of the line never move history.
/// </summary>
public sealed class LedgerPosting : INumbered
{
    public const int ReasonLength = 2_000;

    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Sequence of the entry in the change feed.</summary>
    public long Sequence { get; init; }

    /// <summary>Place within the entry, starting with 1.</summary>
    public int Number { get; init; }

    /// <summary>When it was recorded, UTC. It never decreases with the sequence.</summary>
    public DateTime RecordedAt { get; init; }

    public LedgerEntryId EntryId { get; init; }

    public Guid TransactionId { get; init; }

    public LedgerEntryKind Kind { get; init; }

    public LedgerAccount Account { get; init; }

    /// <summary>What was added to the account, in minor units of the currency.</summary>
    public long Minor { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>The amount in minor units of <see cref="OriginalCurrency"/>; null if it was booked in the currency of the budget.</summary>
    public long? OriginalMinor { get; init; }

    public string? OriginalCurrency { get; init; }

    /// <summary>What one unit of the original currency was worth.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The day that the rate is of.</summary>
    public DateOnly? RateDate { get; init; }

    public DateOnly EffectiveDate { get; init; }

    /// <summary>The day that was asked for, if its month was closed by then.</summary>
    public DateOnly? OriginalDate { get; init; }

    /// <summary>Month that the amount belongs to, such as 2027-03: that of the effective date, or the one granted or rephased.</summary>
    public string Period { get; init; } = "";

    public BudgetId BudgetId { get; init; }

    public string BudgetCode { get; init; } = "";

    public BudgetLineId LineId { get; init; }

    public string LineCode { get; init; } = "";

    public string Category { get; init; } = "";

    public string? PhaseRef { get; init; }

    public string? ChannelCode { get; init; }

    public string? CampaignRef { get; init; }

    public string? CostCentre { get; init; }

    /// <summary>Values of custom dimensions by their codes, as JSON; null if the line had none.</summary>
    public string? Dimensions { get; init; }

    public CommitmentId? CommitmentId { get; init; }

    public BudgetTransferId? TransferId { get; init; }

    public string? SourceSystem { get; init; }

    public string? SourceId { get; init; }

    public string? SourceLine { get; init; }

    public LedgerEntryId? ReversesEntryId { get; init; }

    public string? Reason { get; init; }

    public string? OverrideReason { get; init; }

    public string ActorId { get; init; } = "";

    public string ActorName { get; init; } = "";

    Guid INumbered.ChangeId => EntryId.Value;
}
