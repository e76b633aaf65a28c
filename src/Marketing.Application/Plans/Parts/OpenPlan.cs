using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>A plan whose content is open for writing.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Currency">ISO 4217 code for amounts that name no currency.</param>
/// <param name="Revision">The revision to write; null for a new plan with errors.</param>
internal sealed record OpenPlan(PlanId Id, string Currency, PlanRevision? Revision)
{
    /// <summary>Whether it has no parts yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>The reader that has parsed the phrases of the request.</summary>
    public PhraseReader Phrases { get; init; } = new();

    public RefNumbers Numbers { get; } = new(Revision?.LastRefNumber ?? 0);
}

internal static class OpenPlans
{
    /// <summary>Reads a plan whose content the transaction has locked; null if it is deleted.</summary>
    public static Task<OpenPlan?> ReadOpenAsync(this IMarketingDb db, PlanId id, CancellationToken ct) =>
        (
            from revision in db.PlanRevisions
            join plan in db.Plans on revision.PlanId equals plan.Id
            where revision.PlanId == id && revision.Status == RevisionStatus.Draft
            select new OpenPlan(id, plan.Currency, revision)
        ).SingleOrDefaultAsync(ct);
}
