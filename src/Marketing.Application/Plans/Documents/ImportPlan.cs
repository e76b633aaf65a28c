using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Plans.Documents;

/// <summary>The result of an import.</summary>
public sealed record ImportResponse : IVersioned
{
    int IVersioned.Version => Plan.Version;

    long? IVersioned.ContentVersion => Plan.ContentVersion;

    /// <summary>The new plan.</summary>
    public required PlanResponse Plan { get; init; }

    /// <summary>Number of parts imported into each section, by section name. Empty sections are omitted.</summary>
    public required IReadOnlyDictionary<string, int> Imported { get; init; }

    /// <summary>
    /// How the names in the document match the entries of each catalogue: under `parties`, `partners`,
    /// `channels`, `segments` and `metrics`.
    /// Catalogues may be added.
    /// </summary>
    public required IReadOnlyDictionary<string, CatalogueReport> Catalogues { get; init; }
}

/// <summary>Creates a plan with all its parts in one transaction: all or nothing.</summary>
/// <param name="Document">The plan.</param>
/// <param name="CreateEntries">Whether to create catalogue entries for names without a match.</param>
public sealed record ImportPlan(PlanDocument Document, bool CreateEntries = false) : PhraseCommand<ImportResponse>
{
    protected override void Read(PhraseReader reader) => reader.ReadDocument(Document);
}

internal sealed class ImportPlanHandler(IMarketingDb db, PartReplacer parts, CatalogueLinks links, PlanWriter plans, RequestContext context)
    : IRequestHandler<ImportPlan, Result<ImportResponse>>
{
    private static readonly Dictionary<(string Catalogue, string Text), Guid> NothingKnown = [];

    public async Task<Result<ImportResponse>> Handle(ImportPlan command, CancellationToken cancellationToken)
    {
        if (command.CreateEntries && context.MayNotCreateEntries() is { } forbidden)
        {
            return forbidden;
        }

        var contents = DocumentSections.Placed(command.Document);
        var found = await links.FindAsync(contents, NothingKnown, command.CreateEntries, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var header = found.Value.Link(command.Document.Plan);
        IReadOnlyList<SectionDraft> sections = [.. DocumentSections.Of(command.Document).Select(found.Value.Link)];
        var plan = await plans.DraftAsync(header, command.Phrases, DocumentSections.Header, cancellationToken);
        var ofParts = await parts.FillAsync(OpenOf(plan, header.Currency) with { Phrases = command.Phrases }, sections, cancellationToken);
        if (Refusals.Join(plan.Error, ofParts) is { } refused)
        {
            return refused;
        }

        plan.Value.ReadBy(command.Document.ReadingVersion ?? PhraseReader.Grammar);
        await db.SaveChangesAsync(cancellationToken);
        return new ImportResponse
        {
            Plan = plans.ToResponse(plan.Value),
            Imported = sections
                .Where(section => section.Contents.Count > 0)
                .ToDictionary(section => section.Section.Name, section => section.Contents.Count),
            Catalogues = found.Value.Reports,
        };
    }

    /// <summary>Returns the new plan. If its header is refused, parts are still checked: the client learns all faults at once.</summary>
    private OpenPlan OpenOf(Result<Plan> plan, string currency)
    {
        var id = plan.Succeeded ? plan.Value.Id : EntityId.New<PlanId>();
        return new OpenPlan(id, currency, db.PlanRevisions.Local.SingleOrDefault(revision => revision.PlanId == id)) { IsNew = true };
    }
}
