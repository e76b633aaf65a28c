using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>The result of reading the phrases of a plan again.</summary>
public sealed record RereadResponse : IVersioned
{
    /// <summary>The maximum number of changes in a response.</summary>
    public const int Most = 2_000;

    int IVersioned.Version => PlanVersion;

    long? IVersioned.ContentVersion => ContentVersion;

    internal long ContentVersion { get; init; }

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The plan's version, the number in its ETag. It changes only if a phrase on the cover changed.</summary>
    /// <example>1</example>
    public required int PlanVersion { get; init; }

    /// <summary>Number of phrases with a new reading.</summary>
    /// <example>2</example>
    [Range(0, int.MaxValue)]
    public required int Changed { get; init; }

    /// <summary>The phrases with a new reading, the first 2,000 in the order of the document.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<RereadPhrase> Changes { get; init; }
}

/// <summary>A phrase with a new reading.</summary>
public sealed record RereadPhrase
{
    /// <summary>JSON pointer into the plan's document.</summary>
    /// <example>/workPackages/3/deadlines/0</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>The words.</summary>
    /// <example>2027年6月底前</example>
    [MaxLength(20_000)]
    public required string Text { get; init; }

    /// <summary>The members that were stored; empty if the words were not understood.</summary>
    /// <example>kind=fixedDate, date=2027-06-01</example>
    [MaxLength(20_000)]
    public required string Before { get; init; }

    /// <summary>The members that the words mean now.</summary>
    /// <example>kind=fixedDate, date=2027-06-30</example>
    [MaxLength(20_000)]
    public required string After { get; init; }
}

/// <summary>Reads the phrases of a plan's working copy again, after the grammar has changed.</summary>
/// <param name="Id">The plan.</param>
/// <param name="ExpectedVersion">The plan's version that the client has read; null to reread any version.</param>
public sealed record RereadPlan(PlanId Id, ExpectedVersion? ExpectedVersion) : ICommand<RereadResponse>;

internal sealed class RereadPlanHandler(IMarketingDb db, PlanWriter plans, PartWriter writer)
    : IRequestHandler<RereadPlan, Result<RereadResponse>>
{
    public async Task<Result<RereadResponse>> Handle(RereadPlan command, CancellationToken cancellationToken)
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
        if (plan.HasNewerSchema)
        {
            return new PlanNewerSchema(command.Id.Value);
        }

        var phrases = opened.Value.Phrases;
        var cover = phrases.Reread(plan.Header, plan.Currency);
        var changes = cover.Outdated.Select(reading => ChangeOf(reading, DocumentSections.Header)).ToList();
        var drafts = new List<PartDraft>();
        foreach (var part in await db.ReadPlacedAsync(command.Id, cancellationToken))
        {
            var reread = phrases.Reread(part.Content, plan.Currency);
            changes.AddRange(reread.Outdated.Select(reading => ChangeOf(reading, part.Pointer)));
            if (reread.Outdated.Count > 0)
            {
                drafts.Add(part.With(reread.Content));
            }
        }

        var ofParts = await writer.PrepareAsync(new PartDrafts { Plan = opened.Value, Drafts = drafts }, cancellationToken);
        var ofHeader =
            cover.Outdated.Count == 0
                ? null
                : await plans.WriteAsync(plan, cover.Content, phrases, DocumentSections.Header, cancellationToken);
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        drafts.ForEach(writer.Store);
        plan.Reread();
        await db.SaveContentAsync(command.Id, cancellationToken);
        return new RereadResponse
        {
            PlanId = command.Id.Value,
            PlanVersion = plan.Version,
            ContentVersion = await db
                .Plans.Where(saved => saved.Id == command.Id)
                .Select(saved => saved.ContentVersion)
                .SingleAsync(cancellationToken),
            Changed = changes.Count,
            Changes = [.. changes.Take(RereadResponse.Most)],
        };
    }

    private static RereadPhrase ChangeOf(OutdatedReading reading, string pointer) =>
        new()
        {
            Pointer = pointer + reading.Pointer,
            Text = reading.Text,
            Before = reading.Stored,
            After = reading.Read,
        };
}
