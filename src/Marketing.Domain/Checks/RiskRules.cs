using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>A risk says what is done about it.</summary>
internal sealed class RisksAnswered : PartRule<PlanRisk>
{
    protected override IEnumerable<CheckFinding> Check(PlanRisk content, CheckedItem item)
    {
        if (content.Responses.Count == 0)
        {
            yield return item.Finding("/responses", CheckCodes.RiskWithoutResponse, ("name", content.Name));
        }
    }
}

/// <summary>R21: a response names an owner, its own or that of its risk, and a time. It may be imported and submitted without them, not approved into force.</summary>
internal sealed class ResponsesAssigned : PartRule<PlanRisk>
{
    protected override IEnumerable<CheckFinding> Check(PlanRisk content, CheckedItem item)
    {
        foreach (var (i, response) in content.Responses.Index())
        {
            if (!Owners.Named(response.Owners, response.OwnersText) && !Owners.Named(content.Owners, content.OwnersText))
            {
                yield return item.Finding($"/responses/{i}/owners", CheckCodes.ResponseWithoutOwner, ("name", content.Name));
            }

            if (string.IsNullOrWhiteSpace(response.TimingText) && response.Deadlines.Count == 0 && response.Frequencies.Count == 0)
            {
                yield return item.Finding($"/responses/{i}/deadlines", CheckCodes.ResponseWithoutTiming, ("name", content.Name));
            }
        }
    }
}
