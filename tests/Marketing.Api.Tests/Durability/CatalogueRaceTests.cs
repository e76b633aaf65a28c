using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.Support;
using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Durability;

/// <summary>Many requests at once that add the same entries to a catalogue: all succeed soon, and each entry is there once.</summary>
[Collection(SecondApi.Name)]
public sealed partial class CatalogueRaceTests(MarketingApi api) : ApiTest(api)
{
    private const int Metrics = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>In the suite, other tests use the processor; the first round also compiles. A storm of deadlocks lasted 40 s.</summary>
    private static readonly TimeSpan LimitBesideOthers = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("en")]
    [InlineData("en", "zh-Hans", "zh-Hant")]
    public async Task Sixteen_requests_for_the_standard_metrics_succeed_within_the_limit(params string[] languages)
    {
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            await Api.ResetAsync();
            var clients = await ClientsAsync();
            var answers = await WithinLimitAsync(
                Enumerable
                    .Range(0, 16)
                    .Select(i =>
                        clients[i % 2].PostAsync("/v1/metrics/standard", $$"""{"language":"{{languages[i % languages.Length]}}"}""")
                    ),
                HttpStatusCode.OK,
                round
            );

            answers.Sum(answer => answer["added"]!.AsArray().Count).ShouldBe(StandardMetrics.All.Count);
            (await Client.ReadAsync("/v1/metrics?includeTotal=true")).Number("total").ShouldBe(StandardMetrics.All.Count);
        }
    }

    /// <summary>Half of the documents name the metrics in reverse order.</summary>
    [Fact]
    public async Task Imports_that_create_the_same_metrics_succeed_within_the_limit()
    {
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            await Api.ResetAsync();
            var clients = await ClientsAsync();
            var answers = await WithinLimitAsync(
                Enumerable
                    .Range(0, 24)
                    .Select(i => clients[i % 2].PostAsync("/v1/plans/import?createEntries=true", DocumentOf(reverse: i % 4 > 1))),
                HttpStatusCode.Created,
                round
            );

            answers.Sum(answer => answer["catalogues"]!["metrics"]!["created"]!.AsArray().Count).ShouldBe(Metrics);
            (await Client.ReadAsync("/v1/metrics?includeTotal=true")).Number("total").ShouldBe(Metrics);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entries_of_a_document_are_inserted_in_the_order_of_their_names(bool reverse)
    {
        var inserts = new Inserts();
        await using var listening = new MarketingApi(
            [],
            services: services =>
                services
                    .ConfigureDbContext<SqliteMarketingDbContext>(options => options.AddInterceptors(inserts))
                    .ConfigureDbContext<SqlServerMarketingDbContext>(options => options.AddInterceptors(inserts))
        );
        await listening.InitializeAsync();

        var import = await listening
            .Alpha.Client.PostAsync("/v1/plans/import?createEntries=true", DocumentOf(reverse))
            .ShouldBeAsync(HttpStatusCode.Created);

        inserts.NameKeys.ShouldBe(Names(reverse).Select(CatalogueName.Key).Order(StringComparer.Ordinal));

        // The report keeps the order of the document.
        import["catalogues"]!["metrics"]!["created"]!.AsArray().Select(name => name!.Text("text")).ShouldBe(Names(reverse));
    }

    [Fact]
    public async Task Standard_metrics_are_inserted_in_the_order_of_their_names()
    {
        await Client.PostAsync("/v1/metrics/standard", """{"language":"zh-Hans"}""").ShouldBeAsync(HttpStatusCode.OK);

        var keys = await Api.Database.ReadTextsAsync("SELECT [NameKey] FROM [Metrics] ORDER BY [Id]");

        keys.Count.ShouldBe(StandardMetrics.All.Count);
        keys.ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<JsonObject>> WithinLimitAsync(
        IEnumerable<Task<HttpResponseMessage>> requests,
        HttpStatusCode status,
        int round
    )
    {
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(requests.Select(request => request.ShouldBeAsync(status)));
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(RaceRounds.IsLongRun && round > 0 ? Limit : LimitBesideOthers, $"round {round}");
        return answers;
    }

    private async Task<HttpClient[]> ClientsAsync() => [Client, (await Api.BesideAsync()).Alpha.Client];

    private static IEnumerable<string> Names(bool reverse)
    {
        var names = Enumerable.Range(0, Metrics).Select(i => $"指标{i}");
        return reverse ? names.Reverse() : names;
    }

    private static string DocumentOf(bool reverse) =>
        new JsonObject
        {
            ["plan"] = JsonNode.Parse("""{"title":"P","language":"zh-Hans","currency":"CNY"}"""),
            ["kpis"] = new JsonArray([
                .. Names(reverse)
                    .Chunk(Metrics / 3)
                    .Select(
                        (names, i) =>
                            new JsonObject
                            {
                                ["name"] = $"K{i}",
                                ["indicators"] = new JsonArray([.. names.Select(name => new JsonObject { ["text"] = name })]),
                            }
                    ),
            ]),
        }.ToJsonString();

    /// <summary>Keeps the normalised names of metrics in the order in which their rows are inserted.</summary>
    private sealed partial class Inserts : DbCommandInterceptor
    {
        public List<string> NameKeys { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            foreach (Match insert in Metric().Matches(command.CommandText))
            {
                var column = insert
                    .Groups["columns"]
                    .Value.Split(", ")
                    .Index()
                    .Single(name => name.Item.Trim('"', '[', ']') == "NameKey")
                    .Index;
                NameKeys.AddRange(
                    insert.Groups["row"].Captures.Select(row => (string)command.Parameters[row.Value.Split(", ")[column]].Value!)
                );
            }

            return ValueTask.FromResult(result);
        }

        [GeneratedRegex("""INSERT INTO ["\[]Metrics["\]] \((?<columns>[^)]*)\)\s+VALUES (?:\((?<row>[^)]*)\)[,\s]*)+""")]
        private static partial Regex Metric();
    }
}
