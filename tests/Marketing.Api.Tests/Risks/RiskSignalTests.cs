using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Signals: what partners report fires triggers, once for each crossing (R26).</summary>
[Collection(FirstApi.Name)]
public sealed class RiskSignalTests(MarketingApi api) : ApiTest(api)
{
    private const string Alerts = "/v1/alerts";

    private string _risk = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.PostAsync("/v1/metrics", """{"name":"负面评论占比","code":"NEG","unit":"%"}""").ShouldBeAsync(HttpStatusCode.Created);
        _risk = (await Client.RiskAsync()).Id();
    }

    [Fact]
    public async Task A_breach_that_a_partner_posts_yields_one_alert_however_often_it_is_sent_and_searched()
    {
        await TriggerAsync(""" "metric":"NEG","comparator":"gt","threshold":"10" """);
        await ObserveAsync(("2027-03-01", "9"), ("2027-03-02", "12"));
        await ObserveAsync(("2027-03-02", "12"), ("2027-03-03", "13"));

        await Task.WhenAll(SearchAsync(), SearchAsync());
        await SearchAsync();

        var alert = (await AlertsAsync()).ShouldHaveSingleItem()!;
        (alert.Text("crossedOn"), alert.Text("value"), alert.Text("threshold")).ShouldBe(("2027-03-02", "12", "10"));
        (await Client.ReadAsync($"{RiskPath}/{_risk}")).Text("status").ShouldBe("triggered");
        (await Client.ReadAsync("/v1/tasks?origin=risk")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reading_that_is_restated_under_the_threshold_and_a_late_one_raise_nothing_more()
    {
        await TriggerAsync(""" "metric":"NEG","comparator":"gt","threshold":"10" """);
        await ObserveAsync(("2027-03-03", "12"));
        await SearchAsync();

        await ObserveAsync(("2027-03-02", "11"));
        await SearchAsync();
        (await AlertsAsync()).Count.ShouldBe(1);
        await ObserveAsync(("2027-03-02", "8"), ("2027-03-03", "9"));
        await SearchAsync();
        await ObserveAsync(("2027-03-03", "12"));
        await SearchAsync();
        (await AlertsAsync()).Count.ShouldBe(1);

        await ObserveAsync(("2027-03-04", "5"), ("2027-03-05", "15"));
        await SearchAsync();
        (await AlertsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_window_needs_days_in_a_row_and_a_missing_day_is_no_evidence()
    {
        await TriggerAsync(""" "metric":"NEG","comparator":"gte","threshold":"10","window":{"amount":3,"unit":"day"} """);
        await ObserveAsync(("2027-03-01", "10"), ("2027-03-02", "10"), ("2027-03-04", "10"));
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty();

        await ObserveAsync(("2027-03-03", "10"));
        await SearchAsync();
        (await AlertsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_trigger_that_is_added_later_judges_what_is_known_already()
    {
        await ObserveAsync(("2027-03-02", "12"));
        await SearchAsync();
        await TriggerAsync(""" "metric":"负面评论占比","comparator":"gt","threshold":"10" """);

        await SearchAsync();

        (await AlertsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Spending_beyond_a_share_of_the_budget_fires_once_blocks_the_line_and_arms_again_when_it_falls()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "100"));
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items()[0]!.Id();
        await Client.PatchAsync($"{RiskPath}/{_risk}", $$"""{"budgetLineId":"{{line}}"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await TriggerAsync(
            $$$""" "metric":"budget.spentPercent","comparator":"gte","threshold":"80","stopLoss":{"budgetLineId":"{{{line}}}"} """
        );
        await Client.CommitAsync(budget, "A", "79").ShouldBeAsync(HttpStatusCode.Created);
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty();

        var order = (await Client.CommitAsync(budget, "A", "10").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        await SearchAsync();
        await SearchAsync();
        var alert = (await AlertsAsync()).ShouldHaveSingleItem()!;
        alert.Text("value").ShouldBe("89");
        await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");

        await Client.PostAsync($"{Alerts}/{alert.Id()}/decide", """{"decision":"adjust","reason":"R"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .PostAsync($"/v1/budgets/{budget}/commitments/{order}/release", """{"date":"2027-04-01","reason":"R"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await SearchAsync();
        await Client.CommitAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        await SearchAsync();
        (await AlertsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_task_that_is_late_fires_a_trigger()
    {
        var task = await Client
            .PostAsync("/v1/tasks", """{"origin":"plan","title":"T","dueDate":"2026-01-01"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PatchAsync($"{RiskPath}/{_risk}", $$"""{"taskIds":["{{task.Id()}}"]}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await TriggerAsync(""" "metric":"task.delayDays","comparator":"gte","threshold":"7" """);

        await SearchAsync();
        await SearchAsync();

        (await AlertsAsync()).Count.ShouldBe(1);
    }

    private Task<int> SearchAsync() => Api.SearchSignalsAsync(Api.Alpha.Id);

    private async Task<JsonArray> AlertsAsync() => (await Client.ReadAsync($"{Alerts}?riskId={_risk}")).Items();

    private async Task TriggerAsync(string terms) =>
        await Client.PostAsync($"{RiskPath}/{_risk}/triggers", $"{{{terms}}}").ShouldBeAsync(HttpStatusCode.Created);

    private async Task ObserveAsync(params (string Day, string Value)[] readings)
    {
        var items = readings.Select(reading => $$"""{"metric":"NEG","forDate":"{{reading.Day}}","value":"{{reading.Value}}"}""");
        using var answer = await Client.PostAsync(
            "/v1/observations/bulk",
            $$"""{"source":"monitor","mode":"atomic","items":[{{string.Join(',', items)}}]}"""
        );
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
