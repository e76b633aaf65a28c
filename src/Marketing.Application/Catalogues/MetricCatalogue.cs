using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>The catalogue of metrics.</summary>
internal sealed class MetricCatalogue(CatalogueTools tools) : Catalogue<Metric, MetricId, MetricInput, MetricResponse, MetricArguments>(tools)
{
    public override string Type => ResourceTypes.Metric;

    protected override NotFoundError Missing(Guid id) => new MetricNotFound(id);

    protected override Metric Make(MetricInput input) => Metric.Register(WorkspaceId);

    protected override MetricInput InputOf(string name) => new() { Name = name };

    protected override Task<MetricInput> InputOfAsync(Metric entry, CancellationToken ct) => Task.FromResult(new MetricInput
    {
        Code = entry.Code,
        Name = entry.Name,
        Aliases = entry.Aliases,
        Unit = entry.Unit,
        Direction = entry.Direction,
        Aggregation = entry.Aggregation,
        ScaleMax = entry.ScaleMax,
        FormulaCode = entry.FormulaCode,
        Definition = entry.Definition,
    });

    protected override Task<Error?> DescribeAsync(Metric entry, MetricInput input, CancellationToken ct)
    {
        entry.Describe(input.Unit, input.Direction, input.Aggregation, input.ScaleMax, input.FormulaCode, input.Definition);
        return Task.FromResult<Error?>(null);
    }

    protected override IQueryable<Metric> Filter(IQueryable<Metric> entries, MetricArguments arguments)
    {
        if (arguments.Unit is { } unit)
        {
            entries = entries.Where(metric => metric.Unit == unit);
        }

        if (arguments.Direction is { } direction)
        {
            entries = entries.Where(metric => metric.Direction == direction);
        }

        if (arguments.Aggregation is { } aggregation)
        {
            entries = entries.Where(metric => metric.Aggregation == aggregation);
        }

        return entries;
    }
}
