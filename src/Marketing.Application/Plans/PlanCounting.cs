using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

internal static class PlanCounting
{
    /// <summary>
    /// Counts what plans contain, in two statements over columns that are written with the content. A deleted plan has the parts that were
    /// deleted with it. The caller reads consistently.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, PlanCounts>> CountsAsync(
        this IMarketingDb db,
        List<PlanId> ids,
        CancellationToken ct
    )
    {
        var objectives = PlanSections.Of(PlanSectionName.Objectives).Order;
        var covers = await db
            .Plans.IgnoreQueryFilters([DbFilters.Deletion])
            .AsNoTracking()
            .Where(plan => ids.Contains(plan.Id))
            .Select(plan => new { plan.Id, plan.OpenPlaceholders })
            .ToListAsync(ct);
        var sections = await db
            .PlanParts.IgnoreQueryFilters([DbFilters.Deletion])
            .AsNoTracking()
            .Where(part => ids.Contains(part.PlanId) && (part.DeletedAt == null || part.DeletedWithPlan))
            .GroupBy(part => new { part.PlanId, part.SectionOrder })
            .Select(parts => new
            {
                parts.Key.PlanId,
                parts.Key.SectionOrder,
                Count = parts.Count(),
                Counted = parts.Count(part => part.Tasks != null),
                Tasks = parts.Sum(part => part.Tasks ?? 0),
                OpenPlaceholders = parts.Sum(part => part.OpenPlaceholders ?? 0),
            })
            .ToListAsync(ct);
        var ofPlan = sections.ToLookup(section => section.PlanId);
        return covers.ToDictionary(
            plan => plan.Id.Value,
            plan =>
            {
                var known = ofPlan[plan.Id].All(section => section.Counted == section.Count);
                return new PlanCounts
                {
                    Objectives = ofPlan[plan.Id].Where(section => section.SectionOrder == objectives).Sum(section => section.Count),
                    Tasks = known ? ofPlan[plan.Id].Sum(section => section.Tasks) : null,
                    OpenPlaceholders = known ? plan.OpenPlaceholders + ofPlan[plan.Id].Sum(section => section.OpenPlaceholders) : null,
                };
            }
        );
    }
}
