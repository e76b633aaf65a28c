using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Workspaces;

namespace Marketing.Api.Tests.Catalogues;

/// <summary>How deep parties can be nested, and what takes the guard of their hierarchy.</summary>
[Collection(FirstApi.Name)]
public sealed class PartyHierarchyTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task The_hierarchy_has_at_most_50_levels()
    {
        var chain = await ChainAsync("层", Party.MaxLevels);
        await Client
            .PostAsync("/v1/parties", PartySteps.PartyJson("太深", new { parentId = chain[^1].Id() }))
            .ShouldBeTooDeepAsync("/parentId");
    }

    [Fact]
    public async Task A_party_moves_only_where_its_own_levels_have_room()
    {
        var chain = await ChainAsync("层", Party.MaxLevels - 2);
        var moved = await ChainAsync("组", 3);
        var path = $"/v1/parties/{moved[0].Id()}";
        await Client.PatchAsync(path, $$"""{"parentId":"{{chain[^1].Id()}}"}""", 1).ShouldBeTooDeepAsync("/parentId");
        await Client.PatchAsync(path, $$"""{"parentId":"{{chain[^2].Id()}}"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_merge_moves_children_only_where_their_levels_have_room()
    {
        var chain = await ChainAsync("层", Party.MaxLevels - 1);
        var merged = await ChainAsync("组", 3);
        await MergeAsync(merged[0], chain[^1]).ShouldBeTooDeepAsync("/intoId");
        await MergeAsync(merged[0], chain[^2]).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_circle_is_found_however_many_levels_it_has()
    {
        var chain = await ChainAsync("层", Party.MaxLevels);
        await Client
            .PatchAsync($"/v1/parties/{chain[0].Id()}", $$"""{"parentId":"{{chain[^1].Id()}}"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.hierarchyCycle");
    }

    [Fact]
    public async Task A_party_is_restored_only_while_its_parent_exists()
    {
        var parent = await Client.PartyAsync("市场部");
        var child = await Client.PartyAsync("媒介组", new { parentId = parent.Id() });
        await Client.DeleteAsync($"/v1/parties/{child.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/parties/{parent.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (
            await Client
                .ActAsync($"/v1/parties/{child.Id()}/restore", 2)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/parentId"]);
        await Client.ActAsync($"/v1/parties/{parent.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
        var restored = await Client.ActAsync($"/v1/parties/{child.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
        restored.Text("parentId").ShouldBe(parent.Id());
        await Client.DeleteAsync($"/v1/parties/{parent.Id()}", 3).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
    }

    [Fact]
    public async Task Only_what_gives_a_party_a_parent_takes_the_guard_of_the_hierarchy()
    {
        var top = await Client.PartyAsync("公司");
        var other = await Client.PartyAsync("集团");
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(0);
        var child = await Client.PartyAsync("市场部", new { parentId = top.Id() });
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(1);
        var path = $"/v1/parties/{child.Id()}";
        await Client.PatchAsync(path, """{"name":"营销部"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(1);
        await Client.PatchAsync(path, $$"""{"parentId":"{{other.Id()}}"}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(2);
        await MergeAsync(top, other).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(3);
        await Client.DeleteAsync(path, 3).ShouldBeAsync(HttpStatusCode.NoContent);
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(3);
        await Client.ActAsync($"{path}/restore", 4).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.PartyHierarchy)).ShouldBe(4);
    }

    [Fact]
    public async Task Only_what_takes_the_role_from_an_administrator_takes_the_guard_of_the_administrators()
    {
        var members = $"/v1/workspaces/{Api.Alpha.Id}/members";
        var ann = await Api.Alpha.PersonAsync("ann", Role.Administrator);
        await Api.Alpha.PersonAsync("bob", Role.Administrator);
        await Api.Alpha.PersonAsync("eve", Role.Viewer);
        var ids = (await ann.ReadAsync(members)).Items().ToDictionary(member => member!.Text("subject"), member => member!.Id());
        await ann.DeleteAsync($"{members}/{ids["eve"]}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await ann.PatchAsync($"{members}/{ids["bob"]}", """{"displayName":"Robert"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.Administrators)).ShouldBe(0);
        await ann.PatchAsync($"{members}/{ids["bob"]}", """{"roles":["viewer"]}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        (await TakenAsync(WorkspaceGuard.Administrators)).ShouldBe(1);
        await ann.DeleteAsync($"{members}/{ids["ann"]}", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "member.lastAdministrator");
    }

    private async Task<long> TakenAsync(string guard) =>
        Convert.ToInt64(
            (await Api.Database.QueryAsync($"SELECT SUM([Taken]) FROM [WorkspaceGuards] WHERE [Name] = '{guard}'")).Single()[0],
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>Registers parties, each under the one before.</summary>
    private async Task<List<JsonObject>> ChainAsync(string name, int levels)
    {
        var chain = new List<JsonObject>();
        for (var level = 1; level <= levels; level++)
        {
            chain.Add(await Client.PartyAsync($"{name}{level}", level == 1 ? null : new { parentId = chain[^1].Id() }));
        }

        return chain;
    }

    private Task<HttpResponseMessage> MergeAsync(JsonNode source, JsonNode target) =>
        Client.ActAsync($"/v1/parties/{source.Id()}/merge", source.Version(), $$"""{"intoId":"{{target.Id()}}"}""");
}

internal static class Depths
{
    public static async Task ShouldBeTooDeepAsync(this Task<HttpResponseMessage> answering, string pointer)
    {
        var refused = await answering.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.hierarchyTooDeep");
        refused.Pointers().ShouldBe([pointer]);
        refused["args"]!.Number("max").ShouldBe(Party.MaxLevels);
    }
}
