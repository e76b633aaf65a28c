using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Moves responses that several operations share to components, so that the document contains each once.</summary>
internal static class SharedResponses
{
    /// <summary>
    /// Replaces equal responses with references. A shared response is named after its schema, or after its status if it has no body. The
    /// most frequent one gets the name, the others a number after it.
    /// </summary>
    public static void Extract(JsonObject document)
    {
        var shared = document["components"]!["responses"]!.AsObject();
        var repeated = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!["responses"]!.AsObject())
            .SelectMany(responses => responses.Select(response => (All: responses, Status: response.Key, Response: response.Value!)))
            .Where(use => use.Response["$ref"] is null)
            .GroupBy(use => (Name: NameOf(use.Status, use.Response), Text: use.Response.ToJsonString()))
            .Where(alike => alike.Count() > 1)
            .GroupBy(alike => alike.Key.Name, StringComparer.Ordinal)
            .OrderBy(name => name.Key, StringComparer.Ordinal)
            .SelectMany(name =>
                name.OrderByDescending(alike => alike.Count())
                    .ThenBy(alike => alike.Key.Text, StringComparer.Ordinal)
                    .Select((alike, i) => (Name: i == 0 ? name.Key : $"{name.Key}{i + 1}", alike.Key.Text, Uses: alike.ToList()))
            )
            .ToList();
        foreach (var (name, text, uses) in repeated)
        {
            shared.Add(name, JsonNode.Parse(text));
            uses.ForEach(use => use.All[use.Status] = new JsonObject { ["$ref"] = $"#/components/responses/{name}" });
        }
    }

    private static string NameOf(string status, JsonNode response) =>
        response["content"]?["application/json"]?["schema"]?["$ref"] is { } schema
            ? ((string)schema!)[(((string)schema!).LastIndexOf('/') + 1)..]
            : ReasonPhrases
                .GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture))
                .Replace(" ", "", StringComparison.Ordinal);
}
