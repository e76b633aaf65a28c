using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conformance;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// Every list in every order it offers, past its first page, with everything it can be narrowed by: on this engine and, by translation,
/// on SQL Server.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class EveryOrderTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Every_list_goes_on_in_every_order()
    {
        using var reader = Api.Anonymous();
        var contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        var fixtures = await Fixtures.OfAsync(Api.Alpha, contract, "order");
        var lists = contract.Operations.Where(operation => operation.Method == "GET" && Probe.Takes(operation, "sort")).ToList();
        lists.Count.ShouldBeGreaterThan(4);
        var before = SqlServerShadow.Translated;
        foreach (var list in lists)
        {
            var path = fixtures.Fill(list.Path);
            var refused = await Client
                .GetAsync($"{path}?sort=nonsense")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.unknownSort");
            var names = Allowed(refused);
            names.ShouldNotBeEmpty(list.Id);
            foreach (var sort in names.SelectMany(name => new[] { name, "-" + name }).Append(string.Join("&sort=-", names.Take(3))))
            {
                await PageAsync(path, sort);
            }

            var ids = string.Join(',', Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()));
            await Client
                .GetAsync($"{path}?" + (Probe.Takes(list, "ids") ? $"ids={ids}" : "includeTotal=true"))
                .ShouldBeAsync(HttpStatusCode.OK);
        }

        if (!TestDatabase.OnSqlServer)
        {
            (SqlServerShadow.Translated - before).ShouldBeGreaterThan(lists.Count * 10);
        }
    }

    private async Task PageAsync(string path, string sort)
    {
        string? cursor = null;
        for (var page = 0; page < 3; page++)
        {
            var read = await Client.ReadAsync(
                $"{path}?pageSize=1&includeTotal=true&sort={sort}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")
            );
            if ((cursor = (string?)read["nextCursor"]) is null)
            {
                return;
            }
        }
    }

    private static List<string> Allowed(JsonObject problem) =>
        [.. problem["errors"]!.AsArray().SelectMany(fault => fault!["args"]!["allowed"]!.AsArray()).Select(name => (string)name!)];
}
