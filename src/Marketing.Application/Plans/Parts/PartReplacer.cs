using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>A section as a document has it.</summary>
/// <param name="Section">Which section.</param>
/// <param name="Contents">What its parts say, in their order.</param>
/// <param name="Pointer">Where the list stands in what the client has sent.</param>
/// <param name="Content">Where the content stands in an item of the list.</param>
internal sealed record SectionDraft(PlanSection Section, IReadOnlyList<PlanPartContent> Contents, string Pointer, string Content = "");

/// <summary>Brings whole sections of a plan to what a document says, matching parts by their refs.</summary>
internal sealed class PartReplacer(IMarketingDb db, RequestContext context, PartReferences references)
{
    /// <summary>Fills the sections of a plan that has no parts yet.</summary>
    public Task<Error?> FillAsync(PlanId planId, string currency, IReadOnlyList<SectionDraft> sections, CancellationToken ct) =>
        ApplyAsync(planId, currency, sections, [], ct);

    /// <summary>Replaces the sections: parts of the same ref are changed, others added, those not named taken out.</summary>
    public async Task<Error?> ReplaceAsync(PlanId planId, string currency, IReadOnlyList<SectionDraft> sections, CancellationToken ct) =>
        await ApplyAsync(planId, currency, sections, await db.PlanParts.Where(part => part.PlanId == planId).ToListAsync(ct), ct);

    private async Task<Error?> ApplyAsync(PlanId planId, string currency, IReadOnlyList<SectionDraft> sections, List<PlanPart> there, CancellationToken ct)
    {
        var replaced = sections.Select(section => section.Section.Name).ToHashSet(StringComparer.Ordinal);
        var byRef = there.Where(part => !replaced.Contains(part.Section)).ToDictionary(part => part.Ref, StringComparer.Ordinal);
        var old = there.Where(part => replaced.Contains(part.Section)).ToDictionary(part => (part.Section, part.Ref));
        var drafts = new List<PartDraft>();
        var refusals = new List<Error?>();
        foreach (var section in sections)
        {
            if (section.Contents.Count > section.Section.Max)
            {
                refusals.Add(new PlanSectionFull(section.Section.Key, section.Section.Max, section.Pointer));
            }

            var placed = section.Contents.Select((content, i) => Place(planId, section, content, i, currency, old)).ToList();
            refusals.AddRange(placed.Where(draft => !byRef.TryAdd(draft.Part.Ref, draft.Part)).Select(draft => new PlanPartRefTaken(draft.Part.Ref, draft.Pointer[..^section.Content.Length] + "/ref")));
            drafts.AddRange(placed);
        }

        refusals.Add(await references.SettleAsync(planId, drafts, byRef, ct));
        refusals.AddRange(await StillNamedAsync([.. old.Values], replaced, there, sections[0].Pointer, ct));
        if (Refusals.Join(refusals) is { } refused)
        {
            return refused;
        }

        await references.ForgetAsync(old.Values, ct);
        db.PlanParts.RemoveRange(old.Values);
        foreach (var section in drafts.GroupBy(draft => draft.Part.Section))
        {
            Write([.. section]);
        }

        return null;
    }

    private PartDraft Place(PlanId planId, SectionDraft section, PlanPartContent given, int index, string currency, Dictionary<(string Section, string Ref), PlanPart> old)
    {
        var content = PhraseReading.Read(given, currency);
        var part = content.Ref is { } known && old.Remove((section.Section.Name, known), out var there)
            ? there
            : PlanPart.Add(context.WorkspaceId, planId, section.Section.Name, content.Ref, 0, "{}", "");
        return new PartDraft(part, content, $"{section.Pointer}/{index}{section.Content}");
    }

    /// <summary>Writes the parts of a section in their order; of those that stay, only the ones that moved get another position.</summary>
    private void Write(List<PartDraft> drafts)
    {
        var positions = PartOrder.Assign([.. drafts.Select(draft => draft.Part.Version == 0 ? (int?)null : draft.Part.Position)]);
        foreach (var (draft, position) in drafts.Zip(positions))
        {
            draft.Part.MoveTo(position);
            draft.Part.Say(StoredForm.Of(draft.Content), StoredForm.Searched(draft.Content));
        }

        db.PlanParts.AddRange(drafts.Select(draft => draft.Part).Where(part => part.Version == 0));
    }

    /// <summary>The parts that would leave although parts outside the replaced sections name them; references inside are checked with their new content.</summary>
    private async Task<IEnumerable<Error>> StillNamedAsync(IReadOnlyList<PlanPart> leaving, HashSet<string> replaced, List<PlanPart> there, string pointer, CancellationToken ct)
    {
        var staying = there.Where(part => !replaced.Contains(part.Section)).ToDictionary(part => part.Id.Value);
        if (leaving.Count == 0 || staying.Count == 0)
        {
            return [];
        }

        var plan = leaving[0].PlanId.Value;
        var left = leaving.ToDictionary(part => part.Id.Value);
        var named = await db.ContentReferences.AsNoTracking().Where(reference => reference.PlanId == plan).Select(reference => new { reference.OwnerId, reference.TargetId }).ToListAsync(ct);
        return from reference in named
               where staying.ContainsKey(reference.OwnerId) && left.ContainsKey(reference.TargetId)
               group staying[reference.OwnerId] by left[reference.TargetId] into owners
               select new PlanPartReferenced(owners.Key.Ref, [.. owners.Select(owner => $"{PlanSections.TypeOf(owner.Section)}/{owner.Ref}")], pointer);
    }
}
