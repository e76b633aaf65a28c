using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>The new parts of a section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Contents">The content of its parts in order, with refs.</param>
/// <param name="Pointer">JSON pointer to the list in the request.</param>
/// <param name="ContentPointer">JSON pointer to the content inside an item of the list; empty if the item is the content.</param>
internal sealed record SectionDraft(
    PlanSection Section,
    IReadOnlyList<PlanPartContent> Contents,
    string Pointer,
    string ContentPointer = ""
);

/// <summary>Replaces whole sections of a plan, matching parts by their refs. The plan's content is open.</summary>
internal sealed class PartReplacer(
    IMarketingDb db,
    RequestContext context,
    PartWriter writer,
    PartReferences references,
    TimeProvider clock
)
{
    /// <summary>Fills the sections of a plan that has no parts yet.</summary>
    public Task<Error?> FillAsync(OpenPlan plan, IReadOnlyList<SectionDraft> sections, CancellationToken ct) =>
        ApplyAsync(plan, sections, [], [], ct);

    /// <summary>
    /// Replaces the sections. A part with an existing ref is updated, a part with the ref of a deleted one restores it, and other parts
    /// are added. Existing parts that are omitted are deleted.
    /// </summary>
    public async Task<Error?> ReplaceAsync(OpenPlan plan, IReadOnlyList<SectionDraft> sections, CancellationToken ct)
    {
        var orders = sections.Select(section => section.Section.Order).ToList();
        var present = await db.PlanParts.Where(part => part.PlanId == plan.Id && orders.Contains(part.SectionOrder)).ToListAsync(ct);
        var known = present.Select(part => (part.Section, part.RefKey)).ToHashSet();
        var unknown =
            from section in sections
            from content in section.Contents
            where content.Ref is not null && !known.Contains((section.Section.Name, PartRef.KeyOf(content.Ref)))
            select content.Ref;
        var deleted = await writer.FindDeletedAsync(plan.Id, [.. sections.Select(section => section.Section)], unknown, ct);
        return await ApplyAsync(plan, sections, present, deleted, ct);
    }

    private async Task<Error?> ApplyAsync(
        OpenPlan plan,
        IReadOnlyList<SectionDraft> sections,
        List<PlanPart> present,
        Dictionary<(string Section, string Key), PlanPart> deleted,
        CancellationToken ct
    )
    {
        var placement = new Placement(plan, context.WorkspaceId, present, deleted);
        var drafts = sections.SelectMany(placement.Place).ToList();
        var leaving = placement.Left;
        var refusals = new List<Error?>(placement.Refusals)
        {
            await writer.PrepareAsync(
                new PartDrafts
                {
                    Plan = plan,
                    Drafts = drafts,
                    Leaving = leaving,
                },
                ct
            ),
        };
        refusals.AddRange(await StillReferredAsync(plan.Id, leaving, sections, ct));
        if (Refusals.Join(refusals) is { } refused)
        {
            return refused;
        }

        await DeleteAsync(leaving, drafts, ct);
        foreach (var section in drafts.GroupBy(draft => draft.Section))
        {
            Store([.. section]);
        }

        return null;
    }

    /// <summary>Deletes parts. A ref that moves to another section must be free before it is stored there.</summary>
    private async Task DeleteAsync(IReadOnlyCollection<PlanPart> leaving, List<PartDraft> drafts, CancellationToken ct)
    {
        if (leaving.Count == 0)
        {
            return;
        }

        await references.RemoveAsync(leaving, ct);
        var at = clock.Instant();
        foreach (var part in leaving)
        {
            part.Delete(at);
        }

        if (drafts.Select(draft => draft.Ref!.Value.Key).Intersect(leaving.Select(part => part.RefKey), StringComparer.Ordinal).Any())
        {
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Writes the parts of a section in their order. Of the existing ones, only those that moved change their position.</summary>
    private void Store(List<PartDraft> drafts)
    {
        var positions = PartOrder.Assign([.. drafts.Select(draft => draft.IsAdded ? (int?)null : draft.Part.Position)]);
        foreach (var (draft, position) in drafts.Zip(positions))
        {
            draft.Part.MoveTo(position);
            writer.Store(draft);
        }
    }

    /// <summary>
    /// Returns the parts that would be deleted although parts outside the replaced sections refer to them. References inside are checked
    /// with their new content.
    /// </summary>
    private async Task<IEnumerable<Error>> StillReferredAsync(
        PlanId planId,
        IReadOnlyCollection<PlanPart> leaving,
        IReadOnlyList<SectionDraft> sections,
        CancellationToken ct
    )
    {
        if (leaving.Count == 0)
        {
            return [];
        }

        var replaced = sections.Select(section => section.Section.Name).ToList();
        var left = leaving.ToDictionary(part => part.Id.Value);
        var outside = await db
            .PlanParts.AsNoTracking()
            .Where(part => part.PlanId == planId && !replaced.Contains(part.Section))
            .Select(part => new
            {
                part.Id,
                part.Section,
                part.Ref,
            })
            .ToListAsync(ct);
        var byId = outside.ToDictionary(part => part.Id.Value, part => $"{PlanSections.TypeOf(part.Section)}/{part.Ref}");
        var plan = planId.Value;
        var named =
            byId.Count == 0
                ? []
                : await db
                    .ContentReferences.AsNoTracking()
                    .Where(reference => reference.PlanId == plan)
                    .Select(reference => new { reference.OwnerId, reference.TargetId })
                    .ToListAsync(ct);
        return from reference in named
            where byId.ContainsKey(reference.OwnerId) && left.ContainsKey(reference.TargetId)
            group byId[reference.OwnerId] by left[reference.TargetId] into owners
            select new PlanPartReferenced(owners.Key.Ref, [.. owners], sections[0].Pointer);
    }

    /// <summary>Matches the contents of sections with the parts of the plan.</summary>
    private sealed class Placement(
        OpenPlan plan,
        WorkspaceId workspaceId,
        List<PlanPart> present,
        Dictionary<(string Section, string Key), PlanPart> deleted
    )
    {
        private readonly Dictionary<(string Section, string Key), PlanPart> _present = present.ToDictionary(part =>
            (part.Section, part.RefKey)
        );

        public List<Error> Refusals { get; } = [];

        /// <summary>The parts that no content matched.</summary>
        public IReadOnlyCollection<PlanPart> Left => _present.Values;

        public List<PartDraft> Place(SectionDraft section)
        {
            if (section.Contents.Count > section.Section.Max)
            {
                Refusals.Add(new PlanSectionFull(section.Section.Key, section.Section.Max, section.Pointer));
            }

            var drafts = section.Contents.Select((content, i) => Place(section, content, $"{section.Pointer}/{i}")).ToList();
            Refusals.AddRange(
                Left.Where(part => part.HasNewerSchema && part.Section == section.Section.Name)
                    .Select(part => new PlanPartNewerSchema(part.Ref, section.Pointer))
            );
            return drafts;
        }

        private PartDraft Place(SectionDraft section, PlanPartContent given, string pointer)
        {
            var at = pointer + section.ContentPointer;
            var key = given.Ref is null ? default : (section.Section.Name, PartRef.KeyOf(given.Ref));
            if (given.Ref is not null && _present.Remove(key, out var part))
            {
                var before = StoredContent.Read(part);
                var changed = Read(given, before);
                if (part.HasNewerSchema && !StoredContent.AreSame(before, changed.Content))
                {
                    Refusals.Add(new PlanPartNewerSchema(part.Ref, pointer));
                }

                // An existing part keeps the spelling of its ref, because parts outside the request may refer to it.
                return new PartDraft(part, changed.Content)
                {
                    Before = before,
                    Contradictions = changed.Contradictions,
                    Pointer = pointer,
                    ContentPointer = at,
                    KeepsContent = part.HasNewerSchema,
                };
            }

            if (given.Ref is null || !deleted.Remove(key, out part))
            {
                part = PlanPart.Add(workspaceId, plan.Id, section.Section);
            }
            else if (part.HasNewerSchema)
            {
                Refusals.Add(new PlanPartNewerSchema(part.Ref, pointer));
            }

            var added = Read(given, null);
            return new PartDraft(part, added.Content)
            {
                GivenRef = given.Ref,
                Contradictions = added.Contradictions,
                Pointer = pointer,
                ContentPointer = at,
            };
        }

        private ReadContent<PlanPartContent> Read(PlanPartContent given, PlanPartContent? before) =>
            plan.Phrases.Read(given with { Ref = null }, plan.Currency, before);
    }
}
