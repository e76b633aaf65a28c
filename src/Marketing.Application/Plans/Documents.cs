using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans;

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
    public async Task<Result<PlanDocument>> Handle(GetPlanDocument query, CancellationToken cancellationToken) =>
        await db.ReadDocumentAsync(query.Id, cancellationToken) is { } document ? document : new PlanNotFound(query.Id.Value);
}

/// <summary>Brings a whole plan to what a document says, matching parts by their refs.</summary>
public sealed record ReplacePlanDocument(PlanId Id, int? ExpectedVersion, PlanDocument Document) : ICommand<PlanDocument>;

internal sealed class ReplacePlanDocumentHandler(IMarketingDb db, PlanWriter plans, PartReplacer parts, PartyLinks links) : IRequestHandler<ReplacePlanDocument, Result<PlanDocument>>
{
    public async Task<Result<PlanDocument>> Handle(ReplacePlanDocument command, CancellationToken cancellationToken)
    {
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
        var linked = await LinkAsync(plan, command.Document, cancellationToken);
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

    /// <summary>Names that the plan already knows keep their party; the others are looked for in the catalogue.</summary>
    private async Task<Result<(PlanHeader Header, IReadOnlyList<SectionDraft> Sections)>> LinkAsync(Plan plan, PlanDocument document, CancellationToken ct)
    {
        var there = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == plan.Id).Select(part => new { part.Section, part.Content, part.Ref }).ToListAsync(ct);
        var known = there.Select(part => (object)StoredForm.Read(PlanSections.Named(part.Section), part.Content, part.Ref)).Prepend(plan.Header)
            .SelectMany(ContentTree.Nodes).Select(node => node.Value).OfType<PartyRef>().Where(party => party.PartyId is not null)
            .DistinctBy(party => party.Text, StringComparer.Ordinal).ToDictionary(party => party.Text, party => party.PartyId!.Value, StringComparer.Ordinal);
        var sections = DocumentSections.Of(document);
        var found = await links.FindAsync(sections.SelectMany(section => section.Contents).Prepend<object>(document.Plan), known, create: false, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var byText = found.Value.Matched.ToDictionary(party => party.Text, party => party.PartyId, StringComparer.Ordinal);
        var header = PhraseReading.Read(PartyLinks.Link(document.Plan, byText), document.Plan.Currency);
        return (header, [.. sections.Select(section => section with { Contents = [.. section.Contents.Select(content => PartyLinks.Link(content, byText))] })]);
    }
}

internal static class DocumentReading
{
    /// <summary>The versions that the document has had in each revision, the current one first; they begin with 1.</summary>
    public static IQueryable<long> DocumentVersions(this IMarketingDb db, PlanId id) =>
        db.PlanRevisions.Where(revision => revision.PlanId == id).OrderByDescending(revision => revision.Number).Select(revision => revision.ContentVersion + 1);

    /// <summary>The plan's working copy as a document; null where there is no such plan.</summary>
    public static async Task<PlanDocument?> ReadDocumentAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var header = await db.Plans.AsNoTracking().Where(plan => plan.Id == id).Select(plan => plan.Header).SingleOrDefaultAsync(ct);
        if (header is null)
        {
            return null;
        }

        var version = await db.DocumentVersions(id).FirstAsync(ct);
        var parts = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == id).OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(part => new { part.Section, part.Ref, part.Content }).ToListAsync(ct);
        var contents = parts.ToLookup(part => part.Section, part => PartyLinks.Unlink(StoredForm.Read(PlanSections.Named(part.Section), part.Content, part.Ref)));
        return DocumentSections.With(new PlanDocument { Plan = PartyLinks.Unlink(header), ContentVersion = (int)version }, contents);
    }
}
