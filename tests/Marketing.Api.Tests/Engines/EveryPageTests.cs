using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conformance;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>Small pages of every list are its one large page, cut: in every order, over rows that tie and rows without a value.</summary>
[Collection(SecondApi.Name)]
public sealed class EveryPageTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(20260301);

    [Fact]
    public async Task Small_pages_are_the_large_page_cut()
    {
        using var reader = Api.Anonymous();
        var contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        var estate = await Fixtures.OfAsync(Api.Alpha, contract, "pages");
        await FillAsync(estate);
        await TieAsync();
        await using var pause = await Api.PauseBackgroundWorkAsync();
        foreach (var list in contract.Operations.Where(operation => operation.Method == "GET" && Probe.Takes(operation, "sort")))
        {
            var path = estate.Fill(list.Path);
            var problem = await Client
                .GetAsync($"{path}?sort=nonsense")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.unknownSort");
            var names = problem["errors"]!
                .AsArray()
                .SelectMany(fault => fault!["args"]!["allowed"]!.AsArray())
                .Select(name => (string)name!)
                .ToList();
            var sorts = names
                .SelectMany(name => new[] { name, "-" + name })
                .Append(string.Join(",-", names.Take(3)))
                .Append("-" + string.Join(",", names.TakeLast(3)));
            foreach (var sort in sorts)
            {
                await CompareAsync($"{path}?sort={sort}");
                if (Probe.Takes(list, "includeDeleted"))
                {
                    await CompareAsync($"{path}?sort={sort}&includeDeleted=true");
                }
            }
        }
    }

    private async Task CompareAsync(string list)
    {
        var whole = await Client.ReadAsync($"{list}&pageSize=200");
        whole["nextCursor"].ShouldBeNull(list);
        var cut = await Client.WalkAsync($"{list}&pageSize={_random.Next(2, 6)}");
        cut.Select(KeyOf).ShouldBe(whole.Items().Select(item => KeyOf(item!)), list);
    }

    /// <summary>Returns the id of a row. Revisions have a number instead, and rows of tables neither.</summary>
    private static string KeyOf(JsonNode row) => (row["id"] ?? row["number"])?.ToString() ?? row.ToJsonString();

    private async Task FillAsync(Fixtures estate)
    {
        var plan = estate.Ids["/v1/plans"];
        for (var i = 0; i < 12; i++)
        {
            // Titles repeat; every third plan has no period.
            var period = i % 3 == 0 ? null : new { periodStart = new { date = $"2026-0{1 + (i % 2)}-01" } };
            await Client.PlanAsync($"title {i % 3}", period);
            await Client.ObjectiveAsync(plan, $"objective {i}");
            await Client
                .PostAsync($"/v1/plans/{plan}/anchors", $$"""{"code":"SALE{{i % 3}}","date":"2026-03-{{10 + (i / 3)}}"}""")
                .ShouldBeAsync(HttpStatusCode.Created);
            await Client.PostAsync("/v1/parties", $$"""{"name":"P {{i}}","kind":"department"}""").ShouldBeAsync(HttpStatusCode.Created);
        }

        var deleted = await Client.PlanAsync("title 1");
        await Client.DeleteAsync($"/v1/plans/{deleted.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    /// <summary>Gives the rows times that repeat.</summary>
    private async Task TieAsync()
    {
        await using var scope = Api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        await TieAsync<Plan, PlanId>(db);
        await TieAsync<PlanPart, PlanPartId>(db);
        await TieAsync<PlanAnchor, PlanAnchorId>(db);
        await TieAsync<Party, PartyId>(db);
        await TieAsync<ApiKey, ApiKeyId>(db);
    }

    private async Task TieAsync<TEntity, TId>(MarketingDbContext db)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        var all = db.Set<TEntity>().IgnoreQueryFilters();
        foreach (var id in await all.Select(row => row.Id).ToListAsync())
        {
            var (created, updated) = (Noon.AddHours(_random.Next(3)), Noon.AddDays(_random.Next(3)));
            await all.Where(row => row.Id.Equals(id))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.CreatedAt, created).SetProperty(r => r.UpdatedAt, updated));
        }
    }
}
