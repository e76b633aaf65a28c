using System.Net;
using Marketing.Api.Tests.Support;
using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>The built-in metrics.</summary>
[Collection(FirstApi.Name)]
public sealed class StandardMetricsTests(MarketingApi api) : ApiTest(api)
{
    [Theory]
    [InlineData("en", "Conversion rate")]
    [InlineData("zh-Hans", "转化率")]
    [InlineData("zh-Hant", "轉換率")]
    public async Task Standard_metrics_are_named_in_the_requested_language_and_found_in_all(string language, string name)
    {
        var answer = await AddAsync(language);

        answer["added"]!.AsArray().Count.ShouldBe(StandardMetrics.All.Count);
        answer["leftOut"]!.AsArray().ShouldBeEmpty();
        var found = (
            await Client
                .PostAsync("/v1/metrics/match", """{"texts":["CVR","轉化率","conversion RATE","轉換率"]}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).Items();
        found.ShouldAllBe(line => line!.Text("outcome") == "matched");
        found.Select(line => line!["entries"]![0]!.Text("name")).Distinct().ShouldBe([name]);
    }

    [Fact]
    public async Task Existing_metrics_are_unchanged_and_missing_ones_added_once()
    {
        var own = await Client.EntryAsync("metrics", "广告点阅比", new { aliases = new[] { "點擊率" } });
        var coded = await Client.EntryAsync("metrics", "推荐意愿", new { code = "nps", unit = "分" });

        var answer = await AddAsync("zh-Hans");
        answer["leftOut"]!
            .AsArray()
            .Select(metric => $"{metric!.Text("code")} {metric!["existing"]!.Id()}")
            .ShouldBe([$"ctr {own.Id()}", $"nps {coded.Id()}"]);
        answer["added"]!.AsArray().Count.ShouldBe(StandardMetrics.All.Count - 2);
        (await Client.ReadAsync($"/v1/metrics/{coded.Id()}")).Text("unit").ShouldBe("分");

        var again = await AddAsync("en");
        again["added"]!.AsArray().ShouldBeEmpty();
        again["leftOut"]!.AsArray().Count.ShouldBe(StandardMetrics.All.Count);
        (await Client.ReadAsync("/v1/metrics?includeTotal=true")).Number("total").ShouldBe(StandardMetrics.All.Count);
    }

    [Fact]
    public async Task Each_added_metric_has_its_own_audit_and_feed_entry()
    {
        var cursor = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");

        var added = (await AddAsync("en"))["added"]!.AsArray();

        var changes = (await Client.ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(cursor)}&pageSize=200")).Items();
        changes
            .Select(change => $"{change!.Text("id")} {change!.Text("op")} {change!.Number("version")}")
            .ShouldBe(added.Select(metric => $"{metric!.Id()} created 1"));
        (await Client.ReadAsync($"/v1/audit?resource={added[^1]!.Id()}")).Items().ShouldHaveSingleItem()!.Text("op").ShouldBe("created");
    }

    [Fact]
    public async Task All_standard_metrics_are_saved_together()
    {
        var saves = new SaveCounter();
        await using var counting = new MarketingApi(
            [],
            services: services =>
                services
                    .ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(saves))
                    .ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(saves))
        );
        await counting.InitializeAsync();
        var before = saves.Count;

        await counting.Alpha.Client.PostAsync("/v1/metrics/standard", """{"language":"en"}""").ShouldBeAsync(HttpStatusCode.OK);

        (saves.Count - before).ShouldBeLessThan(5);
    }

    [Fact]
    public async Task Concurrent_requests_all_succeed_and_add_each_metric_once()
    {
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => AddPatientlyAsync(clients[i % 2]).ShouldBeAsync(HttpStatusCode.OK))
        );

        answers
            .SelectMany(answer => answer["added"]!.AsArray())
            .Select(metric => metric!.Text("code"))
            .ShouldBe(StandardMetrics.All.Select(metric => metric.Code), ignoreOrder: true);
        answers.ShouldAllBe(answer => answer["added"]!.AsArray().Count + answer["leftOut"]!.AsArray().Count == StandardMetrics.All.Count);
        (await Client.ReadAsync("/v1/metrics?pageSize=200"))
            .Each("code")
            .ShouldBe(StandardMetrics.All.Select(metric => metric.Code), ignoreOrder: true);
    }

    /// <summary>Adds the metrics, and tries again while another process holds the database for long, as clients do.</summary>
    private static async Task<HttpResponseMessage> AddPatientlyAsync(HttpClient client)
    {
        for (var tries = 0; ; tries++)
        {
            var response = await client.PostAsync("/v1/metrics/standard", """{"language":"en"}""");
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 3)
            {
                return response;
            }

            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
        }
    }

    [Fact]
    public void No_name_matches_two_standard_metrics() =>
        StandardMetrics
            .All.SelectMany(metric =>
                metric.Names.Append(metric.Code).SelectMany(CatalogueName.Forms).Distinct().Select(key => (key, metric.Code))
            )
            .GroupBy(name => name.key)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(name => name.Code))}")
            .ShouldBeEmpty();

    [Fact]
    public async Task The_labels_suggest_the_codes_of_standard_metrics()
    {
        var suggested = (await Client.ReadAsync("/v1/labels?enumeration=metric&lang=zh-Hant"))["enumerations"]![0]!;

        suggested["open"]!.GetValue<bool>().ShouldBeTrue();
        suggested["values"]!.AsArray().Select(value => value!.Text("value")).ShouldBe(StandardMetrics.All.Select(metric => metric.Code));
        suggested["values"]!.AsArray().Single(value => value!.Text("value") == "marketShare")!.Text("label").ShouldBe("市場占有率");
    }

    private async Task<System.Text.Json.Nodes.JsonObject> AddAsync(string language) =>
        await Client.PostAsync("/v1/metrics/standard", $$"""{"language":"{{language}}"}""").ShouldBeAsync(HttpStatusCode.OK);

    private sealed class SaveCounter : SaveChangesInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
