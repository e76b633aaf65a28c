using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>Reads a whole plan as a document.</summary>
/// <param name="Id">The plan.</param>
/// <param name="View">Which content to read; null for the working copy.</param>
public sealed record GetPlanDocument(PlanId Id, ContentView? View = null) : IQuery<PlanDocument>, IRevalidated
{
    IQuery<VersionTag>? IRevalidated.VersionOnly => View?.At is null ? new GetDocumentVersion(Id, View) : null;
}

/// <summary>Reads the version of a plan's document.</summary>
public sealed record GetDocumentVersion(PlanId Id, ContentView? View = null) : IQuery<VersionTag>;

internal sealed class GetDocumentVersionHandler(IMarketingDb db) : IRequestHandler<GetDocumentVersion, Result<VersionTag>>
{
    public async Task<Result<VersionTag>> Handle(GetDocumentVersion query, CancellationToken cancellationToken)
    {
        var version = await db.Content(query.View).ReadVersionAsync(query.Id, cancellationToken);
        return version.Succeeded ? new VersionTag(DocumentReading.VersionOf(version.Value)) : version.Error;
    }
}

internal sealed class GetPlanDocumentHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<GetPlanDocument, Result<PlanDocument>>
{
    public async Task<Result<PlanDocument>> Handle(GetPlanDocument query, CancellationToken cancellationToken) =>
        query.View?.Fault(clock) is { } fault ? fault : await db.ReadDocumentAsync(query.Id, query.View, cancellationToken);
}

/// <summary>Replaces the content of a whole plan by a document, matching parts by their refs.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The content's version that the client has read; null to replace any version.</param>
/// <param name="Document">The new content.</param>
/// <param name="CreateEntries">Whether to create catalogue entries for names that no entry has.</param>
public sealed record ReplacePlanDocument(PlanId Id, ExpectedVersion? ExpectedVersion, PlanDocument Document, bool CreateEntries = false)
    : PhraseCommand<PlanDocument>
{
    protected override void Read(PhraseReader reader) => reader.ReadDocument(Document);
}

internal sealed class ReplacePlanDocumentHandler(
    IMarketingDb db,
    PlanWriter plans,
    PartReplacer parts,
    CatalogueLinks links,
    RequestContext context
) : IRequestHandler<ReplacePlanDocument, Result<PlanDocument>>
{
    public async Task<Result<PlanDocument>> Handle(ReplacePlanDocument command, CancellationToken cancellationToken)
    {
        if (command.CreateEntries && context.MayNotCreateEntries() is { } forbidden)
        {
            return forbidden;
        }

        var opened = await db.OpenContentAsync(command.Id, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        // Document versions are one ahead of content versions, and opening has incremented the content version.
        var open = opened.Value;
        var current = (int)open.Revision!.ContentVersion;
        if (command.ExpectedVersion?.Allows(current) == false)
        {
            return new StaleVersion(current);
        }

        var plan = await db.Plans.SingleAsync(plan => plan.Id == command.Id, cancellationToken);
        var linked = await LinkAsync(plan, command, cancellationToken);
        if (!linked.Succeeded)
        {
            return linked.Error;
        }

        var (header, sections) = linked.Value;
        var keepsHeader = plan.HasNewerSchema && header == plan.Header;
        var ofHeader = keepsHeader
            ? null
            : await plans.WriteAsync(plan, header, command.Phrases, DocumentSections.Header, cancellationToken);
        var ofParts = await parts.ReplaceAsync(
            open with
            {
                Currency = header.Currency,
                Phrases = command.Phrases,
            },
            sections,
            cancellationToken
        );
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        plan.ReadBy(command.Document.ReadingVersion ?? PhraseReader.Grammar);
        await db.SaveContentAsync(command.Id, cancellationToken);
        return await db.ReadDocumentAsync(command.Id, ContentView.Working, cancellationToken);
    }

    /// <summary>
    /// Links the names of a document to catalogue entries. Unchanged content keeps its links. Elsewhere, names that the part or the
    /// plan already links keep their entry, and the others are looked up in the catalogues.
    /// </summary>
    private async Task<Result<(PlanHeader Header, IReadOnlyList<SectionDraft> Sections)>> LinkAsync(
        Plan plan,
        ReplacePlanDocument command,
        CancellationToken ct
    )
    {
        var document = command.Document;
        var content = await db.Content(ContentView.Working).ReadAsync(plan.Id, ct);
        var present = content.Value.Parts.ToDictionary(part => (part.Section, PartRef.KeyOf(part.Ref)), part => part.Read());
        var known = CatalogueLinks.KnownIn([plan.Header, .. present.Values]);
        var found = await links.FindAsync(DocumentSections.Placed(document), known, command.CreateEntries, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        return (
            Link(plan.Header, document.Plan),
            [
                .. DocumentSections
                    .Of(document)
                    .Select(section =>
                        section with
                        {
                            Contents = [.. section.Contents.Select(content => Link(Before(section.Section, content.Ref), content))],
                        }
                    ),
            ]
        );

        PlanPartContent? Before(PlanSection section, string? name) =>
            name is null ? null : present.GetValueOrDefault((section.Name, PartRef.KeyOf(name)));

        T Link<T>(T? before, T given)
            where T : class
        {
            var read = command.Phrases.Read(given, document.Plan.Currency, before).Content;
            return before is null ? found.Value.Link(given)
                : WireJson.StoreWhole(CatalogueLinks.Unlink(before)) == WireJson.StoreWhole(read) ? before
                : found.Value.Link(CatalogueLinks.Link(given, CatalogueLinks.KnownIn([before])));
        }
    }
}

internal static class DocumentReading
{
    /// <summary>Returns the document's version, the number in its ETag: they begin with 1.</summary>
    public static int VersionOf(long contentVersion) => (int)(contentVersion + 1);

    /// <summary>Reads a plan's content as a document.</summary>
    public static async Task<Result<PlanDocument>> ReadDocumentAsync(
        this IMarketingDb db,
        PlanId id,
        ContentView? view,
        CancellationToken ct
    )
    {
        var read = await db.Content(view).ReadAsync(id, ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var (header, version, parts) = read.Value;
        var contents = parts.Select(part => (part.Section, Content: part.Read())).ToList();
        if (contents.Find(part => part.Content is NewerContent) is { Content: not null } unreadable)
        {
            return new PlanPartNewerSchema(unreadable.Content.Ref!);
        }

        var sections = contents.ToLookup(part => part.Section, part => CatalogueLinks.Unlink(part.Content), StringComparer.Ordinal);
        return DocumentSections.With(
            new PlanDocument
            {
                Plan = CatalogueLinks.Unlink(header),
                ContentVersion = VersionOf(version),
                ReadingVersion = read.Value.ReadingVersion < PhraseReader.Grammar ? read.Value.ReadingVersion : null,
            },
            sections
        );
    }
}
