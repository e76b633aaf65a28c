using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// Thousands of requests generated from the document, the same in every run. Allowed requests are accepted, forbidden ones rejected with
/// a pointer, and none makes the service fail or reveal internal details.
/// </summary>
/// <remarks>The environment variable MARKETING_FUZZ holds how many requests; without it few enough for every build.</remarks>
[Collection(SecondApi.Name)]
public sealed class FuzzTests(MarketingApi api) : ApiTest(api)
{
    private const int Seed = 20260301;
    private static readonly int Total = int.TryParse(
        Environment.GetEnvironmentVariable("MARKETING_FUZZ"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var count
    )
        ? count
        : 3500;

    private readonly ConcurrentBag<string> _faults = [];
    private ServedContract _contract = null!;
    private Fixtures _estate = null!;
    private HttpClient _person = null!;
    private Dictionary<string, string> _known = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        _estate = await Fixtures.OfAsync(Api.Alpha, _contract, "fuzzed");
        _person = await Api.Alpha.PersonAsync("fuzzer", Role.Administrator);
        _person.DefaultRequestHeaders.Add("Workspace-Id", Api.Alpha.Id.ToString());
        var remains = await Client
            .PostAsync("/v1/parties", """{"kind":"department","name":"remains"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        _known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["intoId"] = remains.Id(),
            ["partyId"] = remains.Id(),
            ["ownerId"] = remains.Id(),
            ["planId"] = _estate.Ids["/v1/plans"],
            ["riskId"] = _estate.Ids["/v1/risks"],
            ["riskIds"] = _estate.Ids["/v1/risks"],
            ["campaignId"] = _estate.Ids["/v1/campaigns"],
            ["channelId"] = _estate.Ids["/v1/channels"],
            ["metricId"] = _estate.Ids["/v1/metrics"],
            ["segmentId"] = _estate.Ids["/v1/segments"],
            ["matrixId"] = _estate.Ids["/v1/risk-matrices"],
            ["budgetLineId"] = _estate.Ids["/v1/budgets/{budgetId}/lines"],
            ["budgetLines"] = _estate.Ids["/v1/budgets/{budgetId}/lines"],
        };
    }

    [Fact]
    public async Task Requests_that_the_document_allows_are_accepted()
    {
        var refused = new ConcurrentDictionary<string, int>();
        var accepted = 0;
        var asked = 0;
        await RunAsync(
            Cases(
                Total / 10,
                source =>
                    Fixtures.BodyOf(source.Operation) is null
                    || Probe.NamesOthers(source.Operation)
                    || Probe.DependsOnState(source.Operation)
                        ? []
                        : new[] { 0, 0.15, 0.5 }.Select(richness =>
                            new BodyMutations(source).Valid(
                                richness,
                                keep: source.Operation.Id != "mergeParty" && source.Random.Next(2) == 0
                            )
                        )
            ),
            (fuzz, status, codes) =>
            {
                Interlocked.Increment(ref asked);
                if (status is >= 200 and < 300)
                {
                    Interlocked.Increment(ref accepted);
                }
                else
                {
                    refused.AddOrUpdate($"{fuzz.Operation.Id}: {status} {codes}", 1, (_, n) => n + 1);
                }
            }
        );
        ((double)accepted / asked).ShouldBeGreaterThanOrEqualTo(0.9, string.Join("\n", refused.OrderByDescending(each => each.Value)));
    }

    [Fact]
    public Task Invalid_bodies_are_rejected_with_the_faulty_member() =>
        RunAsync(
            Cases(
                Total / 2,
                source =>
                    Fixtures.BodyOf(source.Operation) is null || IsPatchOfAState(source.Operation) ? [] : new BodyMutations(source).All()
            )
        );

    /// <summary>A patch is applied to what is stored, so content that other requests have frozen is refused first.</summary>
    private static bool IsPatchOfAState(ContractOperation operation) => operation.Method == "PATCH" && Probe.NeedsAState(operation);

    [Fact]
    public Task Invalid_queries_are_rejected_with_the_faulty_parameter() =>
        RunAsync(Cases(Total / 5, source => new QueryMutations(source).All()));

    [Fact]
    public Task Invalid_headers_and_ids_cause_no_server_error() => RunAsync(Cases(Total / 5, source => new HeaderMutations(source).All()));

    [Fact]
    public async Task Lists_with_strange_texts_are_paged_in_every_order()
    {
        await RunAsync(
            Cases(
                Total / 10,
                source =>
                    source.Operation.Method == "POST" && Fixtures.BodyOf(source.Operation) is not null
                        ? new BodyMutations(source).All().Where(fuzz => fuzz.Echo is not null)
                        : []
            )
        );
        foreach (var list in _contract.Operations.Where(operation => operation.Method == "GET" && Probe.Takes(operation, "sort")))
        {
            var path = _estate.Fill(list.Path);
            var whole = (await Client.ReadAsync($"{path}?pageSize=200")).Items().Select(row => KeyOf(row!)).ToList();
            var refused = await Client.GetAsync($"{path}?sort=unknown").ShouldBeAsync(HttpStatusCode.BadRequest);
            foreach (var sort in refused["args"]!["allowed"]!.AsArray().SelectMany(name => new[] { $"{name}", $"-{name}" }))
            {
                (await ReadToTheEndAsync($"{path}?sort={sort}&pageSize=17")).ShouldBe(
                    await ReadToTheEndAsync($"{path}?sort={sort}&pageSize=200"),
                    $"{list.Id} by {sort}"
                );
            }
        }
    }

    /// <summary>
    /// Returns the id of a row; revisions have a number instead, postings a number within their entry, and rows of tables neither.
    /// </summary>
    private static string KeyOf(JsonNode row) => row["entryId"] + ((row["id"] ?? row["number"])?.ToString() ?? row.ToJsonString());

    private async Task<List<string>> ReadToTheEndAsync(string first)
    {
        var read = new List<string>();
        for (string? next = first; next is not null; )
        {
            var page = await Client.ReadAsync(next);
            read.AddRange(page.Items().Select(row => KeyOf(row!)));
            next = page["nextCursor"] is { } cursor ? $"{first}&cursor={cursor}" : null;
        }

        read.ShouldBeUnique();
        return read;
    }

    [Fact]
    public async Task An_unsupported_method_is_rejected_with_the_supported_ones()
    {
        foreach (var path in _contract.Operations.GroupBy(operation => operation.Path))
        {
            // A path without placeholders can also match one with placeholders, whose methods count too.
            var possible = _contract
                .Operations.Where(operation => operation.Pattern.IsMatch(path.Key))
                .Select(operation => operation.Method)
                .ToList();
            foreach (var method in new[] { "PUT", "TRACE", "PROPFIND", "FOO", "DELETE", "PATCH", "POST" }.Except(possible))
            {
                using var answer = await _person.SendAsync(new HttpRequestMessage(new HttpMethod(method), _estate.Fill(path.Key)));
                answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {path.Key}");
                answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{method} {path.Key}");
                answer
                    .Content.Headers.Allow.Where(each => each != "HEAD" || !possible.Contains("GET"))
                    .ShouldBe(possible.Distinct(), ignoreOrder: true, $"{method} {path.Key}");
            }
        }
    }

    /// <summary>Takes cases of each operation in turn until there are enough.</summary>
    private IEnumerable<FuzzCase> Cases(int count, Func<FuzzSource, IEnumerable<FuzzCase>> make)
    {
        var made = 0;
        for (var pass = 0; made < count; pass++)
        {
            var before = made;
            foreach (var (operation, i) in _contract.Operations.Select((operation, i) => (operation, i)))
            {
                var random = new Random(Seed + (1000 * pass) + i);
                var source = new FuzzSource(_contract, operation, _estate, random)
                {
                    Root = Api.Address.ToString().TrimEnd('/'),
                    Known = _known,
                };
                var share = Math.Max(8, 2 * count / _contract.Operations.Count);
                var cases = make(source).ToArray();
                random.Shuffle(cases);
                foreach (var fuzz in cases.Take(share))
                {
                    made++;
                    yield return fuzz;
                }
            }

            if (made == before)
            {
                yield break;
            }
        }
    }

    private async Task RunAsync(IEnumerable<FuzzCase> cases, Action<FuzzCase, int, string>? report = null)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (fuzz, _) =>
            {
                var client = Probe.ScopesFor(fuzz.Operation, "apiKey") is null ? _person : Client;
                var (status, codes, fault) = await ResponseCheck.OfAsync(client, fuzz);
                statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
                report?.Invoke(fuzz, status, codes);
                if (fault is not null)
                {
                    _faults.Add(fault);
                }
            }
        );
        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}"))
        );
        var kinds = _faults.GroupBy(fault => fault.Split('\n')[0]).OrderByDescending(each => each.Count()).ToList();
        kinds.Count.ShouldBe(
            0,
            new StringBuilder().AppendJoin("\n", kinds.Take(40).Select(each => $"{each.Count()} × {each.First()}")).ToString()
        );
    }
}
