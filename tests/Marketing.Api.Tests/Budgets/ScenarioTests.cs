using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Scenarios side by side, comparisons, and what became of the reserve.</summary>
[Collection(FirstApi.Name)]
public sealed class ScenarioTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_scenario_has_adjusted_amounts_that_add_up_to_the_cent()
    {
        var budget = await DraftAsync(Line("A", "33.33"), Line("B", "33.33"), Line("C", "33.34"), Reserve("R", "10"));

        var scenario = await CloneAsync(budget, """{"scenario":"保守","adjust":{"percent":"-10","category":"广告"}}""");

        (scenario.Text("scenario"), scenario.Text("scenarioOfId")).ShouldBe(("保守", budget));
        var lines = (await Client.ReadAsync($"/v1/budgets/{scenario.Id()}/lines")).Items();
        lines.Select(line => line!["amount"]!.Text("amount")).ShouldBe(["30", "30", "30", "10"]);
        var variance = await Client.ReadAsync($"/v1/budgets/{budget}/variance?from=working&to=scenario:%E4%BF%9D%E5%AE%88");
        (variance["total"]!.Text("difference"), variance["total"]!.Text("percent")).ShouldBe(("-10", "-9.09"));
        variance["lines"]![2]!.Text("difference").ShouldBe("-3.34");
        await _people
            .Manager.PostAsync($"/v1/budgets/{budget}/clone", """{"scenario":"保守"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.scenarioTaken");
        (await Client.ReadAsync($"/v1/budgets?scenarioOfId={budget}")).Each("id").ShouldBe([scenario.Id()]);
        (await Client.ReadAsync("/v1/budgets/summary")).Number("budgetCount").ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_budget_and_its_scenarios_one_is_submitted()
    {
        var budget = await DraftAsync(Line("A", "10"));
        var scenario = (await CloneAsync(budget, """{"scenario":"S","adjust":{"percent":"20"}}""")).Id();
        await _people.Manager.StepBudgetAsync(scenario, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);

        await _people
            .Manager.StepBudgetAsync(budget, "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.scenarioChosen");
        await _people.Manager.StepBudgetAsync(scenario, "withdraw").ShouldBeAsync(HttpStatusCode.OK);
        await _people.ApproveAsync(budget);
        await _people
            .Manager.StepBudgetAsync(scenario, "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.scenarioChosen");
        var summary = await Client.ReadAsync("/v1/budgets/summary");
        (summary.Number("budgetCount"), summary["groups"]![0]!.Text("planned")).ShouldBe((1, "10"));
    }

    [Fact]
    public async Task Two_scenarios_submitted_at_once_give_one()
    {
        var budget = await DraftAsync(Line("A", "10"));
        var scenario = (await CloneAsync(budget, """{"scenario":"S"}""")).Id();

        var statuses = await Task.WhenAll(
            new[] { budget, scenario }.Select(async each => (await _people.Manager.StepBudgetAsync(each, "submit", "{}")).StatusCode)
        );

        statuses.Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
    }

    [Fact]
    public async Task Variance_compares_revisions_and_the_plan_with_what_was_spent()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"), Line("B", "50"));
        await Client.SpendAsync(budget, "A", "30").ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.PostAsync($"/v1/budgets/{budget}/lines", Line("C", "25")).ShouldBeAsync(HttpStatusCode.Created);

        var spent = await Client.ReadAsync($"/v1/budgets/{budget}/variance");
        (spent["total"]!.Text("fromAmount"), spent["total"]!.Text("toAmount"), spent["total"]!.Text("percent")).ShouldBe(
            ("150", "30", "-80")
        );
        spent["lines"]!.AsArray().Select(line => $"{line!.Text("code")} {line!.Text("difference")}").ShouldBe(["A -70", "B -50"]);

        var revised = await Client.ReadAsync($"/v1/budgets/{budget}/variance?from=1&to=working");
        revised["lines"]![2]!["fromAmount"].ShouldBeNull();
        revised["lines"]![2]!.Text("difference").ShouldBe("25");
        await Client.GetAsync($"/v1/budgets/{budget}/variance?from=9").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "revision.notFound");
        await Client
            .GetAsync($"/v1/budgets/{budget}/variance?to=scenario:none")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "budget.scenarioNotFound");
    }

    [Fact]
    public async Task The_history_of_the_reserve_ends_with_what_is_left()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"), Reserve("R", "15"));
        var draw = await Client
            .PostAsync(
                $"/v1/budgets/{budget}/reserve-draws",
                """{"toLineCode":"A","amount":{"amount":"6","currency":"CNY"},"cause":"emergency","reason":"展台倒塌"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var approval = (await Client.ReadAsync($"/v1/approvals?subjectId={draw.Id()}")).Items()[0]!;
        await _people
            .Approver.PostAsync(
                $"/v1/approvals/{approval.Id()}/approve",
                $$"""{"revision":1,"hash":"{{approval["subject"]!.Text("hash")}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var history = await Client.ReadAsync($"/v1/budgets/{budget}/reserve/history");

        history["changes"]!
            .AsArray()
            .Select(change => $"{change!.Text("kind")} {change!.Text("amount")} {change!.Text("balance")}")
            .ShouldBe(["approve 15 15", "hold -6 9", "releaseHold 6 15", "reserveDraw -6 9"]);
        history.Text("available").ShouldBe("9");
        var drawn = history["changes"]![3]!;
        (drawn.Text("cause"), drawn.Text("toLineCode"), drawn.Text("reason")).ShouldBe(("emergency", "A", "展台倒塌"));
    }

    [Fact]
    public async Task A_finding_of_an_audit_is_a_task_with_owner_and_due_date()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        var party = await Client.PartyAsync("财务部");
        var body = $$"""
            {
              "title": "第一季度审计", "date": "2027-04-10", "from": "2027-01-01", "through": "2027-03-31", "conclusion": "基本合规",
              "findings": [
                { "text": "补充验收单", "lineCode": "a", "owner": { "text": "财务部", "partyId": "{{party.Id()}}" }, "dueDate": "2027-04-30" }
              ]
            }
            """;

        var audit = await Client.PostAsync($"/v1/budgets/{budget}/audits", body).ShouldBeAsync(HttpStatusCode.Created);

        var task = await Client.ReadAsync($"/v1/tasks/{audit["findings"]![0]!.Text("taskId")}");
        (task.Text("title"), task.Text("origin"), task.Text("dueDate")).ShouldBe(("补充验收单", "audit", "2027-04-30"));
        task["owners"]![0]!.Text("partyId").ShouldBe(party.Id());
        (await Client.ReadAsync($"/v1/budgets/{budget}/audits")).Each("title").ShouldBe(["第一季度审计"]);
        (await Client.ReadAsync($"/v1/budgets/{budget}/audits/{audit.Id()}")).Text("conclusion").ShouldBe("基本合规");
        var wrong = await Client
            .PostAsync($"/v1/budgets/{budget}/audits", body.Replace("\"a\"", "\"Z\"", StringComparison.Ordinal))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        wrong.Pointers().ShouldBe(["/findings/0/lineCode"]);
    }

    [Fact]
    public async Task The_burn_down_is_also_a_picture()
    {
        var budget = await _people.ActiveAsync(Line("A", "365"));

        var chart = await Client.ReadAsync($"/v1/budgets/{budget}/burn-down");

        chart["points"]!.AsArray().Count.ShouldBe(13);
        var (first, last) = (chart["points"]![0]!, chart["points"]![12]!);
        (first.Text("day"), first.Text("ideal"), last.Text("day"), last.Text("ideal")).ShouldBe(("2026-12-31", "365", "2027-12-31", "0"));
        chart["points"]![1]!.Text("ideal").ShouldBe("334");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/budgets/{budget}/burn-down");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("image/svg+xml"));
        request.Headers.AcceptLanguage.ParseAdd("zh-Hans");
        using var picture = await Client.SendAsync(request);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        var svg = XDocument.Parse(await picture.Content.ReadAsStringAsync());
        svg.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ShouldContain("未支出");
    }

    private async Task<string> DraftAsync(params string[] lines) =>
        (await _people.Manager.PostAsync("/v1/budgets", Budget(lines)).ShouldBeAsync(HttpStatusCode.Created)).Id();

    private async Task<JsonObject> CloneAsync(string budget, string body) =>
        await _people.Manager.PostAsync($"/v1/budgets/{budget}/clone", body).ShouldBeAsync(HttpStatusCode.Created);
}
