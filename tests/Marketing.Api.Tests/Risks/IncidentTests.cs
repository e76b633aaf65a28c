using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Incidents with what they leave, and assessments with the picture that they freeze.</summary>
[Collection(FirstApi.Name)]
public sealed class IncidentTests(MarketingApi api) : ApiTest(api)
{
    private const string Incidents = "/v1/incidents";
    private const string Assessments = "/v1/risk-assessments";

    [Fact]
    public async Task The_response_time_counts_from_the_detection_to_the_first_mitigation()
    {
        var incident = (await IncidentAsync("2027-03-05T08:30:00Z")).Id();
        await EntryAsync(incident, "2027-03-05T10:00:00Z", "mitigation");
        await EntryAsync(incident, "2027-03-05T08:40:00Z", "observation");
        var read = await EntryAsync(incident, "2027-03-05T09:10:00Z", "mitigation");

        read.Number("responseMinutes").ShouldBe(40);
        read["timeline"]!.AsArray().Select(entry => entry!.Text("kind")).ShouldBe(["observation", "mitigation", "mitigation"]);
        await Client
            .PatchAsync($"{Incidents}/{incident}", """{"resolvedAt":"2027-03-01T00:00:00Z"}""", read.Version())
            .ShouldBeFaultyAsync("/resolvedAt", "incident.timesNotRising");
    }

