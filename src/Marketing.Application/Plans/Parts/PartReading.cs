using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

internal static class PartReading
{
    /// <summary>Reads one section of a plan.</summary>
    public static async Task<SectionResponse> ReadSectionAsync(
        this IMarketingDb db,
        PlanId planId,
        PlanSectionName section,
        CancellationToken ct
    )
    {
        var rows = await db.ReadRowsAsync(planId, section, ct);
        return rows.ToResponse(planId, section);
    }

    /// <summary>Returns the parts of a section as its response.</summary>
    public static SectionResponse ToResponse(this List<PartRow> rows, PlanId planId, PlanSectionName section) =>
        new()
        {
            PlanId = planId.Value,
            Section = section,
            Items = rows.ConvertAll(row => row.ToResponse()),
        };

    /// <summary>Reads the rows of one section of a plan.</summary>
    public static Task<List<PartRow>> ReadRowsAsync(this IMarketingDb db, PlanId planId, PlanSectionName section, CancellationToken ct) =>
        RowsAsync(db.PlanParts, [planId], section, ct);

    /// <summary>Reads one section of several plans in one query. A deleted plan has the parts that were deleted with it.</summary>
    public static async Task<ILookup<Guid, PartResponse>> ReadSectionsAsync(
        this IMarketingDb db,
        List<PlanId> plans,
        PlanSectionName section,
        CancellationToken ct
    )
    {
        var ofPlans = db.PlanParts.IgnoreQueryFilters([DbFilters.Deletion]).Where(part => part.DeletedAt == null || part.DeletedWithPlan);
        var rows = await RowsAsync(ofPlans, plans, section, ct);
        return rows.ToLookup(row => row.PlanId.Value, row => row.ToResponse());
    }

    private static Task<List<PartRow>> RowsAsync(
        IQueryable<PlanPart> parts,
        List<PlanId> plans,
        PlanSectionName section,
        CancellationToken ct
    )
    {
        var order = PlanSections.Of(section).Order;
        return parts
            .AsNoTracking()
            .Where(part => plans.Contains(part.PlanId) && part.SectionOrder == order)
            .OrderBy(part => part.Position)
            .ThenBy(part => part.Id)
            .Select(PartRow.Selection)
            .ToListAsync(ct);
    }
}
