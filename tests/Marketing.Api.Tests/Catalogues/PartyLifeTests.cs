using System.Net;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

[Collection(FirstApi.Name)]
public sealed class PartyLifeTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task A_party_is_returned_as_it_was_created()
    {
        var top = await Client.PartyAsync("公司", new { kind = "organisation" });
        using var created = await Client.PostAsync(
            "/v1/parties",
            PartySteps.PartyJson(
                "市场部",
                new
                {
                    code = "MKT",
                    parentId = top.Id(),
                    aliases = new[] { "Marketing" },
                    external = true,
                }
            )
        );
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var party = await Client.ReadAsync(created.Headers.Location!.ToString());
        party.Text("name").ShouldBe("市场部");
        party.Text("code").ShouldBe("MKT");
        party.Text("kind").ShouldBe("department");
        party.Text("parentId").ShouldBe(top.Id());
        party["external"]!.GetValue<bool>().ShouldBeTrue();
        party.Texts("aliases").ShouldBe(["Marketing"]);
        party["contact"].ShouldBeNull();
        party["mergedIntoId"].ShouldBeNull();
    }

    [Theory]
    [InlineData("市场部", "市場部")]
    [InlineData("市場部", "市场部")]
    [InlineData("Marketing", "MARKETING")]
    [InlineData("Team A1", "Ｔｅａｍ　Ａ１")]
    public async Task A_name_is_unique_whatever_its_script_width_and_case(string first, string second)
    {
        var party = await Client.PartyAsync(first);
        var taken = await Client
            .PostAsync("/v1/parties", PartySteps.PartyJson(second))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");
        taken["args"]!.Text("existingId").ShouldBe(party.Id());
        taken.Pointers().ShouldBe(["/name"]);
        var other = await Client.PartyAsync("财务部");
        await Client
            .PatchAsync($"/v1/parties/{other.Id()}", $$"""{"name":"{{second}}"}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");
        await Api.Beta.Client.PartyAsync(second);
    }

    [Fact]
    public async Task A_party_can_change_the_spelling_of_its_name()
    {
        var party = await Client.PartyAsync("市场部");
        var renamed = await Client.PatchAsync($"/v1/parties/{party.Id()}", """{"name":"市場部"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        renamed.Text("name").ShouldBe("市場部");
        renamed.Version().ShouldBe(2);
    }

    [Fact]
    public async Task A_code_is_taken_once()
    {
        var party = await Client.PartyAsync("市场部", new { code = "MKT" });
        var taken = await Client
            .PostAsync("/v1/parties", PartySteps.PartyJson("销售部", new { code = "MKT" }))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.codeTaken");
        taken["args"]!.Text("existingId").ShouldBe(party.Id());
        taken.Pointers().ShouldBe(["/code"]);
    }

    [Fact]
    public async Task A_patch_changes_the_members_sent_and_clears_nulls()
    {
        var top = await Client.PartyAsync("公司");
        var party = await Client.PartyAsync(
            "市场部",
            new
            {
                code = "MKT",
                parentId = top.Id(),
                aliases = new[] { "A", "B" },
            }
        );
        var path = $"/v1/parties/{party.Id()}";
        var changed = await Client
            .PatchAsync(path, """{"aliases":["C"],"parentId":null,"kind":"team"}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed.Texts("aliases").ShouldBe(["C"]);
        changed["parentId"].ShouldBeNull();
        changed.Text("kind").ShouldBe("team");
        changed.Text("code").ShouldBe("MKT");
        (await Client.PatchAsync(path, """{"name":null}""", 2).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(["/name"]);
        (await Client.ReadAsync("/v1/parties?q=C")).Items().Count.ShouldBe(1);
        (await Client.ReadAsync("/v1/parties?q=B")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_leaves_no_trace()
    {
        var party = await Client.PartyAsync("市场部", new { contact = new { name = "陈晓" } });
        var same = await Client
            .PatchAsync($"/v1/parties/{party.Id()}", """{"name":"市场部","contact":{"name":"陈晓"}}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        same.Version().ShouldBe(1);
        (await Client.ReadAsync($"/v1/audit?resource={party.Id()}")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_party_frees_its_name_and_can_be_restored_while_the_name_is_free()
    {
        var party = await Client.PartyAsync("市场部", new { code = "MKT", aliases = new[] { "Marketing" } });
        var path = $"/v1/parties/{party.Id()}";
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "party.notFound");
        (await Client.ReadAsync($"{path}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
        (await MatchAsync("Marketing")).Text("outcome").ShouldBe("unmatched");
        (await Client.ActAsync($"{path}/restore", 2).ShouldBeAsync(HttpStatusCode.OK)).Version().ShouldBe(3);
        (await MatchAsync("Marketing")).Text("outcome").ShouldBe("matched");
        await Client.DeleteAsync(path, 3).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PartyAsync("市場部");
        await Client.ActAsync($"{path}/restore", 4).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.nameTaken");
    }

    [Fact]
    public async Task Deleted_parties_are_returned_on_request()
    {
        var reader = await Api.Alpha.WithScopesAsync("plans:read");
        var party = await Client.PartyAsync("市场部");
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await reader.ReadAsync("/v1/parties")).Items().ShouldBeEmpty();
        (await reader.ReadAsync("/v1/parties?includeDeleted=true")).Items()[0]!["deletedAt"].ShouldNotBeNull();
        await reader.GetAsync($"/v1/parties/{party.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "party.notFound");
        (await reader.ReadAsync($"/v1/parties/{party.Id()}?includeDeleted=true"))["deletedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_party_cannot_be_its_own_ancestor()
    {
        var top = await Client.PartyAsync("公司");
        var middle = await Client.PartyAsync("市场部", new { parentId = top.Id() });
        var low = await Client.PartyAsync("媒介组", new { parentId = middle.Id() });
        foreach (var parent in new[] { top.Id(), middle.Id(), low.Id() })
        {
            var refused = await Client
                .PatchAsync($"/v1/parties/{top.Id()}", $$"""{"parentId":"{{parent}}"}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.hierarchyCycle");
            refused.Pointers().ShouldBe(["/parentId"]);
        }
    }

    [Fact]
    public async Task A_parent_must_be_a_party_of_the_workspace()
    {
        var elsewhere = await Api.Beta.Client.PartyAsync("公司");
        foreach (var parent in new[] { elsewhere.Id(), Guid.NewGuid().ToString() })
        {
            var refused = await Client
                .PostAsync("/v1/parties", PartySteps.PartyJson("市场部", new { parentId = parent }))
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
            refused.Pointers().ShouldBe(["/parentId"]);
        }
    }

    [Fact]
    public async Task A_referenced_party_cannot_be_deleted()
    {
        var party = await Client.PartyAsync("市场部");
        var path = $"/v1/parties/{party.Id()}";
        var child = await Client.PartyAsync("媒介组", new { parentId = party.Id() });
        var member = await Client
            .PostAsync(
                $"/v1/workspaces/{Api.Alpha.Id}/members",
                $$"""{"issuer":"https://login.test","subject":"ann","displayName":"Ann","roles":["viewer"],"partyId":"{{party.Id()}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var plan = await Client.PlanOfAsync(party.Id());
        var refused = await Client.DeleteAsync(path, 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        refused["args"]!
            .Texts("referrers")
            .ShouldBe([$"party/{child.Id()}", $"member/{member.Id()}", $"plan/{plan.Id()}"], ignoreOrder: true);

        await Client.DeleteAsync($"/v1/parties/{child.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/workspaces/{Api.Alpha.Id}/members/{member.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"signatories":[]}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync(path, 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> MatchAsync(string text) =>
        (await Client.PostAsync("/v1/parties/match", $$"""{"texts":["{{text}}"]}""").ShouldBeAsync(HttpStatusCode.OK)).Items()[0]!;
}