    [Fact]
    public async Task A_lesson_becomes_a_knowledge_item_with_owner_due_date_and_task()
    {
        var owner = await Client.PartyAsync("公关部");
        var incident = (await IncidentAsync("2027-03-05T08:30:00Z")).Id();

        var learned = await Client
            .PostAsync(
                $"{Incidents}/{incident}/lessons",
                $$"""{"title":"值班表覆盖周末","text":"周末无人值班","ownerId":"{{owner}}","dueDate":"2027-04-30"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var item = await Client.ReadAsync($"/v1/knowledge-items/{learned.Texts("lessonIds").ShouldHaveSingleItem()}");
        (item.Text("kind"), item.Text("ownerId"), item.Text("dueDate")).ShouldBe(("lesson", owner, "2027-04-30"));
        var task = (await Client.ReadAsync("/v1/tasks?origin=incident")).Items().ShouldHaveSingleItem()!;
        (task.Text("title"), task.Text("dueDate")).ShouldBe(("值班表覆盖周末", "2027-04-30"));
    }

    [Fact]
    public async Task Money_from_the_reserve_goes_through_the_ledger_and_a_decision()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "10"), BudgetSteps.Reserve("R", "5"));
        var incident = (await IncidentAsync("2027-03-05T08:30:00Z")).Id();
        const string draw = """{"toLineCode":"A","amount":{"amount":"3","currency":"CNY"},"cause":"emergency","reason":"声明投放"}""";

        var drawn = await Client
            .PostAsync($"{Incidents}/{incident}/reserve-draws", $$"""{"budgetId":"{{budget}}","draw":{{draw}}}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var transfer = drawn.Texts("reserveDrawIds").ShouldHaveSingleItem();
        var refused = await Client
            .DeleteAsync($"{Incidents}/{incident}", drawn.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "incident.hasDraws");
        refused["args"]!.Texts("blockers").ShouldBe([$"budgetTransfer/{transfer}"]);
        (await Client.ReadAsync($"/v1/budgets/{budget}/transfers/{transfer}")).Text("state").ShouldBe("pending");
        (await Client.LineAsync(budget, "R")).Text("held").ShouldBe("3");
    }

    [Fact]
    public async Task An_incident_that_was_recorded_by_mistake_is_deleted_and_can_be_restored_with_its_timeline()
    {
        var incident = (await IncidentAsync("2027-03-05T08:30:00Z")).Id();
        await EntryAsync(incident, "2027-03-05T08:40:00Z", "observation");
        await Client.DeleteAsync($"{Incidents}/{incident}", 1).ShouldBeAsync(HttpStatusCode.PreconditionFailed);

        await Client.DeleteAsync($"{Incidents}/{incident}", 2).ShouldBeAsync(HttpStatusCode.NoContent);

        await Client.GetAsync($"{Incidents}/{incident}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "incident.notFound");
        (await Client.ReadAsync(Incidents)).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"{Incidents}?includeDeleted=true")).Each("id").ShouldBe([incident]);
        var restored = await Client.ActAsync($"{Incidents}/{incident}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        restored["timeline"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_assessment_rates_all_or_none_plans_the_next_one_by_level_and_freezes_the_picture()
    {
        var (high, low) = ((await Client.RiskAsync("high")).Id(), (await Client.RiskAsync("low")).Id());
        var unrated = (await Client.RiskAsync("unrated")).Id();
        await AssessAsync(Entry(high, 3, 3), Entry(low, 9, 1)).ShouldBeFaultyAsync("/entries/1/rating/impact", "riskRating.outsideMatrix");
        (await Client.ReadAsync($"{RiskPath}/{high}"))["score"].ShouldBeNull();

        var session = await AssessAsync(Entry(high, 3, 3), Entry(low, 1, 1)).ShouldBeAsync(HttpStatusCode.Created);
        await Client.RateAsync(high, 1, 1).ShouldBeAsync(HttpStatusCode.Created);

        var read = await Client.ReadAsync($"{Assessments}/{session.Id()}");
        read["picture"]!.AsArray().Select(risk => risk!.Text("riskId")).ShouldBe([high, low, unrated]);
        read["picture"]![0]!.Number("score").ShouldBe(9);
        (await Client.ReadAsync($"{RiskPath}/{high}")).Text("nextReviewOn").ShouldBe("2026-02-01");
        (await Client.ReadAsync($"{RiskPath}/{low}")).Text("nextReviewOn").ShouldBe("2026-07-01");
        (await Client.ReadAsync($"{RiskPath}/{high}")).Text("status").ShouldBe("assessed");
        (await Client.ReadAsync($"{RiskPath}?reviewTo=2026-02-01")).Each("id").ShouldBe([high]);
    }

    [Fact]
    public async Task The_report_compares_with_the_assessment_before_and_names_what_is_unknown()
    {
        var risk = (await Client.RiskAsync("一号风险")).Id();
        await AssessAsync(Entry(risk, 1, 1)).ShouldBeAsync(HttpStatusCode.Created);
        await IncidentAsync("2026-01-10T00:00:00Z");
        await IncidentAsync("2026-01-11T00:00:00Z");
        await IncidentAsync("2026-02-11T00:00:00Z");
        var added = (await Client.RiskAsync("二号风险")).Id();
        await AssessOnAsync("2026-02-01", Entry(risk, 3, 3)).ShouldBeAsync(HttpStatusCode.Created);
        var last = await AssessOnAsync("2026-03-04", Entry(risk, 3, 3)).ShouldBeAsync(HttpStatusCode.Created);
        var sessions = (await Client.ReadAsync(Assessments)).Items();

        var second = await Client.ReadAsync($"{Assessments}/{sessions[1]!.Id()}/report");
        (second.Text("from"), second.Number("incidents"), second["controlEffect"]).ShouldBe(("2026-01-02", 2, null));
        (second.Texts("newRiskIds").Single(), second.Texts("risenRiskIds").Single()).ShouldBe((added, risk));
        var third = await Client.ReadAsync($"{Assessments}/{last.Id()}/report");
        (third.Number("incidents"), third.Number("incidentsBefore"), third.Text("controlEffect")).ShouldBe((1, 2, "0.5"));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Assessments}/{last.Id()}/report?lang=zh-Hans");
        request.Headers.Accept.ParseAdd("text/markdown");
        using var answer = await Client.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("风险控制效果: 0.5");
    }

    private async Task<JsonObject> IncidentAsync(string detected) =>
        await Client
            .PostAsync(Incidents, $$"""{"title":"负面报道","severity":4,"detectedAt":"{{detected}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

    private async Task<JsonObject> EntryAsync(string incident, string at, string kind) =>
        await Client
            .PostAsync($"{Incidents}/{incident}/timeline", $$"""{"at":"{{at}}","kind":"{{kind}}","text":"T"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

    private static string Entry(string risk, int impact, int probability) =>
        $$$"""{"riskId":"{{{risk}}}","rating":{"impact":{{{impact}}},"probability":{{{probability}}}}}""";

    private Task<HttpResponseMessage> AssessAsync(params string[] entries) => AssessOnAsync("2026-01-01", entries);

    private Task<HttpResponseMessage> AssessOnAsync(string day, params string[] entries) =>
        Client.PostAsync(Assessments, $$"""{"heldOn":"{{day}}","entries":[{{string.Join(',', entries)}}]}""");
}
