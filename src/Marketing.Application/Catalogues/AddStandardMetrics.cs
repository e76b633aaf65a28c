using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>The language in which to add the standard metrics.</summary>
public sealed record StandardMetricsInput
{
    /// <summary>Language of names and definitions. Names in the other languages become aliases.</summary>
    /// <example>zh-Hans</example>
    public required LabelLanguage Language { get; init; }
}

/// <summary>The standard metrics that were added and skipped.</summary>
public sealed record StandardMetricsResponse
{
    /// <summary>The metrics that were added.</summary>
    public required IReadOnlyList<MetricResponse> Added { get; init; }

    /// <summary>The metrics that were skipped, because a metric of the workspace has their code or one of their names.</summary>
    public required IReadOnlyList<LeftOutMetric> LeftOut { get; init; }
}

/// <summary>A standard metric that was skipped.</summary>
public sealed record LeftOutMetric
{
    /// <summary>Code of the standard metric.</summary>
    /// <example>ctr</example>
    public required string Code { get; init; }

    /// <summary>The workspace's metric with the same code or one of the names.</summary>
    public required MatchedEntry Existing { get; init; }
}

/// <summary>Adds the built-in metrics to the workspace's catalogue; existing metrics do not change.</summary>
public sealed record AddStandardMetrics(LabelLanguage Language) : ICommand<StandardMetricsResponse>;

internal sealed class AddStandardMetricsHandler(IMarketingDb db, CatalogueMatcher matcher, MetricCatalogue metrics)
    : IRequestHandler<AddStandardMetrics, Result<StandardMetricsResponse>>
{
    public async Task<Result<StandardMetricsResponse>> Handle(AddStandardMetrics command, CancellationToken cancellationToken)
    {
        await db.TakeGuardAsync(WorkspaceGuard.StandardMetrics, cancellationToken);
        var existing = await ExistingAsync(cancellationToken);
        var added = await metrics.AddAsync(
            StandardMetrics.All.Where(metric => !existing.ContainsKey(metric.Code)).Select(metric => metric.In(command.Language)),
            cancellationToken
        );
        if (!added.Succeeded)
        {
            return added.Error;
        }

        return new StandardMetricsResponse
        {
            Added = added.Value,
            LeftOut =
            [
                .. StandardMetrics
                    .All.Where(metric => existing.ContainsKey(metric.Code))
                    .Select(metric => new LeftOutMetric { Code = metric.Code, Existing = existing[metric.Code] }),
            ],
        };
    }

    /// <summary>Returns the workspace's metrics that have a standard metric's code or one of its names, by that code.</summary>
    private async Task<Dictionary<string, MatchedEntry>> ExistingAsync(CancellationToken ct)
    {
        var codes = StandardMetrics.All.Select(metric => metric.Code).ToList();
        var byCode = await db.Set<Metric>()
            .AsNoTracking()
            .Where(metric => codes.Contains(metric.Code!))
            .Select(metric => new
            {
                metric.Code,
                metric.Id,
                metric.Name,
            })
            .ToListAsync(ct);
        var existing = byCode.ToDictionary(
            metric => metric.Code!,
            metric => new MatchedEntry { Id = metric.Id.Value, Name = metric.Name },
            StringComparer.Ordinal
        );
        var names = StandardMetrics.All.SelectMany(metric => metric.Names.Select(name => (metric.Code, Name: name))).ToList();
        var found = await matcher.FindAsync(ResourceTypes.Metric, [.. names.Select(name => name.Name)], ct);
        foreach (var (name, match) in names.Zip(found).Where(pair => pair.Second.Entries.Count > 0))
        {
            existing.TryAdd(name.Code, match.Entries[0]);
        }

        return existing;
    }
}
