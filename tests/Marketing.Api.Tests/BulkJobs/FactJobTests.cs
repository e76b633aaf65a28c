using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Facts;
using Marketing.Api.Tests.Observations;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.BulkJobs;

/// <summary>Jobs with several rows about one record, in one chunk and in different ones. A chunk has up to 200 rows.</summary>
[Collection(FirstApi.Name)]
public sealed class FactJobTests(MarketingApi api) : ApiTest(api)
{
    private const string Ndjson = "application/x-ndjson";
    private const string Observations = "kind=observations&source=survey";
    private const string Results = "kind=results&source=meta";

    [Fact]
    public async Task The_last_row_about_an_observation_counts_whatever_chunk_it_is_in()
    {
        await Client.MetricAsync("NPS");
        var rows = Days().Select(day => Observed(day, "1")).ToList();
        rows[1] = Observed(Day(0), "2");
        rows[450] = Observed(Day(0), "3");
        rows[451] = Observed(Day(0), "4");

        var job = await RunAsync(rows, Observations);

        JobSteps.Counts(job).ShouldBe((500, 497, 3, 0, 0));
        (await Client.ReadAsync($"/v1/observations?forDateFrom={Day(0)}&forDateTo={Day(1)}")).Each("value").ShouldBe(["4"]);
        JobSteps.Counts(await RunAsync(rows, Observations)).ShouldBe((500, 0, 4, 496, 0));
        (await Client.ReadAsync($"/v1/observations?forDateFrom={Day(0)}&forDateTo={Day(1)}")).Each("value").ShouldBe(["4"]);
    }

    [Fact]
    public async Task The_newest_export_of_a_result_counts_whatever_row_it_is_in()
    {
        await Client.NamedChannelAsync("WX");
        await Client.CampaignAsync("C1");
        var rows = Days().Select(day => ResultSteps.Row(day, "1", ResultSteps.Exported("08:00"))).ToList();
        rows[1] = ResultSteps.Row(Day(0), "2", ResultSteps.Exported("10:00"));
        rows[450] = ResultSteps.Row(Day(0), "3", ResultSteps.Exported("09:00"));

        JobSteps.Counts(await RunAsync(rows, Results)).ShouldBe((500, 498, 1, 1, 0));
        JobSteps.Counts(await RunAsync(rows, Results)).ShouldBe((500, 0, 0, 500, 0));

        (await Client.ConversionsAsync($"&dateFrom={Day(0)}&dateTo={Day(1)}")).ShouldBe(["2"]);
    }

    [Fact]
    public async Task A_record_of_another_system_is_booked_once_whatever_chunk_repeats_it()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "1000000"));
        var code = (await Client.ReadAsync($"/v1/budgets/{budget}")).Text("code");
        var rows = Enumerable.Range(0, 500).Select(i => JobSteps.Spent(code, i, "1")).ToList();
        (rows[1], rows[450]) = (JobSteps.Spent(code, 0, "1"), JobSteps.Spent(code, 0, "1"));
        (rows[2], rows[451]) = (JobSteps.Spent(code, 0, "9"), JobSteps.Spent(code, 0, "9"));

        JobSteps.Counts(await RunAsync(rows, "kind=actuals")).ShouldBe((500, 496, 0, 2, 2));
        JobSteps.Counts(await RunAsync(rows, "kind=actuals")).ShouldBe((500, 0, 0, 498, 2));

        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("496");
    }

    private static IEnumerable<string> Days() => Enumerable.Range(0, 500).Select(Day);

    private static string Day(int number) =>
        new DateOnly(2025, 1, 1).AddDays(number).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Observed(string day, string value) => $$"""{"metric":"NPS","forDate":"{{day}}","value":"{{value}}"}""";

    private async Task<JsonObject> RunAsync(IEnumerable<string> rows, string query)
    {
        // A row has one line.
        var lines = string.Join('\n', rows.Select(row => JsonNode.Parse(row)!.ToJsonString()));
        return await Client.EndedAsync(await Client.SendRowsAsync(lines, Ndjson, query: query).ShouldBeAsync(HttpStatusCode.Created));
    }
}
