using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Plans end after their campaigns.</summary>
[Collection(FirstApi.Name)]
public sealed class PlanEndTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;
    private const string Evaluation = """{"evaluation":{"verdict":"achieved","text":"达到目标"}}""";

    private HttpClient _planner = null!;
    private string _plan = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var people = await People.OfAsync(Api.Alpha);
        (_planner, _plan) = (people.Preparer, await people.ActiveAsync());
    }

    [Fact]
    public async Task A_plan_is_complete_once_its_campaigns_are_closed_or_cancelled()
    {
        var (first, second, third) = (await CampaignAsync("A"), await CampaignAsync("B"), await CampaignAsync("C"));
        await Client.CampaignAsync(""" "code":"ELSEWHERE" """);
        await StepAsync(first, 1, "start");
        await StepAsync(second, 1, "start");
        await StepAsync(second, 2, "end");

        var refused = await _planner.StepAsync(_plan, "complete").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.campaignsOpen");

        refused["errors"]!
            .AsArray()
            .Select(error =>
                $"{error!.Text("pointer")} {error!.Text("code")} {error!["args"]!.Text("code")} {error!["args"]!.Text("status")}"
            )
            .ShouldBe(["/campaigns campaign.open A running", "/campaigns campaign.open B ended", "/campaigns campaign.open C planned"]);
        refused["errors"]![1]!["args"]!.Text("campaignId").ShouldBe(second);
        await StepAsync(first, 2, "close", Evaluation);
        await StepAsync(second, 3, "close", Evaluation);
        await StepAsync(third, 1, "cancel");
        (await _planner.StepAsync(_plan, "complete").ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task The_actions_of_a_plan_name_the_campaigns_that_it_waits_for()
    {
        await StepAsync(await CampaignAsync("A"), 1, "start");

        var actions = (await _planner.ReadAsync($"/v1/plans/{_plan}?expand=actions"))["actions"]!.AsArray();

        var complete = actions.Single(action => action!.Text("action") == "complete")!;
        complete["allowed"]!.GetValue<bool>().ShouldBeFalse();
        complete["reasons"]!.AsArray().Select(reason => reason!.Text("code")).ShouldBe(["plan.campaignsOpen", "campaign.open"]);
    }

    [Fact]
    public async Task A_plan_is_terminated_with_its_campaigns_only_on_request()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("L", "100", ""","campaignRef":"A" """));
        await Client.CommitAsync(budget, "L", "30").ShouldBeAsync(HttpStatusCode.Created);
        var (running, ended) = (await CampaignAsync("A"), await CampaignAsync("B"));
        await StepAsync(running, 1, "start");
        await StepAsync(ended, 1, "start");
        await StepAsync(ended, 2, "end");
        const string release = """{"reason":"止损","release":true}""";
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);

        var refused = await _planner
            .StepAsync(_plan, "terminate", """{"reason":"止损"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.campaignsOpen");
        refused["errors"]!.AsArray().Count.ShouldBe(1);
        await _planner.StepAsync(_plan, "terminate", release).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "campaign.cancelForbidden");
        (await Client.ReadAsync($"{Campaigns}/{running}")).Text("status").ShouldBe("running");
        await administrator.StepAsync(_plan, "terminate", release).ShouldBeAsync(HttpStatusCode.OK);

        var cancelled = await Client.ReadAsync($"{Campaigns}/{running}");
        (cancelled.Text("status"), cancelled.Text("statusReason")).ShouldBe(("cancelled", "止损"));
        (await Client.LineAsync(budget, "L")).Text("committed").ShouldBe("0");
        await StepAsync(ended, 3, "close", Evaluation);
    }

    [Fact]
    public async Task Campaigns_that_have_not_ended_cannot_join_a_plan_that_has()
    {
        var deleted = await CampaignAsync("A");
        await Client.DeleteAsync($"{Campaigns}/{deleted}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var free = (await Client.CampaignAsync(""" "code":"FREE" """)).Id();
        await _planner.StepAsync(_plan, "complete").ShouldBeAsync(HttpStatusCode.OK);

        await Client.TryCampaignAsync($$""" "planId":"{{_plan}}" """).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.planEnded");
        await Client
            .PatchAsync($"{Campaigns}/{free}", $$"""{"planId":"{{_plan}}"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.planEnded");
        await Client.ActAsync($"{Campaigns}/{deleted}/restore", 2).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.planEnded");
    }

    [Fact]
    public async Task A_pilot_is_not_planned_again_under_a_plan_that_was_terminated()
    {
        var pilot = (await Client.CampaignAsync($$""" "planId":"{{_plan}}","isPilot":true """)).Id();
        await StepAsync(pilot, 1, "start");
        await StepAsync(pilot, 2, "end");
        await _planner.StepAsync(_plan, "terminate", """{"reason":"止损"}""").ShouldBeAsync(HttpStatusCode.OK);

        await Client
            .ActAsync($"{Campaigns}/{pilot}/close", 3, """{"evaluation":{"verdict":"adjusted","text":"改文案"}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.planEnded");
        await StepAsync(pilot, 3, "close", """{"evaluation":{"verdict":"terminated","text":"停止"}}""");
    }

    [Fact]
    public async Task A_campaign_that_is_created_while_its_plan_ends_keeps_it_open_or_is_refused()
    {
        var ending = _planner.StepAsync(_plan, "complete");
        var creating = Enumerable.Range(0, 6).Select(i => Client.TryCampaignAsync($$""" "planId":"{{_plan}}","code":"R{{i}}" """)).ToList();
        await Task.WhenAll([ending, .. creating]);

        var created = (await Task.WhenAll(creating)).Count(response => response.StatusCode == HttpStatusCode.Created);
        var completed = (await Client.ReadAsync($"/v1/plans/{_plan}")).Text("status") == "completed";
        ((await ending).StatusCode == HttpStatusCode.OK).ShouldBe(completed);
        completed.ShouldBe(created == 0);
    }

    private async Task<string> CampaignAsync(string code) =>
        (await Client.CampaignAsync($$""" "planId":"{{_plan}}","code":"{{code}}" """)).Id();

    private Task<JsonObject> StepAsync(string id, int version, string verb, string? body = null) =>
        Client.ActAsync($"{Campaigns}/{id}/{verb}", version, body).ShouldBeAsync(HttpStatusCode.OK);
}
