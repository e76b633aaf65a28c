using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>Steps of tests with catalogues.</summary>
internal static class CatalogueSteps
{
    /// <summary>Creates an entry with a name and other members.</summary>
    public static Task<JsonObject> EntryAsync(this HttpClient client, string catalogue, string name, object? more = null) =>
        client.PostAsync($"/v1/{catalogue}", EntryJson(catalogue, name, more)).ShouldBeAsync(HttpStatusCode.Created);

    public static string EntryJson(string catalogue, string name, object? more = null)
    {
        var entry = JsonNode.Parse(CatalogueLifeTests.Required.GetValueOrDefault(catalogue, "{}"))!.AsObject();
        entry["name"] = name;
        foreach (var (member, value) in JsonSerializer.SerializeToNode(more ?? new object())!.AsObject())
        {
            entry[member] = value?.DeepClone();
        }

        return entry.ToJsonString();
    }
}
