using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.PlanParts;

/// <summary>A section as a document has it.</summary>
/// <param name="Section">Which section.</param>
/// <param name="Contents">What its parts say, in their order.</param>
/// <param name="Pointer">Where the list stands in what the client has sent.</param>
internal sealed record SectionDraft(PlanSection Section, IReadOnlyList<PlanPartContent> Contents, string Pointer);

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
        var faults = new List<RuleFault>();
        foreach (var section in sections)
        {
            if (section.Contents.Count > section.Section.Max)
            {
                faults.Add(RuleFault.Of(section.Pointer, "planPart.sectionFull", ("section", section.Section.Name), ("max", section.Section.Max)));
                continue;
            }

            for (var i = 0; i < section.Contents.Count; i++)
            {
                var content = PhraseReading.Read(section.Contents[i], currency);
                var part = Place(planId, section.Section.Name, content, i + 1, old);
                var pointer = $"{section.Pointer}/{i}";
                if (!byRef.TryAdd(part.Ref, part))
                {
                    faults.Add(RuleFault.Of($"{pointer}/ref", "planPart.refTaken", ("ref", part.Ref)));
                }

                drafts.Add(new PartDraft(part, content, pointer));
            }
        }

        if (await references.SettleAsync(planId, drafts, byRef, ct) is { } refused)
        {
            return new RulesBroken([.. faults, .. refused.Faults]);
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        if (await TakeOutAsync([.. old.Values], replaced, there, ct) is { } referenced)
        {
            return referenced;
        }

        drafts.ForEach(draft => draft.Part.Say(StoredForm.Of(draft.Content), StoredForm.Searched(draft.Content)));
        db.PlanParts.AddRange(drafts.Select(draft => draft.Part).Where(part => part.Version == 0));
        return null;
    }

    private PlanPart Place(PlanId planId, string section, PlanPartContent content, int position, Dictionary<(string Section, string Ref), PlanPart> old)
    {
        if (content.Ref is not { } given || !old.Remove((section, given), out var part))
        {
            return PlanPart.Add(context.WorkspaceId, planId, section, content.Ref, position, "{}", "");
        }

        part.MoveTo(position);
        return part;
    }

    /// <summary>Parts outside the replaced sections may name one that would leave; those inside have just been checked.</summary>
    private async Task<Error?> TakeOutAsync(List<PlanPart> leaving, HashSet<string> replaced, List<PlanPart> there, CancellationToken ct)
    {
        if (leaving.Count == 0)
        {
            return null;
        }

        var staying = there.Where(part => !replaced.Contains(part.Section)).ToDictionary(part => part.Id.Value);
        var ids = leaving.Select(part => part.Id.Value).ToList();
        var named = await db.ContentReferences.Where(reference => ids.Contains(reference.TargetId)).Select(reference => new { reference.OwnerId, reference.TargetId }).ToListAsync(ct);
        if (named.Find(reference => staying.ContainsKey(reference.OwnerId)) is { } first)
        {
            var target = leaving.Single(part => part.Id.Value == first.TargetId);
            return new PlanPartReferenced(target.Ref, [.. named.Where(reference => reference.TargetId == first.TargetId && staying.ContainsKey(reference.OwnerId))
                .Select(reference => $"{PlanSections.TypeOf(staying[reference.OwnerId].Section)}/{staying[reference.OwnerId].Ref}")]);
        }

        await references.ForgetAsync(leaving, ct);
        db.PlanParts.RemoveRange(leaving);
        return null;
    }
}
