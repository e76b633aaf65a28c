using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Behaviour that all lists share: cursors, search, filters.</summary>
[Collection(SecondApi.Name)]
public sealed class ListTests(MarketingApi api) : ApiTest(api)
{
    private ServedContract _contract = null!;
    private Fixtures _estate = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var reader = Api.Anonymous();
        _contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        _estate = await Fixtures.OfAsync(Api.Alpha, _contract, "Straße 計劃");
    }

    [Theory]
    [InlineData("Straße 計劃")]
    [InlineData("straße 计划")]
    [InlineData("ＳＴＲＡßＥ　計劃")]
    public async Task A_search_ignores_case_width_and_script(string words)
    {
        var lists = _contract.Operations.Where(operation => operation.Method == "GET" && Probe.Takes(operation, "q"));
        foreach (var list in lists.Where(list => list.Path != "/v1/templates"))
        {
            var found = (await Client.ReadAsync($"{_estate.Fill(list.Path)}?q={Uri.EscapeDataString(words)}")).Items();
            found
                .Select(row => row!.Id())
                .ShouldContain(_estate.Ids[list.Path == "/v1/parts" ? "/v1/plans/{planId}/parts" : list.Path], list.Id);
        }
    }

    [Fact]
    public async Task A_cursor_is_valid_only_for_its_list_and_arguments()
    {
        var cursors = new List<(string Path, string Cursor)>();
        var lists = _contract
            .Operations.Where(operation => operation.Method == "GET" && Probe.Takes(operation, "cursor"))
            .Select(operation => _estate.Fill(operation.Path))
            .ToList();
        var other = (
            await Client.PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        foreach (var plan in new[] { _estate.Ids["/v1/plans"], other })
        {
            await Client.PostAsync($"/v1/plans/{plan}/objectives", """{"content":{"text":"a"}}""").ShouldBeAsync(HttpStatusCode.Created);
            await Client.PostAsync($"/v1/plans/{plan}/objectives", """{"content":{"text":"b"}}""").ShouldBeAsync(HttpStatusCode.Created);
        }

        lists.Add($"/v1/plans/{other}/objectives");
        foreach (var path in lists)
        {
            if ((await Client.ReadAsync($"{path}?pageSize=1"))["nextCursor"] is { } cursor)
            {
                cursors.Add((path, (string)cursor!));
            }
        }

        cursors.Count.ShouldBeGreaterThan(4);
        foreach (var (path, cursor) in cursors)
        {
            await Client.GetAsync($"{path}?pageSize=1&cursor={cursor}").ShouldBeAsync(HttpStatusCode.OK);
            foreach (var foreign in lists.Where(each => each != path))
            {
                await Client
                    .GetAsync($"{foreign}?pageSize=1&cursor={cursor}")
                    .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
            }

            if (path != "/v1/changes")
            {
                await Client.GetAsync($"{path}?pageSize=2&cursor={cursor}").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
            }

            await Client
                .GetAsync($"{path}?pageSize=1&cursor={cursor[..^2]}AA")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[")]
    [InlineData("[a-z]")]
    [InlineData("\\")]
    [InlineData("a%b")]
    public async Task A_search_treats_wildcards_as_plain_text(string text)
    {
        Assert.SkipWhen(
            text != "a%b" && await TestDatabase.IsCompatibleAsync(),
            "The LIKE of Babelfish finds nothing where % comes before an escaped wildcard."
        );
        await Client
            .PostAsync("/v1/parties", new JsonObject { ["kind"] = "person", ["name"] = $"found {text} here" }.ToJsonString())
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync("/v1/parties", """{"kind":"person","name":"not axxb here"}""").ShouldBeAsync(HttpStatusCode.Created);
        var found = (await Client.ReadAsync($"/v1/parties?q={Uri.EscapeDataString(text)}")).Items();
        found.ShouldHaveSingleItem()!.Text("name").ShouldBe($"found {text} here");
    }
}
