using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Observations;

/// <summary>A measure of a plan.</summary>
/// <param name="Ref">Its ref, as the plan spells it.</param>
/// <param name="MetricId">Its metric in the catalogue; null if it is not linked.</param>
internal sealed record IndexedMeasure(string Ref, Guid? MetricId);

/// <summary>The measures of several plans by their refs.</summary>
internal sealed class MeasureIndex
{
    private readonly Dictionary<(Guid Plan, string Key), IndexedMeasure> _measures = [];

    private MeasureIndex() { }

    /// <summary>Reads the objectives of plans that are not deleted, as they are being written.</summary>
    public static async Task<MeasureIndex> ReadAsync(IMarketingDb db, IReadOnlyCollection<PlanId> plans, CancellationToken ct)
    {
        var index = new MeasureIndex();
        if (plans.Count == 0)
        {
            return index;
        }

        var section = PlanSections.Of(PlanSectionName.Objectives).Name;
        var parts = await db
            .PlanParts.AsNoTracking()
            .Where(part => plans.Contains(part.PlanId) && part.Section == section)
            .Where(part => db.Plans.Any(plan => plan.Id == part.PlanId))
            .ToListAsync(ct);
        foreach (var part in parts.Where(part => !part.HasNewerSchema))
        {
            foreach (var measure in ((Objective)StoredContent.Read(part)).Measures.Where(measure => measure.Ref is not null))
            {
                index._measures[(part.PlanId.Value, PartRef.KeyOf(measure.Ref!))] = new IndexedMeasure(
                    measure.Ref!,
                    measure.Metric.MetricId
                );
            }
        }

        return index;
    }

    /// <summary>Returns a measure; null if the plan has none with the ref.</summary>
    public IndexedMeasure? Find(Guid plan, string name) => _measures.GetValueOrDefault((plan, PartRef.KeyOf(name)));
}
