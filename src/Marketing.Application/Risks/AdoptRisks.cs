using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>
/// Registers a risk, with treatments and triggers, for each risk in a plan's working copy that has none. Neither changes the other later.
/// </summary>
public sealed record AdoptRisks(PlanId PlanId) : ICommand<AdoptedRisksResponse>;

internal sealed class AdoptRisksHandler(IMarketingDb db, RequestContext context, RiskReferences references)
    : IRequestHandler<AdoptRisks, Result<AdoptedRisksResponse>>
{
    public async Task<Result<AdoptedRisksResponse>> Handle(AdoptRisks command, CancellationToken cancellationToken)
    {
        var read = await db.Content(ContentView.Working).ReadAsync(command.PlanId, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var parts = read
            .Value.Parts.Select(part => (part.Ref, Content: part.Read() as PlanRisk))
            .Where(part => part.Content is not null)
            .ToList();
        if (parts.Count == 0)
        {
            return new PlanHasNoRisks(command.PlanId.Value);
        }

        PlanId? plan = command.PlanId;
        var known = await db
            .Risks.Where(risk => risk.PlanId == plan && risk.PartRefKey != null)
            .ToDictionaryAsync(risk => risk.PartRefKey!, cancellationToken);
        var adopted = new List<AdoptedPart>();
        foreach (var (name, content) in parts)
        {
            var terms = TermsOf(command.PlanId, content!);
            var isNew = !known.TryGetValue(PartRef.KeyOf(name), out var risk);
            if (isNew)
            {
                var identified = await AdoptAsync(name, terms, content!, cancellationToken);
                if (!identified.Succeeded)
                {
                    return identified.Error;
                }

                risk = identified.Value;
            }

            adopted.Add(
                new AdoptedPart
                {
                    Ref = name,
                    Id = risk!.Id.Value,
                    IsNew = isNew,
                    Drift = [.. DriftOf(terms, risk.Terms)],
                }
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        return new AdoptedRisksResponse { Risks = adopted };
    }

    private async Task<Result<Risk>> AdoptAsync(string name, RiskTerms terms, PlanRisk part, CancellationToken ct)
    {
        var identified = Risk.Identify(context.WorkspaceId, terms, name);
        if (!identified.Succeeded)
        {
            return identified;
        }

        var risk = identified.Value;
        db.Risks.Add(risk);
        await db.SaveChangesAsync(ct);
        await references.FollowAsync(risk, ct);
        foreach (var (i, response) in part.Responses.Index())
        {
            var treatment = RiskTreatment.Add(risk, TermsOf(response), i + 1);
            if (!treatment.Succeeded)
            {
                return treatment.Error;
            }

            db.RiskTreatments.Add(treatment.Value);
            await references.FollowAsync(treatment.Value, ct);
        }

        var warnings = part.Triggers.Select(trigger => TermsOf(trigger, isStopLoss: false));
        foreach (var sign in warnings.Concat(part.StopLoss.Select(trigger => TermsOf(trigger, isStopLoss: true))))
        {
            var trigger = RiskTrigger.Add(risk, sign);
            if (!trigger.Succeeded)
            {
                return trigger.Error;
            }

            db.RiskTriggers.Add(trigger.Value);
            await references.FollowAsync(trigger.Value, ct);
        }

        return risk;
    }

    private static RiskTerms TermsOf(PlanId plan, PlanRisk part) =>
        new()
        {
            PlanId = plan.Value,
            Code = part.Code is { Length: <= Risk.CodeLength } code && code.Trim() == code && code.Length > 0 ? code : null,
            Title = part.Name,
            Category = part.Category ?? RiskCategory.Other,
            Description = part.Description,
            Impact = part.Impact,
            ImpactText = part.ImpactText,
            Probability = part.Probability,
            Owners = part.Owners,
            OwnersText = part.OwnersText,
            Affects = part.WorkPackages,
        };

    private static RiskTreatmentTerms TermsOf(PlanRiskTreatment part) =>
        new()
        {
            Ref = part.Ref,
            Text = part.Text,
            Kind = part.Kind,
            Owners = part.Owners,
            OwnersText = part.OwnersText,
            TimingText = part.TimingText,
            Deadlines = part.Deadlines,
            Frequencies = part.Frequencies,
            ContingencyPlans = part.ContingencyPlans,
        };

    private static RiskTriggerTerms TermsOf(PlanRiskTrigger part, bool isStopLoss) =>
        new()
        {
            Text = part.Text,
            Metric = part.Metric?.Text is { Length: > 0 } metric ? metric : null,
            MetricId = part.Metric?.MetricId,
            Comparator = part.Comparator,
            Threshold = part.Threshold?.Value,
            ThresholdText = part.Threshold is { } threshold ? threshold.Text ?? threshold.Placeholder ?? threshold.Unit : null,
            Window = part is { WindowAmount: { } amount, WindowUnit: { } unit } ? new RiskWindow { Amount = amount, Unit = unit } : null,
            StopLoss = isStopLoss ? new RiskStopLoss { Decision = part.Decision } : null,
            Notify = part.Notify,
        };

    /// <summary>Names the members in which the part, as adopted today, differs from the risk.</summary>
    private static IEnumerable<string> DriftOf(RiskTerms part, RiskTerms risk)
    {
        (string Name, bool Differs)[] members =
        [
            ("code", part.Code != risk.Code),
            ("title", part.Title != risk.Title),
            ("category", part.Category != risk.Category),
            ("description", part.Description != risk.Description),
            ("impact", part.Impact != risk.Impact),
            ("impactText", part.ImpactText != risk.ImpactText),
            ("probability", part.Probability != risk.Probability),
            ("owners", !part.Owners.SequenceEqual(risk.Owners)),
            ("ownersText", part.OwnersText != risk.OwnersText),
            ("affects", !part.Affects.SequenceEqual(risk.Affects)),
        ];
        return members.Where(member => member.Differs).Select(member => member.Name);
    }
}
