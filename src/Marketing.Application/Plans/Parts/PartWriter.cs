using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>A part that is being written, with what it is to say.</summary>
/// <param name="Part">The part, new or loaded.</param>
/// <param name="Content">What it says now.</param>
/// <param name="Pointer">Where its content stands in what the client has sent.</param>
internal sealed record PartDraft(PlanPart Part, PlanPartContent Content, string Pointer);

/// <summary>What the writes of single parts share, whatever their section.</summary>
internal sealed class PartWriter(IMarketingDb db, RequestContext context, PartReferences references, TimeProvider clock)
{
    /// <summary>Adds a part at the end of its section; the plan's content is open.</summary>
    public async Task<Result<PlanPart>> AddAsync(PlanId planId, PlanPartContent given, CancellationToken ct)
    {
        var section = PlanSections.Of(given.GetType());
        var there = await db.PlanParts.Where(part => part.PlanId == planId && part.Section == section.Name)
            .GroupBy(_ => 1).Select(group => new { Count = group.Count(), Last = group.Max(part => part.Position) }).SingleOrDefaultAsync(ct);
        var full = (there?.Count ?? 0) >= section.Max ? new PlanSectionFull(section.Key, section.Max) : null;
        var taken = given.Ref is { } wanted && await db.PlanParts.AnyAsync(part => part.PlanId == planId && part.Ref == wanted, ct) ? new PlanPartRefTaken(wanted) : null;
        var content = await ReadAsync(planId, given, ct);
        var part = PlanPart.Add(context.WorkspaceId, planId, section.Name, content.Ref, PartOrder.After(there?.Last), StoredForm.Of(content), StoredForm.Searched(content));
        if (Refusals.Join(full, taken, await references.SettleAsync(planId, [new PartDraft(part, content, "/content")], null, ct)) is { } refused)
        {
            return refused;
        }

        db.PlanParts.Add(part);
        return part;
    }

    /// <summary>Finds a part for writing. The plan's content is open.</summary>
    public async Task<Result<PlanPart>> FindAsync(
        PlanId planId, PlanPartId id, PlanSectionName? within, int? expectedVersion, CancellationToken ct, bool includeDeleted = false)
    {
        var missing = new PlanPartNotFound(within, id.Value);
        var found = await db.FindAsync<PlanPart, PlanPartId>(id, null, missing, ct, includeDeleted);
        return found switch
        {
            { Succeeded: false } => found,
            _ when found.Value.PlanId != planId || (within is { } section && found.Value.Section != PlanSections.Of(section).Name) => missing,
            _ when expectedVersion is { } expected && expected != found.Value.Version => new StaleVersion(found.Value.Version),
            _ => found,
        };
    }

    public async Task<Error?> WriteAsync(PlanPart part, PlanPartContent given, CancellationToken ct)
    {
        var kept = given.Ref is { } wanted && wanted != part.Ref ? await RenameAsync(part, wanted, ct) : null;
        var content = await ReadAsync(part.PlanId, given, ct);
        if (Refusals.Join(kept, await references.SettleAsync(part.PlanId, [new PartDraft(part, content, "/content")], null, ct)) is { } refused)
        {
            return refused;
        }

        part.Say(StoredForm.Of(content), StoredForm.Searched(content));
        return null;
    }

    /// <summary>Takes a part out, if no other one names it.</summary>
    public async Task<Error?> DeleteAsync(PlanPart part, CancellationToken ct)
    {
        if (await references.ReferrersAsync(part, ct) is { Count: > 0 } referrers)
        {
            return new PlanPartReferenced(part.Ref, referrers);
        }

        await references.ForgetAsync([part], ct);
        part.Delete(clock.Instant());
        return null;
    }

    /// <summary>Brings a deleted part back.</summary>
    public async Task<Error?> RestoreAsync(PlanPart part, CancellationToken ct)
    {
        var content = StoredForm.Read(PlanSections.Find(part.Section)!, part.Content) with { Ref = part.Ref };
        if (await references.SettleAsync(part.PlanId, [new PartDraft(part, content, "/content")], null, ct) is { } refused)
        {
            return refused;
        }

        part.Restore();
        return null;
    }

    private async Task<Error?> RenameAsync(PlanPart part, string wanted, CancellationToken ct)
    {
        if (await db.PlanParts.AnyAsync(other => other.PlanId == part.PlanId && other.Ref == wanted && other.Id != part.Id, ct))
        {
            return new PlanPartRefTaken(wanted);
        }

        if (await references.ReferrersAsync(part, ct) is { Count: > 0 } referrers)
        {
            return new PlanPartReferenced(part.Ref, referrers, "/ref");
        }

        part.RenameRef(wanted);
        return null;
    }

    private async Task<PlanPartContent> ReadAsync(PlanId planId, PlanPartContent content, CancellationToken ct) =>
        PhraseReading.Read(content, await db.Plans.Where(plan => plan.Id == planId).Select(plan => plan.Currency).SingleAsync(ct));
}

/// <summary>How the content of a part is kept.</summary>
internal static class StoredForm
{
    /// <summary>Canonical JSON, without the ref, which has a column of its own.</summary>
    public static string Of(PlanPartContent content) => WireJson.StoreWhole(content with { Ref = null });

    /// <summary>Its texts, normalised for searching.</summary>
    public static string Searched(PlanPartContent content) => SearchText.Normalise(string.Join('\n', content.Texts().Where(text => text.Length > 0)));

    /// <summary>The content of a part, without its ref.</summary>
    public static PlanPartContent Read(PlanSection section, string content) => (PlanPartContent)WireJson.Load(content, section.Content);

    /// <summary>The content of a part as documents have it, with its ref.</summary>
    public static PlanPartContent Read(PlanSection section, string content, string givenRef) => Read(section, content) with { Ref = givenRef };
}
