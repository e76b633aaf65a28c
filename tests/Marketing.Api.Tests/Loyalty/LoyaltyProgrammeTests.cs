using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Loyalty;

/// <summary>Loyalty programmes: what they say, their steps, and objectives that count them.</summary>
[Collection(FirstApi.Name)]
public sealed class LoyaltyProgrammeTests(MarketingApi api) : ApiTest(api)
{
    private const string Programmes = "/v1/loyalty-programmes";
    private const string Unknown = "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d";

    [Fact]
    public async Task A_programme_keeps_its_tiers_and_points_and_is_changed_deleted_and_restored()
    {
        const string Rules = """
            "tiers":[{"name":"金卡会员","criteria":"年消费满900元","spend":{"amount":"900","currency":"CNY"},"benefits":["免运费"]}],
            "pointRules":[{"event":"每消费1元","points":{"value":"1","unit":"积分"}}],"occasions":["会员生日"]
            """;
        var made = await CreateAsync("GOLD", Rules);
        (made.Text("status"), made["steps"]!.AsArray().Count).ShouldBe(("planned", 0));
        made["tiers"]![0]!["benefits"]![0]!.GetValue<string>().ShouldBe("免运费");
        made["pointRules"]![0]!["points"]!.Text("value").ShouldBe("1");

        var changed = await Client
            .PatchAsync($"{Programmes}/{made.Id()}", """{"name":"活力会员","tiers":[]}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("name"), changed["tiers"]!.AsArray().Count, changed["pointRules"]!.AsArray().Count).ShouldBe(("活力会员", 0, 1));

        await Client.DeleteAsync($"{Programmes}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{Programmes}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "loyaltyProgramme.notFound");
        await Client.ActAsync($"{Programmes}/{made.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Programmes}?code=gold&q=活力")).Each("id").ShouldBe([made.Id()]);
    }

    [Fact]
    public async Task A_programme_starts_pauses_resumes_and_ends_on_days_up_to_today()
    {
        var id = (await CreateAsync("A")).Id();
        var path = $"{Programmes}/{id}";

        await StepAsync(id, "start", 1, "2099-01-01").ShouldBeFaultyAsync("/on", "loyaltyProgramme.dayToCome");
        await StepAsync(id, "end", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "loyaltyProgramme.wrongStatus");
        (await StepAsync(id, "start", 1, "2025-01-10").ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("live");
        await StepAsync(id, "pause", 2, "2025-01-09").ShouldBeFaultyAsync("/on", "loyaltyProgramme.dayBeforeLast");
        await StepAsync(id, "pause", 2, "2025-01-20").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Programmes}?status=live")).Items().ShouldBeEmpty();
        await StepAsync(id, "resume", 3).ShouldBeAsync(HttpStatusCode.OK);
        await StepAsync(id, "end", 3).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await StepAsync(id, "end", 4).ShouldBeAsync(HttpStatusCode.OK);

        var ended = await Client.ReadAsync(path);
        ended["steps"]!.AsArray().Select(step => step!.Text("status")).ShouldBe(["live", "paused", "live", "ended"]);
        ended["steps"]![0]!.Text("on").ShouldBe("2025-01-10");
        (await Client.ReadAsync($"{Programmes}?status=ended,paused")).Each("id").ShouldBe([id]);
    }

    [Fact]
    public async Task Codes_are_unique_regardless_of_case()
    {
        var first = await CreateAsync("Club");

        var refused = await TryCreateAsync("CLUB").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "loyaltyProgramme.codeTaken");
        refused["errors"]![0]!["args"]!.Text("existingId").ShouldBe(first.Id());

        await Client.DeleteAsync($"{Programmes}/{first.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await CreateAsync("CLUB");
        await Client
            .ActAsync($"{Programmes}/{first.Id()}/restore", 2)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "loyaltyProgramme.codeTaken");
    }

    [Theory]
    [InlineData("planId", "plan.unknown")]
    [InlineData("ownerId", "party.unknown")]
    public async Task A_reference_must_exist(string member, string code) =>
        await TryCreateAsync("A", $$""" "{{member}}":"{{Unknown}}" """).ShouldBeFaultyAsync($"/{member}", code);

    [Fact]
    public async Task A_party_that_owns_a_programme_stays()
    {
        var owner = (await Client.EntryAsync("parties", "会员部", new { kind = "department" })).Id();
        await CreateAsync("A", $$""" "ownerId":"{{owner}}" """);

        await Client.DeleteAsync($"/v1/parties/{owner}", 1).ShouldBeAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_objective_that_counts_programmes_counts_the_live_ones_of_its_plan()
    {
        var plan = await PlanAsync();
        foreach (var (code, steps) in new[] { ("A", 1), ("B", 1), ("C", 2), ("D", 0) })
        {
            var id = (await CreateAsync(code, $$""" "planId":"{{plan}}" """)).Id();
            for (var i = 0; i < steps; i++)
            {
                await StepAsync(id, i == 0 ? "start" : "pause", i + 1, $"2025-0{i + 2}-01").ShouldBeAsync(HttpStatusCode.OK);
            }
        }

        var other = (await CreateAsync("E")).Id();
        await StepAsync(other, "start", 1, "2025-02-01").ShouldBeAsync(HttpStatusCode.OK);

        (await MeasureAsync(plan, "2025-01-31")).Text("actual").ShouldBe("0");
        var february = await MeasureAsync(plan, "2025-02-28");
        (february.Text("metricCode"), february.Text("actual"), february.Text("value")).ShouldBe(("liveLoyaltyProgrammes", "3", "0.75"));
        var march = await MeasureAsync(plan, "2025-03-01");
        (march.Text("actual"), march.Text("actualOn"), march.Text("value")).ShouldBe(("2", "2025-03-01", "0.5"));
    }

    [Fact]
    public async Task A_reported_value_counts_only_while_the_plan_has_no_programme()
    {
        var plan = await PlanAsync();
        var value = ObservationSteps.Value("2025-02-01", "9").Replace("NPS", "liveLoyaltyProgrammes", StringComparison.Ordinal);
        await Client.ReportAsync(value).ShouldBeAsync(HttpStatusCode.OK);
        (await MeasureAsync(plan, "2025-02-28")).Text("actual").ShouldBe("9");

        var programme = await CreateAsync("A", $$""" "planId":"{{plan}}" """);
        (await MeasureAsync(plan, "2025-02-28")).Text("actual").ShouldBe("0");

        await Client.DeleteAsync($"{Programmes}/{programme.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await MeasureAsync(plan, "2025-02-28")).Text("actual").ShouldBe("9");
    }

    /// <summary>Creates a plan whose objective is four loyalty programmes, and returns its id.</summary>
    private async Task<string> PlanAsync()
    {
        await Client.PostAsync("/v1/metrics/standard", """{"language":"zh-Hans"}""").ShouldBeAsync(HttpStatusCode.OK);
        const string Document = """
            {
              "plan": {
                "title": "会员年度计划", "language": "zh-Hans", "currency": "CNY", "timeZone": "Asia/Shanghai",
                "periodStart": { "date": "2025-01-01" }, "periodEnd": { "date": "2025-12-31" }
              },
              "objectives": [
                { "ref": "O1", "text": "推出至少4个忠诚度计划", "measures": [
                  { "ref": "O1/1", "metric": { "text": "忠诚度计划数量" }, "target": {
                    "text": "至少4个", "kind": "count", "value": "4", "comparator": "gte", "unit": "个" } } ] }
              ]
            }
            """;
        return (await Client.ImportAsync(Document)).Id();
    }

    private async Task<JsonNode> MeasureAsync(string plan, string day) =>
        (await Client.ReadAsync($"/v1/plans/{plan}/attainment?asOf={day}")).Items().ShouldHaveSingleItem()!;

    private Task<HttpResponseMessage> StepAsync(string id, string step, int version, string? on = null) =>
        on is null
            ? Client.ActAsync($"{Programmes}/{id}/{step}", version)
            : Client.ActAsync($"{Programmes}/{id}/{step}", version, $$"""{"on":"{{on}}"}""");

    private Task<JsonObject> CreateAsync(string code, string? members = null) =>
        TryCreateAsync(code, members).ShouldBeAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> TryCreateAsync(string code, string? members = null) =>
        Client.PostAsync(Programmes, $$"""{"code":"{{code}}","name":"会员计划"{{(members is null ? "" : "," + members)}}}""");
}
