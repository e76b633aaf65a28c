namespace Marketing.Domain.Approvals;

/// <summary>
/// Preparer, reviewer, countersigners and approver of a submission are different persons. A person and their delegates count as one, and
/// so do the delegates of a delegate, if the delegation was in effect on any day between submission and decision.
/// </summary>
public static class FourEyes
{
    /// <summary>Returns the persons who count as one with this person, including the person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="delegations">The delegations in effect between submission and decision.</param>
    public static IReadOnlySet<string> Same(string person, IEnumerable<(string Delegator, string Delegate)> delegations)
    {
        var pairs = delegations.ToList();
        var same = new HashSet<string>(StringComparer.Ordinal) { person };
        for (var before = 0; before != same.Count; )
        {
            before = same.Count;
            foreach (var (delegator, substitute) in pairs.Where(pair => same.Contains(pair.Delegator) || same.Contains(pair.Delegate)))
            {
                same.Add(delegator);
                same.Add(substitute);
            }
        }

        return same;
    }

    /// <summary>Returns why a person cannot sign a submission; null if they can.</summary>
    /// <param name="persons">The person who decides, and everyone who counts as one with them.</param>
    /// <param name="preparers">Those who prepared and submitted the content.</param>
    /// <param name="approvals">All approvals of the submission.</param>
    public static FourEyesBroken? Judge(
        IReadOnlySet<string> persons,
        IReadOnlyCollection<string> preparers,
        IReadOnlyCollection<Approval> approvals
    ) =>
        preparers.Any(persons.Contains) ? new FourEyesBroken(FourEyesRole.Preparer, null)
        : approvals.FirstOrDefault(approval =>
            approval.State == ApprovalState.Approved
            && (persons.Contains(approval.DecidedBy!) || (approval.DecidedFor is { } other && persons.Contains(other)))
        )
            is { } signed
            ? new FourEyesBroken(FourEyesRole.Signer, signed.Step)
        : null;
}

/// <summary>The role that a person already has in a submission.</summary>
public enum FourEyesRole
{
    /// <summary>The person prepared or submitted the content.</summary>
    Preparer,

    /// <summary>The person has signed another step.</summary>
    Signer,
}
