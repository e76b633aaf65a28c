using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Application.Tasks;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Tasks;

/// <summary>Progress adds up, depends on other tasks, is reported, and is the same when asked later.</summary>
public sealed class ProgressReportTests(ShiftedApi shifted) : ApiTest(shifted.Api), IClassFixture<ShiftedApi>
{
    private const string Sections = """
        {
          "milestones": [ { "ref": "M1", "name": "系统上线", "date": { "date": "2026-01-31" }, "workPackages": ["W2"] } ],
          "workPackages": [
            {
              "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ],
              "subtasks": [
                { "ref": "S1", "name": "设计*", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "计划开始后1个月内" } ] },
                { "ref": "S2", "name": "访谈", "owners": [ { "text": "市场部" } ] }
              ]
            },
            { "ref": "W2", "name": "上线", "owners": [ { "text": "市场部" } ], "predecessors": ["W1"] }
          ]
        }
        """;

    private People _people = null!;
    private string _plan = "";
    private Dictionary<string, JsonNode> _tasks = null!;

    public override async ValueTask InitializeAsync()
    {
        shifted.Time.Offset = TimeSpan.Zero;
        await base.InitializeAsync();
        shifted.Time.Offset = TimeSpan.FromDays(-2);
        _people = await People.OfAsync(Api.Alpha);
        _plan = await _people.ActiveAsync(TaskSteps.PlanWith(Sections));
        _tasks = await Client.TasksAsync(_plan, "&kind=workPackage,subtask,milestone");
    }

    [Fact]
    public async Task The_progress_of_a_work_package_follows_from_its_subtasks()
    {
        await Client.ReportAsync(_tasks["S1"], "progress", """{"percent":50}""").ShouldBeAsync(HttpStatusCode.OK);
        await WeighAsync(_tasks["S2"], 3);

        var package = await Client.ReadAsync($"/v1/tasks/{_tasks["W1"].Id()}");
        (package.Number("percent"), package.Text("state")).ShouldBe((12, "inProgress"));
        await Client
            .ReportAsync(_tasks["W1"], "progress", """{"percent":90}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "task.rolledUp");
        await Client.ReportAsync(_tasks["S2"], "complete").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/tasks/{_tasks["W1"].Id()}")).Number("percent").ShouldBe(87);
    }

    [Fact]
    public async Task The_predecessors_in_the_plan_are_those_of_its_tasks_and_can_get_a_lag()
    {
        var planned = _tasks["W2"]["predecessors"]!.AsArray().ShouldHaveSingleItem()!;
        (planned.Text("taskId"), planned.Number("lag"), planned["planned"]!.GetValue<bool>()).ShouldBe((_tasks["W1"].Id(), 0, true));

        var changed = await PrecedeAsync(_tasks["W2"], $$"""[{"taskId":"{{_tasks["W1"].Id()}}","lag":2,"unit":"week"}]""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var lagged = changed["predecessors"]![0]!;
        (lagged.Number("lag"), lagged.Text("unit"), lagged["planned"]!.GetValue<bool>()).ShouldBe((2, "week", true));
        await PrecedeAsync(_tasks["W2"], "[]").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "task.givenByPlan");
    }

