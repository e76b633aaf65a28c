using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.History;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Observations;

/// <summary>One step in the history of an observation. The deltas of all entries add up to the current value.</summary>
public sealed class ObservationEntry : IFactEntry, IObserved
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Sequence of the batch in the change feed.</summary>
    public long Sequence { get; init; }

    /// <summary>Place within the batch, starting with 1.</summary>
    public int Place { get; set; }

    /// <summary>When it was recorded, UTC. It never decreases with the sequence.</summary>
    public DateTime RecordedAt { get; init; }

    public FactBatchId BatchId { get; set; }

    public ObservationId ObservationId { get; init; }

    /// <summary>Number of the step, starting with 1.</summary>
    public int Version { get; init; }

    public FactOp Op { get; init; }

    public string Source { get; init; } = "";

    public MetricId MetricId { get; init; }

    public string MetricCode { get; init; } = "";

    public DateOnly ForDate { get; init; }

    public string Scope { get; init; } = "";

    public PlanId? PlanId { get; init; }

    public string? MeasureRef { get; init; }

    /// <summary>The value after the step, in millionths; null if it was retracted.</summary>
    public long? Micros { get; init; }

    /// <summary>What the step adds to the value, in millionths.</summary>
    public long DeltaMicros { get; init; }

    public int? SampleSize { get; init; }

    public DateTime? SourceExportedAt { get; init; }

    public string ActorId { get; set; } = "";

    public string ActorName { get; set; } = "";

    Guid INumbered.ChangeId => BatchId.Value;
}
