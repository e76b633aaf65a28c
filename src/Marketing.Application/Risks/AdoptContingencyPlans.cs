using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>The contingency plans of a plan, by the parts that they were adopted from.</summary>
public sealed record AdoptedContingencyPlansResponse
{
    /// <summary>The contingency plans in the order of the parts.</summary>
    [MaxLength(50)]
    public required IReadOnlyList<AdoptedPart> ContingencyPlans { get; init; }
}

/// <summary>
/// Creates a contingency plan for each one in a plan's working copy that has none. It covers the risks that were adopted before. Neither
/// changes the other later.
/// </summary>
public sealed record AdoptContingencyPlans(PlanId PlanId) : ICommand<AdoptedContingencyPlansResponse>;

internal sealed class AdoptContingencyPlansHandler(IMarketingDb db, RequestContext context)
    : IRequestHandler<AdoptContingencyPlans, Result<AdoptedContingencyPlansResponse>>
{
    public async Task<Result<AdoptedContingencyPlansResponse>> Handle(AdoptContingencyPlans command, CancellationToken cancellationToken)
    {
        var read = await db.Content(ContentView.Working).ReadAsync(command.PlanId, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var parts = read
            .Value.Parts.Select(part => (part.Ref, Content: part.Read() as PlanContingencyPlan))
            .Where(part => part.Content is not null)
            .ToList();
        if (parts.Count == 0)
        {
            return new PlanHasNoContingencyPlans(command.PlanId.Value);
        }

        PlanId? plan = command.PlanId;
        var known = await db
            .ContingencyPlans.Where(row => row.PlanId == plan && row.PartKey != null)
            .ToDictionaryAsync(row => row.PartKey!, cancellationToken);
        var risks = await db
            .Risks.AsNoTracking()
            .Where(risk => risk.PlanId == plan && risk.PartRefKey != null)
            .ToDictionaryAsync(risk => risk.PartRefKey!, risk => risk.Id.Value, cancellationToken);
        var adopted = new List<AdoptedPart>();
        foreach (var (name, content) in parts)
        {
            var terms = TermsOf(command.PlanId, content!, risks);
            var isNew = !known.TryGetValue(PartRef.KeyOf(name), out var found);
            if (isNew)
            {
                var created = ContingencyPlan.Create(context.WorkspaceId, terms, new AdoptedContingencyPlan(name, content!));
                if (!created.Succeeded)
                {
                    return created.Error;
                }

                found = created.Value;
                db.ContingencyPlans.Add(found);
            }

            adopted.Add(
                new AdoptedPart
                {
                    Ref = name,
                    Id = found!.Id.Value,
                    IsNew = isNew,
                    Drift = [.. DriftOf(terms, found.Terms)],
                }
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        return new AdoptedContingencyPlansResponse { ContingencyPlans = adopted };
    }

    /// <summary>
    /// Returns what the part says. The day from which the contingency plan exists is entered by hand: the part names a deadline.
    /// </summary>
    private static ContingencyTerms TermsOf(PlanId plan, PlanContingencyPlan part, Dictionary<string, Guid> risks) =>
        new()
        {
            PlanId = plan.Value,
            Title = part.Name,
            Kind = part.Kind,
            Text = part.Text,
            Activation = part.Activation,
            Steps = part.Steps,
            Spokesperson = part.Spokesperson,
            OwnerId = part.Owners.Prepend(part.Lead).Select(owner => owner?.PartyId).FirstOrDefault(owner => owner is not null),
            RiskIds = [.. part.Risks.Select(PartRef.KeyOf).Where(risks.ContainsKey).Select(key => risks[key])],
            Drills = part.Drills,
        };

    /// <summary>Names the members in which the part, as adopted today, differs from the contingency plan.</summary>
    private static IEnumerable<string> DriftOf(ContingencyTerms part, ContingencyTerms plan)
    {
        (string Name, bool Differs)[] members =
        [
            ("title", part.Title != plan.Title),
            ("kind", part.Kind != plan.Kind),
            ("text", part.Text != plan.Text),
            ("activation", part.Activation != plan.Activation),
            ("steps", !part.Steps.SequenceEqual(plan.Steps)),
            ("spokesperson", part.Spokesperson != plan.Spokesperson),
            ("ownerId", part.OwnerId != plan.OwnerId),
            ("riskIds", !part.RiskIds.SequenceEqual(plan.RiskIds)),
            ("drills", !part.Drills.SequenceEqual(plan.Drills)),
        ];
        return members.Where(member => member.Differs).Select(member => member.Name);
    }
}
