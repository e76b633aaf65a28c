using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>The result of linking the names of a plan to the catalogues again.</summary>
public sealed record RelinkResponse : IVersioned
{
    int IVersioned.Version => PlanVersion;

    long? IVersioned.ContentVersion => ContentVersion;

    internal long ContentVersion { get; init; }

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The plan's version, the number in its ETag. It changes only if a name on the cover was linked.</summary>
    /// <example>1</example>
    public required int PlanVersion { get; init; }

    /// <summary>Number of parts with new links.</summary>
    /// <example>3</example>
    public required int PartsLinked { get; init; }

    /// <summary>
    /// How the names without a link match the entries of each catalogue: under `parties`, `partners`, `channels`, `segments` and
    /// `metrics`. The plan is now linked to the matched ones. Catalogues may be added.
    /// </summary>
    public required IReadOnlyDictionary<string, CatalogueReport> Catalogues { get; init; }
}

/// <summary>Links the names of a plan's working copy that have no link yet.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The plan's version that the client has read; null to relink any version.</param>
public sealed record RelinkPlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<RelinkResponse>;

internal sealed class RelinkPlanHandler(IMarketingDb db, PlanWriter plans, PartWriter writer, CatalogueLinks links)
    : IRequestHandler<RelinkPlan, Result<RelinkResponse>>
{
    public async Task<Result<RelinkResponse>> Handle(RelinkPlan command, CancellationToken cancellationToken)
    {
        if (await db.WhyInForceAsync(command.Id, command.ExpectedVersion, cancellationToken) is { } notWorking)
        {
            return notWorking;
        }

        var opened = await db.OpenContentAsync(command.Id, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var missing = new PlanNotFound(command.Id.Value);
        var found = await db.FindAsync<Plan, PlanId>(command.Id, command.ExpectedVersion?.OfContent(), missing, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var plan = found.Value;
        var placed = await db.ReadPlacedAsync(command.Id, cancellationToken);
        var header = plan.HasNewerSchema ? [] : new[] { new PlacedContent(plan.Header, DocumentSections.Header) };
        var known = CatalogueLinks.KnownIn([plan.Header, .. placed.Select(part => part.Content)]);
        var names = await links.FindAsync(
            [.. header, .. placed.Select(part => new PlacedContent(part.Content, part.Pointer))],
            known,
            create: false,
            cancellationToken
        );
        if (!names.Succeeded)
        {
            return names.Error;
        }

        var drafts = new List<PartDraft>();
        foreach (var part in placed)
        {
            if (names.Value.Link(part.Content) is var linked && !ReferenceEquals(linked, part.Content))
            {
                drafts.Add(part.With(linked));
            }
        }

        var ofParts = await writer.PrepareAsync(new PartDrafts { Plan = opened.Value, Drafts = drafts }, cancellationToken);
        var cover = header.Length == 0 ? plan.Header : names.Value.Link(plan.Header);
        var ofHeader = ReferenceEquals(cover, plan.Header)
            ? null
            : await plans.WriteAsync(plan, cover, opened.Value.Phrases, DocumentSections.Header, cancellationToken);
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        drafts.ForEach(writer.Store);
        await db.SaveContentAsync(command.Id, cancellationToken);
        return new RelinkResponse
        {
            PlanId = command.Id.Value,
            PlanVersion = plan.Version,
            ContentVersion = await db
                .Plans.Where(saved => saved.Id == command.Id)
                .Select(saved => saved.ContentVersion)
                .SingleAsync(cancellationToken),
            PartsLinked = drafts.Count,
            Catalogues = names.Value.Reports,
        };
    }
}
