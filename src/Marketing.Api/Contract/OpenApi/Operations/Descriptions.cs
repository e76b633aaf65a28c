using Marketing.Api.Contract.Endpoints;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Writes an operation's description: its effect, the required scopes and the precondition of a change.</summary>
internal static class Descriptions
{
    public static string Of(EndpointContract contract, HttpMethod verb, string? remarks) =>
        string.Join(
            "\n\n",
            new[] { contract.Description ?? remarks, Patching(contract), Access(contract), Safety(contract, verb), Csv(contract) }.Where(
                text => text is not null
            )
        );

    private static string? Patching(EndpointContract contract) =>
        contract.IsMergePatch
            ? "Nested objects are merged: what is left out of them stays. Lists are replaced whole, so that their items must be complete, as must an object that was not there before."
            : null;

    private static string Access(EndpointContract contract)
    {
        var who = contract.PersonsOnly ? "Persons only, no API keys. " : "";
        return contract.Anonymous
            ? "Open to everybody."
            : who
                + contract.Scopes.Count switch
                {
                    0 => "Any valid credential opens it.",
                    1 => $"Scope: `{contract.Scopes[0]}`.",
                    _ => $"Any of the scopes: {string.Join(", ", contract.Scopes.Select(scope => $"`{scope}`"))}.",
                };
    }

    private static string? Safety(EndpointContract contract, HttpMethod verb)
    {
        var sentences = new List<string>();
        if (contract.IfMatch == IfMatchUse.Required)
        {
            sentences.Add("Send the resource's ETag as `If-Match`: 428 without it, 412 if the resource has changed since.");
        }
        else if (contract.IfMatch == IfMatchUse.Optional)
        {
            sentences.Add("With `If-Match` a resource that has changed since is refused with 412.");
        }

        if (contract.Writes && verb == HttpMethod.Post)
        {
            sentences.Add("An `Idempotency-Key` makes a retry safe.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static string? Csv(EndpointContract contract) => contract.Csv ? "With `Accept: text/csv` all rows come as one stream." : null;
}
