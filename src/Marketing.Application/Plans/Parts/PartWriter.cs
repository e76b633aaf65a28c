using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Writes parts. The plan's content is open.</summary>
internal sealed class PartWriter(
    IMarketingDb db,
    RequestContext context,
    PartRefs refs,
    PartReferences references,
    CatalogueLinks links,
    TimeProvider clock
)
{
    private const string RefPointer = "/ref";
    private const string ContentPointer = "/content";

    /// <summary>Adds a part at the end of its section, or restores the deleted part with this ref.</summary>
    public async Task<Result<PlanPart>> AddAsync(
        OpenPlan plan,
        PlanSection section,
        string? givenRef,
        PlanPartContent given,
        CancellationToken ct
    )
    {
        var (count, last) = await CountAsync(plan.Id, section, ct);
        var returning = givenRef is null ? [] : await FindDeletedAsync(plan.Id, [section], [givenRef], ct);
        var part = returning.SingleOrDefault().Value ?? PlanPart.Add(context.WorkspaceId, plan.Id, section);
        var read = plan.Phrases.Read(await links.LinkNewAsync(given, null, ct), plan.Currency);
        var draft = new PartDraft(part, read.Content)
        {
            GivenRef = givenRef,
            ContentPointer = ContentPointer,
            Contradictions = read.Contradictions,
        };
        var full = count >= section.Max ? new PlanSectionFull(section.Key, section.Max) : null;
        var newer = part.HasNewerSchema ? new PlanPartNewerSchema(part.Ref, RefPointer) : null;
        if (Refusals.Join(full, newer, await PrepareAsync(new PartDrafts { Plan = plan, Drafts = [draft] }, ct)) is { } refused)
        {
            return refused;
        }

        part.MoveTo(PartOrder.After(last));
        Store(draft);
        return part;
    }

    /// <summary>Finds a part for writing.</summary>
    public async Task<Result<PlanPart>> FindAsync(
        PlanId planId,
        PlanPartId id,
        PlanSectionName? within,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    )
    {
        var missing = new PlanPartNotFound(within, id.Value);
        var found = await db.FindAsync<PlanPart, PlanPartId>(id, null, missing, ct, includeDeleted);
        return found switch
        {
            { Succeeded: false } => found,
            _ when found.Value.PlanId != planId || !IsWithin(found.Value, within) => missing,
            _ when expectedVersion?.Allows(found.Value.Version) == false => new StaleVersion(found.Value.Version),
            _ when found.Value.HasNewerSchema => new PlanPartNewerSchema(found.Value.Ref),
            _ => found,
        };
    }

    /// <summary>Changes ref and content of a part.</summary>
    public async Task<Error?> WriteAsync(OpenPlan plan, PlanPart part, PartInput input, CancellationToken ct)
    {
        var before = StoredContent.Read(part);
        var read = plan.Phrases.Read(await links.LinkNewAsync(input.Content, before, ct), plan.Currency, before);
        var draft = new PartDraft(part, read.Content)
        {
            GivenRef = input.Ref,
            ContentPointer = ContentPointer,
            Before = before,
            Contradictions = read.Contradictions,
        };
        var referred = input.Ref is { } wanted && PartRef.Of(wanted).Text != part.Ref ? await ReferredAsync(part, RefPointer, ct) : null;
        if (Refusals.Join(referred, await PrepareAsync(new PartDrafts { Plan = plan, Drafts = [draft] }, ct)) is { } refused)
        {
            return refused;
        }

        Store(draft);
        return null;
    }

    /// <summary>Deletes a part that no other part refers to.</summary>
    public async Task<Error?> DeleteAsync(PlanPart part, CancellationToken ct)
    {
        if (await ReferredAsync(part, null, ct) is { } referred)
        {
            return referred;
        }

        await references.RemoveAsync([part], ct);
        await refs.RetireAsync(part, ct);
        part.Delete(clock.Instant());
        return null;
    }

    /// <summary>Restores a deleted part if its section has room, its refs are free, and everything it refers to exists.</summary>
    public async Task<Error?> RestoreAsync(OpenPlan plan, PlanPart part, CancellationToken ct)
    {
        if (part.DeletedAt is null)
        {
            return null;
        }

        var section = PlanSections.Find(part.Section)!;
        var draft = new PartDraft(part, StoredContent.Read(part)) { ContentPointer = ContentPointer };
        var (count, _) = await CountAsync(part.PlanId, section, ct);
        var full = count >= section.Max ? new PlanSectionFull(section.Key, section.Max) : null;
        if (Refusals.Join(full, await PrepareAsync(new PartDrafts { Plan = plan, Drafts = [draft] }, ct)) is { } refused)
        {
            return refused;
        }

        Store(draft);
        return null;
    }

    /// <summary>
    /// Validates all drafts together and assigns their refs. Without faults, records refs and references; <see cref="Store"/> writes the
    /// parts.
    /// </summary>
    public async Task<Error?> PrepareAsync(PartDrafts request, CancellationToken ct)
    {
        var taken = await refs.AssignAsync(request, ct);
        if (Refusals.Join([.. taken, await references.CheckAsync(request, ct)]) is { } refused)
        {
            return refused;
        }

        await references.RecordAsync(request, ct);
        await refs.StoreAsync(request, ct);
        request.Plan.Revision?.Keep(request.Plan.Numbers);
        return null;
    }

    /// <summary>Writes a prepared part.</summary>
    public void Store(PartDraft draft)
    {
        draft.Part.Restore();
        if (!draft.KeepsContent)
        {
            draft.Part.Write(draft.Content);
        }

        if (draft.Part.Version == 0)
        {
            db.PlanParts.Add(draft.Part);
        }
    }

    /// <summary>Returns the deleted parts of these sections that have one of the refs; of several with one ref, the last one.</summary>
    public async Task<Dictionary<(string Section, string Key), PlanPart>> FindDeletedAsync(
        PlanId planId,
        IReadOnlyCollection<PlanSection> sections,
        IEnumerable<string> refsWanted,
        CancellationToken ct
    )
    {
        var keys = refsWanted.Select(PartRef.KeyOf).Distinct(StringComparer.Ordinal).ToList();
        var deleted =
            keys.Count == 0
                ? []
                : await db
                    .PlanParts.IgnoreQueryFilters([DbFilters.Deletion])
                    .Where(part => part.PlanId == planId && part.DeletedAt != null && keys.Contains(part.RefKey))
                    .ToListAsync(ct);
        return deleted
            .Where(part => sections.Any(section => section.Name == part.Section))
            .OrderBy(part => part.DeletedAt)
            .GroupBy(part => (part.Section, part.RefKey))
            .ToDictionary(group => group.Key, group => group.Last());
    }

    private static bool IsWithin(PlanPart part, PlanSectionName? within) =>
        PlanSections.Find(part.Section) is { } section && (within ?? section.Key) == section.Key;

    private async Task<(int Count, int? Last)> CountAsync(PlanId planId, PlanSection section, CancellationToken ct)
    {
        var order = section.Order;
        var found = await db
            .PlanParts.Where(part => part.PlanId == planId && part.SectionOrder == order)
            .GroupBy(_ => 1)
            .Select(group => new { Count = group.Count(), Last = group.Max(part => part.Position) })
            .SingleOrDefaultAsync(ct);
        return (found?.Count ?? 0, found?.Last);
    }

    private async Task<PlanPartReferenced?> ReferredAsync(PlanPart part, string? pointer, CancellationToken ct) =>
        await references.ReferrersAsync(part, ct) is { Count: > 0 } referrers ? new PlanPartReferenced(part.Ref, referrers, pointer) : null;
}
