using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>
/// What <c>expand=actions</c> returns about a step is what the step itself would respond, whoever asks and whatever state the plan is in.
/// </summary>
[Collection(FirstApi.Name)]
public sealed class PlanActionTests(MarketingApi api) : ApiTest(api)
{
    private static readonly string[] Steps =
    [
        "submit",
        "review",
        "approve",
        "return",
        "withdraw",
        "revise",
        "discard",
        "activate",
        "suspend",
        "resume",
        "terminate",
        "complete",
        "reopen",
        "archive",
    ];

    private People _people = null!;
    private HttpClient _viewer = null!;
    private HttpClient _administrator = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
        _viewer = await Api.Alpha.PersonAsync("vera", Role.Viewer);
        _administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
    }

    [Fact]
    public async Task A_draft_that_is_not_ready_names_every_finding()
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["objectives"]![0]!.AsObject().Remove("measures");
        var plan = (await _people.Preparer.ImportAsync(document.ToJsonString())).Id();

        await AllShouldAgreeAsync(plan);

        var submit = (await ActionsAsync(_people.Preparer, plan))["submit"];
        submit["allowed"]!.GetValue<bool>().ShouldBeFalse();
        submit["reasons"]!.AsArray().Select(reason => reason!.Text("code")).ShouldBe(["plan.notReady", "check.measureMissing"]);
        submit["reasons"]![1]!.Text("pointer").ShouldBe("/objectives/0/measures");
    }

    [Fact]
    public async Task A_plan_on_its_way_into_force_agrees_at_every_station()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "submit");
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "withdraw");
        await AllowedShouldBeAsync(_people.Reviewer, plan, "review", "return");
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Approver, plan, "approve", "return");
        await _people.Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "revise", "activate");
    }

    [Fact]
    public async Task An_active_plan_agrees_while_its_next_revision_is_written_and_decided()
    {
        var plan = await _people.ActiveAsync();
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "revise", "suspend", "terminate", "complete");
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "submit", "discard", "suspend");
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();
        await _people.Preparer.PatchAsync($"/v1/plans/{plan}", """{"introduction":"XX品牌"}""", version).ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await _people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);
        await AllShouldAgreeAsync(plan);
    }

    [Fact]
    public async Task A_completed_plan_can_be_archived_and_reopened_by_an_administrator()
    {
        var plan = await _people.ActiveAsync();
        await _people.Preparer.StepAsync(plan, "complete").ShouldBeAsync(HttpStatusCode.OK);

        await AllShouldAgreeAsync(plan);
        await AllowedShouldBeAsync(_people.Preparer, plan, "archive");
        await AllowedShouldBeAsync(_administrator, plan, "reopen", "archive");
    }

    [Fact]
    public async Task Actions_depend_on_the_caller_so_no_copy_is_revalidated()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}?expand=objectives,actions");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        using var response = await _people.Preparer.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.ETag.ShouldBeNull();
        response.Headers.CacheControl!.Private.ShouldBeTrue();
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        body["objectives"]!.AsArray().Count.ShouldBe(1);
        body["actions"]!.AsArray().Select(action => action!.Text("action")).ShouldBe(Steps);
        (await Client.ReadAsync($"/v1/plans/{plan}"))["actions"].ShouldBeNull();
    }

    [Fact]
    public async Task Reasons_are_in_the_language_of_the_request()
    {
        var plan = (await _people.Preparer.ImportAsync()).Id();
        _viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        (await ActionsAsync(_viewer, plan))["resume"]["reasons"]![0]!.Text("message").ShouldContain("权限");
    }

    [Fact]
    public async Task Steps_of_a_deleted_plan_are_refused_as_the_plan_is_missing()
    {
        var plan = await _people.Preparer.ImportAsync();
        await _people.Preparer.DeleteAsync($"/v1/plans/{plan.Id()}", plan.Version()).ShouldBeAsync(HttpStatusCode.NoContent);

        var deleted = await _people.Preparer.ReadAsync($"/v1/plans/{plan.Id()}?includeDeleted=true&expand=actions");

        deleted["actions"]![0]!["reasons"]![0]!.Text("code").ShouldBe("plan.notFound");
    }

    private async Task AllShouldAgreeAsync(string plan)
    {
        foreach (var person in new[] { _people.Preparer, _people.Reviewer, _people.Approver, _viewer, _administrator, Client })
        {
            var actions = await ActionsAsync(person, plan);
            actions.Keys.ShouldBe(Steps);
            foreach (var (step, action) in actions)
            {
                await ShouldAgreeAsync(person, plan, step, action);
            }
        }
    }

    /// <summary>Tries the step without saving anything, and compares the response with what was returned about it.</summary>
    private static async Task ShouldAgreeAsync(HttpClient person, string plan, string step, JsonNode action)
    {
        var current = await person.ReadAsync($"/v1/plans/{plan}?view=working");
        var revision = current["workingRevision"];
        var decided = $"\"revision\":{revision?["number"] ?? 1},\"hash\":\"{revision?["hash"] ?? new string('0', 64)}\"";
        var body = step switch
        {
            "submit" => $$"""{"contentVersion":{{revision?["contentVersion"] ?? 0}}}""",
            "review" or "approve" => $"{{{decided}}}",
            "return" => $$"""{{{decided}},"reason":"R","remarks":[]}""",
            "suspend" or "terminate" or "reopen" => """{"reason":"R"}""",
            _ => null,
        };

        using var response = await person.ActAsync($"/v1/plans/{plan}/{step}?validateOnly=true", current.Version(), body);

        var text = await response.Content.ReadAsStringAsync();
        var reasons = action["reasons"]!.AsArray();
        action["allowed"]!.GetValue<bool>().ShouldBe(response.IsSuccessStatusCode, $"{step}: {text} {action.ToJsonString()}");
        if (response.IsSuccessStatusCode)
        {
            reasons.ShouldBeEmpty(step);
            return;
        }

        var problem = JsonNode.Parse(text)!;
        (reasons[0]!.Text("code"), reasons[0]!.Text("message")).ShouldBe((problem.Text("code"), problem.Text("detail")), step);
        reasons
            .Skip(1)
            .Select(reason => (reason!.Text("code"), reason!.Text("message"), reason!.Text("pointer")))
            .ShouldBe(
                problem["errors"]!.AsArray().Select(fault => (fault!.Text("code"), fault!.Text("message"), fault!.Text("pointer"))),
                step
            );
    }

    private static async Task AllowedShouldBeAsync(HttpClient person, string plan, params string[] steps) =>
        (await ActionsAsync(person, plan))
            .Where(action => action.Value["allowed"]!.GetValue<bool>())
            .Select(action => action.Key)
            .ShouldBe(steps, ignoreOrder: true);

    private static async Task<Dictionary<string, JsonNode>> ActionsAsync(HttpClient person, string plan) =>
        (await person.ReadAsync($"/v1/plans/{plan}?expand=actions"))["actions"]!
            .AsArray()
            .ToDictionary(action => action!.Text("action"), action => action!);
}
