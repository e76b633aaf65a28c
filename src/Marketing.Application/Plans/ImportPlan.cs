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

    /// <summary>What the names of parties have met in the catalogue.</summary>
    public required PartyMatches Parties { get; init; }
}

/// <summary>Creates a plan with all its parts in one transaction: everything or nothing.</summary>
/// <param name="Document">The plan.</param>
/// <param name="CreateParties">Whether parties are made for names that no party has.</param>
public sealed record ImportPlan(PlanDocument Document, bool CreateParties = false) : ICommand<ImportResponse>;

internal sealed class ImportPlanHandler(IMarketingDb db, PartReplacer parts, PartyLinks links, PlanWriter plans) : IRequestHandler<ImportPlan, Result<ImportResponse>>
{
    private static readonly Dictionary<string, Guid> NothingKnown = [];

    public async Task<Result<ImportResponse>> Handle(ImportPlan command, CancellationToken cancellationToken)
    {
        var sections = DocumentSections.Of(command.Document);
        var parties = await links.FindAsync(sections.SelectMany(section => section.Contents).Prepend<object>(command.Document.Plan), NothingKnown, command.CreateParties, cancellationToken);
        if (!parties.Succeeded)
        {
            return parties.Error;
        }

        var byText = parties.Value.Matched.Concat(parties.Value.Created).ToDictionary(party => party.Text, party => party.PartyId, StringComparer.Ordinal);
        var header = PhraseReading.Read(PartyLinks.Link(command.Document.Plan, byText), command.Document.Plan.Currency);
        sections = [.. sections.Select(section => section with { Contents = [.. section.Contents.Select(content => PartyLinks.Link(content, byText))] })];
        var plan = await plans.DraftAsync(header, DocumentSections.Header, cancellationToken);
        var ofParts = await parts.FillAsync(plan.Succeeded ? plan.Value.Id : EntityId.New<PlanId>(), header.Currency, sections, cancellationToken);
        if (Refusals.Join(plan.Error, ofParts) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ImportResponse
        {
            Plan = plans.Answer(plan.Value),
            Imported = sections.Where(section => section.Contents.Count > 0).ToDictionary(section => section.Section.Member, section => section.Contents.Count),
            Parties = parties.Value,
        };
    }
}
