using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.History;

namespace Marketing.Domain.Results;

/// <summary>One step in the history of a daily result. The deltas of all entries add up to the current figures.</summary>
public sealed class ResultEntry : IFactEntry, IReportedResult
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Sequence of the batch in the change feed.</summary>
    public long Sequence { get; init; }

    /// <summary>Place within the batch, starting with 1.</summary>
    public int Place { get; set; }

    /// <summary>When it was recorded, UTC. It never decreases with the sequence.</summary>
    public DateTime RecordedAt { get; init; }

    public FactBatchId BatchId { get; set; }

    public ResultId ResultId { get; init; }

    /// <summary>Number of the step, starting with 1.</summary>
    public int Version { get; init; }

    public FactOp Op { get; init; }

    public string Source { get; init; } = "";

    public CampaignId CampaignId { get; init; }

    public string CampaignCode { get; init; } = "";

    public Guid ChannelId { get; init; }

    public string ChannelCode { get; init; } = "";

    public DateOnly Date { get; init; }

    public string Window { get; init; } = "";

    public string Breakdown { get; init; } = "";

    public string Currency { get; init; } = "";

    public ResultStatus Status { get; init; }

    public string? AccountTimeZone { get; init; }

    public long Impressions { get; init; }

    public long Clicks { get; init; }

    public long ConversionMicros { get; init; }

    public long? NewCustomers { get; init; }

    public long CostMicros { get; init; }

    public long RevenueMicros { get; init; }

    public IReadOnlyDictionary<string, decimal> Metrics { get; init; } = new Dictionary<string, decimal>();

    public long DeltaImpressions { get; init; }

    public long DeltaClicks { get; init; }

    public long DeltaConversionMicros { get; init; }

    public long DeltaNewCustomers { get; init; }

    public long DeltaCostMicros { get; init; }

    public long DeltaRevenueMicros { get; init; }

    public IReadOnlyDictionary<string, decimal> DeltaMetrics { get; init; } = new Dictionary<string, decimal>();

    public DateTime? SourceExportedAt { get; init; }

    public string ActorId { get; set; } = "";

    public string ActorName { get; set; } = "";

    Guid INumbered.ChangeId => BatchId.Value;
}
