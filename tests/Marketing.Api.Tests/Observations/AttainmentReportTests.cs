using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Observations.ObservationSteps;

namespace Marketing.Api.Tests.Observations;

/// <summary>Objectives of a plan, compared with what was observed.</summary>
[Collection(FirstApi.Name)]
public sealed class AttainmentReportTests(MarketingApi api) : ApiTest(api)
{
    /// <summary>A plan of 100 days, so that shares of time are exact.</summary>
    private const string Document = """
        {
          "plan": {
            "title": "年度计划", "language": "zh-Hans", "currency": "CNY", "timeZone": "Asia/Shanghai",
            "periodStart": { "date": "2026-01-01" }, "periodEnd": { "date": "2026-04-10" }
          },
          "objectives": [
            { "ref": "O1", "text": "品牌知名度从25%提升至35%", "measures": [
              { "ref": "O1/1", "metric": { "text": "NPS" }, "target": { "text": "从25%提升至35%" } } ] },
            { "ref": "O2", "text": "销售额提升20%", "measures": [
              { "ref": "O2/1", "metric": { "text": "sales" }, "target": { "text": "提升20%" } } ] },
            { "ref": "O3", "text": "新增经销商10家", "measures": [
              { "ref": "O3/1", "metric": { "text": "dealers" }, "target": {
                "text": "至少10家", "kind": "count", "value": "10", "comparator": "gte", "unit": "家" } } ] },
            { "ref": "O4", "text": "提升快速响应能力", "measures": [
              { "ref": "O4/1", "metric": { "text": "响应" }, "target": { "text": "提升快速响应能力", "kind": "qualitative" } } ] }
          ]
        }
        """;

    private string _plan = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.MetricAsync("NPS");
        await Client.MetricAsync("sales");
        await Client.MetricAsync("dealers", ""","aggregation":"sum" """);
        _plan = (await Client.ImportAsync(Document)).Id();
    }

    [Fact]
    public async Task Targets_are_compared_with_the_time_that_has_passed()
    {
        await Client.ReportAsync(Value("2026-02-19", "30")).ShouldBeAsync(HttpStatusCode.OK);

        var report = await AttainmentAsync("2026-02-19");

        report.Text("asOf").ShouldBe("2026-02-19");
        (report.Number("measured"), report.Number("achieved"), report.Text("mean")).ShouldBe((1, 0, "0.5"));
        var first = report.Items()[0]!;
        (first.Text("formula"), first.Text("actual"), first.Text("baseline"), first.Text("target")).ShouldBe(
            ("fromBaseline", "30", "25", "35")
        );
        (first.Text("value"), first.Text("elapsed"), first.Text("expected"), first.Text("deviation"), first.Text("status")).ShouldBe(
            ("0.5", "0.5", "30", "0", "onTrack")
        );
        (first.Text("actualOn"), first.Number("readings"), first.Text("dueDate")).ShouldBe(("2026-02-19", 1, "2026-04-10"));
    }

    [Fact]
    public async Task What_is_missing_is_a_reason_and_never_a_zero()
    {
        await Client.ReportAsync(Of("sales", "2026-02-01", "110")).ShouldBeAsync(HttpStatusCode.OK);

        var report = await AttainmentAsync("2026-02-19");

        report.Items().Select(item => item!["value"]).ShouldAllBe(value => value == null);
        report
            .Items()
            .Select(item => item!.Text("nullReason"))
            .ShouldBe(["noObservation", "basisUnspecified", "noObservation", "qualitative"]);
        report["mean"].ShouldBeNull();
    }

    [Fact]
    public async Task A_metric_that_adds_up_is_summed_over_the_period()
    {
        await Client
            .ReportAsync(Of("dealers", "2025-12-31", "100"), Of("dealers", "2026-01-31", "3"), Of("dealers", "2026-02-10", "2"))
            .ShouldBeAsync(HttpStatusCode.OK);

        (await AttainmentAsync("2026-01-31")).Items()[2]!.Text("value").ShouldBe("0.3");
        (await AttainmentAsync("2026-02-19")).Items()[2]!.Text("value").ShouldBe("0.5");
    }

    [Fact]
    public async Task Values_for_the_measure_count_before_those_of_its_metric()
    {
        await Client
            .ReportAsync(Value("2026-02-10", "26"), Value("2026-02-09", "35", $$""","measure":{"planId":"{{_plan}}","ref":"o1/1"}"""))
            .ShouldBeAsync(HttpStatusCode.OK);

        var first = (await AttainmentAsync("2026-02-19")).Items()[0]!;
        (first.Text("value"), first.Text("status")).ShouldBe(("1", "achieved"));

        var wrong = Of("sales", "2026-02-09", "1", $$""","measure":{"planId":"{{_plan}}","ref":"O1/1"}""");
        var refused = await Client.ReportAsync(wrong).ShouldBeAsync(HttpStatusCode.OK);
        refused["results"]![0]!["problem"]!.Text("code").ShouldBe("observation.metricDiffers");
    }

    [Fact]
    public async Task Two_sources_for_a_day_give_no_value()
    {
        await Client.ReportAsync(Value("2026-02-10", "30")).ShouldBeAsync(HttpStatusCode.OK);
        var other = Bulk("atomic", Value("2026-02-10", "31")).Replace("crm", "survey", StringComparison.Ordinal);
        await Client.PostAsync("/v1/observations/bulk", other).ShouldBeAsync(HttpStatusCode.OK);

        (await AttainmentAsync("2026-02-19")).Items()[0]!.Text("nullReason").ShouldBe("severalSources");
    }

    [Fact]
    public async Task A_time_shows_what_was_known_then()
    {
        await Client.ReportAsync(Value("2026-02-19", "30")).ShouldBeAsync(HttpStatusCode.OK);
        var then = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        (await AttainmentAsync(then)).Items()[0]!.Text("actual").ShouldBe("30");
        await Client.ReportAsync(Value("2026-02-19", "32")).ShouldBeAsync(HttpStatusCode.OK);

        (await AttainmentAsync(then)).Items()[0]!.Text("actual").ShouldBe("30");
        (await AttainmentAsync("2026-02-19")).Items()[0]!.Text("actual").ShouldBe("32");
    }

    private Task<JsonObject> AttainmentAsync(string asOf) => Client.ReadAsync($"/v1/plans/{_plan}/attainment?asOf={asOf}");

    private static string Of(string metric, string day, string value, string more = "") =>
        Value(day, value, more).Replace("NPS", metric, StringComparison.Ordinal);
}
