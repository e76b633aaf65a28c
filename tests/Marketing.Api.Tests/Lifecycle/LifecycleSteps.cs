using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>Steps of tests that carry plans from draft to execution.</summary>
internal static class LifecycleSteps
{
    /// <summary>A plan without findings that block anything.</summary>
    public const string Ready = """
        {
          "plan": {
            "title": "品牌年度计划", "language": "zh-Hans", "currency": "CNY",
            "periodStart": { "date": "2027-01-01" }, "periodEnd": { "date": "2027-12-31" }, "preparedOn": { "date": "2026-12-01" }
          },
          "objectives": [
            {
              "ref": "O1", "text": "品牌知名度从25%提升至35%",
              "measures": [ { "metric": { "text": "品牌知名度" }, "target": { "text": "从25%提升至35%" } } ]
            }
          ],
          "workPackages": [ { "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ] } ]
        }
        """;

    /// <summary>Returns the document with one member of its cover added or replaced.</summary>
    public static string With(string member, string json)
    {
        var document = JsonNode.Parse(Ready)!;
        document["plan"]![member] = JsonNode.Parse(json);
        return document.ToJsonString();
    }

    public static async Task<JsonObject> ImportAsync(this HttpClient client, string document = Ready) =>
        (await client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.AsObject();

    /// <summary>Reads the plan and takes a step that needs its version.</summary>
    public static async Task<HttpResponseMessage> StepAsync(this HttpClient client, string planId, string verb, string? body = null)
    {
        var plan = await client.ReadAsync($"/v1/plans/{planId}");
        return await client.ActAsync($"/v1/plans/{planId}/{verb}", plan.Version(), body);
    }

    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string planId)
    {
        var plan = await client.ReadAsync($"/v1/plans/{planId}");
        var version = plan["workingRevision"]!["contentVersion"]!.GetValue<long>();
        return await client.ActAsync($"/v1/plans/{planId}/submit", plan.Version(), $$"""{"contentVersion":{{version}}}""");
    }

    /// <summary>Decides about what waits, as the person sees it.</summary>
    public static async Task<HttpResponseMessage> DecideAsync(this HttpClient client, string planId, string verb, string more = "")
    {
        var plan = await client.ReadAsync($"/v1/plans/{planId}");
        return await client.PostAsync($"/v1/plans/{planId}/{verb}", Decision(plan, more));
    }

    public static string Decision(JsonNode plan, string more = "")
    {
        var revision = plan["workingRevision"]!;
        return $$"""{"revision":{{revision.Number("number")}},"hash":"{{revision.Text("hash")}}"{{more}}}""";
    }

    /// <summary>The caller's inbox.</summary>
    public static Task<JsonObject> InboxAsync(this HttpClient client) => client.ReadAsync("/v1/approvals?assignee=me&state=pending");
}

/// <summary>The persons of these tests.</summary>
internal sealed record People(HttpClient Preparer, HttpClient Reviewer, HttpClient Approver)
{
    public static async Task<People> OfAsync(TestWorkspace workspace) =>
        new(
            await workspace.PersonAsync("paula", Role.Planner),
            await workspace.PersonAsync("rita", Role.Reviewer),
            await workspace.PersonAsync("alan", Role.Approver)
        );

    /// <summary>Carries a new plan into force.</summary>
    public async Task<string> ActiveAsync(string document = LifecycleSteps.Ready)
    {
        var plan = (await Preparer.ImportAsync(document)).Id();
        await ApproveAsync(plan);
        await Preparer.StepAsync(plan, "activate").ShouldBeAsync(HttpStatusCode.OK);
        return plan;
    }

    /// <summary>Carries the working revision to its approval.</summary>
    public async Task<JsonObject> ApproveAsync(string plan)
    {
        await Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        return await Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }
}
