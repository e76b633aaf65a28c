using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>Puts together what independent checks object to, so that a client learns all of it at once.</summary>
internal static class Refusals
{
    /// <summary>
    /// Nothing where nothing is objected to; a single refusal as it is; several as broken rules, each fault under its pointer.
    /// A refusal that names no member (the thing itself is gone, stale or closed) goes before all others.
    /// </summary>
    public static Error? Join(params IEnumerable<Error?> refusals)
    {
        var all = refusals.OfType<Error>().ToList();
        return all.Count < 2 ? all.FirstOrDefault()
            : all.Find(error => error.Faults.Count == 0) ?? new RulesBroken([.. all.SelectMany(error => error.Faults)]);
    }

    /// <summary>These faults as a refusal; none where there are none.</summary>
    public static Error? Of(IReadOnlyList<RuleFault> faults) => faults.Count == 0 ? null : new RulesBroken(faults);
}
