using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;
using Marketing.Application.Risks;
using Marketing.Domain.Common;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>R22: drills begin once their contingency plan exists, and recur at its rhythm.</summary>
[Collection(FirstApi.Name)]
public sealed class DrillTests(MarketingApi api) : ApiTest(api)
{
    private const string Plans = "/v1/contingency-plans";

    [Fact]
    public async Task A_contingency_plan_that_does_not_exist_yet_is_not_drilled()
    {
        var plan = await Client.ContingencyPlanAsync(null);
        await PlanAsync(plan, "2027-03-01").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "contingencyPlan.notEstablished");
        (await DrillsAsync(plan)).ShouldBeEmpty();

        await Client.PatchAsync($"{Plans}/{plan}", """{"establishedOn":"2027-02-10"}""", 1).ShouldBeAsync(HttpStatusCode.OK);

        (await DrillsAsync(plan)).ShouldHaveSingleItem()!.Text("plannedOn").ShouldBe("2027-03-10");
        await PlanAsync(plan, "2027-02-09").ShouldBeFaultyAsync("/plannedOn", "drill.beforePlan");
        await PlanAsync(plan, "2027-02-10").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_drill_leaves_its_result_its_findings_tasks_and_the_next_drill()
    {
        var plan = await Client.ContingencyPlanAsync("2026-01-15");
        var drill = (await DrillsAsync(plan)).ShouldHaveSingleItem()!.Id();
        var owner = await Client.PartyAsync("公关部");

        var held = await HoldAsync(
                plan,
                drill,
                $$"""
                {
                  "heldOn": "2026-02-16", "result": "partlyPassed", "findings": "发言人名单已过期",
                  "followUps": [{"title":"更新发言人名单","ownerId":"{{owner}}","dueDate":"2026-03-01"}]
                }
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        (held.Text("state"), held.Text("result")).ShouldBe(("held", "partlyPassed"));
        var task = await Client.ReadAsync($"/v1/tasks/{held.Texts("taskIds").ShouldHaveSingleItem()}");
        (task.Text("origin"), task.Text("dueDate"), task.Text("ownerText")).ShouldBe(("drill", "2026-03-01", "公关部"));
        (await DrillsAsync(plan)).Select(each => each!.Text("plannedOn")).ShouldBe(["2026-03-15", "2026-02-15"]);
        await HoldAsync(plan, drill, """{"result":"passed"}""").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "drill.held");
    }

    [Fact]
    public async Task A_drill_is_missed_once_when_its_day_is_over_and_can_be_held_later()
    {
        var plan = await Client.ContingencyPlanAsync("2026-01-15");
        var drill = (await DrillsAsync(plan)).ShouldHaveSingleItem()!.Id();

        (await MissAsync(new DateOnly(2026, 2, 15))).ShouldBe(0);
        var missed = await Task.WhenAll(MissAsync(new DateOnly(2026, 2, 16)), MissAsync(new DateOnly(2026, 2, 16)));
        missed.Sum().ShouldBe(1);

        (await Client.ReadAsync($"{Plans}/{plan}/drills?state=missed")).Each("id").ShouldBe([drill]);
        (await DrillsAsync(plan)).Count.ShouldBe(2);
        await HoldAsync(plan, drill, """{"result":"failed","heldOn":"2026-01-10"}""").ShouldBeFaultyAsync("/heldOn", "drill.beforePlan");
        await HoldAsync(plan, drill, """{"result":"failed","heldOn":"2026-02-20"}""").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_planned_drill_that_is_deleted_is_skipped_and_history_stays()
    {
        var plan = await Client.ContingencyPlanAsync("2026-01-15");
        var first = (await DrillsAsync(plan)).ShouldHaveSingleItem()!.Id();
        await DeleteAsync(plan, first, 2).ShouldBeAsync(HttpStatusCode.PreconditionFailed);

        await DeleteAsync(plan, first, 1).ShouldBeAsync(HttpStatusCode.NoContent);

        await Client.GetAsync($"{Plans}/{plan}/drills/{first}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "drill.notFound");
        var next = (await DrillsAsync(plan)).ShouldHaveSingleItem()!;
        next.Text("plannedOn").ShouldBe("2026-03-15");
        await HoldAsync(plan, next.Id(), """{"result":"passed","heldOn":"2026-03-15"}""").ShouldBeAsync(HttpStatusCode.OK);
        await DeleteAsync(plan, next.Id(), 2).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "drill.notPlanned");
        (await MissAsync(new DateOnly(2026, 4, 16))).ShouldBe(1);
        var missed = (await Client.ReadAsync($"{Plans}/{plan}/drills?state=missed")).Items().ShouldHaveSingleItem()!;
        await DeleteAsync(plan, missed.Id(), missed.Version()).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "drill.notPlanned");
    }

    private Task<HttpResponseMessage> DeleteAsync(string plan, string drill, int version) =>
        Client.DeleteAsync($"{Plans}/{plan}/drills/{drill}", version);

    private async Task<JsonArray> DrillsAsync(string plan) => (await Client.ReadAsync($"{Plans}/{plan}/drills")).Items();

    private Task<HttpResponseMessage> PlanAsync(string plan, string day) =>
        Client.PostAsync($"{Plans}/{plan}/drills", $$"""{"plannedOn":"{{day}}"}""");

    private Task<HttpResponseMessage> HoldAsync(string plan, string drill, string body) =>
        Client.PostAsync($"{Plans}/{plan}/drills/{drill}/hold", body);

    private Task<int> MissAsync(DateOnly today) => Api.RunAsync(WorkspaceId.From(Api.Alpha.Id), new MissDrills(today));
}
