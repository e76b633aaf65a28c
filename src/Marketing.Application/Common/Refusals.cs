using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>Combines the errors of independent checks, so that a client receives all of them at once.</summary>
internal static class Refusals
{
    /// <summary>
    /// Returns null without errors, a single error unchanged, and several errors as one, each fault with its pointer. An error without a
    /// pointer, such as a missing, stale or closed resource, takes precedence.
    /// </summary>
    public static Error? Join(params IEnumerable<Error?> refusals)
    {
        var all = refusals.OfType<Error>().ToList();
        return all.Count < 2
            ? all.FirstOrDefault()
            : all.Find(error => error.Faults.Count == 0) ?? new RulesBroken([.. all.SelectMany(error => error.Faults)]);
    }

    /// <summary>Returns the faults as one error; null if there are none.</summary>
    public static Error? Of(IReadOnlyList<RuleFault> faults) => faults.Count == 0 ? null : new RulesBroken(faults);
}
