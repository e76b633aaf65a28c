using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Benchmarks.ByHand;
using Marketing.Benchmarks.Load;
using Marketing.Benchmarks.Ordinary;
using Marketing.Benchmarks.Seeding;

namespace Marketing.Benchmarks.Measuring;

/// <summary>The requests of all scenarios, prepared from the data in the database.</summary>
internal sealed class Scenarios
{
    private const int PageSize = 50;
    private const int ImportedParts = 300;

    private static readonly byte[] NewPlan = JsonSerializer.SerializeToUtf8Bytes(PlanSamples.Header(7), ByHandJson.Stored.PlanHeader);
    private static readonly byte[] Document = JsonSerializer.SerializeToUtf8Bytes(
        PlanSamples.Document(ImportedParts),
        ByHandJson.Stored.PlanDocument
    );

    private static readonly byte[] OrdinaryPlan = JsonSerializer.SerializeToUtf8Bytes(
        new OrdinaryPlanInput
        {
            Title = PlanSamples.Header(7).Title,
            Language = PlanSamples.Header(7).Language,
            Currency = PlanSamples.Header(7).Currency,
            PeriodStart = PlanSamples.Header(7).PeriodStart?.Date,
            PeriodEnd = PlanSamples.Header(7).PeriodEnd?.Date,
        }
    );

    private readonly Uri _ours;
    private readonly Uri? _byHand;
    private readonly AuthenticationHeaderValue _key;

    public Scenarios(Uri ours, Uri? byHand, string key) =>
        (_ours, _byHand, _key) = (ours, byHand, new AuthenticationHeaderValue("Bearer", key));

    /// <summary>Adds the requests to the ordinary service to the scenarios that it has.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="ordinary">Reads the data for the requests from the ordinary service.</param>
    /// <param name="address">Its address.</param>
    /// <param name="deepPage">Number of the late page.</param>
    public static async Task<IReadOnlyList<Scenario>> WithOrdinaryAsync(
        IEnumerable<Scenario> scenarios,
        LoadGenerator ordinary,
        Uri address,
        int deepPage
    )
    {
        var token = new AuthenticationHeaderValue("Bearer", OrdinaryHost.Token());
        using var newest = await ordinary.AskAsync(Ask(HttpMethod.Get, $"/plans?size={PageSize}"));
        var page = JsonNode.Parse(await newest.Content.ReadAsStreamAsync())!;
        var ids = page["items"]!.AsArray().Select(plan => plan!["id"]!.GetValue<string>()).ToArray();
        return
        [
            .. scenarios.Select(scenario =>
                scenario.Name switch
                {
                    "list" => With(scenario, 1.4, _ => Ask(HttpMethod.Get, $"/plans?size={PageSize}")),
                    "page" => With(scenario, 1.4, _ => Ask(HttpMethod.Get, $"/plans?size={PageSize}&page={deepPage}")),
                    "get" => With(scenario, 3, i => Ask(HttpMethod.Get, $"/plans/{ids[i % ids.Length]}")),
                    "create" => With(scenario, 0.9, _ => Ask(HttpMethod.Post, "/plans", OrdinaryPlan)),
                    _ => scenario,
                }
            ),
        ];

        HttpRequestMessage Ask(HttpMethod method, string path, byte[]? body = null) =>
            new(method, new Uri(address, path)) { Content = Json(body), Headers = { Authorization = token } };

        static Scenario With(Scenario scenario, double goal, Func<int, HttpRequestMessage> request) =>
            scenario with
            {
                Ordinary = request,
                OrdinaryGoal = goal,
            };
    }

