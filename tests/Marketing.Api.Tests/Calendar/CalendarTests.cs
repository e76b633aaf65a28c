using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Occurrences;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Calendar;

/// <summary>The calendar over all plans.</summary>
[Collection(FirstApi.Name)]
public sealed class CalendarTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    [Fact]
    public async Task The_calendar_shows_dates_milestones_occurrences_and_decisions_by_day()
    {
        var people = await People.OfAsync(Api.Alpha);
        var plan = await people.ActiveAsync(CalendarSteps.Whole(Today));
        var waiting = (await people.Preparer.ImportAsync()).Id();
        await people.Preparer.SubmitAsync(waiting).ShouldBeAsync(HttpStatusCode.OK);

        var entries = (await Client.ReadAsync($"/v1/calendar?from={Day(0)}&to={Day(10)}")).Items();

        entries.Each("kind").ShouldBe(["window", "occurrence", "deadline", "milestone", "occurrence", "approval"], ignoreOrder: true);
        entries.Each("date").ShouldBe(entries.Each("date").Order(StringComparer.Ordinal));
        var meeting = entries.Of("occurrence");
        (meeting.Text("title"), meeting.Text("ref"), meeting.Text("occurrenceState"), meeting.Text("planId")).ShouldBe(
            ("每周例会", "M1", "due", plan)
        );
        var task = entries.Of("deadline");
        (task.Text("title"), task.Text("itemTitle"), task.Text("text"), task.Text("date")).ShouldBe(("调研", "问卷", "10天内", Day(3)));
        entries.Of("milestone").Text("title").ShouldBe("系统上线");
        var phase = entries.Of("window");
        (phase.Text("start"), phase.Text("end")).ShouldBe((Day(-6), Day(7)));
        var approval = entries.Of("approval");
        (approval.Text("approvalStep"), approval.Text("planId")).ShouldBe(("review", waiting));
        var lastDay = DateOnly.FromDateTime(approval["dueAt"]!.GetValue<DateTime>().ToUniversalTime().AddHours(7));
        approval.Text("date").ShouldBe(OccurrenceSteps.Day(lastDay, 0));
    }

    [Fact]
    public async Task Kinds_plans_and_parties_can_be_chosen()
    {
        var people = await People.OfAsync(Api.Alpha);
        var market = await Client.PartyAsync("市场部", new { kind = "department" });
        var support = await Client.PartyAsync("客户服务部", new { kind = "department" });
        var first = await people.ActiveAsync(CalendarSteps.Whole(Today));
        var second = await people.ActiveAsync(CalendarSteps.Whole(Today));
        var range = $"from={Day(0)}&to={Day(6)}";

        (await Client.ReadAsync($"/v1/calendar?{range}&kinds=milestone"))
            .Items()
            .Each("planId")
            .ShouldBe([first, second], ignoreOrder: true);
        (await Client.ReadAsync($"/v1/calendar?{range}&planId={first}")).Items().Each("planId").Distinct().ShouldBe([first]);
        (await Client.ReadAsync($"/v1/calendar?{range}&planId={first}&partyId={support.Id()}"))
            .Items()
            .Each("itemTitle")
            .ShouldBe(["问卷"]);
        (await Client.ReadAsync($"/v1/calendar?{range}&planId={first}&partyId={market.Id()}"))
            .Items()
            .Each("kind")
            .ShouldBe(["occurrence"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition()
    {
        var people = await People.OfAsync(Api.Alpha);
        await people.ActiveAsync(OccurrenceSteps.Weekly(Today, "每天一次"));
        var path = $"/v1/calendar?from={Day(0)}&to={Day(60)}";

        var whole = (await Client.ReadAsync(path)).Items().Each("date");
        var paged = (await Client.WalkAsync($"{path}&pageSize=7")).Select(entry => entry.Text("date")).ToList();

        whole.Count.ShouldBe(61);
        paged.ShouldBe(whole);
        await Client
            .GetAsync($"/v1/calendar?from={Day(0)}&to={Day(-1)}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "schedule.rangeReversed");
    }

    [Fact]
    public async Task A_draft_is_shown_only_when_it_is_named()
    {
        var plan = (await Client.ImportAsync(CalendarSteps.Whole(Today))).Id();

        (await Client.ReadAsync("/v1/calendar")).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/calendar?planId={plan}&kinds=milestone")).Items().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Days_at_the_ends_of_the_calendar_are_no_failure()
    {
        await Client.ReadAsync("/v1/calendar?from=1900-01-01&to=1900-02-01");
        await Client.ReadAsync("/v1/calendar?to=1900-01-01");
        await Client.ReadAsync("/v1/occurrences?to=1900-01-01");
    }

    private static string Day(int offset) => OccurrenceSteps.Day(Today, offset);
}

/// <summary>A plan with an entry of each kind.</summary>
internal static class CalendarSteps
{
    public static string Whole(DateOnly today)
    {
        var document = JsonNode.Parse(OccurrenceSteps.Weekly(today, owners: """[ { "text": "市场部" } ]"""))!;
        document["milestones"] = JsonNode.Parse(
            $$"""[ { "ref": "S1", "name": "系统上线", "date": { "date": "{{OccurrenceSteps.Day(today, 5)}}" } } ]"""
        );
        document["phases"] = JsonNode.Parse("""[ { "ref": "P1", "name": "预热阶段", "window": { "text": "第1-2周" } } ]""");
        document["workPackages"] = JsonNode.Parse(
            """
            [
              {
                "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ],
                "subtasks": [ { "ref": "W1.1", "name": "问卷", "owners": [ { "text": "客户服务部" } ], "deadlines": [ { "text": "10天内" } ] } ]
              }
            ]
            """
        );
        document["plan"]!["deadlinePolicy"] = "planStart";
        return document.ToJsonString();
    }

    public static IReadOnlyList<string?> Each(this JsonArray entries, string member) =>
        [.. entries.Select(entry => (string?)entry![member])];

    public static JsonNode Of(this JsonArray entries, string kind) => entries.First(entry => entry!.Text("kind") == kind)!;
}
