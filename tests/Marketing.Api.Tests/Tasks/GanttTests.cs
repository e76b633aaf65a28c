using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Marketing.Api.Tasks;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Tasks;

/// <summary>Gantt charts as data and as pictures.</summary>
[Collection(SecondApi.Name)]
public sealed class GanttTests(MarketingApi api) : ApiTest(api)
{
    private const string Sections = """
        {
          "phases": [ { "ref": "F1", "name": "洞察与规划", "window": { "text": "1-3个月" } } ],
          "milestones": [ { "ref": "M1", "name": "系统<上线>&验收", "date": { "date": "2027-06-30" }, "workPackages": ["W2"] } ],
          "workPackages": [
            {
              "ref": "W1", "name": "调研", "owners": [ { "text": "市场部" } ],
              "subtasks": [
                { "ref": "S1", "name": "设计", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "计划开始后1个月内" } ] },
                { "ref": "S2", "name": "访谈", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "计划开始后2个月内" } ] }
              ]
            },
            {
              "ref": "W2", "code": "B", "name": "一个名称非常长以至于不能完整显示在名称一栏之中的关键任务一个名称非常长", "predecessors": ["W1"],
              "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "计划开始后5个月内" } ]
            },
            { "ref": "W3", "name": "回顾", "owners": [ { "text": "市场部" } ], "deadlines": [ { "text": "调查结果反馈后2周内" } ] }
          ]
        }
        """;

    [Fact]
    public async Task A_chart_has_bars_dependencies_and_the_critical_path()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith(Sections))).Id();

        var chart = await Client.ReadAsync($"/v1/plans/{plan}/gantt");

        var items = chart["items"]!.AsArray().ToDictionary(item => item!.Text("ref"), item => item!);
        (items["W1"].Text("start"), items["W1"].Text("end")).ShouldBe(("2027-01-01", "2027-02-28"));
        (items["W2"].Text("start"), items["W2"].Text("end")).ShouldBe(("2027-03-01", "2027-05-31"));
        (items["W3"]["start"], items["W3"].Text("waitsFor")).ShouldBe((null, "SURVEY_RESULT"));
        (items["S1"].Text("parentRef"), items["S1"].Number("totalFloat"), items["S2"].Number("totalFloat")).ShouldBe(("W1", 20, 0));
        chart.Texts("criticalPath").ShouldBe(["M1", "S2", "W2"], ignoreOrder: true);
        chart["dependencies"]!
            .AsArray()
            .Select(link => $"{link!.Text("before")} {link!.Text("after")}")
            .ShouldBe(["W1 W2", "W2 M1"], ignoreOrder: true);
        items["W1"]["taskId"].ShouldBeNull();
    }

    [Fact]
    public async Task The_chart_of_a_plan_in_force_shows_progress_and_lags()
    {
        var people = await People.OfAsync(Api.Alpha);
        var plan = await people.ActiveAsync(TaskSteps.PlanWith(Sections.Replace("<上线>", "上线", StringComparison.Ordinal)));
        var tasks = await Client.TasksAsync(plan);
        await Client.ReportAsync(tasks["S1"], "progress", """{"percent":40}""").ShouldBeAsync(HttpStatusCode.OK);
        var lag = $$"""{"predecessors":[{"taskId":"{{tasks["W1"].Id()}}","lag":2,"unit":"week"}]}""";
        await Client.PatchAsync($"/v1/tasks/{tasks["W2"].Id()}", lag, tasks["W2"].Version()).ShouldBeAsync(HttpStatusCode.OK);

        var chart = await Client.ReadAsync($"/v1/plans/{plan}/gantt?view=inForce");

        var items = chart["items"]!.AsArray().ToDictionary(item => item!.Text("ref"), item => item!);
        (items["S1"].Number("percent"), items["S1"].Text("state")).ShouldBe((40, "inProgress"));
        items["W2"].Text("start").ShouldBe("2027-03-15");
        await Client
            .GetAsync($"/v1/plans/{(await Client.ImportAsync()).Id()}/gantt?view=inForce")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
    }

    [Fact]
    public async Task The_picture_is_XML_whose_texts_do_not_overlap()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith(Sections))).Id();
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}/gantt");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("image/svg+xml"));
        using var response = await Client.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        var texts = XDocument
            .Parse(await response.Content.ReadAsStringAsync())
            .Descendants()
            .Where(element => element.Name.LocalName == "text")
            .Select(Box.Of)
            .ToList();
        texts.Select(text => text.Words).ShouldContain("系统<上线>&验收");
        texts.Select(text => text.Words).ShouldContain("2027年2月");
        texts.Single(text => text.Words.StartsWith("B 一个", StringComparison.Ordinal)).Words.ShouldEndWith("…");
        var overlaps =
            from one in texts.Index()
            from other in texts.Index().Skip(one.Index + 1)
            where one.Item.Overlaps(other.Item)
            select $"{one.Item.Words} × {other.Item.Words}";
        overlaps.ShouldBeEmpty();
    }

    private sealed record Box(string Words, double X, double Y, double Width, double Height)
    {
        public static Box Of(XElement text)
        {
            var size = (string?)text.Attribute("class") == "title" ? 16 : 12;
            return new Box(text.Value, Number(text, "x"), Number(text, "y") - size, GanttSvg.WidthOf(text.Value, size), size);
        }

        public bool Overlaps(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

        private static double Number(XElement element, string name) =>
            double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
    }
}
