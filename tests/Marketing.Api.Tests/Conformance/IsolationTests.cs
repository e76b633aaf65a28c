using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Resources of workspace Beta look to Alpha exactly like ones that do not exist, wherever their ids are used.</summary>
[Collection(SecondApi.Name)]
public sealed class IsolationTests(MarketingApi api) : ApiTest(api)
{
    private const string Marker = "betasecret";

    private ServedContract _contract = null!;
    private Fixtures _alpha = null!;
    private Fixtures _beta = null!;
    private Fixtures _unknown = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        _alpha = await Fixtures.OfAsync(Api.Alpha, _contract, "alphaword");
        _beta = await Fixtures.OfAsync(Api.Beta, _contract, Marker);
        _unknown = _beta.WithUnusedIds();
    }

    [Fact]
    public async Task An_id_of_another_workspace_in_a_path_is_unknown()
    {
        using var person = await Api.Alpha.PersonAsync("alpha-head", Role.Administrator);
        await using var pause = await Api.PauseBackgroundWorkAsync();
        var before = await ReadAllOfBetaAsync();
        var compared = 0;
        var wrong = new List<string>();
        foreach (var operation in _contract.Operations)
        {
            foreach (var (theirs, unused) in FixturesFor(operation))
            {
                var seed = compared++;
                var foreign = await SendAsync(person, operation, theirs, seed);
                var unknown = await SendAsync(person, operation, unused, seed);
                if (foreign != unknown || foreign.Status != HttpStatusCode.NotFound)
                {
                    wrong.Add($"{operation.Id}: {foreign}; to an unknown id: {unknown}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(20);
        (await ReadAllOfBetaAsync()).Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_id_of_another_workspace_in_a_body_is_unknown()
    {
        var (compared, turn) = (0, 0);
        foreach (var operation in _contract.Operations.Where(operation => Fixtures.BodyOf(operation) is not null))
        {
            // A new part can belong to any section; a patched part belongs to the first.
            var forms = _contract.FormsOf(Fixtures.BodyOf(operation)!).Values.Take(operation.Method == "PATCH" ? 1 : int.MaxValue);
            foreach (var (form, pointer) in forms.SelectMany(form => IdsIn(form, []), (form, pointer) => (form, pointer)))
            {
                var unknown = await SendWithBodyAsync(operation, form, pointer, Guid.CreateVersion7().ToString());
                foreach (var collection in CollectionsFor(pointer, turn++))
                {
                    compared++;
                    var foreign = await SendWithBodyAsync(operation, form, pointer, _beta.Ids[collection]);
                    foreign.ShouldBe(
                        unknown,
                        $"{operation.Id}: {string.Join('/', pointer)} reveals that an id of {collection} exists elsewhere"
                    );
                    ((int)foreign.Status).ShouldBeInRange(
                        400,
                        499,
                        $"{operation.Id}: {string.Join('/', pointer)} accepts an id of {collection} of another workspace"
                    );
                }
            }
        }

        compared.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task An_id_of_another_workspace_in_a_filter_finds_nothing()
    {
        var compared = 0;
        foreach (var (operation, parameter) in QueryParameters(rules => FormatOf(rules) == "uuid"))
        {
            var unknown = await FilterAsync(operation, parameter, Guid.CreateVersion7().ToString());
            foreach (var (collection, id) in _beta.Ids)
            {
                compared++;
                var foreign = await FilterAsync(operation, parameter, id);
                foreign.ShouldBe(unknown, $"{operation.Id}?{parameter}= reveals that an id of {collection} exists elsewhere");
            }
        }

        compared.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task No_list_returns_or_finds_rows_of_another_workspace()
    {
        foreach (var operation in _contract.Operations.Where(operation => operation.Method == "GET"))
        {
            var path = _alpha.Fill(operation.Path);
            var queries = new List<string> { path };
            queries.AddRange(
                from name in new[] { "q", "code", "subject", "by", "actorId", "types", "type", "correlationId" }
                where Probe.Takes(operation, name)
                select $"{path}?{name}={Marker}"
            );
            queries.AddRange(
                from name in new[] { "includeDeleted", "includeTotal" }
                where Probe.Takes(operation, name)
                select $"{path}?{name}=true"
            );
            foreach (var query in queries)
            {
                using var answer = await Client.GetAsync(query);
                var text = await answer.Content.ReadAsStringAsync();
                text.ShouldNotContainBeta(_beta, Marker, query);
            }
        }
    }

    [Fact]
    public async Task A_cursor_of_another_workspace_is_invalid()
    {
        var compared = 0;
        foreach (var (operation, _) in QueryParameters(_ => true).Where(each => each.Parameter == "cursor"))
        {
            await MakeTwoAsync(operation);
            var page = await Api.Beta.Client.ReadAsync($"{_beta.Fill(operation.Path)}?pageSize=1");
            if (page["nextCursor"] is not { } cursor)
            {
                continue;
            }

            compared++;
            using var answer = await Client.GetAsync(
                $"{_alpha.Fill(operation.Path)}?pageSize=1&cursor={Uri.EscapeDataString((string)cursor!)}"
            );
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Gone);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContainBeta(_beta, Marker, operation.Id);
        }

        compared.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task An_idempotency_key_used_in_another_workspace_is_unused_here()
    {
        const string party = """{"kind":"person","name":"the same"}""";
        var theirs = await Api.Beta.Client.PostAsync("/v1/parties", party, "shared-key").ShouldBeAsync(HttpStatusCode.Created);
        using var answer = await Client.PostAsync("/v1/parties", party, "shared-key");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Id().ShouldNotBe(theirs.Id());
    }

    [Fact]
    public async Task The_workspace_header_gives_no_access_to_another_workspace()
    {
        using var person = await Api.Alpha.PersonAsync("alpha-only", Role.Administrator);
        foreach (var client in new[] { Client, person })
        {
            foreach (
                var operation in _contract.Operations.Where(operation => Probe.Takes(operation, "#/components/parameters/WorkspaceId"))
            )
            {
                var foreign = await SendAsync(client, operation, _alpha, 1, Api.Beta.Id.ToString());
                var unknown = await SendAsync(client, operation, _alpha, 1, _unknown.Ids["/v1/workspaces"]);
                foreign.ShouldBe(unknown, operation.Id);
                foreign.Status.ShouldBe(HttpStatusCode.Forbidden, operation.Id);
            }
        }
    }

    [Fact]
    public async Task Codes_and_names_are_unique_per_workspace()
    {
        const string plan = """{"title":"P","language":"en","currency":"EUR","code":"SAME"}""";
        const string party = """{"kind":"department","name":"Same name","code":"SAME"}""";
        foreach (var client in new[] { Client, Api.Beta.Client })
        {
            await client.PostAsync("/v1/plans", plan).ShouldBeAsync(HttpStatusCode.Created);
            await client.PostAsync("/v1/parties", party).ShouldBeAsync(HttpStatusCode.Created);
        }
    }

    /// <summary>Pairs of fixtures for the ids of a path: each of its collections taken from Beta, or with an unused id.</summary>
    private IEnumerable<(Fixtures Theirs, Fixtures Unused)> FixturesFor(ContractOperation operation)
    {
        var collections = Fixtures.CollectionsIn(operation.Path).ToList();
        if (collections.Count > 0)
        {
            yield return (_beta, _unknown);
        }

        foreach (var collection in collections)
        {
            yield return (_alpha.With(collection, _beta), _alpha.With(collection, _unknown));
        }
    }

    /// <summary>Sends an operation without validateOnly.</summary>
    private async Task<Outcome> SendAsync(
        HttpClient client,
        ContractOperation operation,
        Fixtures fixtures,
        int seed,
        string? workspace = null
    )
    {
        var body = Fixtures.BodyOf(operation) is { } schema ? new Sampler(_contract, new Random(seed)).Of(schema) : null;
        using var request = Probe.Of(operation, fixtures, body);
        request.RequestUri = new Uri(
            request.RequestUri!.ToString().Replace("validateOnly=true", "", StringComparison.Ordinal),
            UriKind.Relative
        );
        if (workspace is not null)
        {
            request.Headers.Add("Workspace-Id", workspace);
        }

        return await ObserveAsync(await client.SendAsync(request), fixtures);
    }

    private async Task<Outcome> SendWithBodyAsync(ContractOperation operation, JsonObject schema, IReadOnlyList<string> pointer, string id)
    {
        var body = new Sampler(_contract, new Random(3)).Of(schema)!.AsObject();
        var needed = (_contract.Resolve(schema)["required"]?.AsArray() ?? [])
            .Select(member => (string)member!)
            .Append(pointer[0])
            .ToHashSet();
        foreach (var member in body.Select(member => member.Key).Where(member => !needed.Contains(member)).ToList())
        {
            body.Remove(member);
        }

        Put(body, schema, pointer, id);
        using var request = Probe.Of(operation, _alpha, body);
        return (await ObserveAsync(await Client.SendAsync(request), _alpha)).Without(id);
    }

    private async Task<Outcome> FilterAsync(ContractOperation operation, string parameter, string id) =>
        (await ObserveAsync(await Client.GetAsync($"{_alpha.Fill(operation.Path)}?{parameter}={id}"), _alpha)).Without(id);

    /// <summary>
    /// The collections whose ids are tried in a member: the one that its name says, and another one in turn; all if its name says none.
    /// </summary>
    private IEnumerable<string> CollectionsFor(IReadOnlyList<string> pointer, int turn)
    {
        var all = _beta.Ids.Keys.ToList();
        var named = all.Find(collection => NamesOf(collection).Contains(pointer.Last(member => member != "0")));
        return named is null ? all : new[] { named, all[turn % all.Count] }.Distinct();
    }

    /// <summary>The names of members that hold an id of a collection: <c>partyId</c> and <c>partyIds</c> for parties.</summary>
    private static string[] NamesOf(string collection)
    {
        var plural = collection[(collection.LastIndexOf('/') + 1)..];
        var singular = plural.EndsWith("ies", StringComparison.Ordinal) ? plural[..^3] + "y" : plural[..^1];
        return [$"{singular}Id", $"{singular}Ids"];
    }

    /// <summary>Creates the objects on the way to a member and sets it to the id.</summary>
    private void Put(JsonNode body, JsonNode schema, IReadOnlyList<string> pointer, string id)
    {
        var (node, rules) = (body, _contract.Resolve(schema));
        var sampler = new Sampler(_contract, new Random(4));
        foreach (var (member, i) in pointer.Select((member, i) => (member, i)))
        {
            var next = Inner(member == "0" ? rules["items"]! : rules["properties"]![member]!);
            JsonNode? value = i == pointer.Count - 1 ? JsonValue.Create(id) : null;
            if (node is JsonArray array)
            {
                if (array.Count == 0 || value is not null)
                {
                    array.Clear();
                    array.Add(value ?? sampler.Of(next));
                }

                node = array[0]!;
            }
            else
            {
                var made = value ?? node[member] ?? sampler.Of(next, member)!;
                if (made.Parent is null)
                {
                    node[member] = made;
                }

                node = node[member]!;
            }

            rules = next;
        }
    }

    /// <summary>The locations of ids in a body; the first item of an array represents all.</summary>
    private IEnumerable<IReadOnlyList<string>> IdsIn(JsonNode schema, List<string> at)
    {
        var rules = Inner(schema);
        if (at.Count > 8)
        {
            return [];
        }

        return (string?)rules["format"] == "uuid" ? [at]
            : rules["items"] is { } items ? IdsIn(items, [.. at, "0"])
            : rules["properties"] is JsonObject members ? members.SelectMany(member => IdsIn(member.Value!, [.. at, member.Key]))
            : [];
    }

    private JsonObject Inner(JsonNode schema) => _contract.FormsOf(_contract.WithoutNull(schema)).Values.First();

    private IEnumerable<(ContractOperation Operation, string Parameter)> QueryParameters(Func<JsonObject, bool> match) =>
        from operation in _contract.Operations
        where operation.Method == "GET"
        from parameter in operation.Parameters
        where (string?)parameter["in"] == "query" && match(_contract.Resolve(parameter["schema"]!))
        select (operation, (string)parameter["name"]!);

    private string? FormatOf(JsonObject rules) =>
        (string?)rules["format"] ?? (rules["items"] is { } items ? FormatOf(_contract.Resolve(items)) : null);

    /// <summary>Adds a second row, so that the list has two pages of one row.</summary>
    private async Task MakeTwoAsync(ContractOperation list)
    {
        if (
            _contract.Operations.FirstOrDefault(each => each.Method == "POST" && each.Path == list.Path) is { } create
            && Probe.ScopesFor(create, "apiKey") is not null
            && !Probe.NeedsAState(create)
        )
        {
            var body = new Sampler(_contract, new Random(5), Marker).Marked(Fixtures.BodyOf(create)!);
            using var answer = await Api.Beta.Client.PostAsync(_beta.Fill(create.Path), body.ToJsonString());
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, $"{create.Id}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task<IReadOnlyList<string>> ReadAllOfBetaAsync()
    {
        var read = new List<string>();
        foreach (
            var operation in _contract.Operations.Where(each =>
                each.Method == "GET"
                && !each.Path.EndsWith("/api-keys", StringComparison.Ordinal)
                && !each.Path.Contains("{apiKeyId}", StringComparison.Ordinal)
            )
        )
        {
            read.Add($"{operation.Id}: {(await Api.Beta.Client.ReadAsync(_beta.Fill(operation.Path))).ToJsonString()}");
        }

        return read;
    }

    /// <summary>Status and body without values that differ between requests. Requested ids are replaced by their collections.</summary>
    private static async Task<Outcome> ObserveAsync(HttpResponseMessage answer, Fixtures fixtures)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
            body.Remove("traceId");
            var said = fixtures.Ids.Aggregate(body.ToJsonString(), (all, id) => all.Replace(id.Value, id.Key, StringComparison.Ordinal));
            return new Outcome(answer.StatusCode, said);
        }
    }

    private sealed record Outcome(HttpStatusCode Status, string Body)
    {
        public Outcome Without(string id) => this with { Body = Body.Replace(id, "that id", StringComparison.Ordinal) };
    }
}

internal static class BetaSecrecy
{
    public static void ShouldNotContainBeta(this string answer, Fixtures beta, string marker, string asked)
    {
        foreach (var secret in beta.Ids.Values)
        {
            answer.ShouldNotContain(secret, Case.Insensitive, asked);
        }

        // Only errors repeat the requested value.
        if (!answer.Contains("\"traceId\"", StringComparison.Ordinal))
        {
            answer.ShouldNotContain(marker, Case.Insensitive, asked);
        }
    }
}
