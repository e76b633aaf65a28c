using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

internal static class PartReading
{
    /// <summary>Reads one section of a plan.</summary>
    public static async Task<SectionResponse> ReadSectionAsync(
        this IMarketingDb db, PlanId planId, PlanSectionName section, CancellationToken ct)
    {
        var parts = await ReadAsync(db.PlanParts, [planId], section, ct);
        return new SectionResponse { PlanId = planId.Value, Section = section, Items = parts };
    }

    /// <summary>Reads one section of several plans in one query. A deleted plan has the parts that were deleted with it.</summary>
    public static async Task<ILookup<Guid, PartResponse>> ReadSectionsAsync(
        this IMarketingDb db, List<PlanId> plans, PlanSectionName section, CancellationToken ct)
    {
        var ofPlans = db.PlanParts.IgnoreQueryFilters([DbFilters.Deletion]).Where(part => part.DeletedAt == null || part.DeletedWithPlan);
        return (await ReadAsync(ofPlans, plans, section, ct)).ToLookup(part => part.PlanId);
    }

    private static async Task<List<PartResponse>> ReadAsync(
        IQueryable<PlanPart> parts, List<PlanId> plans, PlanSectionName section, CancellationToken ct)
    {
        var order = PlanSections.Of(section).Order;
        var rows = await parts.AsNoTracking()
            .Where(part => plans.Contains(part.PlanId) && part.SectionOrder == order)
            .OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(PartRow.Selection)
            .ToListAsync(ct);
        return rows.ConvertAll(row => row.ToResponse());
    }
}
