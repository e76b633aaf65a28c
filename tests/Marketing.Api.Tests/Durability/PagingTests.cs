using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>Whoever pages through a list while others write sees every row that stays, once.</summary>
[Collection(FirstApi.Name)]
public sealed class PagingTests(MarketingApi api) : ApiTest(api)
{
    private const int Untouched = 40;
    private const int Patched = 10;

    private readonly List<string> _untouched = [];
    private readonly List<string> _patched = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < Untouched + Patched; i++)
        {
            // Titles repeat, so that pages end between equal keys.
            var plan = await CreateAsync($"lasting {i % 9}");
            (i % 5 == 4 ? _patched : _untouched).Add(plan.Id());
        }
    }

    [Theory]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    [InlineData("title")]
    [InlineData("-title")]
    [InlineData("title,-createdAt")]
    [InlineData("periodStart,title")]
    [InlineData("-periodStart")]
    public async Task Rows_that_stay_come_exactly_once(string sort)
    {
        var seen = await PageAsync(sort);
        foreach (var id in _untouched.Concat(_patched))
        {
            seen.Count(row => row == id).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("updatedAt")]
    [InlineData("-updatedAt")]
    public async Task Sorted_by_the_last_change_rows_that_nobody_touches_come_exactly_once(string sort)
    {
        var seen = await PageAsync(sort);
        foreach (var id in _untouched)
        {
            seen.Count(row => row == id).ShouldBe(1);
        }
    }

    /// <summary>Reads all pages; between two of them plans are inserted, changed, moved and deleted.</summary>
    private async Task<List<string>> PageAsync(string sort)
    {
        var seen = new List<string>();
        var passing = new Queue<(string Path, int Version)>();
        var next = $"/v1/plans?pageSize=7&sort={sort}";
        for (var page = 0; page < 40; page++)
        {
            var read = await Client.ReadAsync(next);
            seen.AddRange(read.Items().Select(item => item!.Id()));
            if (read["nextCursor"] is not { } cursor)
            {
                return seen;
            }

            next = $"/v1/plans?pageSize=7&sort={sort}&cursor={Uri.EscapeDataString(cursor.GetValue<string>())}";
            await DisturbAsync(page, passing);
        }

        throw new InvalidOperationException("The list does not end.");
    }

    private async Task DisturbAsync(int page, Queue<(string Path, int Version)> passing)
    {
        if (page < 12)
        {
            var added = await CreateAsync($"{(page % 2 == 0 ? "a" : "z")}passing {page}");
            passing.Enqueue(($"/v1/plans/{added.Id()}", 1));
        }

        var patched = await Client.ReadAsync($"/v1/plans/{_patched[page % Patched]}");
        await Client
            .PatchAsync($"/v1/plans/{patched.Id()}", $$"""{"code":"c-{{page}}"}""", patched.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        if (passing.TryDequeue(out var moved) && moved.Version == 1)
        {
            await Client.PatchAsync(moved.Path, """{"title":"lasting 4 and moved"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
            passing.Enqueue((moved.Path, 2));
        }
        else if (moved.Path is not null)
        {
            await Client.DeleteAsync(moved.Path, moved.Version).ShouldBeAsync(HttpStatusCode.NoContent);
        }
    }

    private Task<JsonObject> CreateAsync(string title) =>
        Client.PostAsync("/v1/plans", $$"""{"title":"{{title}}","language":"en","currency":"EUR"}""").ShouldBeAsync(HttpStatusCode.Created);
}
