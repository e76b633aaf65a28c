using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Facts;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Triggers that compare figures which the service computes.</summary>
[Collection(FirstApi.Name)]
public sealed class RiskFigureSignalTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    private string _risk = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _risk = (await Client.RiskAsync()).Id();
    }

    [Theory]
    [InlineData("campaign.cpa", "gte", "25", "25.0625")]
    [InlineData("campaign.roiRatio", "lte", "2.5", "2.498753")]
    [InlineData("campaign.netRoi", "lt", "1.5", "1.498753")]
    public async Task Results_of_the_campaign_of_a_risk_fire_a_trigger_once(
        string metric,
        string comparator,
        string threshold,
        string value
    )
    {
        await Client.NamedChannelAsync("WX");
        await LinkAsync("campaignId", await Client.CampaignAsync("C1"));
        await TriggerAsync(metric, comparator, threshold);
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty("a campaign without results has no figures");

        (await Client.ResultAsync(ResultSteps.Row("2027-03-01", "4"))).ShouldBe("created");
        await SearchAsync();
        await SearchAsync();

        (await AlertsAsync()).ShouldHaveSingleItem()!.Text("value").ShouldBe(value);
    }

    [Fact]
    public async Task Of_two_attribution_windows_the_one_nearest_to_the_alarm_counts()
    {
        await Client.NamedChannelAsync("WX");
        await LinkAsync("campaignId", await Client.CampaignAsync("C1"));
        await TriggerAsync("campaign.cpa", "gt", "30");
        await Client
            .ResultsAsync(
                ResultSteps.Row("2027-03-01", "10", ""","window":"7d" """),
                ResultSteps.Row("2027-03-01", "2", ""","window":"1d" """)
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        await SearchAsync();

        (await AlertsAsync()).ShouldHaveSingleItem()!.Text("value").ShouldBe("50.125");
    }

    [Fact]
    public async Task A_line_that_will_be_overspent_at_its_rate_fires_a_trigger()
    {
        var budget = await ActiveAsync();
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items()[0]!.Id();
        await LinkAsync("budgetLineId", line);
        await TriggerAsync("budget.runRatePercent", "gt", "100");
        await SpendAsync(budget, "50");
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty();

        await SpendAsync(budget, "10");
        await SearchAsync();
        await SearchAsync();

        // Ten of twenty days have passed, and 60 of 100 are spent. Around midnight, the days may be eleven.
        (await AlertsAsync())
            .ShouldHaveSingleItem()!
            .Text("value")
            .ShouldBeOneOf("120", "109.09");
    }

    [Fact]
    public async Task A_reserve_that_no_longer_covers_the_exposure_fires_a_trigger()
    {
        await ActiveAsync();
        await TriggerAsync("reserve.coverage", "lt", "1");
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty("risks without figures have no exposure");

        await Client.RiskAsync("少量", ""","chance":"100","costLikely":"20","currency":"CNY" """);
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty();
        await Client.RiskAsync("大额", ""","chance":"100","costLikely":"60","currency":"CNY" """);
        await SearchAsync();

        (await AlertsAsync()).ShouldHaveSingleItem()!.Text("value").ShouldBe("0.5");
    }

    [Fact]
    public async Task Objectives_that_are_missed_fire_a_trigger_of_the_risk_that_affects_them()
    {
        await Client.MetricAsync("NPS");
        await Client.MetricAsync("dealers");
        var plan = (await Client.ImportAsync(Plan)).Id();
        await Client
            .ReportAsync(ObservationSteps.Value("2026-02-19", "30"), """{"metric":"dealers","forDate":"2026-02-19","value":"10"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await LinkAsync("planId", plan);
        await TriggerAsync("plan.attainment", "lt", "0.6");
        await SearchAsync();
        (await AlertsAsync()).ShouldBeEmpty("the mean of both objectives is 0.75");

        await Client.PatchAsync($"{RiskPath}/{_risk}", """{"affects":["O1"]}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        await SearchAsync();
        await SearchAsync();

        (await AlertsAsync()).ShouldHaveSingleItem()!.Text("value").ShouldBe("0.5");
    }

    private const string Plan = """
        {
          "plan": {
            "title": "年度计划", "language": "zh-Hans", "currency": "CNY", "timeZone": "Asia/Shanghai",
            "periodStart": { "date": "2026-01-01" }, "periodEnd": { "date": "2026-04-10" }
          },
          "objectives": [
            { "ref": "O1", "text": "品牌知名度从25%提升至35%", "measures": [
              { "ref": "O1/1", "metric": { "text": "NPS" }, "target": { "text": "从25%提升至35%" } } ] },
            { "ref": "O3", "text": "新增经销商10家", "measures": [
              { "ref": "O3/1", "metric": { "text": "dealers" }, "target": {
                "text": "至少10家", "kind": "count", "value": "10", "comparator": "gte", "unit": "家" } } ] }
          ]
        }
        """;

    /// <summary>A budget of twenty days, of which ten have passed, with a line and a reserve.</summary>
    private async Task<string> ActiveAsync()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var body = BudgetSteps
            .Budget(BudgetSteps.Line("A", "100"), BudgetSteps.Reserve("R", "40"))
            .Replace("2027-01-01", Day(-9), StringComparison.Ordinal)
            .Replace("2027-12-31", Day(10), StringComparison.Ordinal);
        var budget = (await people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await people.ApproveAsync(budget);
        return budget;
    }

    private Task SpendAsync(string budget, string amount) =>
        Client
            .PostAsync(
                $"/v1/budgets/{budget}/actuals",
                BudgetSteps.Booking("A", amount).Replace("2027-03-31", Day(-1), StringComparison.Ordinal)
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    private static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task LinkAsync(string member, string id) =>
        Client.PatchAsync($"{RiskPath}/{_risk}", $$"""{"{{member}}":"{{id}}"}""", 1).ShouldBeAsync(HttpStatusCode.OK);

    private Task TriggerAsync(string metric, string comparator, string threshold) =>
        Client
            .PostAsync(
                $"{RiskPath}/{_risk}/triggers",
                $$"""{"metric":"{{metric}}","comparator":"{{comparator}}","threshold":"{{threshold}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    private Task<int> SearchAsync() => Api.SearchSignalsAsync(Api.Alpha.Id);

    private async Task<JsonArray> AlertsAsync() => (await Client.ReadAsync($"/v1/alerts?riskId={_risk}")).Items();
}
