using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Observations;

/// <summary>
/// Keeps metrics with observations: their units, and the entries themselves. A bulk of observations locks the rows of its metrics too.
/// </summary>
internal sealed class ObservedMetrics(IMarketingDb db) : IObservedMetrics, ICatalogueReferrer
{
    public async Task<bool> LockAndFindAsync(MetricId id, CancellationToken ct)
    {
        await db.Set<Metric>().Where(metric => metric.Id == id).GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        return await db.Observations.AnyAsync(row => row.MetricId == id, ct);
    }

    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        if (catalogue != ResourceTypes.Metric)
        {
            return [];
        }

        var metric = MetricId.From(entryId);
        var rows = await db.Observations.Where(row => row.MetricId == metric).OrderBy(row => row.ForDate).Take(max).ToListAsync(ct);
        return [.. rows.Select(row => $"observation/{row.Id.Value}")];
    }

    /// <summary>Metrics are never merged.</summary>
    public Task RepointAsync(EntryMerge merge, CancellationToken ct) => Task.CompletedTask;
}
