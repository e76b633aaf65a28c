using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>A part of the working copy.</summary>
/// <param name="Part">The part.</param>
/// <param name="Content">Its content, without the ref.</param>
/// <param name="Pointer">Its JSON pointer in the plan's document.</param>
internal sealed record PlacedPart(PlanPart Part, PlanPartContent Content, string Pointer)
{
    /// <summary>Returns the draft that gives the part another content.</summary>
    public PartDraft With(PlanPartContent content) =>
        new(Part, content)
        {
            Before = Content,
            Pointer = Pointer,
            ContentPointer = Pointer,
        };
}

internal static class PlacedParts
{
    /// <summary>Returns the parts that this build can write, in the order of the document.</summary>
    public static async Task<List<PlacedPart>> ReadPlacedAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var parts = await db
            .PlanParts.Where(part => part.PlanId == id)
            .OrderBy(part => part.SectionOrder)
            .ThenBy(part => part.Position)
            .ThenBy(part => part.Id)
            .ToListAsync(ct);
        return
        [
            .. from section in parts.GroupBy(part => part.Section)
            from placed in section.Index()
            where PlanSections.Find(section.Key) is not null && !placed.Item.HasNewerSchema
            select new PlacedPart(placed.Item, StoredContent.Read(placed.Item), $"/{section.Key}/{placed.Index}"),
        ];
    }
}
