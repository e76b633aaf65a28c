using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>
/// One writer, several readers: each write stores the same number in the header and in all parts of a plan, and its tag is known. A
/// response with numbers of two writes, or with the tag of another write, is a failure.
/// </summary>
[Collection(FirstApi.Name)]
public sealed class ReadersAndWriterTests(MarketingApi api) : ApiTest(api)
{
    private const int Objectives = 5;
    private const int Readers = 3;

    private readonly ConcurrentDictionary<string, int> _numberOf = new();
    private string _plan = "";

    private static int LastWrite => RaceRounds.Count * 3;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var imported = await Client.PostAsync("/v1/plans/import", DocumentJson(0)).ShouldBeAsync(HttpStatusCode.Created);
        _plan = $"/v1/plans/{imported["plan"]!.Id()}";
    }

    [Fact]
    public async Task A_document_has_the_tag_of_the_write_that_it_shows()
    {
        var seen = new ConcurrentBag<(string Tag, string Text)>();
        await RaceAsync(
            "{plan}/document",
            (tag, document) =>
            {
                seen.Add((tag!, document["plan"]!.Text("title")));
                return [document["plan"]!.Text("title"), .. document["objectives"]!.AsArray().Select(each => each!.Text("text"))];
            }
        );

        seen.ShouldAllBe(each => each.Text == $"P{_numberOf[each.Tag]}");
    }

    [Theory]
    [InlineData("{plan}/sections/objectives")]
    [InlineData("{plan}/parts?section=objectives&includeTotal=true")]
    [InlineData("{plan}/objectives?includeTotal=true")]
    [InlineData("/v1/parts?section=objectives&includeTotal=true")]
    public Task A_list_of_parts_shows_one_write(string path) =>
        RaceAsync(
            path,
            (_, list) =>
            {
                (list["total"]?.GetValue<int>() ?? list.Items().Count).ShouldBe(list.Items().Count);
                return [.. list.Items().Select(part => part!["content"]!.Text("text"))];
            }
        );

    [Fact]
    public Task A_plan_with_its_objectives_shows_one_write() =>
        RaceAsync("{plan}?expand=objectives", (_, plan) => [plan.Text("title"), .. TextsOf(plan)]);

    [Fact]
    public Task A_list_of_plans_with_their_objectives_shows_one_write() =>
        RaceAsync(
            "/v1/plans?expand=objectives&includeTotal=true",
            (_, list) => [list.Items()[0]!.Text("title"), .. TextsOf(list.Items()[0]!)]
        );

    [Fact]
    public Task A_table_shows_one_write() =>
        RaceAsync("/v1/objective-measures", (_, rows) => [.. rows.Each("planTitle"), .. rows.Each("objectiveText")]);

    [Fact]
    public Task A_schedule_shows_one_write() =>
        RaceAsync(
            "{plan}/schedule",
            (_, schedule) => [schedule["basis"]!.Text("launchDate"), .. schedule.Items().Select(item => item!.Text("date"))]
        );

    [Fact]
    public async Task A_document_that_is_put_back_with_its_tag_undoes_no_write()
    {
        var clients = new[] { Client, (await Api.BesideAsync()).Alpha.Client };
        var next = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async worker =>
                {
                    while (Volatile.Read(ref next) < LastWrite)
                    {
                        var (tag, document) = await ReadAsync(clients[worker % 2], $"{_plan}/document");
                        var number = int.Parse(document["plan"]!.Text("title")[1..], System.Globalization.CultureInfo.InvariantCulture) + 1;
                        using var put = await clients[worker % 2].PutJsonAsync($"{_plan}/document", DocumentJson(number), tag);
                        put.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.PreconditionFailed);
                        if (put.IsSuccessStatusCode)
                        {
                            Interlocked.Increment(ref next);
                        }
                    }
                })
        );

        (await Client.ReadAsync(_plan)).Text("title").ShouldBe($"P{next}", "Each write that succeeded has counted.");
    }

    /// <summary>Reads until the last write is done. All texts of a response must be the same.</summary>
    private async Task RaceAsync(string path, Func<string?, JsonNode, IReadOnlyList<string>> texts)
    {
        var second = (await Api.BesideAsync()).Alpha.Client;
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, Readers)
            .Select(async reader =>
            {
                var client = reader % 2 == 0 ? Client : second;
                var reads = 0;
                do
                {
                    var (tag, read) = await ReadAsync(client, path.Replace("{plan}", _plan, StringComparison.Ordinal));
                    var all = texts(tag, read);
                    all.Count.ShouldBeGreaterThanOrEqualTo(Objectives - 1);
                    all.Distinct().ShouldHaveSingleItem($"{path}: {string.Join(", ", all)}");
                    reads++;
                } while (!done.IsCancellationRequested);
                return reads;
            })
            .ToList();
        try
        {
            await WriteAsync();
        }
        finally
        {
            await done.CancelAsync();
        }

        var count = (await Task.WhenAll(readers)).Sum();
        TestContext.Current.SendDiagnosticMessage("{0}: {1} reads during {2} writes", path, count, LastWrite);
    }

    private async Task WriteAsync()
    {
        var (tag, _) = await ReadAsync(Client, $"{_plan}/document");
        _numberOf[tag!] = 0;
        for (var number = 1; number <= LastWrite; number++)
        {
            using var put = await Client.PutJsonAsync($"{_plan}/document", DocumentJson(number), tag);
            put.StatusCode.ShouldBe(HttpStatusCode.OK);
            tag = put.Headers.ETag!.Tag;
            _numberOf[tag] = number;
        }
    }

    private static async Task<(string? Tag, JsonNode Body)> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return (response.Headers.ETag?.Tag, JsonNode.Parse(body)!);
    }

    private static IEnumerable<string> TextsOf(JsonNode plan) =>
        plan["objectives"]!.AsArray().Select(objective => objective!["content"]!.Text("text"));

    /// <summary>A document that holds a number in its header and in each part; their number changes, too.</summary>
    private static string DocumentJson(int number)
    {
        var day = new DateOnly(2026, 1, 1).AddDays(number).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["plan"] = new JsonObject
            {
                ["title"] = $"P{number}",
                ["language"] = "en",
                ["currency"] = "EUR",
                ["launchDate"] = new JsonObject { ["date"] = day },
            },
            ["objectives"] = new JsonArray([
                .. Enumerable
                    .Range(0, Objectives - (number % 2))
                    .Select(i => new JsonObject { ["ref"] = $"O{i}", ["text"] = $"P{number}" }),
            ]),
            ["milestones"] = new JsonArray([
                .. Enumerable
                    .Range(0, Objectives)
                    .Select(i => new JsonObject
                    {
                        ["ref"] = $"M{i}",
                        ["name"] = "M",
                        ["date"] = new JsonObject { ["date"] = day },
                    }),
            ]),
        }.ToJsonString();
    }
}
