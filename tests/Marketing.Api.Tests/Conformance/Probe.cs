using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>A valid request that saves nothing.</summary>
internal static class Probe
{
    public static HttpRequestMessage Of(ContractOperation operation, Fixtures fixtures, JsonNode? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), fixtures.Fill(operation.Path) + QueryOf(operation));
        if (operation.Method != "GET" && Takes(operation, "#/components/parameters/IfMatch"))
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }
        else
        {
            request.Content = RowsOf(operation);
        }

        return request;
    }

    /// <summary>Returns the example of a body that is no JSON; null if the operation takes none.</summary>
    public static HttpContent? RowsOf(ContractOperation operation)
    {
        if (operation.Node["requestBody"]?["content"] is not JsonObject content || content.ContainsKey("application/json"))
        {
            return null;
        }

        var (type, media) = content.First();
        return new StringContent((string)media!["example"]!, Encoding.UTF8, new MediaTypeHeaderValue(type));
    }

    /// <summary>Returns the required parameters of the query, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Required(ContractOperation operation) =>
        operation
            .Parameters.Where(parameter => (string?)parameter["in"] == "query" && (bool?)parameter["required"] == true)
            .ToDictionary(parameter => (string)parameter["name"]!, parameter => (string)parameter["schema"]!["default"]!);

    private static string QueryOf(ContractOperation operation)
    {
        var pairs = Required(operation).Select(pair => $"{pair.Key}={pair.Value}");
        var all = (Takes(operation, "validateOnly") ? pairs.Prepend("validateOnly=true") : pairs).ToList();
        return all.Count == 0 ? "" : "?" + string.Join('&', all);
    }

    /// <summary>
    /// Whether the body must contain the current parts of a list, which no schema can express.
    /// </summary>
    public static bool NamesOthers(ContractOperation operation) => operation.Path.EndsWith("/reorder", StringComparison.Ordinal);

    /// <summary>Whether the operation is a step that needs a certain state, content and person.</summary>
    public static bool NeedsAState(ContractOperation operation) =>
        operation.Id
            is "clonePlan"
                or "createTemplate"
                or "pauseCampaign"
                or "cancelCampaign"
                or "endCampaign"
                or "closeCampaign"
                or "rescheduleCampaign"
                or "pauseLoyaltyProgramme"
                or "resumeLoyaltyProgramme"
                or "endLoyaltyProgramme"
                or "requestRiskAcceptance"
                or "reopenRisk"
                or "drawForIncident"
        || (string?)operation.Node["tags"]![0]
            is "Lifecycle"
                or "Approvals"
                or "Delegations"
                or "Budgets"
                or "Ledger"
                or "Observations"
                or "Results"
                or "TaskReports"
                or "Occurrences"
                or "Calendar"
                or "Webhooks"
                or "Jobs";

    /// <summary>Whether the operation needs a state that other requests end, or that the fixtures do not have.</summary>
    public static bool DependsOnState(ContractOperation operation) =>
        NeedsAState(operation)
        || operation.Id
            is "adoptCampaigns"
                or "adoptContingencyPlans"
                or "publishRates"
                or "createDrill"
                or "rateRisk"
                or "submitCampaign"
                or "startLoyaltyProgramme"
                or "pauseLoyaltyProgramme"
                or "resumeLoyaltyProgramme"
                or "endLoyaltyProgramme"
                or "resumeCampaign"
                or "adoptRisks"
                or "assessRisk"
                or "planRisk"
                or "monitorRisk"
                or "closeRisk"
                or "holdDrill"
                or "snoozeRiskAlert"
                or "decideRiskAlert";

    /// <summary>Whether the operation declares this parameter, by name or by reference.</summary>
    public static bool Takes(ContractOperation operation, string parameter) =>
        operation.Parameters.Any(each => (string?)each["name"] == parameter)
        || operation.Node["parameters"]?.AsArray().Any(each => (string?)each!["$ref"] == parameter) == true;

    /// <summary>
    /// The scopes in the document's <c>security</c> that allow the operation to a credential of this scheme; null if the scheme is not
    /// accepted.
    /// </summary>
    public static IReadOnlyList<string>? ScopesFor(ContractOperation operation, string scheme)
    {
        var choices = operation.Node["security"]!.AsArray().Where(choice => choice!.AsObject().ContainsKey(scheme)).ToList();
        return choices.Count == 0 ? null : [.. choices.SelectMany(choice => choice![scheme]!.AsArray()).Select(scope => (string)scope!)];
    }
}
