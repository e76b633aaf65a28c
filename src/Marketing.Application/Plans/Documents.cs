using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

/// <summary>Reads a whole plan as a document.</summary>
public sealed record GetPlanDocument(PlanId Id) : IQuery<PlanDocument>;

internal sealed class GetPlanDocumentHandler(IMarketingDb db) : IRequestHandler<GetPlanDocument, Result<PlanDocument>>
{
    public async Task<Result<PlanDocument>> Handle(GetPlanDocument query, CancellationToken cancellationToken) =>
        await db.ReadDocumentAsync(query.Id, cancellationToken) is { } document ? document : new PlanNotFound(query.Id.Value);
}

/// <summary>Brings a whole plan to what a document says, matching parts by their refs.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The content's version that the caller has seen; none to take any.</param>
/// <param name="Document">What the plan is to say.</param>
/// <param name="CreateEntries">Whether catalogue entries are made for names that no entry has.</param>
public sealed record ReplacePlanDocument(PlanId Id, int? ExpectedVersion, PlanDocument Document, bool CreateEntries = false) : ICommand<PlanDocument>;

internal sealed class ReplacePlanDocumentHandler(IMarketingDb db, PlanWriter plans, PartReplacer parts, CatalogueLinks links, RequestContext context) : IRequestHandler<ReplacePlanDocument, Result<PlanDocument>>
{
    public async Task<Result<PlanDocument>> Handle(ReplacePlanDocument command, CancellationToken cancellationToken)
    {
        if (command.CreateEntries && context.MayNotCreateEntries() is { } forbidden)
        {
            return forbidden;
        }

        if (await db.OpenContentAsync(command.Id, cancellationToken) is { } closed)
        {
            return closed;
        }

        // Opening has counted up: what was current until now is the number that it has become.
        var current = await db.PlanRevisions.Where(revision => revision.PlanId == command.Id && revision.Status == RevisionStatus.Draft).Select(revision => revision.ContentVersion).SingleAsync(cancellationToken);
        if (command.ExpectedVersion is { } expected && expected != (int)current)
        {
            return new StaleVersion((int)current);
        }

        var plan = await db.Plans.SingleAsync(plan => plan.Id == command.Id, cancellationToken);
        var linked = await LinkAsync(plan, command, cancellationToken);
        if (!linked.Succeeded)
        {
            return linked.Error;
        }

        var (header, sections) = linked.Value;
        var ofHeader = await plans.FirstObjectionAsync(header, command.Id, cancellationToken) ?? plan.Write(header).Error;
        var ofParts = await parts.ReplaceAsync(command.Id, header.Currency, sections, cancellationToken);
        if (ImportFaults.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        await plans.SavedAsync(plan, cancellationToken);
        return (await db.ReadDocumentAsync(command.Id, cancellationToken))!;
    }

    /// <summary>Names that the plan already knows keep their meaning; the others are looked for in the catalogues.</summary>
    private async Task<Result<(PlanHeader Header, IReadOnlyList<SectionDraft> Sections)>> LinkAsync(Plan plan, ReplacePlanDocument command, CancellationToken ct)
    {
        var document = command.Document;
        var there = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == plan.Id).Select(part => new { part.Section, part.Content, part.Ref }).ToListAsync(ct);
        var known = CatalogueLinks.KnownIn(there.Select(part => (object)StoredForm.Read(PlanSections.Named(part.Section), part.Content, part.Ref)).Prepend(plan.Header));
        var found = await links.FindAsync(DocumentSections.Placed(document), known, command.CreateEntries, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var header = PhraseReading.Read(found.Value.Link(document.Plan), document.Plan.Currency);
        return (header, [.. DocumentSections.Of(document).Select(found.Value.Link)]);
    }
}

internal static class DocumentReading
{
    /// <summary>The plan's working copy as a document; null where there is no such plan.</summary>
    public static async Task<PlanDocument?> ReadDocumentAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var header = await db.Plans.AsNoTracking().Where(plan => plan.Id == id).Select(plan => plan.Header).SingleOrDefaultAsync(ct);
        if (header is null)
        {
            return null;
        }

        var version = await db.PlanRevisions.AsNoTracking().Where(revision => revision.PlanId == id).OrderByDescending(revision => revision.Number).Select(revision => revision.ContentVersion).FirstAsync(ct);
        var parts = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == id).OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(part => new { part.Section, part.Ref, part.Content }).ToListAsync(ct);
        var contents = parts.ToLookup(part => part.Section, part => CatalogueLinks.Unlink(StoredForm.Read(PlanSections.Named(part.Section), part.Content, part.Ref)));
        return DocumentSections.With(new PlanDocument { Plan = CatalogueLinks.Unlink(header), ContentVersion = (int)version + 1 }, contents);
    }
}
