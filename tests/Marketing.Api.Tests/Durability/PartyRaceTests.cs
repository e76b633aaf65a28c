using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>
/// Two requests at once, of which each would be right alone: the hierarchy of parties stays a tree, and nothing refers to a party that is
/// deleted or merged. Each request gets the answer that it would get after the other.
/// </summary>
[Collection(FirstApi.Name)]
public sealed class PartyRaceTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public Task Two_parties_never_become_each_others_parent() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var (a, b) = (await Client.PartyAsync($"甲{round}"), await Client.PartyAsync($"乙{round}"));
                var answers = await Task.WhenAll(PutUnderAsync(first, a, b), PutUnderAsync(second, b, a));
                await ShouldBeEitherAsync(
                    answers,
                    [(HttpStatusCode.OK, null), (HttpStatusCode.UnprocessableEntity, "party.hierarchyCycle")],
                    [(HttpStatusCode.UnprocessableEntity, "party.hierarchyCycle"), (HttpStatusCode.OK, null)]
                );
            }
        );

    [Fact]
    public Task Three_parties_never_become_a_circle() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var parties = new[]
                {
                    await Client.PartyAsync($"甲{round}"),
                    await Client.PartyAsync($"乙{round}"),
                    await Client.PartyAsync($"丙{round}"),
                };
                var answers = await Task.WhenAll(
                    PutUnderAsync(first, parties[0], parties[1]),
                    PutUnderAsync(second, parties[1], parties[2]),
                    PutUnderAsync(first, parties[2], parties[0])
                );
                answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(2);
                answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBe(1);
            }
        );

    [Fact]
    public Task A_party_that_is_deleted_gets_no_child() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var (parent, child) = (await Client.PartyAsync($"上级{round}"), await Client.PartyAsync($"下级{round}"));
                await ShouldReferOrBeDeletedAsync(
                    [.. await Task.WhenAll(DeleteAsync(first, parent), PutUnderAsync(second, child, parent))],
                    HttpStatusCode.OK
                );
            }
        );

    [Fact]
    public Task A_party_that_is_deleted_gets_no_new_child() =>
        ReferAsync(
            (client, party, round) => client.PostAsync("/v1/parties", PartySteps.PartyJson($"下级{round}", new { parentId = party.Id() }))
        );

    [Fact]
    public Task A_party_that_is_deleted_gets_no_partner() =>
        ReferAsync(
            (client, party, round) =>
                client.PostAsync("/v1/partners", CatalogueSteps.EntryJson("partners", $"伙伴{round}", new { partyId = party.Id() }))
        );

    [Fact]
    public Task A_party_that_is_deleted_gets_no_member() =>
        ReferAsync(
            (client, party, round) =>
                client.PostAsync(
                    $"/v1/workspaces/{Api.Alpha.Id}/members",
                    new JsonObject
                    {
                        ["issuer"] = MarketingApi.Issuer,
                        ["subject"] = $"ann{round}",
                        ["displayName"] = "Ann",
                        ["roles"] = new JsonArray(),
                        ["partyId"] = party.Id(),
                    }.ToJsonString()
                )
        );

    [Fact]
    public Task A_party_that_is_deleted_gets_no_child_that_is_restored() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var parent = await Client.PartyAsync($"上级{round}");
                var child = await Client.PartyAsync($"下级{round}", new { parentId = parent.Id() });
                await DeleteAsync(Client, child).ShouldBeAsync(HttpStatusCode.NoContent);
                await ShouldReferOrBeDeletedAsync(
                    [
                        .. await Task.WhenAll(
                            DeleteAsync(first, parent),
                            second.ActAsync($"/v1/parties/{child.Id()}/restore", child.Version() + 1)
                        ),
                    ],
                    HttpStatusCode.OK
                );
            }
        );

    /// <summary>The child follows the merge, or is refused because its parent is gone.</summary>
    [Fact]
    public Task A_party_that_is_merged_keeps_no_child() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var (merged, remaining) = (await Client.PartyAsync($"甲{round}"), await Client.PartyAsync($"乙{round}"));
                var child = await Client.PartyAsync($"下级{round}");
                var answers = await Task.WhenAll(MergeAsync(first, merged, remaining), PutUnderAsync(second, child, merged));
                await ShouldBeEitherAsync(
                    answers,
                    [(HttpStatusCode.OK, null), (HttpStatusCode.OK, null)],
                    [(HttpStatusCode.OK, null), (HttpStatusCode.UnprocessableEntity, "input.rulesBroken")]
                );
                if (answers[1].StatusCode == HttpStatusCode.OK)
                {
                    (await Client.ReadAsync($"/v1/parties/{child.Id()}")).Text("parentId").ShouldBe(remaining.Id());
                }
            }
        );

    [Fact]
    public Task A_party_that_is_merged_keeps_no_partner() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var (merged, remaining) = (await Client.PartyAsync($"甲{round}"), await Client.PartyAsync($"乙{round}"));
                var answers = await Task.WhenAll(
                    MergeAsync(first, merged, remaining),
                    second.PostAsync("/v1/partners", CatalogueSteps.EntryJson("partners", $"伙伴{round}", new { partyId = merged.Id() }))
                );
                await ShouldBeEitherAsync(
                    answers,
                    [(HttpStatusCode.OK, null), (HttpStatusCode.Created, null)],
                    [(HttpStatusCode.OK, null), (HttpStatusCode.UnprocessableEntity, "input.rulesBroken")]
                );
            }
        );

    [Fact]
    public Task Two_parties_are_never_merged_into_each_other() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var (a, b) = (await Client.PartyAsync($"甲{round}"), await Client.PartyAsync($"乙{round}"));
                var answers = await Task.WhenAll(MergeAsync(first, a, b), MergeAsync(second, b, a));
                await ShouldBeEitherAsync(
                    answers,
                    [(HttpStatusCode.OK, null), (HttpStatusCode.PreconditionFailed, "resource.stale")],
                    [(HttpStatusCode.PreconditionFailed, "resource.stale"), (HttpStatusCode.OK, null)]
                );
                (await Client.ReadAsync($"/v1/parties?q=甲{round}")).Items().Count.ShouldBe(1);
            }
        );

    /// <summary>The party has no contact, so erasing changes nothing but its key.</summary>
    [Fact]
    public Task A_contact_is_never_sealed_with_a_key_that_is_being_erased() =>
        RaceAsync(
            async (first, second, round) =>
            {
                var party = await Client.PartyAsync($"甲{round}", new { contact = new { name = "陈晓" } });
                var path = $"/v1/parties/{party.Id()}";
                await Client.PatchAsync(path, """{"contact":null}""", 1).ShouldBeAsync(HttpStatusCode.OK);
                var answers = await Task.WhenAll(
                    first.ActAsync($"{path}/erase", 2),
                    second.PatchAsync(path, """{"contact":{"name":"王芳"}}""", 2)
                );
                await ShouldBeEitherAsync(
                    answers,
                    [(HttpStatusCode.OK, null), (HttpStatusCode.OK, null)],
                    [(HttpStatusCode.PreconditionFailed, "resource.stale"), (HttpStatusCode.OK, null)]
                );
                (await Client.ReadAsync(path))["contact"]!.Text("name").ShouldBe("王芳");
            }
        );

    /// <summary>Both answers are those of one order or of the other.</summary>
    private static async Task ShouldBeEitherAsync(HttpResponseMessage[] answers, params (HttpStatusCode Status, string? Code)[][] orders)
    {
        var found = new List<(HttpStatusCode, string?)>();
        foreach (var answer in answers)
        {
            var text = await answer.Content.ReadAsStringAsync();
            found.Add((answer.StatusCode, answer.IsSuccessStatusCode ? null : JsonNode.Parse(text)!.Text("code")));
        }

        orders.ShouldContain(order => order.SequenceEqual(found), string.Join(", ", found));
    }

    private static Task ShouldReferOrBeDeletedAsync(HttpResponseMessage[] answers, HttpStatusCode referring) =>
        ShouldBeEitherAsync(
            answers,
            [(HttpStatusCode.NoContent, null), (HttpStatusCode.UnprocessableEntity, "input.rulesBroken")],
            [(HttpStatusCode.Conflict, "catalogue.referenced"), (referring, null)]
        );

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, JsonNode party) =>
        client.DeleteAsync($"/v1/parties/{party.Id()}", party.Version());

    private static Task<HttpResponseMessage> PutUnderAsync(HttpClient client, JsonNode party, JsonNode parent) =>
        client.PatchAsync($"/v1/parties/{party.Id()}", $$"""{"parentId":"{{parent.Id()}}"}""", party.Version());

    private static Task<HttpResponseMessage> MergeAsync(HttpClient client, JsonNode party, JsonNode into) =>
        client.ActAsync($"/v1/parties/{party.Id()}/merge", party.Version(), $$"""{"intoId":"{{into.Id()}}"}""");

    private Task ReferAsync(Func<HttpClient, JsonNode, int, Task<HttpResponseMessage>> refer) =>
        RaceAsync(
            async (first, second, round) =>
            {
                var party = await Client.PartyAsync($"上级{round}");
                await ShouldReferOrBeDeletedAsync(
                    [.. await Task.WhenAll(DeleteAsync(first, party), refer(second, party, round))],
                    HttpStatusCode.Created
                );
            }
        );

    /// <summary>Repeats a race between two processes, which take turns in being asked first; then all references must be live.</summary>
    private async Task RaceAsync(Func<HttpClient, HttpClient, int, Task> race)
    {
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            await race(clients[round % 2], clients[(round + 1) % 2], round);
        }

        foreach (var (table, column) in new[] { ("Parties", "ParentId"), ("Partners", "PartyId"), ("Members", "PartyId") })
        {
            var dead = await Api.Database.QueryAsync(
                $"SELECT [r].[Id] FROM [{table}] AS [r] JOIN [Parties] AS [p] ON [p].[Id] = [r].[{column}] "
                    + "WHERE [r].[DeletedAt] IS NULL AND [p].[DeletedAt] IS NOT NULL"
            );
            dead.ShouldBeEmpty($"{table} refer to parties that are gone");
        }
    }
}
