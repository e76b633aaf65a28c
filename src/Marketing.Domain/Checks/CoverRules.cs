using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// R1: A plan names a preparer, a reviewer, an approver and a preparation date. A missing name is only a warning, because a user with the
/// required scope can act in a role without a name.
/// </summary>
internal sealed class SignatoriesNamed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var named = plan.Header.Signatories;
        foreach (var role in Enum.GetValues<SignatoryRole>())
        {
            var at = named
                .Index()
                .Where(signatory => signatory.Item.Role == role)
                .Select(signatory => (int?)signatory.Index)
                .FirstOrDefault();
            if (at is null || string.IsNullOrWhiteSpace(named[at.Value].Party?.Text))
            {
                var pointer = at is null ? "/signatories" : $"/signatories/{at}/party";
                yield return plan.HeaderItem.Finding(pointer, CheckCodes.SignatoryMissing, ("role", role));
            }
        }

        if (
            plan.Header.PreparedOn is not { } date
            || (date.Date is null && date.Placeholder is null && string.IsNullOrWhiteSpace(date.Text))
        )
        {
            yield return plan.HeaderItem.Finding("/preparedOn", CheckCodes.PreparedOnMissing);
        }
    }
}

/// <summary>R2: The preparer, the reviewer and the approver are different people.</summary>
internal sealed class SignatoriesDiffer : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var named = plan.Header.Signatories;
        for (var i = 1; i < named.Count; i++)
        {
            if (
                named[i].Party is { } party
                && IsNamed(party)
                && named.Take(i).FirstOrDefault(earlier => IsSame(plan, earlier.Party, party)) is { } other
            )
            {
                yield return plan.HeaderItem.Finding(
                    $"/signatories/{i}/party",
                    CheckCodes.SamePersonTwice,
                    ("name", party.Text),
                    ("role", named[i].Role),
                    ("otherRole", other.Role)
                );
            }
        }
    }

    private static bool IsNamed(PartyRef party) =>
        party.PartyId is not null || (!string.IsNullOrWhiteSpace(party.Text) && PlaceholderTokens.In(party.Text).Count == 0);

    private static bool IsSame(CheckedPlan plan, PartyRef? one, PartyRef other)
    {
        if (one is null || !IsNamed(one))
        {
            return false;
        }

        return one.PartyId is not null && other.PartyId is not null
            ? one.PartyId == other.PartyId
            : plan.NameKeysOf(one).Intersect(plan.NameKeysOf(other)).Any();
    }
}
