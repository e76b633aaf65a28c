using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Documents;

/// <summary>A document round-trips or is rejected with pointers; nothing is lost.</summary>
/// <remarks>The environment variable MARKETING_MUTATIONS holds how many mutated documents; without it few enough for every build.</remarks>
[Collection(FirstApi.Name)]
public sealed class RoundTripTests(MarketingApi api) : ApiTest(api)
{
    private const int Seed = 20260301;
    private const int Generated = 12;
    private static readonly int Mutated = int.TryParse(
        Environment.GetEnvironmentVariable("MARKETING_MUTATIONS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var count
    )
        ? count
        : 150;

    private ServedContract _contract = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
    }

    [Fact]
    public async Task Generated_documents_round_trip_and_again_through_another_workspace()
    {
        for (var i = 0; i < Generated; i++)
        {
            var (given, exported) = await ValidAsync(new DocumentGenerator(_contract, new Random(Seed + i)));
            new DocumentEquality(_contract).Differences(given, exported).ShouldBeEmpty($"document {i}");
            (await ThroughAsync(Api.Beta.Client, exported.ToJsonString())).ToJsonString().ShouldBe(exported.ToJsonString());
        }
    }

    [Fact]
    public async Task The_comparison_detects_lost_changed_and_added_values()
    {
        var given = JsonNode.Parse(
            """{"plan":{"title":"P","language":"zh-Hans","currency":"CNY","closing":""},"kpis":[{"name":"a","indicators":[{"text":"x"},{"text":"y"}]}],"workPackages":[{"name":"W","deadlines":[{"text":"3月31日前,6月30日前"}]}]}"""
        )!;
        var exported = await ThroughAsync(Client, given.ToJsonString());
        var equality = new DocumentEquality(_contract);
        equality.Differences(given, exported).ShouldBeEmpty();
        exported["workPackages"]![0]!["deadlines"]!.AsArray().Count.ShouldBe(2);

        exported["plan"]!["closing"] = null;
        exported["kpis"]![0]!["indicators"]!.AsArray().RemoveAt(1);
        exported["kpis"]![0]!["statement"] = "new";
        exported["workPackages"]![0]!["deadlines"]!.AsArray().RemoveAt(1);
        equality.Differences(given, exported).Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task Parsing_a_list_of_phrases_does_not_exceed_its_maximum()
    {
        var deadlines = string.Join(',', Enumerable.Range(1, 20).Select(_ => """{"text":"3月31日前,6月30日前"}"""));
        var exported = await ThroughAsync(
            Client,
            """{"plan":{"title":"P","language":"zh-Hans","currency":"CNY"},"workPackages":[{"name":"W","deadlines":[""" + deadlines + "]}]}"
        );
        exported["workPackages"]![0]!["deadlines"]!.AsArray().Count.ShouldBe(20);
        (await ThroughAsync(Api.Beta.Client, exported.ToJsonString()))["workPackages"]!
            .ToJsonString()
            .ShouldBe(exported["workPackages"]!.ToJsonString());
    }

    [Fact]
    public async Task A_fault_after_a_phrase_with_several_values_points_to_its_place_in_the_request()
    {
        var refused = await Client
            .PostAsync(
                "/v1/plans/import",
                """
                {"plan":{"title":"P","language":"zh-Hans","currency":"CNY"},"workPackages":[{"name":"W","deadlines":[{"text":"3月31日前,6月30日前"},{"kind":"unparsed"}]}]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        refused.Pointers().ShouldBe(["/workPackages/0/deadlines/1/text"]);
    }

    [Fact]
    public async Task The_number_of_reported_faults_is_limited()
    {
        var unknown = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"O{i}\""));
        var packages = string.Join(',', Enumerable.Repeat($$"""{"name":"W","objectives":[{{unknown}}]}""", 11));

        var refused = await Client
            .PostAsync("/v1/plans/import", $$"""{"plan":{"title":"P","language":"en","currency":"EUR"},"workPackages":[{{packages}}]}""")
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);

        refused.Pointers().Count.ShouldBe(1000);
    }

    [Fact]
    public async Task A_mutated_document_is_rejected_with_pointers_or_round_trips()
    {
        var bases = new List<JsonObject>();
        for (var i = 0; i < 5; i++)
        {
            bases.Add(
                (
                    await ValidAsync(new DocumentGenerator(_contract, new Random(Seed + 100 + i)) { Richness = 0.2 + (0.1 * i), Most = 2 })
                ).Given
            );
        }

        var faults = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Mutated),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, _) =>
            {
                var (json, done) = new DocumentMutations(new Random(Seed + i)).Of(bases[i % bases.Count]);
                using var answer = await Client.PostAsync("/v1/plans/import", json);
                statuses.AddOrUpdate(answer.StatusCode, 1, (_, n) => n + 1);
                foreach (var fault in await FaultsAsync(answer, json))
                {
                    faults.Add($"{i} [{done}] {fault}");
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.Select(each => $"{each.Key}: {each.Value}")));
        faults.ShouldBeEmpty(new StringBuilder().AppendJoin('\n', faults.Take(20)).ToString());
        statuses.GetValueOrDefault(HttpStatusCode.Created).ShouldBeGreaterThan(Mutated / 10);
        statuses.GetValueOrDefault(HttpStatusCode.BadRequest).ShouldBeGreaterThan(Mutated / 10);
        statuses.GetValueOrDefault(HttpStatusCode.UnprocessableEntity).ShouldBeGreaterThan(0);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(HttpResponseMessage answer, string json)
    {
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            return
                answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict
                && body["errors"]!.AsArray().Count > 0
                ?
                [
                    .. body.Pointers()
                        .Where(pointer => !IsPlaceOf(json, pointer))
                        .Select(pointer => $"{pointer} is no place of the document: {body.ToJsonString()}"),
                ]
                : [$"{answer.StatusCode}: {body.ToJsonString()}"];
        }

        var exported = await Client.ReadAsync($"/v1/plans/{body["plan"]!.Id()}/document");
        var again = await Api.Beta.Client.PostAsync("/v1/plans/import", exported.ToJsonString());
        var text = await again.Content.ReadAsStringAsync();
        if (again.StatusCode != HttpStatusCode.Created)
        {
            return [$"the export is rejected: {text}"];
        }

        var second = await Api.Beta.Client.ReadAsync($"/v1/plans/{JsonNode.Parse(text)!["plan"]!.Id()}/document");
        var differences = new DocumentEquality(_contract).Differences(JsonNode.Parse(json)!, exported);
        return second.ToJsonString() == exported.ToJsonString()
            ? differences
            : [.. differences, "the second export differs from the first"];
    }

    /// <summary>Whether the pointer refers to a value in the text, or to a missing member of an existing object.</summary>
    private static bool IsPlaceOf(string json, string pointer)
    {
        using var document = JsonDocument.Parse(json);
        var place = document.RootElement;
        var steps = pointer.Split('/')[1..];
        foreach (
            var (i, step) in steps.Select(
                (step, i) => (i, step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
            )
        )
        {
            switch (place.ValueKind)
            {
                case JsonValueKind.Array
                    when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                        && index < place.GetArrayLength():
                    place = place[index];
                    break;
                case JsonValueKind.Object when place.TryGetProperty(step, out var member):
                    place = member;
                    break;
                default:
                    return place.ValueKind == JsonValueKind.Object && i == steps.Length - 1;
            }
        }

        return true;
    }

    /// <summary>Returns an accepted document: faults that the schema does not exclude are removed at their pointers.</summary>
    private async Task<(JsonObject Given, JsonObject Exported)> ValidAsync(DocumentGenerator maker)
    {
        var document = maker.Make();
        for (var repair = 0; repair < 12; repair++)
        {
            using var answer = await Client.PostAsync("/v1/plans/import?validateOnly=true", document.ToJsonString());
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                return (document, await ThroughAsync(Client, document.ToJsonString()));
            }

            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, problem.ToJsonString());
            foreach (var pointer in problem.Pointers().OrderByDescending(pointer => pointer, Comparer<string>.Create(CompareFromBehind)))
            {
                TakeOut(document, pointer);
            }
        }

        throw new InvalidOperationException("The document could not be made valid.");
    }

    /// <summary>Later items of a list first, so that the pointers to earlier ones remain valid.</summary>
    private static int CompareFromBehind(string one, string other)
    {
        foreach (var (a, b) in one.Split('/').Zip(other.Split('/')))
        {
            var compared = int.TryParse(a, out var x) && int.TryParse(b, out var y) ? x.CompareTo(y) : string.CompareOrdinal(a, b);
            if (compared != 0)
            {
                return compared;
            }
        }

        return one.Length.CompareTo(other.Length);
    }

    private static void TakeOut(JsonObject document, string pointer)
    {
        JsonNode? node = document;
        JsonNode? last = null;
        foreach (var step in pointer.Split('/')[1..])
        {
            last = node ?? last;
            node = node switch
            {
                JsonArray list => int.Parse(step, CultureInfo.InvariantCulture) < list.Count
                    ? list[int.Parse(step, CultureInfo.InvariantCulture)]
                    : null,
                JsonObject members => members[step],
                _ => null,
            };
            if (node is null)
            {
                break;
            }
        }

        // If a member is missing, its object is removed.
        node ??= last;
        switch (node?.Parent)
        {
            case JsonArray list:
                list.Remove(node);
                break;
            case JsonObject members:
                members.Remove(node.GetPropertyName());
                break;
        }
    }

    private static async Task<JsonObject> ThroughAsync(HttpClient client, string document)
    {
        var import = await client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created);
        return await client.ReadAsync($"/v1/plans/{import["plan"]!.Id()}/document");
    }
}
