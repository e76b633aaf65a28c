using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class MetricConfiguration : IEntityTypeConfiguration<Metric>
{
    public void Configure(EntityTypeBuilder<Metric> builder)
    {
        builder.ToTable("Metrics");
        builder.IsCatalogueEntry<Metric, MetricId>();
        builder.Property(metric => metric.Unit).HasMaxLength(Metric.UnitLength * 2).ComparedOrdinally();
        builder.Property(metric => metric.ScaleMax).HasPrecision(13, 6);
        builder.Property(metric => metric.FormulaCode).HasMaxLength(Metric.FormulaLength);
        builder.Property(metric => metric.Definition).HasMaxLength(Metric.DefinitionLength * 2);
    }
}

/// <summary>The standard metrics, with Chinese names.</summary>
internal sealed class SampleMetrics : ISampleStep
{
    public int Order => SampleOrder.Catalogues;

    public Task WriteAsync(SystemScope workspace, CancellationToken ct) =>
        workspace.RunAsync(new AddStandardMetrics(LabelLanguage.Hans), ct);
}
