using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

/// <summary>What tests do with plans.</summary>
internal static class PlanSteps
{
    /// <summary>Creates a plan with a title and whatever else is given.</summary>
    public static Task<JsonObject> PlanAsync(this HttpClient client, string title, object? more = null) =>
        client.PostAsync("/v1/plans", PlanJson(title, more)).ShouldBeAsync(HttpStatusCode.Created);

    public static string PlanJson(string title, object? more = null)
    {
        var plan = new JsonObject { ["title"] = title, ["language"] = "zh-Hans", ["currency"] = "CNY" };
        foreach (var (member, value) in JsonSerializer.SerializeToNode(more ?? new object())!.AsObject())
        {
            plan[member] = value?.DeepClone();
        }

        return plan.ToJsonString();
    }

    public static Task<JsonObject> ObjectiveAsync(this HttpClient client, string planId, string text, string? givenRef = null) =>
        client.PostAsync($"/v1/plans/{planId}/objectives", ObjectiveJson(text, givenRef)).ShouldBeAsync(HttpStatusCode.Created);

    public static string ObjectiveJson(string text, string? givenRef = null)
    {
        var objective = new JsonObject { ["text"] = text };
        if (givenRef is not null)
        {
            objective["ref"] = givenRef;
        }

        return objective.ToJsonString();
    }
}
