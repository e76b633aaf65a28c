using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Domain.Catalogues;

namespace Marketing.Application.Catalogues;

/// <summary>A segment: a group of customers that is addressed, measured or served as one.</summary>
public sealed record SegmentResponse : CatalogueEntryResponse
{
    /// <summary>By what its customers are told apart; null where that is not said.</summary>
    public required SegmentMethod? Method { get; init; }

    /// <summary>How valuable they are; null where the segment says nothing of it.</summary>
    public required CustomerTier? Tier { get; init; }

    /// <summary>Who belongs to it, in words.</summary>
    /// <example>近90天购买3次以上且累计消费前20%的客户</example>
    public required string? Rule { get; init; }

    /// <summary>How many customers it holds.</summary>
    /// <example>12500</example>
    public required long? Size { get; init; }
}

/// <summary>A segment to be registered.</summary>
public sealed record SegmentInput : CatalogueEntryInput
{
    /// <summary>By what its customers are told apart.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>How valuable they are.</summary>
    public CustomerTier? Tier { get; init; }

    /// <summary>Who belongs to it, in words.</summary>
    /// <example>近90天购买3次以上且累计消费前20%的客户</example>
    [MaxLength(Segment.RuleLength)]
    public string? Rule { get; init; }

    /// <summary>How many customers it holds.</summary>
    /// <example>12500</example>
    [Range(0, 100_000_000_000)]
    public long? Size { get; init; }
}

/// <summary>Which segments to list.</summary>
public sealed record SegmentArguments : CatalogueArguments
{
    /// <summary>Only segments told apart this way.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>Only segments of this value.</summary>
    public CustomerTier? Tier { get; init; }
}

internal sealed class SegmentProjections : Profile
{
    public SegmentProjections() => CreateProjection<Segment, SegmentResponse>();
}
