using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Tasks;

/// <summary>Tasks follow the plan in force, and their progress is no content.</summary>
[Collection(SecondApi.Name)]
public sealed class TasksInMotionTests(MarketingApi api) : ApiTest(api)
{
    private const string Sections = """
        {
          "phases": [ { "ref": "F1", "name": "洞察与规划" } ],
          "milestones": [ { "ref": "M1", "name": "系统上线", "date": { "date": "2027-06-30" }, "owners": [ { "text": "客服部" } ] } ],
          "workPackages": [
            {
              "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ],
              "deadlines": [ { "text": "计划开始后3个月内" } ],
              "subtasks": [
                { "ref": "S1", "name": "设计", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "计划开始后1个月内" } ] },
                { "ref": "S2", "name": "反馈", "owners": [ { "text": "客服部" } ], "deadlines": [ { "text": "调查结果反馈后2周内" } ] },
                { "ref": "S3", "name": "响应", "owners": [ { "text": "客服部" } ], "deadlines": [ { "text": "持续进行" } ] }
              ],
              "actions": [ { "ref": "A1", "text": "印制问卷", "deadlines": [ { "text": "计划开始后2个月内" } ] } ]
            }
          ]
        }
        """;

    private People _people = null!;
    private string _marketing = "";
    private string _service = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
        _marketing = await Client.PartyAsync("市场部");
        _service = await Client.PartyAsync("客服部");
    }

    [Fact]
    public async Task A_draft_has_no_tasks_and_its_activation_creates_them()
    {
        var plan = (await _people.Preparer.ImportAsync(TaskSteps.PlanWith(Sections))).Id();
        (await Client.TasksAsync(plan)).ShouldBeEmpty();
        await _people.ApproveAsync(plan);
        await _people.Preparer.StepAsync(plan, "activate").ShouldBeAsync(HttpStatusCode.OK);

        var tasks = await Client.TasksAsync(plan);

        tasks.Keys.ShouldBe(["S1", "W1", "S2", "S3"]);
        (tasks["S1"].Text("kind"), tasks["S1"].Text("state"), tasks["S1"].Number("percent")).ShouldBe(("subtask", "notStarted", 0));
        (tasks["S1"].Text("dueDate"), tasks["W1"].Text("dueDate")).ShouldBe(("2027-01-31", "2027-03-31"));
        (tasks["S2"]["dueDate"], tasks["S2"].Text("waitsFor")).ShouldBe((null, "SURVEY_RESULT"));
        tasks["S1"].Text("parentId").ShouldBe(tasks["W1"].Id());
        tasks["S1"]["owners"]![0]!.Text("partyId").ShouldBe(_marketing);
    }

    [Fact]
    public async Task Phases_milestones_and_actions_are_tasks_of_their_own_kind()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));

        var others = await Client.TasksAsync(plan, "&kind=phase,milestone,action");

        others.Keys.ShouldBe(["A1", "M1", "F1"]);
        (others["M1"].Text("dueDate"), others["A1"].Text("dueDate")).ShouldBe(("2027-06-30", "2027-02-28"));
        var achieved = await Client
            .ReportAsync(others["M1"], "complete", """{"date":"2026-11-01","note":"提前上线"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        (achieved.Text("state"), achieved.Text("finishedOn")).ShouldBe(("done", "2026-11-01"));
    }

    [Fact]
    public async Task Reports_take_a_task_through_its_states_and_are_kept()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        var task = (await Client.TasksAsync(plan))["S1"];

        await Client.ReportAsync(task, "start").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(task, "progress", """{"percent":60,"note":"问卷已回收"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(task, "block", """{"reason":"等待报价"}""").ShouldBeAsync(HttpStatusCode.OK);
        var refused = await Client.ReportAsync(task, "complete").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "task.wrongState");
        refused["args"]!.Text("state").ShouldBe("blocked");
        await Client.ReportAsync(task, "unblock").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ActAsync($"/v1/tasks/{task.Id()}/complete").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(task, "reopen").ShouldBeAsync(HttpStatusCode.OK);
        var cancelled = await Client.ReportAsync(task, "cancel", """{"reason":"合并"}""").ShouldBeAsync(HttpStatusCode.OK);

        (cancelled.Text("state"), cancelled.Text("reason"), cancelled.Number("percent")).ShouldBe(("cancelled", "合并", 100));
        var reports = await Client.ReadAsync($"/v1/tasks/{task.Id()}/reports?sort=recordedAt");
        reports.Each("step").ShouldBe(["planned", "started", "progressed", "blocked", "unblocked", "completed", "reopened", "cancelled"]);
        reports.Items()[2]!.Text("note").ShouldBe("问卷已回收");
        JsonNode.DeepEquals(await Client.ReadAsync($"/v1/tasks/{task.Id()}"), cancelled).ShouldBeTrue();
    }

    [Fact]
    public async Task A_report_changes_neither_the_content_of_the_plan_nor_its_hash()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        var before = await Client.ReadAsync($"/v1/plans/{plan}");
        var task = (await Client.TasksAsync(plan))["S1"];

        await Client.ReportAsync(task, "progress", """{"percent":60}""").ShouldBeAsync(HttpStatusCode.OK);

        JsonNode.DeepEquals(await Client.ReadAsync($"/v1/plans/{plan}"), before).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_dates_the_tasks_that_wait_for_it_at_once()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        var survey = await Client
            .PostAsync($"/v1/plans/{plan}/anchors", """{"code":"SURVEY_RESULT","date":"2027-03-01"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.TasksAsync(plan))["S2"].Text("dueDate").ShouldBe("2027-03-15");

        await Client.PatchAsync($"/v1/plans/{plan}/anchors/{survey.Id()}", """{"date":"2027-04-01"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.TasksAsync(plan))["S2"].Text("dueDate").ShouldBe("2027-04-15");
        await Client.DeleteAsync($"/v1/plans/{plan}/anchors/{survey.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.TasksAsync(plan))["S2"]["dueDate"].ShouldBeNull();
    }

    [Fact]
    public async Task The_next_revision_keeps_the_progress_of_what_stays_and_retires_what_goes()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        var before = await Client.TasksAsync(plan);
        await Client.ReportAsync(before["S1"], "progress", """{"percent":60}""").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await ChangePackageAsync(plan, package => package["subtasks"]!.AsArray().RemoveAt(1));
        (await Client.TasksAsync(plan)).ShouldContainKey("S2");
        await Client.ReportAsync(before["S2"], "block", """{"reason":"未定"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(before["S2"], "unblock").ShouldBeAsync(HttpStatusCode.OK);

        await _people.ApproveAsync(plan);

        var after = await Client.TasksAsync(plan);
        after.ShouldNotContainKey("S2");
        (after["S1"].Id(), after["S1"].Number("percent")).ShouldBe((before["S1"].Id(), 60));
        await Client.GetAsync($"/v1/tasks/{before["S2"].Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "task.notFound");
        (await Client.TasksAsync(plan, "&includeDeleted=true"))["S2"].Id().ShouldBe(before["S2"].Id());
    }

    [Fact]
    public async Task Dropping_a_task_with_progress_needs_the_author_to_say_so()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        await Client.ReportAsync((await Client.TasksAsync(plan))["S2"], "start").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await ChangePackageAsync(plan, package => package["subtasks"]!.AsArray().RemoveAt(1));

        var refused = await _people.Preparer.SubmitAsync(plan).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "task.inProgressDropped");

        refused["args"]!.Texts("refs").ShouldBe(["S2"]);
        var working = await Client.ReadAsync($"/v1/plans/{plan}?view=working");
        var body = $$"""{"contentVersion":{{working["workingRevision"]!.Number("contentVersion")}},"retire":["S2"]}""";
        await _people.Preparer.ActAsync($"/v1/plans/{plan}/submit", working.Version(), body).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_task_that_comes_back_has_its_id_and_its_progress_again()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        var before = (await Client.TasksAsync(plan))["S2"];
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        JsonNode? removed = null;
        await ChangePackageAsync(plan, package => removed = Take(package["subtasks"]!.AsArray(), 1));
        await _people.ApproveAsync(plan);
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await ChangePackageAsync(plan, package => package["subtasks"]!.AsArray().Add(removed));
        await _people.ApproveAsync(plan);

        (await Client.TasksAsync(plan))["S2"].Id().ShouldBe(before.Id());
        var reports = await Client.ReadAsync($"/v1/tasks/{before.Id()}/reports?sort=recordedAt");
        reports.Each("step").ShouldBe(["planned", "retired", "planned"]);
    }

    [Fact]
    public async Task People_report_on_tasks_of_their_parties_and_planners_on_all()
    {
        var division = await Client.PartyAsync("营销事业群");
        var team = await Client.PartyAsync("问卷组", _marketing);
        using var member = await Api.Alpha.MemberOfAsync(team, "mei", Role.Contributor);
        using var stranger = await Api.Alpha.MemberOfAsync(division, "sam", Role.Contributor);
        var tasks = await Client.TasksAsync(await _people.ActiveAsync(TaskSteps.PlanWith(Sections)));

        await member.ReportAsync(tasks["S1"], "start").ShouldBeAsync(HttpStatusCode.OK);
        await member.ReportAsync(tasks["S2"], "start").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "task.ofOthers");
        await stranger.ReportAsync(tasks["S1"], "complete").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "task.ofOthers");
        await _people.Preparer.ReportAsync(tasks["S1"], "complete").ShouldBeAsync(HttpStatusCode.OK);

        (await member.ReadAsync("/v1/tasks?assignee=me")).Each("ref").ShouldBe(["S1", "W1"]);
        (await stranger.ReadAsync("/v1/tasks?assignee=me")).Items().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/tasks?partyId={_service}")).Each("ref").ShouldBe(["S2", "S3"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_member_of_several_owners_sees_a_task_once_and_pages_through_all()
    {
        var team = await Client.PartyAsync("联合组", _marketing);
        using var member = await Api.Alpha.MemberOfAsync(team, "ning", Role.Contributor);
        foreach (var day in new[] { "2027-05-01", "2027-05-02", "2027-05-03" })
        {
            var both = new JsonArray(Owner("市场部", _marketing), Owner("联合组", team));
            var body = new JsonObject
            {
                ["origin"] = "incident",
                ["title"] = day,
                ["owners"] = both,
                ["dueDate"] = day,
            };
            await Client.PostAsync("/v1/tasks", body.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created);
        }

        (await member.WalkAsync("/v1/tasks?assignee=me&pageSize=1"))
            .Select(task => task.Text("title"))
            .ShouldBe(["2027-05-01", "2027-05-02", "2027-05-03"]);
        (await member.WalkAsync("/v1/tasks?assignee=me&pageSize=2&sort=-due"))
            .Select(task => task.Text("title"))
            .ShouldBe(["2027-05-03", "2027-05-02", "2027-05-01"]);
    }

    [Fact]
    public async Task Tasks_are_filtered_by_state_and_due_date_and_overdue_ones_are_found()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections.Replace("2027-06-30", "2026-01-31", StringComparison.Ordinal)));
        var tasks = await Client.TasksAsync(plan, "&kind=milestone,subtask,workPackage");
        await Client.ReportAsync(tasks["S1"], "start").ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync("/v1/tasks?state=inProgress,blocked")).Each("ref").ShouldBe(["S1", "W1"]);
        (await Client.ReadAsync("/v1/tasks?dueFrom=2027-02-01&dueTo=2027-12-31")).Each("ref").ShouldBe(["W1"]);
        (await Client.ReadAsync("/v1/tasks?overdue=true&kind=milestone,subtask")).Each("ref").ShouldBe(["M1"]);
        await Client.ReportAsync(tasks["M1"], "complete").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync("/v1/tasks?overdue=true&kind=milestone,subtask")).Items().ShouldBeEmpty();
        (await Client.ReadAsync("/v1/tasks?q=設計")).Each("ref").ShouldBe(["S1"]);
    }

    [Fact]
    public async Task A_task_outside_the_content_is_created_and_changed_by_hand()
    {
        var body = $$"""
            {"origin":"risk","title":"更换供应商","owners":[{"text":"市场部","partyId":"{{_marketing}}"}],"dueDate":"2027-03-31"}
            """;
        var made = await Client.PostAsync("/v1/tasks", body).ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("kind"), made["planId"], made.Text("ownerText")).ShouldBe(("additional", null, "市场部"));

        var changed = await Client
            .PatchAsync($"/v1/tasks/{made.Id()}", """{"dueDate":"2027-04-30","plannedHours":8}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("dueDate"), changed.Number("plannedHours"), changed.Version()).ShouldBe(("2027-04-30", 8, 2));
        await Client
            .PostAsync("/v1/tasks", """{"origin":"risk","title":"T","planId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "task.planUnknown");
    }

    [Fact]
    public async Task Of_a_task_of_a_plan_only_weight_and_planned_hours_can_be_changed()
    {
        var task = (await Client.TasksAsync(await _people.ActiveAsync(TaskSteps.PlanWith(Sections))))["S1"];

        var weighed = await Client
            .PatchAsync($"/v1/tasks/{task.Id()}", """{"weight":3,"plannedHours":40}""", task.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        (weighed.Number("weight"), weighed.Number("plannedHours")).ShouldBe((3, 40));
        var refused = await Client
            .PatchAsync($"/v1/tasks/{task.Id()}", """{"title":"改名"}""", weighed.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "task.givenByPlan");
        refused.Pointers().ShouldBe(["/title"]);
    }

    [Fact]
    public async Task A_report_about_tomorrow_is_refused_and_so_is_one_on_an_outdated_version()
    {
        var task = (await Client.TasksAsync(await _people.ActiveAsync(TaskSteps.PlanWith(Sections))))["S1"];

        await Client
            .ReportAsync(task, "start", """{"date":"2199-01-01"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "task.reportedAhead");
        await Client.ActAsync($"/v1/tasks/{task.Id()}/start", 7).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Fact]
    public async Task A_merged_party_hands_its_tasks_over_and_an_owner_cannot_be_deleted()
    {
        var plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        await Client.DeleteAsync($"/v1/parties/{_service}", 1).ShouldBeAsync(HttpStatusCode.Conflict);

        await Client.ActAsync($"/v1/parties/{_service}/merge", 1, $$"""{"intoId":"{{_marketing}}"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync($"/v1/tasks?partyId={_marketing}")).Each("ref").ShouldBe(["S1", "W1", "S2", "S3"], ignoreOrder: true);
        await Client
            .PostAsync($"/v1/plans/{plan}/anchors", """{"code":"SURVEY_RESULT","date":"2027-03-01"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.TasksAsync(plan))["S2"]["owners"]![0]!.Text("partyId").ShouldBe(_marketing);
    }

    [Fact]
    public async Task The_feed_and_the_audit_trail_show_reports()
    {
        var task = (await Client.TasksAsync(await _people.ActiveAsync(TaskSteps.PlanWith(Sections))))["S1"];
        await Client.ReportAsync(task, "start").ShouldBeAsync(HttpStatusCode.OK);

        var entries = (await Client.ReadAsync("/v1/changes?types=task&include=resource&pageSize=1000")).Items();
        var entry = entries.Last(entry => entry!.Id() == task.Id())!;
        (entry.Text("op"), entry["resource"]!.Text("state")).ShouldBe(("updated", "inProgress"));
        (await Client.ReadAsync($"/v1/audit?resource={task.Id()}")).Each("op").ShouldBe(["updated", "created"]);
    }

    private static JsonObject Owner(string text, string party) => new() { ["text"] = text, ["partyId"] = party };

    private static JsonNode Take(JsonArray items, int at)
    {
        var item = items[at]!;
        items.RemoveAt(at);
        return item;
    }

    private async Task ChangePackageAsync(string plan, Action<JsonObject> change)
    {
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/work-packages")).Items().Single()!;
        var content = part["content"]!.DeepClone().AsObject();
        change(content);
        var patch = new JsonObject { ["content"] = new JsonObject { ["subtasks"] = content["subtasks"]!.DeepClone() } };
        await _people
            .Preparer.PatchAsync($"/v1/plans/{plan}/work-packages/{part.Id()}", patch.ToJsonString(), part.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
    }
}
