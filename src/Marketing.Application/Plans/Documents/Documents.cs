using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>Reads a whole plan as a document.</summary>
public sealed record GetPlanDocument(PlanId Id) : IQuery<PlanDocument>, IRevalidated
{
    IQuery<int>? IRevalidated.VersionOnly => new GetDocumentVersion(Id);
}

/// <summary>Reads the version of a plan's document.</summary>
public sealed record GetDocumentVersion(PlanId Id) : IQuery<int>;

internal sealed class GetDocumentVersionHandler(IMarketingDb db) : IRequestHandler<GetDocumentVersion, Result<int>>
{
    public async Task<Result<int>> Handle(GetDocumentVersion query, CancellationToken cancellationToken) =>
        await db.DocumentVersions(query.Id).Where(_ => db.Plans.Any(plan => plan.Id == query.Id)).Select(version => (long?)version).FirstOrDefaultAsync(cancellationToken) is { } version
            ? (int)version : new PlanNotFound(query.Id.Value);
}

internal sealed class GetPlanDocumentHandler(IMarketingDb db) : IRequestHandler<GetPlanDocument, Result<PlanDocument>>
{
    public Task<Result<PlanDocument>> Handle(GetPlanDocument query, CancellationToken cancellationToken) => db.ReadDocumentAsync(query.Id, cancellationToken);
}

/// <summary>Replaces a plan's content with a document, matching parts by their refs.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The content version that the caller has read; null to replace any version.</param>
/// <param name="Document">The new content.</param>
/// <param name="CreateEntries">Whether to create catalogue entries for names without a match.</param>
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

        // Opening incremented the version, so the version that the caller may have read is one lower.
        var current = await db.PlanRevisions.Where(revision => revision.PlanId == command.Id && revision.Status == RevisionStatus.Draft).Select(revision => revision.ContentVersion).SingleAsync(cancellationToken);
        if (command.ExpectedVersion is { } expected && expected != (int)current)
        {
            return new StaleVersion((int)current);
        }

        var open = await db.ReadOpenAsync(command.Id, cancellationToken);
        var plan = await db.Plans.SingleAsync(plan => plan.Id == command.Id, cancellationToken);
        var linked = await LinkAsync(plan, command, cancellationToken);
        if (!linked.Succeeded)
        {
            return linked.Error;
        }

        var (header, sections) = linked.Value;
        var ofHeader = plan.HasNewerSchema && header == plan.Header ? null : await plans.WriteAsync(plan, header, DocumentSections.Header, cancellationToken);
        var ofParts = await parts.ReplaceAsync(open with { Currency = header.Currency }, sections, cancellationToken);
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.Id, cancellationToken);
        return await db.ReadDocumentAsync(command.Id, cancellationToken);
    }

    /// <summary>
    /// Links names to catalogue entries. Unchanged content keeps its links. In changed content, names known to the part or the plan keep
    /// their entry; the others are looked up in the catalogues.
    /// </summary>
    private async Task<Result<(PlanHeader Header, IReadOnlyList<SectionDraft> Sections)>> LinkAsync(Plan plan, ReplacePlanDocument command, CancellationToken ct)
    {
        var document = command.Document;
        var present = (await db.ReadContentsAsync(plan.Id, ct)).ToDictionary(part => (part.Section.Name, part.Key), part => part.Content);
        var known = CatalogueLinks.KnownIn([plan.Header, .. present.Values]);
        var found = await links.FindAsync(DocumentSections.Placed(document), known, command.CreateEntries, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        return (Link(plan.Header, document.Plan), [.. DocumentSections.Of(document).Select(section => section with
        {
            Contents = [.. section.Contents.Select(content => Link(Before(section.Section, content.Ref), content))],
        })]);

        PlanPartContent? Before(PlanSection section, string? name) => name is null ? null : present.GetValueOrDefault((section.Name, PartRef.KeyOf(name)));

        T Link<T>(T? before, T given)
            where T : class
        {
            var read = PhraseReading.Read(given, document.Plan.Currency);
            return before is null ? found.Value.Link(read)
                : WireJson.StoreWhole(CatalogueLinks.Unlink(before)) == WireJson.StoreWhole(read) ? before
                : found.Value.Link(CatalogueLinks.Link(read, CatalogueLinks.KnownIn([before])));
        }
    }
}

internal static class DocumentReading
{
    /// <summary>Returns the document's version in each revision, the current one first. Versions start at 1.</summary>
    public static IQueryable<long> DocumentVersions(this IMarketingDb db, PlanId id) =>
        db.PlanRevisions.Where(revision => revision.PlanId == id).OrderByDescending(revision => revision.Number).Select(revision => revision.ContentVersion + 1);

    /// <summary>Reads the plan's working copy as a document.</summary>
    public static async Task<Result<PlanDocument>> ReadDocumentAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var header = await db.Plans.AsNoTracking().Where(plan => plan.Id == id).Select(plan => plan.Header).SingleOrDefaultAsync(ct);
        if (header is null)
        {
            return new PlanNotFound(id.Value);
        }

        var version = await db.DocumentVersions(id).FirstAsync(ct);
        var contents = await db.ReadContentsAsync(id, ct);
        if (contents.FirstOrDefault(part => part.Content is NewerContent) is { Content: not null } unreadable)
        {
            return new PlanPartNewerSchema(unreadable.Content.Ref!);
        }

        var sections = contents.ToLookup(part => part.Section.Name, part => CatalogueLinks.Unlink(part.Content), StringComparer.Ordinal);
        return DocumentSections.With(new PlanDocument { Plan = CatalogueLinks.Unlink(header), ContentVersion = (int)version }, sections);
    }

    /// <summary>Reads the content of all parts in order, with refs. Sections that only a newer build knows are omitted.</summary>
    public static async Task<IReadOnlyList<(PlanSection Section, string Key, PlanPartContent Content)>> ReadContentsAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var rows = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == id).OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(part => new { part.Section, part.SchemaVersion, part.Ref, part.RefKey, part.Content }).ToListAsync(ct);
        return
        [
            .. from row in rows
               let section = PlanSections.Find(row.Section)
               where section is not null
               select (section, row.RefKey, StoredContent.Read(section, row.SchemaVersion, row.Content, row.Ref)),
        ];
    }
}
