using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R1: a plan has a preparer, a reviewer, an approver and a date of preparation. Whoever holds the scope may act for a role that names nobody, so that this is no error.</summary>
internal sealed class SignatoriesNamed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var named = plan.Header.Signatories;
        foreach (var role in Enum.GetValues<SignatoryRole>())
        {
            var at = named.Index().Where(signatory => signatory.Item.Role == role).Select(signatory => (int?)signatory.Index).FirstOrDefault();
            if (at is null || string.IsNullOrWhiteSpace(named[at.Value].Party?.Text))
            {
                yield return plan.HeaderItem.Finding(at is null ? "/signatories" : $"/signatories/{at}/party", CheckCodes.SignatoryMissing, ("role", role));
            }
        }

        if (plan.Header.PreparedOn is not { } date || (date.Date is null && date.Placeholder is null && string.IsNullOrWhiteSpace(date.Text)))
        {
            yield return plan.HeaderItem.Finding("/preparedOn", CheckCodes.PreparedOnMissing);
        }
    }
}

/// <summary>R2: preparer, reviewer and approver are different persons.</summary>
internal sealed class SignatoriesDiffer : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var named = plan.Header.Signatories;
        for (var i = 1; i < named.Count; i++)
        {
            if (named[i].Party is { } party && Named(party) && named.Take(i).FirstOrDefault(earlier => Same(plan, earlier.Party, party)) is { } twin)
            {
                yield return plan.HeaderItem.Finding($"/signatories/{i}/party", CheckCodes.SamePersonTwice, ("name", party.Text), ("role", named[i].Role), ("otherRole", twin.Role));
            }
        }
    }

    private static bool Named(PartyRef party) => party.PartyId is not null || (!string.IsNullOrWhiteSpace(party.Text) && PlaceholderTokens.In(party.Text).Count == 0);

    private static bool Same(CheckedPlan plan, PartyRef? one, PartyRef other) =>
        one is not null && Named(one) && (one.PartyId is not null && other.PartyId is not null ? one.PartyId == other.PartyId : plan.KeysOf(one).Intersect(plan.KeysOf(other)).Any());
}
