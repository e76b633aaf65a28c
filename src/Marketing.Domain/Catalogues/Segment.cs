using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct SegmentId(Guid Value) : IEntityId<SegmentId>
{
    public static SegmentId From(Guid value) => new(value);

    public int CompareTo(SegmentId other) => Value.CompareTo(other.Value);
}

/// <summary>By what customers are told apart.</summary>
public enum SegmentMethod
{
    /// <summary>Recency, frequency and amount of purchases (RFM).</summary>
    Rfm,

    /// <summary>What they do (行为).</summary>
    Behaviour,

    /// <summary>What they are worth (价值分层).</summary>
    ValueTier,

    /// <summary>Who they are (用户画像).</summary>
    Persona,

    /// <summary>Where they stand in the life of a customer (生命周期).</summary>
    Lifecycle,
}

/// <summary>How valuable customers are.</summary>
public enum CustomerTier
{
    /// <summary>High value (高价值).</summary>
    HighValue,

    /// <summary>Regular (普通).</summary>
    Regular,

    /// <summary>About to be lost (潜在流失).</summary>
    AtRisk,
}

/// <summary>A group of customers that is addressed, measured or served as one.</summary>
public sealed class Segment : CatalogueEntry<SegmentId>
{
    public const int RuleLength = 2_000;

    private Segment()
    {
    }

    private Segment(WorkspaceId workspaceId)
        : base(workspaceId)
    {
    }

    protected override string TypeName => ResourceTypes.Segment;

    public SegmentMethod? Method { get; private set; }

    public CustomerTier? Tier { get; private set; }

    /// <summary>Who belongs to it, in words.</summary>
    public string? Rule { get; private set; }

    /// <summary>How many customers it holds.</summary>
    public long? Size { get; private set; }

    public static Segment Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(SegmentMethod? method, CustomerTier? tier, string? rule, long? size) => (Method, Tier, Rule, Size) = (method, tier, rule, size);
}

public sealed record SegmentNotFound(Guid Id) : NotFoundError("segment.notFound");
