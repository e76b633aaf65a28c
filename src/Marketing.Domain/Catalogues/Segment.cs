using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct SegmentId(Guid Value) : IEntityId<SegmentId>
{
    public static SegmentId From(Guid value) => new(value);

    public int CompareTo(SegmentId other) => Value.CompareTo(other.Value);
}

/// <summary>Methods of customer segmentation.</summary>
public enum SegmentMethod
{
    /// <summary>Recency, frequency and amount of purchases (RFM).</summary>
    Rfm,

    /// <summary>Behaviour (行为).</summary>
    Behaviour,

    /// <summary>Customer value (价值分层).</summary>
    ValueTier,

    /// <summary>Persona (用户画像).</summary>
    Persona,

    /// <summary>Stage of the customer life cycle (生命周期).</summary>
    Lifecycle,
}

/// <summary>Value tiers of customers.</summary>
public enum CustomerTier
{
    /// <summary>High value (高价值).</summary>
    HighValue,

    /// <summary>Regular (普通).</summary>
    Regular,

    /// <summary>At risk of churn (潜在流失).</summary>
    AtRisk,
}

/// <summary>A group of customers that is targeted, measured or served together.</summary>
public sealed class Segment : CatalogueEntry<SegmentId>
{
    public const int RuleLength = 2_000;

    private Segment() { }

    private Segment(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.Segment;

    public SegmentMethod? Method { get; private set; }

    public CustomerTier? Tier { get; private set; }

    /// <summary>Rule that decides whether a customer belongs to the segment.</summary>
    public string? Rule { get; private set; }

    /// <summary>Number of customers in the segment.</summary>
    public long? Size { get; private set; }

    public static Segment Register(WorkspaceId workspaceId) => new(workspaceId);

    public void Describe(SegmentMethod? method, CustomerTier? tier, string? rule, long? size) =>
        (Method, Tier, Rule, Size) = (method, tier, rule, size);
}

public sealed record SegmentNotFound(Guid Id) : NotFoundError("segment.notFound");
