using System.Globalization;
using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Facts.ResultSteps;

namespace Marketing.Api.Tests.Facts;

/// <summary>Daily results as platforms report, restate and retract them.</summary>
[Collection(SecondApi.Name)]
public sealed class ResultTests(MarketingApi api) : ApiTest(api)
{
    private const string Day = "2027-03-01";

    private string _campaign = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.NamedChannelAsync("WX");
        _campaign = await Client.CampaignAsync("C1");
    }

    [Fact]
    public async Task A_day_sent_three_times_keeps_the_newest_export()
    {
        (await Client.ResultAsync(Row(Day, "10", Exported("08:00")))).ShouldBe("created");
        (await Client.ResultAsync(Row(Day, "14", Exported("10:00")))).ShouldBe("updated");
        (await Client.ResultAsync(Row(Day, "12", Exported("09:00")))).ShouldBe("stale");
        (await Client.ResultAsync(Row(Day, "14.000000", Exported("10:00")))).ShouldBe("unchanged");

        (await Client.ConversionsAsync()).ShouldBe(["14"]);
        var history = await Client.ReadAsync("/v1/result-entries");
        history.Each("conversions").ShouldBe(["10", "4"]);
        history.Each("cost").ShouldBe(["100.25", "0"]);
    }

    [Fact]
    public async Task Attribution_windows_are_kept_side_by_side_and_never_added()
    {
        await Client
            .ResultsAsync(Row(Day, "3", ""","window":"1d_view" """), Row(Day, "5", ""","window":"7d_click" """))
            .ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ConversionsAsync("&window=7d_click")).ShouldBe(["5"]);
        var figures = await Client.ReadAsync($"/v1/campaigns/{_campaign}/figures");
        figures.Items().Select(set => (set!.Text("window"), set!.Text("conversions"))).ShouldBe([("1d_view", "3"), ("7d_click", "5")]);
        var costs = await Client.ReadAsync("/v1/reports/reconciliation");
        costs.Items().ShouldHaveSingleItem()!.Text("mediaCost").ShouldBe("100.25");
    }

    [Fact]
    public async Task As_of_between_two_restatements_shows_the_first()
    {
        await Client.ResultsAsync(Row(Day, "10")).ShouldBeAsync(HttpStatusCode.OK);
        var between = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        (await Client.ConversionsAsync($"&asOf={between}")).ShouldBe(["10"]);
        await Client.ResultsAsync(Row(Day, "14")).ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ConversionsAsync($"&asOf={between}")).ShouldBe(["10"]);
        var then = await Client.ReadAsync($"/v1/campaigns/{_campaign}/figures?asOf={between}");
        then.Items()[0]!.Text("conversions").ShouldBe("10");
        (await Client.ReadAsync($"/v1/campaigns/{_campaign}/figures")).Items()[0]!.Text("conversions").ShouldBe("14");
    }

    [Fact]
    public async Task The_only_row_of_a_day_can_be_retracted()
    {
        await Client.ResultsAsync(Row(Day, "10")).ShouldBeAsync(HttpStatusCode.OK);
        var retract = $$"""{"campaign":{"id":"{{_campaign}}"},"channel":"wx","date":"{{Day}}","op":"retract"}""";

        (await Client.ResultAsync(retract)).ShouldBe("retracted");
        (await Client.ResultAsync(retract)).ShouldBe("unchanged");

        (await Client.ConversionsAsync()).ShouldBeEmpty();
        (await Client.ReadAsync("/v1/result-entries")).Each("revenue").ShouldBe(["250.5", "-250.5"]);
        (await Client.ResultAsync(Row(Day, "1"))).ShouldBe("updated");
    }

    [Fact]
    public async Task A_day_sent_again_whole_replaces_what_it_does_not_repeat()
    {
        await Client
            .ResultsAsync(
                Row(Day, "1", ""","breakdown":"a" """),
                Row(Day, "2", ""","breakdown":"b" """),
                Row("2027-03-02", "3", ""","breakdown":"b" """)
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        const string Scope = """,{"from":"2027-03-01","to":"2027-03-01"}""";
        var again = Bulk("atomic", [Row(Day, "5", ""","breakdown":"a" """)], ""","replaceScope":""" + Scope.TrimStart(','));

        var answer = await Client.PostAsync("/v1/results/bulk", again).ShouldBeAsync(HttpStatusCode.OK);

        answer.Number("retractedByScope").ShouldBe(1);
        (await Client.ConversionsAsync()).ShouldBe(["5", "3"]);
        await Client.PostAsync("/v1/results/bulk", again).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.WalkAsync("/v1/result-entries")).Count.ShouldBe(5);
        var outside = Bulk("atomic", [Row("2027-03-05", "1")], ""","replaceScope":""" + Scope.TrimStart(','));
        var refused = await Client
            .PostAsync("/v1/results/bulk", outside)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");
        refused.Pointers().ShouldBe(["/items/0/date"]);
    }

    [Fact]
    public async Task Days_are_those_of_the_account_whatever_the_zone_of_the_plan()
    {
        var rows = Enumerable
            .Range(1, 31)
            .Select(day => Row($"2027-03-{day:00}", "1.5", ""","accountTimeZone":"America/Phoenix","cost":"0.123456" """));
        await Client.PostAsync("/v1/results/bulk", Bulk("atomic", rows)).ShouldBeAsync(HttpStatusCode.OK);

        var march = (await Client.ReadAsync($"/v1/campaigns/{_campaign}/figures?by=month")).Items().ShouldHaveSingleItem()!;
        (march.Text("period"), march.Text("conversions"), march["amounts"]![0]!.Text("mediaCost")).ShouldBe(
            ("2027-03", "46.5", "3.827136")
        );
        var row = (await Client.ReadAsync("/v1/results?pageSize=1&sort=date")).Items()[0]!;
        (row.Text("date"), row.Text("accountTimeZone")).ShouldBe((Day, "America/Phoenix"));
    }

    [Fact]
    public async Task A_change_of_the_currency_takes_the_old_amounts_back()
    {
        await Client.ResultsAsync(Row(Day, "10")).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ResultsAsync(Row(Day, "10", ""","currency":"USD","cost":"14.1" """)).ShouldBeAsync(HttpStatusCode.OK);

        var entries = (await Client.ReadAsync("/v1/result-entries")).Items();
        entries
            .Select(entry => (entry!.Text("currency"), entry!.Text("cost")))
            .ShouldBe([("CNY", "100.25"), ("CNY", "-100.25"), ("USD", "14.1")]);
    }

    [Fact]
    public async Task Metrics_of_the_catalogue_are_kept_with_their_deltas()
    {
        await Client.PostAsync("/v1/metrics", """{"code":"likes","name":"点赞"}""").ShouldBeAsync(HttpStatusCode.Created);
        await Client.ResultsAsync(Row(Day, "1", ""","metrics":{"likes":"10"},"newCustomers":2""")).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ResultsAsync(Row(Day, "1", ""","metrics":{"likes":"12.5"},"newCustomers":3""")).ShouldBeAsync(HttpStatusCode.OK);

        var result = (await Client.ReadAsync("/v1/results")).Items()[0]!;
        (result["metrics"]!.Text("likes"), result.Number("newCustomers")).ShouldBe(("12.5", 3));
        var last = (await Client.ReadAsync("/v1/result-entries")).Items()[1]!;
        (last["metrics"]!.Text("likes"), last.Number("newCustomers")).ShouldBe(("2.5", 1));
        var unknown = await Client.ResultsAsync(Row(Day, "1", ""","metrics":{"shares":"1"}""")).ShouldBeAsync(HttpStatusCode.OK);
        unknown["results"]![0]!["problem"]!["errors"]![0]!.Text("pointer").ShouldBe("/items/0/metrics/shares");
    }

    [Fact]
    public async Task A_bulk_names_everything_that_is_wrong_with_an_item()
    {
        var wrong = """{"campaign":{"code":"X"},"channel":"Y","date":"2027-03-01"}""";
        var empty = """{"campaign":{"code":"C1"},"channel":"WX","date":"2027-03-01"}""";

        var refused = await Client
            .PostAsync("/v1/results/bulk", Bulk("atomic", [wrong, empty, Row("2027-03-02", "1")]))
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "bulk.refused");

        refused
            .Pointers()
            .ShouldBe([
                "/items/0/campaign",
                "/items/0/channel",
                .. new[] { "impressions", "clicks", "conversions", "cost", "revenue", "currency", "status" }.Select(name =>
                    $"/items/1/{name}"
                ),
            ]);
        (await Client.ConversionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_campaign_can_be_named_by_its_id_in_another_system()
    {
        var created = await Client
            .PutJsonAsync("/v1/campaigns/external/meta/120-7", """{"title":"春季","kind":"promotion"}""", null)
            .ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ResultAsync(Row(Day, "1", ""","campaign":{"system":"meta","id":"120-7"}"""))).ShouldBe("created");
        (await Client.ReadAsync("/v1/results")).Items()[0]!.Text("campaignId").ShouldBe(created.Id());
        var unknown = await Client
            .ResultsAsync(Row(Day, "1", ""","campaign":{"system":"meta","id":"120"}"""))
            .ShouldBeAsync(HttpStatusCode.OK);
        unknown["results"]![0]!["problem"]!.Text("code").ShouldBe("result.campaignUnknown");
    }

    [Fact]
    public async Task Parallel_and_repeated_bulks_double_nothing()
    {
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        var items = Enumerable.Range(1, 28).Select(day => Row($"2027-02-{day:00}", "1")).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clients[i % 2].ResultsAsync(items)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Client.ConversionsAsync()).Count.ShouldBe(28);
        (await Client.ReadAsync($"/v1/campaigns/{_campaign}/figures")).Items()[0]!.Text("conversions").ShouldBe("28");
        (await Client.ReadAsync("/v1/audit?type=resultBatch")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_campaign_and_a_channel_with_results_stay()
    {
        await Client.ResultsAsync(Row(Day, "1")).ShouldBeAsync(HttpStatusCode.OK);
        var campaign = await Client.ReadAsync($"/v1/campaigns/{_campaign}");
        var channel = (await Client.ReadAsync("/v1/channels?code=WX")).Items()[0]!;

        var refused = await Client
            .DeleteAsync($"/v1/campaigns/{_campaign}", campaign.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.hasFacts");
        refused["args"]!["blockers"]!.AsArray().Count.ShouldBe(1);
        await Client
            .DeleteAsync($"/v1/channels/{channel.Id()}", channel.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
    }
}
