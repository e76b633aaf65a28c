using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

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

/// <summary>The catalogue of customer segments.</summary>
internal sealed class SegmentCatalogue(CatalogueTools tools) : Catalogue<Segment, SegmentId, SegmentInput, SegmentResponse, SegmentArguments>(tools)
{
    public override string Type => ResourceTypes.Segment;

    public override string Collection => "segments";

    protected override NotFoundError Missing(Guid id) => new SegmentNotFound(id);

    protected override Segment Make(SegmentInput input) => Segment.Register(WorkspaceId);

    protected override SegmentInput InputOf(string name) => new() { Name = name };

    protected override Task<SegmentInput> InputOfAsync(Segment entry, CancellationToken ct) => Task.FromResult(new SegmentInput
    {
        Code = entry.Code,
        Name = entry.Name,
        Aliases = entry.Aliases,
        Method = entry.Method,
        Tier = entry.Tier,
        Rule = entry.Rule,
        Size = entry.Size,
    });

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
