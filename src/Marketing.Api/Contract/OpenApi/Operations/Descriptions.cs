using Marketing.Api.Contract.Endpoints;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>
/// Writes an operation's description: its effect and the required scopes. Preconditions, retries and patches are in the guide, because they
/// are the same everywhere.
/// </summary>
internal static class Descriptions
{
    public static string Of(EndpointContract contract, string? remarks) =>
        string.Join(
            "\n\n",
            new[] { contract.Description ?? remarks, Access(contract), contract.AlsoAsDescription }.Where(text => text is not null)
        );

    private static string Access(EndpointContract contract)
    {
        var who = contract.PersonsOnly ? "Persons only; API keys are rejected. " : "";
        return contract.Anonymous
            ? "Requires no credential."
            : who
                + contract.Scopes.Count switch
                {
                    0 => "Accepts any valid credential.",
                    1 => $"Requires the scope `{contract.Scopes[0]}`.",
                    _ => $"Requires one of the scopes {string.Join(", ", contract.Scopes.Select(scope => $"`{scope}`"))}.",
                };
    }
}
