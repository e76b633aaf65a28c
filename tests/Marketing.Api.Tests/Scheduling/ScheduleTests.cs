using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Plans.PlanSteps;

namespace Marketing.Api.Tests.Scheduling;

/// <summary>The resolved calendar of a plan.</summary>
[Collection(FirstApi.Name)]
public sealed class ScheduleTests(MarketingApi api) : ApiTest(api)
{
    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var plan = await Client.PlanAsync(
            "P",
            new
            {
                periodStart = new { date = "2026-01-01" },
                periodEnd = new { date = "2026-12-31" },
                launchDate = new { date = "2026-06-01" },
                deadlinePolicy = "afterPredecessor",
            }
        );
        _plan = $"/v1/plans/{plan.Id()}";
        await MakeAsync("phases", "A", """{"name":"预热","window":{"text":"T-6周至T-1周"}}""");
        await MakeAsync("phases", "B", """{"name":"上市后","window":{"text":"T+1周至T+N周"}}""");
        await MakeAsync(
            "workPackages",
            "W",
            """
            {"name":"系统","subtasks":[
              {"name":"设计","deadlines":[{"text":"1個月內"}]},{"name":"开发","deadlines":[{"text":"3個月內"}]},{"name":"上线","deadlines":[{"text":"1個月內"}]},
              {"name":"问卷","deadlines":[{"text":"調查結果反饋后2周內"}]}]}
            """
        );
        await MakeAsync("milestones", "M", """{"name":"发布","date":{"date":"2026-06-05"}}""");
        await MakeAsync(
            "risks",
            "R",
            """{"name":"危机","responses":[{"text":"演练","frequencies":[{"text":"危機預案制定后每月進行一次演練"}]}]}"""
        );
        await MakeAsync("monitoring", "G", """{"name":"例会","frequencies":[{"text":"每月一次"}]}""");
    }

    [Fact]
    public async Task Computed_days_can_be_after_the_last_year_that_requests_accept()
    {
        var plan = (
            await Client
                .PostAsync("/v1/plans", """{"title":"Late","language":"en","currency":"EUR","periodStart":{"date":"2200-12-31"}}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

        (await Client.ReadAsync($"/v1/plans/{plan}/schedule"))["basis"]!.Text("to").ShouldBe("2201-12-31");
    }

    [Fact]
    public async Task A_schedule_returns_dates_or_what_items_are_waiting_for()
    {
        var schedule = await Client.ReadAsync($"{_plan}/schedule?pageSize=200");
        var dated = schedule.Items().Where(item => item!["date"] is not null).ToList();
        dated.Select(item => item!.Text("date")).ShouldBeInOrder();
        Dates(schedule, "W").ShouldBe(["2026-01-31", "2026-04-30", "2026-05-31", null]);
        Dates(schedule, "G").Length.ShouldBe(12);

        var first = schedule.Items().Single(item => item!.Text("ref") == "W" && item!.Text("pointer") == "/subtasks/1/deadlines/0")!;
        (first.Text("title"), first.Text("itemTitle"), first.Text("text"), first.Text("kind"), first.Text("type")).ShouldBe(
            ("系统", "开发", "3個月內", "deadline", "workPackage")
        );
        first.Text("start").ShouldBe("2026-02-01");
        first["follows"]!.Text("pointer").ShouldBe("/subtasks/0");

        var phase = schedule.Items().Single(item => item!.Text("ref") == "A")!;
        (phase.Text("start"), phase.Text("end"), phase["resolvedFrom"]![0]!.Text("anchor")).ShouldBe(
            ("2026-04-20", "2026-05-31", "LAUNCH_DAY")
        );

        var waiting = schedule.Items().Where(item => item!["date"] is null).Select(item => item!).ToList();
        waiting
            .Select(item =>
                (
                    item!.Text("ref"),
                    item!["waitsFor"]!.Text("reason"),
                    (string?)item!["waitsFor"]!["anchor"] ?? (string?)item["waitsFor"]!["placeholder"]
                )
            )
            .ShouldBe([("B", "placeholder", "N"), ("W", "anchor", "SURVEY_RESULT"), ("R", "anchor", "CONTINGENCY_PLAN_READY")]);
        schedule.Items().Last()!["date"].ShouldBeNull("items without a date are last");

        var summary = schedule["summary"]!;
        (summary.Number("count"), summary.Number("resolved"), summary.Number("waiting"), summary.Number("open")).ShouldBe((9, 6, 2, 1));
        summary["waitsFor"]!
            .AsArray()
            .Select(group => (string?)group!["anchor"])
            .ShouldBe(["CONTINGENCY_PLAN_READY", "SURVEY_RESULT", null], ignoreOrder: true);
        var basis = schedule["basis"]!;
        (basis.Text("start"), basis.Text("launchDate"), basis.Text("timeZone"), basis.Text("from"), basis.Text("to")).ShouldBe(
            ("2026-01-01", "2026-06-01", "Asia/Shanghai", "2026-01-01", "2027-01-01")
        );
    }

    [Fact]
    public async Task Moving_the_launch_by_two_weeks_moves_exactly_what_is_relative_to_it()
    {
        var before = await Client.ReadAsync($"{_plan}/schedule?pageSize=200");
        var preview = await Client.ReadAsync($"{_plan}/schedule?pageSize=200&launchDate=2026-06-15");
        preview["basis"]!["preview"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode.DeepEquals(await Client.ReadAsync($"{_plan}/schedule?pageSize=200"), before).ShouldBeTrue("a preview writes nothing");

        await Client.PatchAsync(_plan, """{"launchDate":{"date":"2026-06-15"}}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        var after = await Client.ReadAsync($"{_plan}/schedule?pageSize=200");

        JsonNode.DeepEquals(after["items"], preview["items"]).ShouldBeTrue("the preview showed the same");
        var moved = Keyed(before).Where(item => Keyed(after)[item.Key] != item.Value).ToList();
        moved.ShouldHaveSingleItem().ShouldBe(new("A/window/0", ("2026-04-20", "2026-05-31")));
        Keyed(after)["A/window/0"].ShouldBe(("2026-05-04", "2026-06-14"));
    }

    [Fact]
    public async Task An_event_gives_a_date_each_time_it_is_recorded_and_starts_rhythms()
    {
        await RecordAsync("""{"code":"調查結果反饋","date":"2026-03-02"}""");
        await RecordAsync("""{"code":"SURVEY_RESULT","date":"2026-09-01"}""");
        await RecordAsync("""{"code":"CONTINGENCY_PLAN_READY","date":"2026-10-01"}""");

        var schedule = await Client.ReadAsync($"{_plan}/schedule?pageSize=200&sections=workPackages,risks");
        Dates(schedule, "W").ShouldBe(["2026-01-31", "2026-03-16", "2026-04-30", "2026-05-31", "2026-09-15"]);
        Dates(schedule, "R").ShouldBe(["2026-10-31", "2026-11-30", "2026-12-31"]);
        schedule.Items().Select(item => item!.Text("section")).Distinct().ShouldBe(["workPackages", "risks"]);
        schedule["summary"]!["waitsFor"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_is_spelled_as_recorded_whatever_the_script_of_the_plan()
    {
        await MakeAsync("workPackages", "F", """{"name":"促销","deadlines":[{"text":"春節前两周"}]}""");
        await Client
            .PutJsonAsync($"{_plan}/anchors/{Uri.EscapeDataString("春节")}", """{"date":"2026-02-17"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);

        var item = (await Client.ReadAsync($"{_plan}/schedule?ref=F")).Items().ShouldHaveSingleItem()!;
        (item.Text("date"), item["resolvedFrom"]![0]!.Text("anchor"), item["resolvedFrom"]![0]!.Text("date")).ShouldBe(
            ("2026-02-03", "春节", "2026-02-17")
        );
    }

    [Fact]
    public async Task A_range_limits_items_with_dates_and_filters_narrow_them()
    {
        var june = await Client.ReadAsync($"{_plan}/schedule?from=2026-05-20&to=2026-06-30&state=resolved");
        june.Items()
            .Select(item => $"{item!.Text("ref")} {item!.Text("date")}")
            .ShouldBe(["A 2026-04-20", "G 2026-05-31", "W 2026-05-31", "M 2026-06-05", "G 2026-06-30"], ignoreOrder: true);
        (await Client.ReadAsync($"{_plan}/schedule?kinds=window,day")).Items().Select(item => item!.Text("ref")).ShouldBe(["A", "M", "B"]);
        (await Client.ReadAsync($"{_plan}/schedule?state=waiting,open"))
            .Items()
            .Select(item => item!.Text("ref"))
            .ShouldBe(["B", "W", "R"]);
        (await Client.ReadAsync($"{_plan}/schedule?ref=M")).Items().ShouldHaveSingleItem();
        (await Client.ReadAsync($"{_plan}/schedule?deadlinePolicy=none&ref=W"))["summary"]!.Number("resolved").ShouldBe(0);
        await Client
            .GetAsync($"{_plan}/schedule?from=2026-06-30&to=2026-06-01")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "schedule.rangeReversed");
        await Client
            .GetAsync($"{_plan}/schedule?from=2026-01-01&to=2029-01-02")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "schedule.rangeTooLong");
        await Client
            .GetAsync($"{_plan}/schedule?sections=poems")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "schedule.sectionUnknown");
        await Client.GetAsync($"{_plan}/schedule?kinds=poem").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
    }

    [Fact]
    public async Task A_rhythm_can_be_limited_to_its_first_day_in_the_range()
    {
        await MakeAsync("monitoring", "D", """{"name":"舆情","frequencies":[{"text":"每日一次"}]}""");

        (await Client.ReadAsync($"{_plan}/schedule")).Items().ShouldNotContain(item => item!.Text("ref") == "M");
        var schedule = await Client.ReadAsync($"{_plan}/schedule?rhythms=first");
        new[] { "D", "G", "M" }.SelectMany(name => Dates(schedule, name)).ShouldBe(["2026-01-01", "2026-01-31", "2026-06-05"]);
        schedule["nextCursor"].ShouldBeNull();
        schedule.Number("total").ShouldBe(schedule.Items().Count);
        Dates(await Client.ReadAsync($"{_plan}/schedule?rhythms=first&from=2026-03-10"), "D").ShouldBe(["2026-03-10"]);
        (await Client.WalkAsync($"{_plan}/schedule?rhythms=first&pageSize=3")).Count.ShouldBe(schedule.Number("total"));
    }

    [Fact]
    public async Task Pages_contain_every_item_once_in_order()
    {
        var whole = await Client.ReadAsync($"{_plan}/schedule?pageSize=200");
        var walked = await Client.WalkAsync($"{_plan}/schedule?pageSize=3");

        walked.Count.ShouldBe(whole.Number("total"));
        walked.Select(item => item.ToJsonString()).ShouldBe(whole.Items().Select(item => item!.ToJsonString()));
    }

    [Fact]
    public async Task The_schedule_of_a_plan_without_dates_is_waiting()
    {
        var plan = await Client.PlanAsync("Q");
        await Client
            .PostAsync($"/v1/plans/{plan.Id()}/parts", PartJson("monitoring", """{"name":"例会","frequencies":[{"text":"每日"}]}"""))
            .ShouldBeAsync(HttpStatusCode.Created);

        var schedule = await Client.ReadAsync($"/v1/plans/{plan.Id()}/schedule");
        schedule.Items().ShouldHaveSingleItem()!["waitsFor"]!.Text("anchor").ShouldBe("PLAN_START");
        schedule["basis"]!["from"].ShouldBeNull();
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}/schedule?start=2026-01-01&to=2026-01-10"))
            .Items()
            .Count.ShouldBe(10, "what if it started");
    }

    [Fact]
    public async Task Public_holidays_of_the_workspace_are_no_working_days()
    {
        var plan = await Client.PlanAsync("H", new { periodStart = new { date = "2027-01-04" }, deadlinePolicy = "planStart" });
        await Client
            .PostAsync(
                $"/v1/plans/{plan.Id()}/parts",
                PartJson("workPackages", """{"name":"系统","deadlines":[{"text":"15个工作日内"}]}""")
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        (await DueAsync()).ShouldBe("2027-01-22");

        await Client
            .PatchAsync($"/v1/workspaces/{Api.Alpha.Id}/settings", """{"holidays":["2027-01-06","2027-01-09"]}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (await DueAsync()).ShouldBe("2027-01-25", "a holiday on a Saturday moves nothing");
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}/schedule"))["basis"]!.Texts("holidays").ShouldBe(["2027-01-06", "2027-01-09"]);

        async Task<string?> DueAsync() =>
            (await Client.ReadAsync($"/v1/plans/{plan.Id()}/schedule")).Items().ShouldHaveSingleItem()!.Text("date");
    }

    [Fact]
    public async Task The_schedule_returns_how_windows_of_two_numbers_are_read()
    {
        var plan = await Client.PlanAsync("K", new { periodStart = new { date = "2027-01-01" } });
        foreach (var window in (string[])["1-3个月", "4-6个月", "7-12个月"])
        {
            await Client
                .PostAsync(
                    $"/v1/plans/{plan.Id()}/parts",
                    PartJson(
                        "phases",
                        new JsonObject
                        {
                            ["name"] = window,
                            ["window"] = new JsonObject { ["text"] = window },
                        }.ToJsonString()
                    )
                )
                .ShouldBeAsync(HttpStatusCode.Created);
        }

        (await Client.ReadAsync($"/v1/plans/{plan.Id()}/schedule"))
            .Items()
            .Select(item => (item!.Text("start"), item!.Text("end"), (string?)item!["windowReading"]))
            .ShouldBe([
                ("2027-01-01", "2027-03-31", null),
                ("2027-04-01", "2027-06-30", "counted"),
                ("2027-07-01", "2027-12-31", "counted"),
            ]);
    }

    private static string?[] Dates(JsonNode schedule, string givenRef) =>
        [.. schedule.Items().Where(item => item!.Text("ref") == givenRef).Select(item => (string?)item!["date"])];

    private static Dictionary<string, (string? Start, string? End)> Keyed(JsonNode schedule) =>
        schedule
            .Items()
            .GroupBy(item => item!.Text("ref") + item!.Text("pointer"))
            .SelectMany(group => group.Select((item, i) => ($"{group.Key}/{i}", ((string?)item!["start"], (string?)item["end"]))))
            .ToDictionary(StringComparer.Ordinal);

    private Task<JsonObject> MakeAsync(string section, string givenRef, string content) =>
        Client.PostAsync($"{_plan}/parts", PartJson(section, content, givenRef)).ShouldBeAsync(HttpStatusCode.Created);

    private Task<JsonObject> RecordAsync(string json) => Client.PostAsync($"{_plan}/anchors", json).ShouldBeAsync(HttpStatusCode.Created);
}
