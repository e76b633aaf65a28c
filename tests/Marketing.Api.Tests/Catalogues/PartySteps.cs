using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>Steps of tests with parties.</summary>
internal static class PartySteps
{
    /// <summary>Creates a party with a name and other members.</summary>
    public static Task<JsonObject> PartyAsync(this HttpClient client, string name, object? more = null) =>
        client.PostAsync("/v1/parties", PartyJson(name, more)).ShouldBeAsync(HttpStatusCode.Created);

    public static string PartyJson(string name, object? more = null)
    {
        var party = new JsonObject { ["name"] = name, ["kind"] = "department" };
        foreach (var (member, value) in JsonSerializer.SerializeToNode(more ?? new object())!.AsObject())
        {
            party[member] = value?.DeepClone();
        }

        return party.ToJsonString();
    }

    /// <summary>Creates a plan whose preparer is this party.</summary>
    public static Task<JsonObject> PlanOfAsync(this HttpClient client, string partyId, string title = "计划") =>
        client
            .PostAsync(
                "/v1/plans",
                $$$"""{"title":"{{{title}}}","language":"zh-Hans","currency":"CNY","signatories":[{"role":"preparedBy","party":{"text":"市场部","partyId":"{{{partyId}}}"}}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
}
