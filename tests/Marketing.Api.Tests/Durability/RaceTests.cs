using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Durability;

/// <summary>Those who write the same thing at once: one wins, the others are told, and no rule is broken between them.</summary>
[Collection(FirstApi.Name)]
public sealed class RaceTests(MarketingApi api) : ApiTest(api)
{
    private const int Workers = 16;
    private const int Increments = 10;

    [Fact]
    public Task No_increment_is_lost() => IncrementAsync([Client]);

    [Fact]
    public async Task No_increment_is_lost_between_two_processes()
    {
        var second = await Api.BesideAsync();
        await IncrementAsync([Client, second.Alpha.Client]);
    }

    [Theory]
    [InlineData("/v1/plans", """{"title":"P","language":"en","currency":"EUR","code":"Y-1"}""", "plan.codeTaken")]
    [InlineData("/v1/parties", """{"name":"市场部","kind":"department"}""", "catalogue.nameTaken")]
    [InlineData("/v1/parties", """{"name":"Marketing","kind":"department","aliases":["市場部"],"code":"MKT"}""", null)]
    public async Task Of_many_who_take_one_code_or_name_at_once_one_gets_it(string path, string body, string? code)
    {
        var second = await Api.BesideAsync();
        var clients = new[] { Client, second.Alpha.Client };
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => clients[i % 2].PostAsync(path, body)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            var refused = await Task.FromResult(answer).ShouldBeAsync(HttpStatusCode.Conflict);
            code?.ShouldBe(refused.Text("code"));
        }

        (await Client.ReadAsync($"{path}?includeTotal=true")).Number("total").ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_administrators_who_remove_each_other_or_step_down_at_once_one_stays(bool remove)
    {
        var second = await Api.BesideAsync();
        var path = $"/v1/workspaces/{Api.Alpha.Id}/members";
        for (var round = 0; round < 5; round++)
        {
            var one = await Api.Alpha.PersonAsync($"one-{round}", Role.Administrator);
            await Api.Alpha.PersonAsync($"two-{round}", Role.Administrator);
            var two = second.With("Bearer " + MarketingApi.TokenFor($"two-{round}", "two", Scopes.All.Keys));
            var members = await AdministratorsAsync(path);
            foreach (var earlier in members.Where(member => !member.Text("subject").EndsWith($"-{round}", StringComparison.Ordinal)))
            {
                await Client.DeleteAsync($"{path}/{earlier.Id()}", earlier.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
            }

            var (first, other) = (
                members.Single(member => member.Text("subject") == $"one-{round}"),
                members.Single(member => member.Text("subject") == $"two-{round}")
            );
            var answers = await Task.WhenAll(
                remove ? one.DeleteAsync($"{path}/{other.Id()}", 1) : one.PatchAsync($"{path}/{first.Id()}", """{"roles":["viewer"]}""", 1),
                remove ? two.DeleteAsync($"{path}/{first.Id()}", 1) : two.PatchAsync($"{path}/{other.Id()}", """{"roles":["viewer"]}""", 1)
            );

            answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
            answers
                .Where(answer => !answer.IsSuccessStatusCode)
                .Select(answer => (int)answer.StatusCode)
                .ShouldHaveSingleItem()
                .ShouldBeOneOf(401, 403, 404, 409);
            (await AdministratorsAsync(path)).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_change_is_seen_by_the_other_process_at_once_and_a_revoked_key_is_refused_there_soon()
    {
        var second = await Api.BesideAsync();
        var plan = await Client
            .PostAsync("/v1/plans", """{"title":"P","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (await second.Alpha.Client.ReadAsync($"/v1/plans/{plan.Id()}")).Text("title").ShouldBe("P");
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await second.Alpha.Client.ReadAsync($"/v1/plans/{plan.Id()}")).Text("title").ShouldBe("Q");

        var revoked = second.With("Bearer " + await Api.Alpha.KeyAsync(Scopes.PlansRead));
        await revoked.GetAsync("/v1/plans").ShouldBeAsync(HttpStatusCode.OK);
        var key = (await Client.ReadAsync("/v1/api-keys?sort=-createdAt&pageSize=1")).Items()[0]!;
        await Client.ActAsync($"/v1/api-keys/{key.Id()}/revoke", key.Version()).ShouldBeAsync(HttpStatusCode.OK);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while ((await revoked.GetAsync("/v1/plans", limit.Token)).StatusCode != HttpStatusCode.Unauthorized)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<List<JsonNode>> AdministratorsAsync(string path) =>
        [
            .. (await Client.ReadAsync(path))
                .Items()
                .Select(member => member!)
                .Where(member => member["roles"]!.AsArray().Any(role => role!.GetValue<string>() == "administrator")),
        ];

    private async Task IncrementAsync(HttpClient[] clients)
    {
        var plan = await Client
            .PostAsync("/v1/plans", """{"title":"1000","language":"en","currency":"EUR"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = $"/v1/plans/{plan.Id()}";
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => IncrementAsync(clients[worker % clients.Length], path)));
        var read = await Client.ReadAsync(path);
        read.Text("title").ShouldBe("1160");
        read.Version().ShouldBe(161);
    }

    private static async Task IncrementAsync(HttpClient client, string path)
    {
        for (var done = 0; done < Increments; )
        {
            var plan = await client.ReadAsync(path);
            var next = int.Parse(plan.Text("title"), CultureInfo.InvariantCulture) + 1;
            using var answer = await client.PatchAsync(path, $$"""{"title":"{{next}}"}""", plan.Version());
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.PreconditionFailed);
            done += answer.IsSuccessStatusCode ? 1 : 0;
        }
    }
}
