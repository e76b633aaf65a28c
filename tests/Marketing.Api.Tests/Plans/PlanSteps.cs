using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

/// <summary>Steps of tests with plans.</summary>
internal static class PlanSteps
{
    /// <summary>Creates a plan with a title and other members.</summary>
    public static Task<JsonObject> PlanAsync(this HttpClient client, string title, object? more = null) =>
        client.PostAsync("/v1/plans", PlanJson(title, more)).ShouldBeAsync(HttpStatusCode.Created);

    public static string PlanJson(string title, object? more = null)
    {
        var plan = new JsonObject
        {
            ["title"] = title,
            ["language"] = "zh-Hans",
            ["currency"] = "CNY",
        };
        foreach (var (member, value) in JsonSerializer.SerializeToNode(more ?? new object())!.AsObject())
        {
            plan[member] = value?.DeepClone();
        }

        return plan.ToJsonString();
    }

    public static Task<JsonObject> ObjectiveAsync(this HttpClient client, string planId, string text, string? givenRef = null) =>
        client.PostAsync($"/v1/plans/{planId}/objectives", ObjectiveJson(text, givenRef)).ShouldBeAsync(HttpStatusCode.Created);

    public static string ObjectiveJson(string text, string? givenRef = null) =>
        ItemJson(new JsonObject { ["text"] = text }.ToJsonString(), givenRef);

    /// <summary>Returns the body of an item: its content, and its ref if there is one.</summary>
    public static string ItemJson(string? content = null, string? givenRef = null) => Body([], content, givenRef);

    /// <summary>Returns the body of a part.</summary>
    public static string PartJson(string section, string? content = null, string? givenRef = null) =>
        Body(new JsonObject { ["section"] = section }, content, givenRef);

    /// <summary>Returns the body of a section whose parts have this content.</summary>
    public static string SectionJson(string section, params (string? Ref, string Content)[] parts) =>
        new JsonObject
        {
            ["items"] = new JsonArray([.. parts.Select(part => JsonNode.Parse(PartJson(section, part.Content, part.Ref)))]),
        }.ToJsonString();

    /// <summary>Returns a member of each part's content.</summary>
    public static IReadOnlyList<string> EachContent(this JsonNode page, string member) =>
        [.. page.Items().Select(part => part!["content"]!.Text(member))];

    private static string Body(JsonObject body, string? content, string? givenRef)
    {
        if (givenRef is not null)
        {
            body["ref"] = givenRef;
        }

        if (content is not null)
        {
            body["content"] = JsonNode.Parse(content);
        }

        return body.ToJsonString();
    }
}
