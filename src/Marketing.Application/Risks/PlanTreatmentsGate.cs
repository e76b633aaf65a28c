using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>
/// R21: a plan is approved when each response in its content, and each treatment of the open risks in its register, has an owner and a
/// time.
/// </summary>
internal sealed class PlanTreatmentsGate(IMarketingDb db) : IPlanApprovalGate
{
    private const int ExcerptLength = 60;

    public async Task<Error?> WhyNotAsync(PlanId id, int revision, CancellationToken ct)
    {
        var content = await db.ReadCheckedPlanAsync(id, ContentView.OfRevision(revision), ct);
        if (!content.Succeeded)
        {
            return content.Error;
        }

        var faults = PlanCheck
            .Run(content.Value)
            .Where(finding => finding.Code.Code is CheckCodes.ResponseWithoutOwner or CheckCodes.ResponseWithoutTiming)
            .Select(finding => new RuleFault(finding.Pointer, finding.Code.Code, finding.Args))
            .ToList();
        PlanId? plan = id;
        var risks = await db
            .Risks.AsNoTracking()
            .Where(risk => risk.PlanId == plan && risk.Status != RiskStatus.Closed)
            .ToDictionaryAsync(risk => risk.Id, risk => risk.Terms, ct);
        var ids = risks.Keys.ToList();
        var treatments = await db
            .RiskTreatments.AsNoTracking()
            .Where(treatment => ids.Contains(treatment.RiskId))
            .OrderBy(treatment => treatment.Id)
            .ToListAsync(ct);
        foreach (var treatment in treatments.Where(treatment => treatment.Terms.State != RiskTreatmentState.Dropped))
        {
            var risk = risks[treatment.RiskId];
            if (!treatment.HasOwner(risk))
            {
                faults.Add(
                    RuleFault.Of(
                        "/risks",
                        "risk.treatmentWithoutOwner",
                        ("title", risk.Title),
                        ("treatment", Excerpt(treatment)),
                        ("riskId", treatment.RiskId.Value),
                        ("treatmentId", treatment.Id.Value)
                    )
                );
            }

            if (!treatment.HasTime)
            {
                faults.Add(
                    RuleFault.Of(
                        "/risks",
                        "risk.treatmentWithoutTime",
                        ("title", risk.Title),
                        ("treatment", Excerpt(treatment)),
                        ("riskId", treatment.RiskId.Value),
                        ("treatmentId", treatment.Id.Value)
                    )
                );
            }
        }

        return faults.Count == 0 ? null : new TreatmentsUnready(faults);
    }

    private static string Excerpt(RiskTreatment treatment) => string.Concat(treatment.Terms.Text.EnumerateRunes().Take(ExcerptLength));
}
