using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>A risk has at least one response.</summary>
internal sealed class RisksHaveResponses : PartRule<PlanRisk>
{
    protected override IEnumerable<CheckFinding> Check(PlanRisk content, CheckedItem item)
    {
        if (content.Responses.Count == 0)
        {
            yield return item.Finding("/responses", CheckCodes.RiskWithoutResponse, ("name", content.Name));
        }
    }
}

/// <summary>
/// R21: A risk response has an owner, its own or the owner of the risk, and a time. Without them the plan can be imported and submitted,
/// but not activated.
/// </summary>
internal sealed class ResponsesAssigned : PartRule<PlanRisk>
{
    protected override IEnumerable<CheckFinding> Check(PlanRisk content, CheckedItem item)
    {
        foreach (var (i, response) in content.Responses.Index())
        {
            if (!Owners.AreNamed(response.Owners, response.OwnersText) && !Owners.AreNamed(content.Owners, content.OwnersText))
            {
                yield return item.Finding(
                    $"/responses/{i}/owners",
                    CheckCodes.ResponseWithoutOwner,
                    ("name", content.Name),
                    ("treatment", Excerpt.Of(response.Text))
                );
            }

            if (string.IsNullOrWhiteSpace(response.TimingText) && response.Deadlines.Count == 0 && response.Frequencies.Count == 0)
            {
                yield return item.Finding(
                    $"/responses/{i}/deadlines",
                    CheckCodes.ResponseWithoutTiming,
                    ("name", content.Name),
                    ("treatment", Excerpt.Of(response.Text))
                );
            }
        }
    }
}
