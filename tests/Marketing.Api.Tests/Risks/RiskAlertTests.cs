using System.Net;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Support;
using Marketing.Application.Risks;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Alerts: raised once, with everything that follows in one unit, and spending stopped until somebody decides.</summary>
[Collection(FirstApi.Name)]
public sealed class RiskAlertTests(MarketingApi api) : ApiTest(api)
{
    private const string Alerts = "/v1/alerts";

    [Fact]
    public async Task A_fired_trigger_raises_an_alert_moves_the_risk_and_opens_the_tasks_of_its_treatments()
    {
        var risk = (await Client.RiskAsync()).Id();
        await Client.TreatmentAsync(risk, ""","owners":[{"text":"公关部"}]""");
        await Client.TreatmentAsync(risk, ""","state":"done" """);
        var trigger = await TriggerAsync(risk);
        var start = await Client.ReadAsync("/v1/changes?start=now");

        var alert = await Client.FireAsync(risk, trigger).ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{RiskPath}/{risk}")).Text("status").ShouldBe("triggered");
        (await Client.ReadAsync($"{Alerts}?riskId={risk}")).Each("id").ShouldBe([alert.Id()]);
        var task = await Client.ReadAsync($"/v1/tasks/{alert.Texts("taskIds").ShouldHaveSingleItem()}");
        (task.Text("origin"), task.Text("title"), task.Text("ownerText")).ShouldBe(("risk", "调整推广策略", "公关部"));
        var changes = (await Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(start.Text("nextCursor"))}")).Items();
        changes.Count(entry => (string?)entry!["event"] == "risk.triggered").ShouldBe(1);
        changes.Select(entry => entry!.Text("type")).Distinct().ShouldBe(["risk", "riskAlert", "task"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_risk_without_treatments_opens_one_task_and_a_closed_one_does_not_fire()
    {
        var risk = (await Client.RiskAsync()).Id();
        var trigger = await TriggerAsync(risk);
        var alert = await Client.FireAsync(risk, trigger).ShouldBeAsync(HttpStatusCode.Created);
        alert.Texts("taskIds").Count.ShouldBe(1);
        await Client.StepRiskAsync(risk, "close", """{"reason":"r"}""").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "risk.wrongStatus");
        await Client.StepRiskAsync(risk, "respond").ShouldBeAsync(HttpStatusCode.OK);
        await Client.StepRiskAsync(risk, "close", """{"reason":"r"}""").ShouldBeAsync(HttpStatusCode.OK);

        await Client.FireAsync(risk, trigger).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "risk.wrongStatus");
    }

    [Fact]
    public async Task A_crossing_raises_one_alert_however_often_and_by_however_many_it_is_found()
    {
        var risk = (await Client.RiskAsync()).Id();
        var trigger = await TriggerAsync(risk);
        var found = new Crossing(new DateOnly(2027, 3, 3), new DateOnly(2027, 3, 5), 12);

        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FireAsync(trigger, found)));
        fired.Count(each => each).ShouldBe(1);

