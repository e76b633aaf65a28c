using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A segment: a group of customers that is addressed, measured or served together.</summary>
public sealed record SegmentResponse : CatalogueEntryResponse
{
    public static readonly Feed<SegmentResponse> Feed = new("segments");

    /// <summary>The method of segmentation; null if unknown.</summary>
    public required SegmentMethod? Method { get; init; }

    /// <summary>Value tier of the customers; null if not specified.</summary>
    public required CustomerTier? Tier { get; init; }

    /// <summary>The rule for membership, as text.</summary>
    /// <example>近90天购买3次以上且累计消费前20%的客户</example>
    public required string? Rule { get; init; }

    /// <summary>Number of customers.</summary>
    /// <example>12500</example>
    public required long? Size { get; init; }
}

/// <summary>A segment to create.</summary>
public sealed record SegmentInput : CatalogueEntryInput
{
    /// <summary>The method of segmentation.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>Value tier of the customers.</summary>
    public CustomerTier? Tier { get; init; }

    /// <summary>The rule for membership, as text.</summary>
    /// <example>近90天购买3次以上且累计消费前20%的客户</example>
    [MaxLength(Segment.RuleLength)]
    public string? Rule { get; init; }

    /// <summary>Number of customers.</summary>
    /// <example>12500</example>
    [Range(0, 100_000_000_000)]
    public long? Size { get; init; }
}

/// <summary>Which segments to list.</summary>
public sealed record SegmentArguments : CatalogueArguments
{
    /// <summary>Only segments with this method.</summary>
    public SegmentMethod? Method { get; init; }

    /// <summary>Only segments of this value tier.</summary>
    public CustomerTier? Tier { get; init; }
}

internal sealed class SegmentProjections : Profile
{
    public SegmentProjections() => CreateProjection<Segment, SegmentResponse>();
}

/// <summary>The catalogue of customer segments.</summary>
internal sealed class SegmentCatalogue(CatalogueTools tools)
    : Catalogue<Segment, SegmentId, SegmentInput, SegmentResponse, SegmentArguments>(tools)
{
    public override string Type => ResourceTypes.Segment;

    public override string Collection => "segments";

    protected override NotFoundError Missing(Guid id) => new SegmentNotFound(id);

    protected override Segment Make(SegmentInput input) => Segment.Register(WorkspaceId);

    protected override SegmentInput InputOf(string name) => new() { Name = name };

    protected override Task<SegmentInput> InputOfAsync(Segment entry, CancellationToken ct) =>
        Task.FromResult(
            new SegmentInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                Method = entry.Method,
                Tier = entry.Tier,
                Rule = entry.Rule,
                Size = entry.Size,
            }
        );

    protected override Task<Error?> DescribeAsync(Segment entry, SegmentInput input, CancellationToken ct)
    {
        entry.Describe(input.Method, input.Tier, input.Rule, input.Size);
        return Task.FromResult<Error?>(null);
    }

    protected override IQueryable<Segment> Filter(IQueryable<Segment> entries, SegmentArguments arguments)
    {
        if (arguments.Method is { } method)
        {
            entries = entries.Where(segment => segment.Method == method);
        }

        if (arguments.Tier is { } tier)
        {
            entries = entries.Where(segment => segment.Tier == tier);
        }

        return entries;
    }
}
