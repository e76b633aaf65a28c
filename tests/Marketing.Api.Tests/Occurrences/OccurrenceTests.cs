using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Application.Occurrences;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Api.Tests.Occurrences;

/// <summary>What recurs becomes due once, and is held, skipped or missed.</summary>
[Collection(SecondApi.Name)]
public sealed class OccurrenceTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task What_is_due_is_stored_and_an_event_of_the_feed_once()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await StoreAsync(plan);
        await StoreAsync(plan);

        var due = (await ListAsync(plan, "&state=due")).Items().ShouldHaveSingleItem()!;
        (due.Text("ref"), due.Text("date"), due.Text("start")).ShouldBe(("M1", Day(0), Day(-6)));
        (due.Text("title"), due.Text("text"), due.Text("section")).ShouldBe(("每周例会", "每周一次", "monitoring"));
        var changes = (await FollowAsync(start)).Items();
        changes
            .OfType<JsonNode>()
            .Select(change => (change.Text("type"), change.Text("op"), (string?)change["event"]))
            .ShouldBe([("occurrence", "created", null), ("occurrence", "event", "occurrence.due")]);
        changes[1]!["resource"]!.Id().ShouldBe(due.Id());
        changes[1]!.Text("parentId").ShouldBe(plan);
        (await Client.ReadAsync($"/v1/occurrences/{due.Id()}")).Text("state").ShouldBe("due");
    }

    [Fact]
    public async Task After_ten_days_without_a_scheduler_everything_is_due_and_missed_once()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        var start = await Client.ReadAsync("/v1/changes?start=now");

        await StoreAsync(plan, days: 10);
        await StoreAsync(plan, days: 10);

        (await FollowAsync(start))
            .Items()
            .OfType<JsonNode>()
            .Where(change => change.Text("op") == "event")
            .Select(change => (change.Text("event"), change["resource"]!.Text("date")))
            .ShouldBe([
                ("occurrence.due", Day(0)),
                ("occurrence.due", Day(7)),
                ("occurrence.missed", Day(0)),
                ("occurrence.missed", Day(7)),
            ]);
    }

    [Fact]
    public async Task What_was_held_or_skipped_is_not_missed()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        await StoreAsync(plan);
        await HoldAsync(plan, Day(0)).ShouldBeAsync(HttpStatusCode.OK);
        await SkipAsync(plan, Day(7)).ShouldBeAsync(HttpStatusCode.OK);

        (await StoreAsync(plan, days: 10)).ShouldBe(0);
    }

    [Fact]
    public async Task Later_days_are_computed_at_most_400_days_ahead()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));

        var items = await Client.WalkAsync($"/v1/occurrences?planId={plan}&from={Day(1)}&to={Day(401)}&pageSize=20");

        items.Select(item => item.Text("date")).ShouldBe(Enumerable.Range(1, 57).Select(week => Day(week * 7)));
        items.ShouldAllBe(item => item["id"] == null && item.Text("state") == "planned");
        await SkipAsync(plan, Day(406)).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "occurrence.tooFarAhead");
        await Client
            .GetAsync($"/v1/occurrences?from={Day(0)}&to={Day(401)}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "calendar.rangeTooLong");
    }

    [Fact]
    public async Task Holding_records_the_day_the_note_and_the_minutes_and_can_be_corrected()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));

        var held = await HoldAsync(
                plan,
                Day(0),
                $$""","heldOn":"{{Day(-1)}}","note":"任务 3 延期","minutesUrl":"https://example.com/m/1" """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var corrected = await HoldAsync(plan, Day(0)).ShouldBeAsync(HttpStatusCode.OK);

        (held.Text("state"), held.Text("heldOn"), held.Text("note"), held.Text("minutesUrl")).ShouldBe(
            ("held", Day(-1), "任务 3 延期", "https://example.com/m/1")
        );
        (corrected.Id(), corrected.Version(), corrected.Text("heldOn"), corrected["note"]).ShouldBe((held.Id(), 2, Day(0), null));
        (await ListAsync(plan, "&state=held")).Items().ShouldHaveSingleItem()!.Id().ShouldBe(held.Id());
        var reopened = await Client
            .PostAsync($"/v1/plans/{plan}/occurrences/reopen", $$"""{"ref":"M1","date":"{{Day(0)}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        reopened.Text("state").ShouldBe("due");
        await Client
            .PostAsync($"/v1/plans/{plan}/occurrences/reopen", $$"""{"ref":"M1","date":"{{Day(0)}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "occurrence.notRecorded");
    }

    [Fact]
    public async Task Only_planned_days_are_recorded_and_not_in_the_future()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));

        var refused = await HoldAsync(plan, Day(1)).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "occurrence.notPlanned");
        refused["args"]!.Texts("planned").ShouldContain(Day(0));
        await HoldAsync(plan, Day(7), $$""","heldOn":"{{Day(1)}}" """)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "occurrence.heldInFuture");
        (await ListAsync(plan, "&state=held,skipped")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_was_never_in_force_shows_its_days_when_it_is_named_and_records_none()
    {
        var plan = (await Client.ImportAsync(OccurrenceSteps.Weekly(Today))).Id();

        (await ListAsync(plan, $"&to={Day(14)}")).Items().Select(item => item!.Text("state")).Distinct().ShouldBe(["planned"]);
        (await Client.ReadAsync("/v1/occurrences")).Items().ShouldBeEmpty();
        await HoldAsync(plan, Day(0)).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "occurrence.planNotInForce");
    }

    [Fact]
    public async Task After_a_change_of_the_rhythm_what_was_held_stays_and_what_is_to_come_follows_the_new_one()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        await HoldAsync(plan, Day(0)).ShouldBeAsync(HttpStatusCode.OK);
        await SkipAsync(plan, Day(7)).ShouldBeAsync(HttpStatusCode.OK);
        await SkipAsync(plan, Day(14)).ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .PostAsync($"/v1/plans/{plan}/occurrences/reopen", $$"""{"ref":"M1","date":"{{Day(14)}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/parts?section=monitoring")).Items()[0]!;
        await _people
            .Preparer.PatchAsync(
                $"/v1/plans/{plan}/parts/{part.Id()}",
                """{"section":"monitoring","content":{"frequencies":[{"text":"每10天一次"}]}}""",
                part.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.ApproveAsync(plan);

        var items = (await ListAsync(plan, $"&to={Day(30)}")).Items();

        items
            .OfType<JsonNode>()
            .Select(item => (item.Text("date"), item.Text("state")))
            .ShouldBe([(Day(0), "held"), (Day(3), "planned"), (Day(7), "skipped"), (Day(13), "planned"), (Day(23), "planned")]);
    }

    [Fact]
    public async Task Nothing_is_due_while_a_plan_is_suspended()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        await StoreAsync(plan);
        await _people.Preparer.StepAsync(plan, "suspend", """{"reason":"预算冻结"}""").ShouldBeAsync(HttpStatusCode.OK);
        (await StoreAsync(plan, days: 8)).ShouldBe(0);
        (await ListAsync(plan, "&state=planned")).Items().ShouldBeEmpty();
        await _people.Preparer.StepAsync(plan, "resume").ShouldBeAsync(HttpStatusCode.OK);

        (await StoreAsync(plan, days: 15)).ShouldBe(2);
        (await ListAsync(plan, $"&to={Day(20)}")).Each("date").ShouldBe([Day(0), Day(14)]);
    }

    [Fact]
    public async Task Twenty_people_who_hold_the_same_meeting_at_once_leave_one_record()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => HoldAsync(plan, Day(0), $$""","note":"{{i}}" """)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBeGreaterThan(0);
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Conflict);
        (await ListAsync(plan, "&state=held")).Items().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_record_can_be_bound_to_the_version_that_was_read()
    {
        var plan = await _people.ActiveAsync(OccurrenceSteps.Weekly(Today));
        var body = $$"""{"ref":"M1","date":"{{Day(0)}}"}""";
        await Client
            .ActAsync($"/v1/plans/{plan}/occurrences/hold", 1, body)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await HoldAsync(plan, Day(0)).ShouldBeAsync(HttpStatusCode.OK);

        await Client.ActAsync($"/v1/plans/{plan}/occurrences/hold", 1, body).ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .ActAsync($"/v1/plans/{plan}/occurrences/hold", 7, body)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    private static string Day(int offset) => OccurrenceSteps.Day(Today, offset);

    private Task<HttpResponseMessage> HoldAsync(string plan, string date, string more = "") =>
        Client.PostAsync($"/v1/plans/{plan}/occurrences/hold", $$"""{"ref":"M1","date":"{{date}}"{{more}}}""");

    private Task<HttpResponseMessage> SkipAsync(string plan, string date) =>
        Client.PostAsync($"/v1/plans/{plan}/occurrences/skip", $$"""{"ref":"M1","date":"{{date}}","reason":"春节假期"}""");

    private Task<JsonObject> ListAsync(string plan, string more = "") =>
        Client.ReadAsync($"/v1/occurrences?planId={plan}&from={Day(-6)}{more}");

    private Task<int> StoreAsync(string plan, int days = 0) =>
        Api.RunAsync(WorkspaceId.From(Api.Alpha.Id), new StoreDueOccurrences(PlanId.From(Guid.Parse(plan)), DateTime.UtcNow.AddDays(days)));

    private Task<JsonObject> FollowAsync(JsonNode page) =>
        Client.ReadAsync($"/v1/changes?include=resource&cursor={Uri.EscapeDataString(page.Text("nextCursor"))}");
}

/// <summary>A plan with a weekly meeting.</summary>
internal static class OccurrenceSteps
{
    /// <summary>Returns a plan whose meeting is due today and every week from then on.</summary>
    public static string Weekly(DateOnly today, string frequency = "每周一次", string owners = "[]")
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        var plan = document["plan"]!;
        plan["periodStart"] = new JsonObject { ["date"] = Day(today, -6) };
        plan["periodEnd"] = new JsonObject { ["date"] = Day(today, 500) };
        plan["preparedOn"] = new JsonObject { ["date"] = Day(today, -30) };
        document["monitoring"] = JsonNode.Parse(
            $$"""[ { "ref": "M1", "name": "每周例会", "type": "meeting", "frequencies": [ { "text": "{{frequency}}" } ], "owners": {{owners}} } ]"""
        );
        return document.ToJsonString();
    }

    public static string Day(DateOnly today, int offset) => today.AddDays(offset).ToString("O", CultureInfo.InvariantCulture);
}