    /// <summary>All scenarios, in the order of the options.</summary>
    /// <param name="ours">Reads the data for the requests from the service.</param>
    /// <param name="deepPage">Number of the late page.</param>
    public async Task<IReadOnlyList<Scenario>> ReadAsync(LoadGenerator ours, int deepPage)
    {
        var newest = await ReadAsync(ours, $"/v1/plans?pageSize={PageSize}");
        var (cursor, after) = await WalkAsync(ours, newest, deepPage);
        var ids = newest["items"]!.AsArray().Select(plan => plan!["id"]!.GetValue<string>()).ToArray();
        var feed = await ReadAsync(ours, "/v1/changes?pageSize=1000");
        var feedCursor = Uri.EscapeDataString(feed["nextCursor"]!.GetValue<string>());
        return
        [
            new("list", "list of 50 plans", 0.5, Get($"/v1/plans?pageSize={PageSize}"), GetByHand($"/plans?size={PageSize}")),
            new(
                "page",
                $"page {deepPage} of the list",
                0.5,
                Get($"/v1/plans?pageSize={PageSize}&cursor={cursor}"),
                GetByHand($"/plans?size={PageSize}&after={after}")
            ),
            new(
                "get",
                "one plan",
                0.25,
                i => Ours(HttpMethod.Get, $"/v1/plans/{ids[i % ids.Length]}"),
                i => ByHand(HttpMethod.Get, $"/plans/{ids[i % ids.Length]}")
            ),
            new(
                "create",
                "create a plan",
                0.3,
                _ => Ours(HttpMethod.Post, "/v1/plans", NewPlan, Guid.NewGuid().ToString()),
                _ => ByHand(HttpMethod.Post, "/plans", NewPlan)
            )
            {
                Status = HttpStatusCode.Created,
            },
            new(
                "document",
                "document of a plan of 50 parts",
                null,
                i => Ours(HttpMethod.Get, $"/v1/plans/{ids[i % ids.Length]}/document"),
                i => ByHand(HttpMethod.Get, $"/plans/{ids[i % ids.Length]}/document")
            ),
            new(
                "import",
                $"import of a plan of {ImportedParts} parts, one at a time",
                null,
                _ => Ours(HttpMethod.Post, "/v1/plans/import", Document, Guid.NewGuid().ToString()),
                _ => ByHand(HttpMethod.Post, "/plans/import", Document)
            )
            {
                Status = HttpStatusCode.Created,
                Connections = 1,
            },
            new(
                "changes",
                "100 changes of the feed",
                null,
                Get($"/v1/changes?pageSize=100&cursor={feedCursor}"),
                GetByHand($"/changes?size=100&after={feed["coveredUntil"]}")
            ),
        ];
    }

    /// <summary>Creates a request to the service.</summary>
    public HttpRequestMessage Ours(HttpMethod method, string path, byte[]? body = null, string? retryKey = null)
    {
        var request = new HttpRequestMessage(method, new Uri(_ours, path)) { Content = Json(body) };
        request.Headers.Authorization = _key;
        if (retryKey is not null)
        {
            request.Headers.Add("Idempotency-Key", retryKey);
        }

        return request;
    }

    /// <summary>Reads a JSON response of the service.</summary>
    public async Task<JsonNode> ReadAsync(LoadGenerator ours, string path)
    {
        using var answer = await ours.AskAsync(Ours(HttpMethod.Get, path));
        return JsonNode.Parse(await answer.Content.ReadAsStreamAsync())!;
    }

    private Func<int, HttpRequestMessage> Get(string path)
    {
        var address = new Uri(_ours, path);
        return _ => new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = _key } };
    }

    private Func<int, HttpRequestMessage> GetByHand(string path)
    {
        var address = _byHand is null ? null : new Uri(_byHand, path);
        return _ => new HttpRequestMessage(HttpMethod.Get, address);
    }

    private HttpRequestMessage ByHand(HttpMethod method, string path, byte[]? body = null) =>
        new(method, new Uri(_byHand!, path)) { Content = Json(body) };

    private static ByteArrayContent? Json(byte[]? body) =>
        body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Pages from the first page to a late one.</summary>
    /// <returns>The service's cursor for that page, and the position in it.</returns>
    private async Task<(string Cursor, string After)> WalkAsync(LoadGenerator ours, JsonNode first, int deepPage)
    {
        var page = first;
        for (var i = 2; ; i++)
        {
            var (cursor, last) = (Uri.EscapeDataString(page["nextCursor"]!.GetValue<string>()), page["items"]!.AsArray()[^1]!);
            if (i == deepPage)
            {
                return (cursor, Uri.EscapeDataString($"{last["updatedAt"]}|{last["id"]}"));
            }

            page = await ReadAsync(ours, $"/v1/plans?pageSize={PageSize}&cursor={cursor}");
        }
    }
}