        // A late reading moves the beginning of the same crossing; a later crossing is another one.
        (await FireAsync(trigger, found with { From = new DateOnly(2027, 3, 1) })).ShouldBeFalse();
        (await FireAsync(trigger, new Crossing(new DateOnly(2027, 3, 9), new DateOnly(2027, 3, 9), 15))).ShouldBeTrue();
        (await Client.ReadAsync($"{Alerts}?riskId={risk}")).Items().Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_put_off_and_decided_once()
    {
        var risk = (await Client.RiskAsync()).Id();
        var alert = (await Client.FireAsync(risk, await TriggerAsync(risk)).ShouldBeAsync(HttpStatusCode.Created)).Id();

        (await Client.PostAsync($"{Alerts}/{alert}/acknowledge", "").ShouldBeAsync(HttpStatusCode.OK))
            .Text("state")
            .ShouldBe("acknowledged");
        await Client
            .PostAsync($"{Alerts}/{alert}/snooze", """{"until":"2020-01-01"}""")
            .ShouldBeFaultyAsync("/until", "riskAlert.snoozeInPast");
        await Client.PostAsync($"{Alerts}/{alert}/snooze", """{"until":"2099-01-01"}""").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Alerts}?state=snoozed")).Each("id").ShouldBe([alert]);
        var workspace = WorkspaceId.From(Api.Alpha.Id);
        (await Api.RunAsync(workspace, new WakeRiskAlerts(new DateOnly(2098, 12, 31)))).ShouldBe(0);
        (await Api.RunAsync(workspace, new WakeRiskAlerts(new DateOnly(2099, 1, 1)))).ShouldBe(1);
        (await Client.ReadAsync($"{Alerts}?state=open")).Each("id").ShouldBe([alert]);
        var decided = await DecideAsync(alert, "adjust").ShouldBeAsync(HttpStatusCode.OK);
        (decided.Text("decision"), decided["snoozedUntil"]).ShouldBe(("adjust", null));
        await DecideAsync(alert, "terminate").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskAlert.decided");
    }

    [Fact]
    public async Task A_stop_loss_point_blocks_new_spending_until_the_decision_to_adjust()
    {
        var (budget, line) = await LineAsync();
        var order = (await Client.CommitAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        var first = await Client.StopLossAsync(line);
        var second = await Client.StopLossAsync(line);

        var blocked = await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        blocked["args"]!.Texts("blocks").ShouldBe(["stopLoss"]);
        await Client.SpendAsync(budget, "A", "4", $$""","commitmentId":"{{order}}" """).ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "B", "1").ShouldBeAsync(HttpStatusCode.Created);

        await DecideAsync(first, "adjust").ShouldBeAsync(HttpStatusCode.OK);
        await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        await DecideAsync(second, "adjust").ShouldBeAsync(HttpStatusCode.OK);
        await Client.CommitAsync(budget, "A", "1").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task After_the_decision_to_terminate_the_line_is_frozen()
    {
        var (budget, line) = await LineAsync();

        await DecideAsync(await Client.StopLossAsync(line), "terminate").ShouldBeAsync(HttpStatusCode.OK);

        var blocked = await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        blocked["args"]!.Texts("blocks").ShouldBe(["frozen"]);
        var freeze = (await Client.ReadAsync($"/v1/budgets/{budget}"))["freezes"]!.AsArray().ShouldHaveSingleItem()!;
        (freeze.Text("lineCode"), freeze.Text("reason")).ShouldBe(("A", "R"));
    }

    [Fact]
    public async Task Bookings_at_the_same_time_are_posted_before_the_block_or_refused_after_it()
    {
        var (budget, line) = await LineAsync();
        var risk = (await Client.RiskAsync()).Id();
        var trigger = await Client
            .PostAsync($"{RiskPath}/{risk}/triggers", $$$"""{"text":"止损","stopLoss":{"budgetLineId":"{{{line}}}"}}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        var bookings = Enumerable.Range(0, 20).Select(_ => Client.CommitAsync(budget, "A", "1")).ToList();
        await Client.FireAsync(risk, trigger.Id()).ShouldBeAsync(HttpStatusCode.Created);
        var posted = (await Task.WhenAll(bookings)).Count(answer => answer.StatusCode == HttpStatusCode.Created);

        (await Client.LineAsync(budget, "A")).Text("committed").ShouldBe($"{posted}");
        await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
    }

    private async Task<(string Budget, string Line)> LineAsync()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "100"), BudgetSteps.Line("B", "100"));
        return (budget, (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items()[0]!.Id());
    }

    private async Task<string> TriggerAsync(string risk) =>
        (
            await Client.PostAsync($"{RiskPath}/{risk}/triggers", """{"text":"一旦发现风险迹象"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    private Task<HttpResponseMessage> DecideAsync(string alert, string decision) =>
        Client.PostAsync($"{Alerts}/{alert}/decide", $$"""{"decision":"{{decision}}","reason":"R"}""");

    private Task<bool> FireAsync(string trigger, Crossing crossing) =>
        Api.RunAsync(WorkspaceId.From(Api.Alpha.Id), new FireCrossing(RiskTriggerId.From(Guid.Parse(trigger)), crossing));
}
