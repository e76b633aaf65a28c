using Marketing.Domain.History;

namespace Marketing.Domain.Facts;

/// <summary>One step in the history of a fact.</summary>
public interface IFactEntry : INumbered
{
    long Sequence { get; }

    DateTime RecordedAt { get; }

    FactBatchId BatchId { get; set; }

    /// <summary>Place within the batch, starting with 1.</summary>
    int Place { get; set; }

    FactOp Op { get; }

    string ActorId { get; set; }

    string ActorName { get; set; }

    string Source { get; }
}
