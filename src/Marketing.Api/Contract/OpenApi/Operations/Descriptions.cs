using Marketing.Api.Contract.Endpoints;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Writes an operation's description: its effect, the required scopes and the precondition of a change.</summary>
internal static class Descriptions
{
    public static string Of(EndpointContract contract, HttpMethod verb, string? remarks) =>
        string.Join(
            "\n\n",
            new[]
            {
                contract.Description ?? remarks,
                Patching(contract),
                Access(contract),
                Safety(contract, verb),
                contract.AlsoAsDescription,
            }.Where(text => text is not null)
        );

    private static string? Patching(EndpointContract contract) =>
        contract.IsMergePatch
            ? "Nested objects are merged: omitted members keep their values. Lists are replaced as a whole, so their items must be complete. So must an object that did not exist before."
            : null;

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

    private static string? Safety(EndpointContract contract, HttpMethod verb)
    {
        var sentences = new List<string>();
        if (contract.IfMatch == IfMatchUse.Required)
        {
            sentences.Add("Send the resource's ETag as `If-Match`: 428 if it is missing, 412 if the resource has changed.");
        }
        else if (contract.IfMatch == IfMatchUse.Optional)
        {
            sentences.Add("With `If-Match`, returns 412 if the resource has changed.");
        }

        if (contract.Writes)
        {
            sentences.Add("An `Idempotency-Key` makes a retry safe.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }
}
