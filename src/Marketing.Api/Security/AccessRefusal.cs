using Marketing.Api.Contract.Endpoints;

namespace Marketing.Api.Security;

/// <summary>Why an endpoint does not accept a caller, whatever the request.</summary>
/// <param name="Code">Code of the problem.</param>
/// <param name="Args">Its arguments.</param>
internal sealed record AccessRefusal(string Code, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>Returns why a caller is not accepted; null if it is.</summary>
    /// <param name="contract">The endpoint.</param>
    /// <param name="isKey">Whether the caller is an API key.</param>
    /// <param name="scopes">The caller's permissions.</param>
    public static AccessRefusal? Of(EndpointContract contract, bool isKey, IReadOnlySet<string> scopes) =>
        contract.PersonsOnly && isKey ? new AccessRefusal("auth.personRequired", new Dictionary<string, object?>())
        : contract.Scopes.Count == 0 || contract.Scopes.Any(scopes.Contains) ? null
        : new AccessRefusal("auth.scopeMissing", new Dictionary<string, object?> { ["required"] = contract.Scopes });
}
