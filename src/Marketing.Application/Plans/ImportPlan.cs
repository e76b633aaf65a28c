using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Common;
using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Plans;

/// <summary>What an import made.</summary>
public sealed record ImportResponse : IVersioned
{
    int IVersioned.Version => Plan.Version;

    /// <summary>The new plan.</summary>
    public required PlanResponse Plan { get; init; }

    /// <summary>How many parts each section has received, by the section's name in documents; sections without any are left out.</summary>
    public required IReadOnlyDictionary<string, int> Imported { get; init; }

    /// <summary>What the names in the document have met in the catalogues.</summary>
    public required CatalogueReports Catalogues { get; init; }
}

/// <summary>Creates a plan with all its parts in one transaction: everything or nothing.</summary>
/// <param name="Document">The plan.</param>
/// <param name="CreateEntries">Whether catalogue entries are made for names that no entry has.</param>
public sealed record ImportPlan(PlanDocument Document, bool CreateEntries = false) : ICommand<ImportResponse>;

internal sealed class ImportPlanHandler(PartReplacer parts, CatalogueLinks links, PlanWriter plans, ISender sender, IMarketingDb db, RequestContext context) : IRequestHandler<ImportPlan, Result<ImportResponse>>
{
    private static readonly Dictionary<(string Catalogue, string Text), Guid> NothingKnown = [];

    public async Task<Result<ImportResponse>> Handle(ImportPlan command, CancellationToken cancellationToken)
    {
        if (command.CreateEntries && context.MayNotCreateEntries() is { } forbidden)
        {
            return forbidden;
        }

        var found = await links.FindAsync(DocumentSections.Placed(command.Document), NothingKnown, command.CreateEntries, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var header = PhraseReading.Read(found.Value.Link(command.Document.Plan), command.Document.Plan.Currency);
        IReadOnlyList<SectionDraft> sections = [.. DocumentSections.Of(command.Document).Select(found.Value.Link)];
        var plan = await CreateAsync(header, cancellationToken);
        var planId = plan.Succeeded ? PlanId.From(plan.Value.Id) : EntityId.New<PlanId>();
        var refused = await parts.FillAsync(planId, header.Currency, sections, cancellationToken);
        if (ImportFaults.Join(plan.Error, refused) is { } error)
        {
            return error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ImportResponse { Plan = plan.Value, Imported = ImportFaults.Count(sections), Catalogues = found.Value.Reports };
    }

    /// <summary>Creates the plan, or tells all that is wrong with its header at once.</summary>
    private async Task<Result<PlanResponse>> CreateAsync(PlanHeader header, CancellationToken ct)
    {
        var unknown = await plans.UnknownSignatoriesAsync(header, ct);
        List<RuleFault> faults = [.. header.Check(), .. unknown?.Faults ?? []];
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        var plan = await sender.Send(new CreatePlan(header), ct);
        return plan.Error is PlanCodeTaken taken ? taken with { Pointer = "/plan/code" } : plan;
    }
}

/// <summary>Puts together what is wrong with a document's header and with its parts.</summary>
internal static class ImportFaults
{
    public static Error? Join(Error? ofHeader, Error? ofParts) => (ofHeader, ofParts) switch
    {
        (null, _) => ofParts,
        (RulesBroken header, RulesBroken or null) => new RulesBroken([.. header.Broken.Select(fault => fault.Under("/plan")), .. ofParts?.Faults ?? []]),
        _ => ofHeader,
    };

    public static IReadOnlyDictionary<string, int> Count(IEnumerable<SectionDraft> sections) =>
        sections.Where(section => section.Contents.Count > 0).ToDictionary(section => section.Section.Member, section => section.Contents.Count);
}
