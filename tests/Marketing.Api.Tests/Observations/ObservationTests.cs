using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Observations.ObservationSteps;

namespace Marketing.Api.Tests.Observations;

/// <summary>Values of metrics as sources report, restate and retract them.</summary>
[Collection(FirstApi.Name)]
public sealed class ObservationTests(MarketingApi api) : ApiTest(api)
{
    private const string Day = "2027-03-31";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.MetricAsync("nps", ""","unit":"NPS" """);
    }

    [Fact]
    public async Task An_older_export_never_wins_and_equal_values_are_no_change()
    {
        (await Client.StatusOfAsync(Value(Day, "10", Exported("08:00")))).ShouldBe("created");
        (await Client.StatusOfAsync(Value(Day, "14", Exported("09:00")))).ShouldBe("updated");
        (await Client.StatusOfAsync(Value(Day, "12", Exported("08:30")))).ShouldBe("stale");
        (await Client.StatusOfAsync(Value(Day, "14.0", Exported("10:00")))).ShouldBe("unchanged");

        (await Client.ValuesAsync()).ShouldBe(["14"]);
        var history = await Client.ReadAsync("/v1/observation-entries");
        history.Each("factOp").ShouldBe(["created", "restated"]);
        history.Each("delta").ShouldBe(["10", "4"]);
    }

    [Fact]
    public async Task The_deltas_add_up_to_what_is_known_whatever_happened()
    {
        foreach (var value in new[] { "10.5", "-3.25", "7" })
        {
            await Client.ReportAsync(Value(Day, value), Value("2027-04-30", value)).ShouldBeAsync(HttpStatusCode.OK);
        }

        await Client.ReportAsync(Value(Day, "7", ""","op":"retract" """)).ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ValuesAsync()).ShouldBe(["7"]);
        var deltas = (await Client.WalkAsync("/v1/observation-entries?pageSize=2")).Select(entry => entry.Text("delta")).ToList();
        deltas.Count.ShouldBe(7);
        deltas.Sum(delta => decimal.Parse(delta, CultureInfo.InvariantCulture)).ShouldBe(7);
    }

    [Fact]
    public async Task A_retracted_value_is_gone_and_can_be_reported_again()
    {
        await Client.ReportAsync(Value(Day, "10")).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.StatusOfAsync(Value(Day, "0", ""","op":"retract" """))).ShouldBe("retracted");
        (await Client.StatusOfAsync(Value(Day, "0", ""","op":"retract" """))).ShouldBe("unchanged");
        (await Client.ValuesAsync()).ShouldBeEmpty();

        (await Client.StatusOfAsync(Value(Day, "11"))).ShouldBe("updated");
        (await Client.ValuesAsync()).ShouldBe(["11"]);
        (await Client.ReadAsync("/v1/observation-entries")).Each("delta").ShouldBe(["10", "-10", "11"]);
    }

    [Fact]
    public async Task As_of_shows_what_was_known_and_never_changes()
    {
        await Client.ReportAsync(Value(Day, "10")).ShouldBeAsync(HttpStatusCode.OK);
        var before = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        (await Client.ValuesAsync($"&asOf={before}")).ShouldBe(["10"]);
        await Client.ReportAsync(Value(Day, "20"), Value("2027-04-30", "5")).ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ValuesAsync($"&asOf={before}")).ShouldBe(["10"]);
        (await Client.ValuesAsync()).ShouldBe(["20", "5"]);
        await Client
            .GetAsync("/v1/observations?asOf=2199-01-01T00:00:00Z")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "ledger.asOfInFuture");
    }

    [Fact]
    public async Task Sources_scopes_and_measures_are_separate_values()
    {
        await Client.ReportAsync(Value(Day, "1"), Value(Day, "2", ""","scope":"华东" """)).ShouldBeAsync(HttpStatusCode.OK);
        var other = Bulk("atomic", Value(Day, "3")).Replace("crm", "survey", StringComparison.Ordinal);
        await Client.PostAsync("/v1/observations/bulk", other).ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ValuesAsync()).Order().ShouldBe(["1", "2", "3"]);
        (await Client.ValuesAsync("&source=survey&metric=nps")).ShouldBe(["3"]);
        (await Client.ValuesAsync("&metric=other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_value_twice_in_a_bulk_is_refused()
    {
        var items = new[] { Value(Day, "1"), Value("2027-04-30", "2"), Value(Day, "3") };

        var refused = await Client
            .PostAsync("/v1/observations/bulk", Bulk("atomic", items))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "bulk.itemsRepeated");
        refused.Pointers().ShouldBe(["/items/2"]);
        (await Client.ValuesAsync()).ShouldBeEmpty();

        var applied = await Client.ReportAsync(items).ShouldBeAsync(HttpStatusCode.OK);
        applied["results"]![2]!["problem"]!["args"]!.Number("first").ShouldBe(0);
        (await Client.ValuesAsync()).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_bulk_names_what_is_wrong_with_each_item()
    {
        var plan = (
            await Client
                .PostAsync("/v1/plans", """{"title":"计划","language":"zh-Hans","currency":"CNY"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        var unknown = Value(Day, "1").Replace("NPS", "X-1", StringComparison.Ordinal);
        var measure = Value(Day, "1", $$""","measure":{"planId":"{{plan}}","ref":"O9/1"}""");
        var empty = """{"metric":"NPS","forDate":"2027-03-31"}""";
        var retracted = Value("2027-01-01", "1", ""","op":"retract" """);

        var refused = await Client
            .PostAsync("/v1/observations/bulk", Bulk("atomic", unknown, measure, empty, retracted, Value(Day, "5", ""","scope":"a" """)))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");

        refused.Pointers().ShouldBe(["/items/0/metric", "/items/1/measure/ref", "/items/2/value", "/items/3"]);
        (await Client.ValuesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_with_values_is_fixed_and_the_metric_stays()
    {
        var metric = (await Client.ReadAsync("/v1/metrics?code=nps")).Items()[0]!;
        var path = $"/v1/metrics/{metric.Id()}";
        var renamed = await Client.PatchAsync(path, """{"unit":"分"}""", metric.Version()).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(Value(Day, "1")).ShouldBeAsync(HttpStatusCode.OK);

        await Client
            .PatchAsync(path, """{"unit":"%"}""", renamed.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "metric.unitInUse");
        await Client.DeleteAsync(path, renamed.Version()).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        await Client.PatchAsync(path, """{"name":"净推荐值"}""", renamed.Version()).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_bulk_is_one_entry_of_audit_and_feed_and_none_if_nothing_changed()
    {
        var start = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        var items = Enumerable.Range(1, 28).Select(day => Value($"2027-02-{day:00}", "1")).ToArray();
        await Client.ReportAsync(items).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ReportAsync(items).ShouldBeAsync(HttpStatusCode.OK);

        var changes = await Client.ReadAsync($"/v1/changes?cursor={start}&include=resource");
        var change = changes.Items().ShouldHaveSingleItem()!;
        change.Text("type").ShouldBe("observationBatch");
        change["resource"]!.Number("created").ShouldBe(28);
        var audit = await Client.ReadAsync("/v1/audit?type=observationBatch");
        audit.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Parallel_and_repeated_bulks_double_nothing()
    {
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        var items = Enumerable.Range(1, 20).Select(day => Value($"2027-02-{day:00}", "1")).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clients[i % 2].ReportAsync(items)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Client.ValuesAsync()).Count.ShouldBe(20);
        (await Client.WalkAsync("/v1/observation-entries?pageSize=1000")).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Csv_has_the_rows_of_all_pages()
    {
        await Client
            .ReportAsync([.. Enumerable.Range(1, 28).Select(day => Value($"2027-02-{day:00}", "1"))])
            .ShouldBeAsync(HttpStatusCode.OK);

        foreach (var table in new[] { "observations", "observation-entries" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/{table}?pageSize=5");
            request.Headers.Accept.ParseAdd("text/csv");
            using var response = await Client.SendAsync(request);
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Length.ShouldBe(29);
        }
    }
}
