using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>The catalogue of customer segments.</summary>
internal sealed class SegmentCatalogue(CatalogueTools tools) : Catalogue<Segment, SegmentId, SegmentInput, SegmentResponse, SegmentArguments>(tools)
{
    public override string Type => ResourceTypes.Segment;

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
