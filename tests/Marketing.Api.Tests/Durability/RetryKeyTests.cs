using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Durability;

/// <summary>A request sent many times under one Idempotency-Key is done once, at whichever process and whenever.</summary>
[Collection(FirstApi.Name)]
public sealed class RetryKeyTests(MarketingApi api) : ApiTest(api)
{
    private const int Keys = 20;
    private const int Copies = 20;
    private const int AtOnce = 5;

    [Fact]
    public async Task Copies_at_once_get_one_result_a_key_and_a_later_process_still_knows_it()
    {
        var firsts = await SendCopiesAsync([Client]);
        await CountAsync(Client, Keys);

        await using var later = await Api.StartLaterAsync();
        (await SendCopiesAsync([later.Alpha.Client])).ShouldBe(firsts);
        await CountAsync(Client, Keys);

        (await SendCopiesAsync([Api.Beta.Client])).ShouldNotContain(body => firsts.Contains(body));
        await CountAsync(Api.Beta.Client, Keys);
    }

    [Fact]
    public async Task Copies_at_once_through_two_processes_get_one_result_a_key()
    {
        var second = await Api.BesideAsync();
        await SendCopiesAsync([Client, second.Alpha.Client]);
        await CountAsync(Client, Keys);
    }

    [Fact]
    public async Task A_key_is_bound_to_its_request_and_to_its_credential()
    {
        var first = await Client.PostAsync("/v1/plans", Plan("one"), "key").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync("/v1/plans", Plan("two"), "key")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
        await Client
            .PostAsync("/v1/plans/import", $$"""{"plan":{{Plan("one")}}}""", "key")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused");
        var other = await Api.Alpha.WithScopesAsync([.. Scopes.All.Keys.Except(Scopes.PersonsOnly)]);
        var second = await other.PostAsync("/v1/plans", Plan("two"), "key").ShouldBeAsync(HttpStatusCode.Created);
        second.Id().ShouldNotBe(first.Id());
        await CountAsync(Client, 2);
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_that_the_same_key_may_succeed_later()
    {
        var taken = await Client.PostAsync("/v1/plans", Coded("X")).ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync("/v1/plans", Coded("X"), "key").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "plan.codeTaken");
        await Client.DeleteAsync($"/v1/plans/{taken.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PostAsync("/v1/plans", Coded("X"), "key").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_replay_comes_before_the_precondition_that_the_first_has_made_stale()
    {
        var plan = await Client.PostAsync("/v1/plans", Plan("one")).ShouldBeAsync(HttpStatusCode.Created);
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var bodies = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/plans/{plan.Id()}/restore");
            request.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
            request.Headers.Add("Idempotency-Key", "restore");
            bodies.Add((await Client.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK)).ToJsonString());
        }

        bodies.Count.ShouldBe(1);
    }

    /// <returns>The one body of each key.</returns>
    private static async Task<List<string>> SendCopiesAsync(HttpClient[] clients)
    {
        var bodies = new List<string>();
        foreach (var keys in Enumerable.Range(0, Keys).Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(
                keys.SelectMany(key => Enumerable.Range(0, Copies).Select(copy => SendAsync(clients[copy % clients.Length], key)))
            );
            foreach (var copies in answers.GroupBy(answer => answer.Key, answer => answer.Body))
            {
                bodies.Add(copies.Distinct().ShouldHaveSingleItem());
            }
        }

        return bodies;
    }

    private static async Task<(int Key, string Body)> SendAsync(HttpClient client, int key) =>
        (
            key,
            (await client.PostAsync("/v1/plans", Plan($"plan {key}"), $"key-{key}").ShouldBeAsync(HttpStatusCode.Created)).ToJsonString()
        );

    private static async Task CountAsync(HttpClient client, int expected)
    {
        (await client.ReadAsync("/v1/plans?includeTotal=true&pageSize=1")).Number("total").ShouldBe(expected);
        (await client.ReadAsync("/v1/changes?types=plan&pageSize=1000")).Items().Count.ShouldBe(expected);
    }

    private static string Plan(string title) =>
        new JsonObject
        {
            ["title"] = title,
            ["language"] = "en",
            ["currency"] = "EUR",
        }.ToJsonString();

    private static string Coded(string code) => $$"""{"title":"P","language":"en","currency":"EUR","code":"{{code}}"}""";
}