    [Fact]
    public async Task A_circle_of_tasks_is_refused_by_naming_it()
    {
        await PrecedeAsync(_tasks["S2"], $$"""[{"taskId":"{{_tasks["W2"].Id()}}"}]""").ShouldBeAsync(HttpStatusCode.OK);

        var refused = await PrecedeAsync(_tasks["W1"], $$"""[{"taskId":"{{_tasks["W2"].Id()}}"}]""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "task.circle");

        refused["args"]!.Texts("circle").ShouldBe(["W1", "W2", "W1"]);
        await PrecedeAsync(_tasks["S1"], """[{"taskId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}]""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
    }

    [Fact]
    public async Task The_report_shows_progress_problems_and_next_steps()
    {
        await Client.ReportAsync(_tasks["S1"], "complete").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(_tasks["S2"], "block", """{"reason":"等待报价"}""").ShouldBeAsync(HttpStatusCode.OK);

        var report = await Client.ReadAsync($"/v1/plans/{_plan}/reports/progress");

        (report.Number("percent"), report.Number("total")).ShouldBe((33, 3));
        Refs(report, "done").ShouldBe(["S1"]);
        Refs(report, "open").ShouldBe(["S2", "W2"]);
        Refs(report, "problems").ShouldBe(["S2"]);
        Refs(report, "overdue").ShouldBe(["M1"]);
        report["problems"]![0]!.Text("reason").ShouldBe("等待报价");
    }

    [Fact]
    public async Task A_report_about_a_day_stays_the_same_whatever_is_reported_later()
    {
        await Client.ReportAsync(_tasks["S1"], "complete").ShouldBeAsync(HttpStatusCode.OK);
        shifted.Time.Offset = TimeSpan.Zero;
        var yesterday = Today().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var before = await Client.ReadAsync($"/v1/plans/{_plan}/reports/progress?asOf={yesterday}");
        Refs(before, "done").ShouldBe(["S1"]);

        await Client.ReportAsync(_tasks["S1"], "reopen").ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(_tasks["S2"], "cancel").ShouldBeAsync(HttpStatusCode.OK);

        JsonNode.DeepEquals(await Client.ReadAsync($"/v1/plans/{_plan}/reports/progress?asOf={yesterday}"), before).ShouldBeTrue();
        Refs(await Client.ReadAsync($"/v1/plans/{_plan}/reports/progress"), "done").ShouldBeEmpty();
        await Client
            .GetAsync($"/v1/plans/{_plan}/reports/progress?asOf=2199-01-01")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "report.ahead");
        await Client
            .GetAsync($"/v1/plans/{_plan}/reports/progress?asOf=2020-01-01")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
    }

    [Fact]
    public async Task The_report_as_Markdown_is_in_the_language_of_the_plan_and_escapes_its_texts()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{_plan}/reports/progress");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/markdown"));
        using var response = await Client.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/markdown");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldStartWith("# 品牌年度计划\n");
        text.ShouldContain("## 未完成 (3)\n\n- **S1** 设计\\* · 市场部 · 到期日 2027-01-31 · 未开始 0%\n");
    }

    [Fact]
    public async Task An_overdue_task_raises_one_event_for_each_due_date()
    {
        var work = Api.Services.GetServices<IRecurringWork>().Single(each => each.Name == "overdue-tasks");
        await work.RunBatchAsync(default);
        (await work.RunBatchAsync(default)).ShouldBe(0);

        var events = (await Client.ReadAsync("/v1/changes?types=task&pageSize=1000"))
            .Items()
            .Where(entry => entry!.Text("op") == "event")
            .ToList();
        var raised = events.ShouldHaveSingleItem()!;
        (raised.Text("event"), raised.Id(), raised.Text("parentId")).ShouldBe(("task.overdue", _tasks["M1"].Id(), _plan));
        (await Client.ReadAsync($"/v1/tasks/{_tasks["M1"].Id()}")).Version().ShouldBe(_tasks["M1"].Version());
    }

    [Fact]
    public async Task Two_nodes_raise_an_event_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Api.RunAsync(WorkspaceId.From(Api.Alpha.Id), new RaiseOverdueTasks())));

        (await Client.ReadAsync("/v1/changes?types=task&pageSize=1000")).Items().Count(entry => entry!.Text("op") == "event").ShouldBe(1);
    }

    private static IReadOnlyList<string> Refs(JsonNode report, string list) =>
        [.. report[list]!.AsArray().Select(task => task!.Text("ref"))];

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    private async Task WeighAsync(JsonNode task, int weight)
    {
        var version = (await Client.ReadAsync($"/v1/tasks/{task.Id()}")).Version();
        await Client.PatchAsync($"/v1/tasks/{task.Id()}", $$"""{"weight":{{weight}}}""", version).ShouldBeAsync(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> PrecedeAsync(JsonNode task, string predecessors)
    {
        var version = (await Client.ReadAsync($"/v1/tasks/{task.Id()}")).Version();
        return await Client.PatchAsync($"/v1/tasks/{task.Id()}", $$"""{"predecessors":{{predecessors}}}""", version);
    }
}

/// <summary>A host whose clock can be behind.</summary>
public sealed class ShiftedApi : IAsyncLifetime
{
    public ShiftedApi() => Api = new MarketingApi([], services: services => services.AddSingleton<TimeProvider>(Time));

    public MarketingApi Api { get; }

    internal ShiftedTime Time { get; } = new();

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    internal sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
