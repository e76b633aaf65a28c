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
public sealed record GetPlanDocument(PlanId Id) : IQuery<PlanDocument>;

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
        var ofHeader = await plans.WriteAsync(plan, header, DocumentSections.Header, cancellationToken);
        var ofParts = await parts.ReplaceAsync(command.Id, header.Currency, sections, cancellationToken);
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        await db.SaveContentAsync(command.Id, cancellationToken);
        return (await db.ReadDocumentAsync(command.Id, cancellationToken))!;
    }

    /// <summary>
    /// What says the same as before keeps its links to the catalogue. Elsewhere names that the part itself or the plan already
    /// knows keep their party, and the others are looked for in the catalogue.
    /// </summary>
    private async Task<Result<(PlanHeader Header, IReadOnlyList<SectionDraft> Sections)>> LinkAsync(Plan plan, PlanDocument document, CancellationToken ct)
    {
        var rows = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == plan.Id).Select(part => new { part.Section, part.Content, part.Ref }).ToListAsync(ct);
        var there = rows.ToDictionary(row => (row.Section, row.Ref), row => StoredForm.Read(PlanSections.Named(row.Section), row.Content, row.Ref));
        var known = PartiesIn([plan.Header, .. there.Values]);
        var sections = DocumentSections.Of(document);
        var found = await links.FindAsync(sections.SelectMany(section => section.Contents).Prepend<object>(document.Plan), known, create: false, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var byText = found.Value.Matched.ToDictionary(party => party.Text, party => party.PartyId, StringComparer.Ordinal);
        return (Link(plan.Header, document.Plan), [.. sections.Select(section => section with
        {
            Contents = [.. section.Contents.Select(content => Link(content.Ref is { } name && there.TryGetValue((section.Section.Name, name), out var before) ? before : null, content))],
        })]);

        T Link<T>(T? before, T given)
            where T : class
        {
            var read = PhraseReading.Read(given, document.Plan.Currency);
            return before is null ? PartyLinks.Link(read, byText)
                : WireJson.StoreWhole(PartyLinks.Unlink(before)) == WireJson.StoreWhole(read) ? before
                : PartyLinks.Link(PartyLinks.Link(read, PartiesIn([before])), byText);
        }
    }

    private static Dictionary<string, Guid> PartiesIn(IEnumerable<object> contents) => contents
        .SelectMany(ContentTree.Nodes).Select(node => node.Value).OfType<PartyRef>().Where(party => party.PartyId is not null)
        .DistinctBy(party => party.Text, StringComparer.Ordinal).ToDictionary(party => party.Text, party => party.PartyId!.Value, StringComparer.Ordinal);
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
        var contents = parts.ToLookup(part => part.Section, part => PartyLinks.Unlink(StoredForm.Read(PlanSections.Named(part.Section), part.Content, part.Ref)));
        return DocumentSections.With(new PlanDocument { Plan = PartyLinks.Unlink(header), ContentVersion = (int)version + 1 }, contents);
    }
}
