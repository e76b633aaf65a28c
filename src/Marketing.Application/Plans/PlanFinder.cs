using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Searches the working copies of plans: cover, narrative and parts.</summary>
internal sealed class PlanFinder(IMarketingDb db)
{
    public const int MostPlaces = 10;

    /// <summary>For each word, this number of parts is read to show where it is.</summary>
    private const int PartsPerWord = 3;

    private const int PartsAtOnce = 500;

    /// <summary>Keeps the plans that contain every word, each anywhere in the plan.</summary>
    /// <param name="plans">The plans. If they include deleted ones, these are searched with the parts that they had.</param>
    /// <param name="words">The words.</param>
    public IQueryable<Plan> Containing(IQueryable<Plan> plans, SearchWords words)
    {
        foreach (var word in words.Words)
        {
            var parts = PartsWith(word);
            plans = plans.Where(
                Searching
                    .Contains<Plan>(plan => plan.SearchText, word)
                    .Or(plan => parts.Any(part => part.PlanId == plan.Id && (part.DeletedAt == null || plan.DeletedAt != null)))
            );
        }

        return plans;
    }

    /// <summary>Returns where the words are, by plan. The caller reads consistently.</summary>
    public async Task<ILookup<Guid, FoundText>> PlacesAsync(List<PlanId> ids, SearchWords words, CancellationToken ct)
    {
        var headers = await db
            .Plans.IgnoreQueryFilters([DbFilters.Deletion])
            .AsNoTracking()
            .Where(plan => ids.Contains(plan.Id))
            .Select(plan => new { plan.Id, plan.Header })
            .ToListAsync(ct);
        var places = headers
            .SelectMany(plan => Places(plan.Header.Texts(), words).Select(place => (Plan: plan.Id.Value, Place: place)))
            .ToList();
        var parts = await ReadPartsAsync(ids, words, ct);
        places.AddRange(
            from part in parts
            orderby part.SectionOrder, part.Position, part.Id
            let section = PlanSections.Find(part.Section)
            where section is not null
            let texts = ContentTree.Nodes(StoredContent.Read(section, part.SchemaVersion, part.Content))
            from place in Places(texts.Where(node => node is { Value: string, Reference: null }), words)
            select (part.PlanId.Value, place with { Section = section.Key, PartId = part.Id.Value, Ref = part.Ref })
        );
        return places
            .GroupBy(place => place.Plan, place => place.Place)
            .SelectMany(plan => Chosen([.. plan], words).Select(place => (plan.Key, Place: place)))
            .ToLookup(place => place.Key, place => place.Place);
    }

    /// <summary>Reads the first parts of each plan that contain one of the words. A deleted plan has the parts deleted with it.</summary>
    private async Task<List<FoundPart>> ReadPartsAsync(List<PlanId> ids, SearchWords words, CancellationToken ct)
    {
        var first = new HashSet<PlanPartId>();
        foreach (var word in words.Words)
        {
            var found = await PartsWith(word)
                .IgnoreQueryFilters([DbFilters.Deletion])
                .AsNoTracking()
                .Where(part => ids.Contains(part.PlanId) && (part.DeletedAt == null || part.DeletedWithPlan))
                .OrderBy(part => part.PlanId)
                .ThenBy(part => part.SectionOrder)
                .ThenBy(part => part.Position)
                .ThenBy(part => part.Id)
                .Select(part => new { part.PlanId, part.Id })
                .ToListAsync(ct);
            first.UnionWith(found.GroupBy(part => part.PlanId, part => part.Id).SelectMany(plan => plan.Take(PartsPerWord)));
        }

        var parts = new List<FoundPart>(first.Count);
        foreach (var some in first.Chunk(PartsAtOnce).Select(chunk => chunk.ToList()))
        {
            parts.AddRange(
                await db
                    .PlanParts.IgnoreQueryFilters([DbFilters.Deletion])
                    .AsNoTracking()
                    .Where(part => some.Contains(part.Id))
                    .Select(part => new FoundPart(
                        part.Id,
                        part.PlanId,
                        part.Section,
                        part.SectionOrder,
                        part.Position,
                        part.Ref,
                        part.SchemaVersion,
                        part.Content
                    ))
                    .ToListAsync(ct)
            );
        }

        return parts;
    }

    private IQueryable<PlanPart> PartsWith(IReadOnlyList<string> word) =>
        db.PlanParts.Where(Searching.Contains<PlanPart>(part => part.SearchText, word));

    private static IEnumerable<FoundText> Places(IEnumerable<ContentNode> texts, SearchWords words) =>
        from node in texts
        let text = words.ExcerptOf((string)node.Value)
        where text is not null
        select new FoundText
        {
            Section = null,
            PartId = null,
            Ref = null,
            Member = node.Pointer,
            Text = text,
        };

    /// <summary>Returns the first places of a plan, and instead of the last ones those with words that the first do not contain.</summary>
    private static IEnumerable<FoundText> Chosen(List<FoundText> places, SearchWords words)
    {
        var shown = words
            .Words.Select(word => places.Find(place => SearchWords.Contains(place.Text, word)))
            .OfType<FoundText>()
            .Concat(places)
            .Distinct()
            .Take(MostPlaces)
            .ToHashSet();
        return places.Where(shown.Contains);
    }

    private sealed record FoundPart(
        PlanPartId Id,
        PlanId PlanId,
        string Section,
        int SectionOrder,
        int Position,
        string Ref,
        int SchemaVersion,
        string Content
    );
}
