using Marketing.Domain.Common;

namespace Marketing.Domain.Facts;

public readonly record struct FactBatchId(Guid Value) : IEntityId<FactBatchId>
{
    public static FactBatchId From(Guid value) => new(value);

    public int CompareTo(FactBatchId other) => Value.CompareTo(other.Value);
}

/// <summary>What happened to a fact.</summary>
public enum FactOp
{
    /// <summary>It was reported for the first time.</summary>
    Created,

    /// <summary>It was reported with another value.</summary>
    Restated,

    /// <summary>It was taken back.</summary>
    Retracted,
}

/// <summary>A bulk of facts that changed something. Audit trail and change feed have one entry for it, not one for each fact.</summary>
public sealed class FactBatch : Resource<FactBatchId>
{
    private FactBatch() { }

    private FactBatch(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => Kind == FactKind.Observations ? ResourceTypes.ObservationBatch : ResourceTypes.ResultBatch;

    public FactKind Kind { get; private set; }

    /// <summary>The source that reported the facts.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Number of facts reported for the first time.</summary>
    public int Created { get; private set; }

    /// <summary>Number of facts with another value.</summary>
    public int Restated { get; private set; }

    /// <summary>Number of facts taken back.</summary>
    public int Retracted { get; private set; }

    public static FactBatch Of(WorkspaceId workspaceId, FactKind kind, string source) => new(workspaceId) { Kind = kind, Source = source };

    /// <summary>Counts a fact that changed.</summary>
    public void Count(FactOp op)
    {
        Created += op == FactOp.Created ? 1 : 0;
        Restated += op == FactOp.Restated ? 1 : 0;
        Retracted += op == FactOp.Retracted ? 1 : 0;
    }
}
