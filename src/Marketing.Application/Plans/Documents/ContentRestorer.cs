using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Documents;

/// <summary>
/// Gives the working copy of a plan the content of a submitted revision. Parts keep their ids; deleted ones are restored.
/// </summary>
internal sealed class ContentRestorer(IMarketingDb db, PlanWriter plans, PartReplacer parts)
{
    /// <returns>Why the content cannot be restored; null if it was.</returns>
    /// <param name="plan">The plan.</param>
    /// <param name="open">Its open revision, a draft that the transaction has locked.</param>
    /// <param name="revision">Number of the revision to go back to.</param>
    /// <param name="ct">Cancels the writes.</param>
    public async Task<Error?> RestoreAsync(Plan plan, PlanRevision open, int revision, CancellationToken ct)
    {
        var before = await db.Content(ContentView.OfRevision(revision)).ReadAsync(plan.Id, ct);
        if (!before.Succeeded)
        {
            return before.Error;
        }

        open.CountWrite();
        var contents = before.Value.Parts.ToLookup(part => part.Section, part => part.Read(), StringComparer.Ordinal);
        var sections = PlanSections
            .All.Select(section => new SectionDraft(section, [.. contents[section.Name]], $"/{section.Name}"))
            .ToList();
        var header = before.Value.Header;
        var phrases = new PhraseReader { KeepsMembers = true };
        var ofHeader = await plans.WriteAsync(plan, header, phrases, DocumentSections.Header, ct);
        var ofParts = await parts.ReplaceAsync(new OpenPlan(plan.Id, header.Currency, open) { Phrases = phrases }, sections, ct);
        if (Refusals.Join(ofHeader, ofParts) is { } refused)
        {
            return refused;
        }

        plan.ReadBy(before.Value.ReadingVersion);
        await db.SaveContentAsync(plan.Id, ct, plan);
        return null;
    }
}
