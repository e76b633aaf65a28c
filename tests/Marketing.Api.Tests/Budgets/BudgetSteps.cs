using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Budgets;

/// <summary>The persons of these tests, and the steps of budgets from draft to bookings.</summary>
internal sealed record BudgetPeople(HttpClient Manager, HttpClient Approver)
{
    public static async Task<BudgetPeople> OfAsync(TestWorkspace workspace) =>
        new(await workspace.PersonAsync("mona", Role.BudgetManager), await workspace.PersonAsync("alan", Role.Approver));

    /// <summary>Creates a budget and brings it into force.</summary>
    public async Task<string> ActiveAsync(params string[] lines)
    {
        var budget = (await Manager.PostAsync("/v1/budgets", BudgetSteps.Budget(lines)).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await ApproveAsync(budget);
        return budget;
    }

    /// <summary>Submits the working revision and approves it.</summary>
    public async Task<JsonObject> ApproveAsync(string budget)
    {
        await Manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);
        return await Approver.DecideBudgetAsync(budget, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }
}

internal static class BudgetSteps
{
    private static int _count;

    public static string Budget(params string[] lines) =>
        $$"""
            {
              "code": "B-{{Interlocked.Increment(ref _count)}}", "title": "年度预算", "currency": "CNY",
              "periodStart": "2027-01-01", "periodEnd": "2027-12-31", "lines": [{{string.Join(',', lines)}}]
            }
            """;

    public static string Line(string code, string amount, string more = "") =>
        $$$"""{"code":"{{{code}}}","category":"广告","kind":"line","amount":{"amount":"{{{amount}}}","currency":"CNY"}{{{more}}}}""";

    public static string Reserve(string code, string amount) =>
        $$$"""{"code":"{{{code}}}","category":"应急预留","kind":"contingency","amount":{"amount":"{{{amount}}}","currency":"CNY"}}""";

    public static string Booking(string line, string amount, string more = "") =>
        $$$"""{"lineCode":"{{{line}}}","amount":{"amount":"{{{amount}}}","currency":"CNY"},"date":"2027-03-31"{{{more}}}}""";

    public static string Source(string id, string system = "sap") => $$$""","sourceRef":{"system":"{{{system}}}","id":"{{{id}}}"}""";

    /// <summary>The body of a decision, which names what was seen.</summary>
    public static string Named(JsonNode approval, string more = "}") =>
        $$"""{"revision":{{approval["subject"]!.Number("revision")}},"hash":"{{approval["subject"]!.Text("hash")}}"{{more}}""";

    /// <summary>Reads the budget and takes a step that needs its version.</summary>
    public static async Task<HttpResponseMessage> StepBudgetAsync(this HttpClient client, string budget, string verb, string? body = null)
    {
        var read = await client.ReadAsync($"/v1/budgets/{budget}");
        return await client.ActAsync($"/v1/budgets/{budget}/{verb}", read.Version(), body);
    }

    /// <summary>Decides about what waits, as the person sees it.</summary>
    public static async Task<HttpResponseMessage> DecideBudgetAsync(this HttpClient client, string budget, string verb, string more = "")
    {
        var revision = (await client.ReadAsync($"/v1/budgets/{budget}"))["workingRevision"]!;
        return await client.PostAsync(
            $"/v1/budgets/{budget}/{verb}",
            $$"""{"revision":{{revision.Number("number")}},"hash":"{{revision.Text("hash")}}"{{more}}}"""
        );
    }

    public static Task<HttpResponseMessage> CommitAsync(
        this HttpClient client,
        string budget,
        string line,
        string amount,
        string more = ""
    ) => client.PostAsync($"/v1/budgets/{budget}/commitments", Booking(line, amount, more));

    public static Task<HttpResponseMessage> SpendAsync(
        this HttpClient client,
        string budget,
        string line,
        string amount,
        string more = ""
    ) => client.PostAsync($"/v1/budgets/{budget}/actuals", Booking(line, amount, more));

    /// <summary>Returns the problem, whose only fault has the code.</summary>
    public static async Task<JsonObject> ShouldBreakAsync(this Task<HttpResponseMessage> answering, string code)
    {
        var problem = await answering.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        problem["errors"]!.AsArray().ShouldHaveSingleItem()!.Text("code").ShouldBe(code);
        return problem;
    }

    /// <summary>The amounts of one line, as the summary has them.</summary>
    public static async Task<JsonNode> LineAsync(this HttpClient client, string budget, string line, string query = "") =>
        (await client.ReadAsync($"/v1/budgets/{budget}/summary{query}"))["lines"]!.AsArray().Single(each => each!.Text("code") == line)!;
}
