using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Scheduling;

/// <summary>Recording the events that deadlines count from.</summary>
[Collection(FirstApi.Name)]
public sealed class AnchorTests(MarketingApi api) : ApiTest(api)
{
    private const string Survey = """{"code":"SURVEY_RESULT","name":"第一轮","date":"2026-03-02"}""";

    private string _plan = "";
    private string _anchors = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _plan = $"/v1/plans/{(await Client.PlanAsync("P", new { periodStart = new { date = "2026-01-01" } })).Id()}";
        _anchors = $"{_plan}/anchors";
    }

    [Fact]
    public async Task An_event_is_recorded_read_changed_and_deleted()
    {
        using var response = await Client.PostAsync(_anchors, Survey);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        response.Headers.Location!.ToString().ShouldBe($"{_anchors}/{made.Id()}");
        JsonNode.DeepEquals(await Client.ReadAsync($"{_anchors}/{made.Id()}"), made).ShouldBeTrue();

        var changed = await Client
            .PatchAsync($"{_anchors}/{made.Id()}", """{"date":"2026-03-05","name":null}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Version(), changed.Text("date"), (string?)changed["name"], changed.Text("code")).ShouldBe(
            (2, "2026-03-05", null, "SURVEY_RESULT")
        );
        await Client
            .PatchAsync($"{_anchors}/{made.Id()}", """{"date":"2026-03-06"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync($"{_anchors}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{_anchors}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "anchor.notFound");

        (await Client.ReadAsync($"/v1/audit?resource={made.Id()}"))
            .Items()
            .Select(entry => entry!.Text("op"))
            .ShouldBe(["created", "updated", "deleted"], ignoreOrder: true);
        (await Client.ReadAsync("/v1/changes?types=anchor"))
            .Items()
            .Select(entry => entry!.Text("op"))
            .ShouldBe(["created", "updated", "deleted"]);
    }

    [Fact]
    public async Task Recorded_events_are_not_content_of_the_plan()
    {
        using var before = await Client.GetAsync($"{_plan}/document");
        await Client.PostAsync(_anchors, Survey).ShouldBeAsync(HttpStatusCode.Created);
        using var after = await Client.GetAsync($"{_plan}/document");

        after.Headers.ETag!.Tag.ShouldBe(before.Headers.ETag!.Tag);
        (await Client.ReadAsync(_plan)).Version().ShouldBe(1);
    }

    [Theory]
    [InlineData("春節", "春节")]
    [InlineData("survey_result", "SURVEY_RESULT")]
    [InlineData("問卷調查", "SURVEY")]
    [InlineData("a/b", "A/B")]
    public async Task A_code_is_the_same_event_in_any_script_and_case_and_by_its_name(string given, string same)
    {
        await Client
            .PostAsync(_anchors, new JsonObject { ["code"] = given, ["date"] = "2026-02-17" }.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync(_anchors, new JsonObject { ["code"] = same, ["date"] = "2026-02-17" }.ToJsonString())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "anchor.recorded");
        await Client
            .PostAsync(_anchors, new JsonObject { ["code"] = same, ["date"] = "2027-02-06" }.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{_anchors}?code={Uri.EscapeDataString(given)}")).Each("date").ShouldBe(["2026-02-17", "2027-02-06"]);
        await Client.GetAsync($"{_anchors}/{Uri.EscapeDataString(same)}").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "anchor.ambiguous");
    }

    [Fact]
    public async Task The_day_of_a_single_event_can_be_set_repeatedly()
    {
        var path = $"{_anchors}/{Uri.EscapeDataString("春节")}";
        using var made = await Client.PutJsonAsync(path, """{"date":"2026-02-17"}""", null);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.Location!.ToString().ShouldStartWith(_anchors);
        var again = await Client.PutJsonAsync(path, """{"date":"2026-02-17"}""", null).ShouldBeAsync(HttpStatusCode.OK);
        again.Version().ShouldBe(1, "nothing has changed");
        var moved = await Client
            .PutJsonAsync($"{_anchors}/{Uri.EscapeDataString("春節")}", """{"date":"2026-02-16","name":"除夕"}""", "\"1\"")
            .ShouldBeAsync(HttpStatusCode.OK);
        (moved.Version(), moved.Text("date"), moved.Text("code")).ShouldBe((2, "2026-02-16", "春节"));
        await Client
            .PutJsonAsync(path, """{"date":"2026-02-18"}""", "\"1\"")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        (await Client.ReadAsync(path)).Id().ShouldBe(moved.Id());

        await Client.PostAsync(_anchors, """{"code":"春节","date":"2027-02-06"}""").ShouldBeAsync(HttpStatusCode.Created);
        var several = await Client
            .PutJsonAsync(path, """{"date":"2026-02-18"}""", null)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "anchor.ambiguous");
        several["args"]!["ids"]!.AsArray().Count.ShouldBe(2);
        await Client.PutJsonAsync($"{_anchors}/{moved.Id()}", """{"date":"2026-02-18"}""", null).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("' OR 1=1--")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_invalid_code_is_rejected(string code)
    {
        await Client
            .PutJsonAsync($"{_anchors}/{Uri.EscapeDataString(code)}", """{"date":"2026-02-18"}""", null)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "anchor.notFound");
        await Client
            .PostAsync(_anchors, new JsonObject { ["code"] = code, ["date"] = "2026-02-18" }.ToJsonString())
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Theory]
    [InlineData("LAUNCH_DAY", "anchor.givenByPlan")]
    [InlineData("上市", "anchor.givenByPlan")]
    [InlineData("PLAN_START", "anchor.givenByPlan")]
    [InlineData("計劃結束", "anchor.givenByPlan")]
    [InlineData("UNSPECIFIED", "anchor.noDay")]
    [InlineData("活動", "anchor.noDay")]
    public async Task Events_defined_by_the_plan_cannot_be_recorded(string code, string fault)
    {
        var body = new JsonObject
        {
            ["code"] = code,
            ["date"] = "2026-03-02",
            ["subject"] = "nobody",
        }.ToJsonString();
        var problem = await Client.PostAsync(_anchors, body).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        problem.Pointers().ShouldBe(["/code", "/subject"]);
        problem["errors"]![0]!.Text("code").ShouldBe(fault);
        await Client
            .PutJsonAsync($"{_anchors}/{Uri.EscapeDataString(code)}", """{"date":"2026-03-02"}""", null)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        (await Client.ReadAsync(_anchors))["given"]!.AsArray().ShouldHaveSingleItem()!.Text("anchor").ShouldBe("PLAN_START");
    }

    [Fact]
    public async Task An_event_about_a_part_follows_its_ref_and_remains_after_its_deletion()
    {
        var one = await Client
            .PostAsync($"{_plan}/parts", PartJson("campaigns", """{"name":"春"}""", "C1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync($"{_plan}/parts", PartJson("campaigns", """{"name":"秋"}""", "C2")).ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync(_anchors, """{"code":"CAMPAIGN_START","date":"2026-03-01","subject":"C1"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PutJsonAsync($"{_anchors}/CAMPAIGN_START", """{"date":"2026-03-01","subject":"C2"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync($"{_anchors}?subject=C2")).Items().ShouldHaveSingleItem();

        await Client.PatchAsync($"{_plan}/parts/{one.Id()}", PartJson("campaigns", givenRef: "C9"), 1).ShouldBeAsync(HttpStatusCode.OK);
        var about = (await Client.ReadAsync($"{_anchors}?subject=C9")).Items().ShouldHaveSingleItem()!;
        await Client.DeleteAsync($"{_plan}/parts/{one.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        var orphan = await Client.PatchAsync($"{_anchors}/{about.Id()}", """{"name":"春季"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        ((string?)orphan["subject"], orphan.Text("subjectId")).ShouldBe((null, one.Id()));
    }

    [Fact]
    public async Task Recording_events_requires_the_scope_for_plans_or_for_progress()
    {
        using var reporter = await Api.Alpha.WithScopesAsync(Scopes.TasksReport);
        using var reader = await Api.Alpha.WithScopesAsync(Scopes.PlansRead);
        await reporter.PostAsync(_anchors, Survey).ShouldBeAsync(HttpStatusCode.Created);
        await reader.PostAsync(_anchors, Survey).ShouldBeAsync(HttpStatusCode.Forbidden);
        (await reader.ReadAsync(_anchors)).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Validation_saves_nothing_and_a_retry_records_once()
    {
        await Client.PostAsync(_anchors + "?validateOnly=true", Survey).ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PutJsonAsync(_anchors + "/SURVEY?validateOnly=true", """{"date":"2026-03-02"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync(_anchors)).Items().ShouldBeEmpty();
        var first = await Client.PostAsync(_anchors, Survey, "key").ShouldBeAsync(HttpStatusCode.Created);
        (await Client.PostAsync(_anchors, Survey, "key").ShouldBeAsync(HttpStatusCode.Created)).Id().ShouldBe(first.Id());
    }

    [Fact]
    public async Task Concurrent_requests_for_the_day_of_one_event_create_it_once()
    {
        var second = await Api.BesideAsync();
        var clients = new[] { Client, second.Alpha.Client };
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(day => clients[day % 2].PutJsonAsync($"{_anchors}/SURVEY", $$"""{"date":"2026-03-{{day:00}}"}""", null))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        (await Client.ReadAsync(_anchors)).Items().ShouldHaveSingleItem()!.Version().ShouldBe(20);
    }
}
