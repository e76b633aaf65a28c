using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>A valid request to an operation that keeps nothing of it.</summary>
internal static class Probe
{
    public static HttpRequestMessage Of(ContractOperation operation, Estate estate, JsonNode? body)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(operation.Method),
            estate.Fill(operation.Path) + (Takes(operation, "validateOnly") ? "?validateOnly=true" : "")
        );
        if (operation.Method != "GET" && Takes(operation, "#/components/parameters/IfMatch"))
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return request;
    }

    /// <summary>
    /// Whether the body must name what is there just then: the parts of a list that others write too. No schema can tell which.
    /// </summary>
    public static bool NamesOthers(ContractOperation operation) => operation.Path.EndsWith("/reorder", StringComparison.Ordinal);

    /// <summary>Whether the operation declares that parameter, by name or by reference.</summary>
    public static bool Takes(ContractOperation operation, string parameter) =>
        operation.Parameters.Any(each => (string?)each["name"] == parameter)
        || operation.Node["parameters"]?.AsArray().Any(each => (string?)each!["$ref"] == parameter) == true;

    /// <summary>
    /// The scopes of the document's <c>security</c> that open the operation to a credential of this scheme; null where the scheme does
    /// not.
    /// </summary>
    public static IReadOnlyList<string>? ScopesFor(ContractOperation operation, string scheme)
    {
        var choices = operation.Node["security"]!.AsArray().Where(choice => choice!.AsObject().ContainsKey(scheme)).ToList();
        return choices.Count == 0 ? null : [.. choices.SelectMany(choice => choice![scheme]!.AsArray()).Select(scope => (string)scope!)];
    }
}
