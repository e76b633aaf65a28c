using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

internal static class PartReading
{
    /// <summary>The parts of one section for several plans, in one query; those of a deleted plan, which are deleted with it, too.</summary>
    public static async Task<ILookup<Guid, PartResponse<TContent>>> ReadPartsAsync<TContent>(this IMarketingDb db, List<PlanId> plans, CancellationToken ct)
        where TContent : PlanPartContent
    {
        var section = PlanSections.Of<TContent>().Name;
        var rows = await db.PlanParts.AsNoTracking().IgnoreQueryFilters([DbFilters.Deletion])
            .Where(part => plans.Contains(part.PlanId) && part.Section == section)
            .OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(PartRow.Selection)
            .ToListAsync(ct);
        return rows.Select(row => row.Answer<TContent>()).ToLookup(part => part.PlanId);
    }
}
