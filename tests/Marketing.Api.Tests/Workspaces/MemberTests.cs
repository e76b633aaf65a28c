using System.Net;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Workspaces;

[Collection(FirstApi.Name)]
public sealed class MemberTests(MarketingApi api) : ApiTest(api)
{
    private string Members => $"/v1/workspaces/{Api.Alpha.Id}/members";

    [Fact]
    public async Task A_member_is_added_read_changed_and_removed()
    {
        var party = await Client.PartyAsync("陈晓", new { kind = "person" });
        var added = await Client
            .PostAsync(Members, MemberJson("ann", $$""","partyId":"{{party.Id()}}" """))
            .ShouldBeAsync(HttpStatusCode.Created);
        added.Texts("roles").ShouldBe(["viewer", "planner"]);
        added.Text("partyId").ShouldBe(party.Id());
        added.Text("actorId").ShouldBe(PersonActor.IdOf(MarketingApi.Issuer, "ann"));
        var path = $"{Members}/{added.Id()}";
        (await Client.ReadAsync(path)).ToJsonString().ShouldBe(added.ToJsonString());
        var changed = await Client
            .PatchAsync(path, """{"displayName":"陈小","roles":["auditor"],"partyId":null}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        changed.Text("displayName").ShouldBe("陈小");
        changed.Texts("roles").ShouldBe(["auditor"]);
        changed["partyId"].ShouldBeNull();
        (await Client.PatchAsync(path, """{"subject":"bob"}""", 2).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid"))
            .Pointers()
            .ShouldBe(["/subject"]);
        await Client.DeleteAsync(path, 1).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await Client.DeleteAsync(path, 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "member.notFound");
        await Client.PostAsync(Members, MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_person_is_a_member_once()
    {
        await Client.PostAsync(Members, MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
        (await Client.PostAsync(Members, MemberJson("ann")).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "member.taken"))
            .Pointers()
            .ShouldBe(["/subject"]);
        await Api.Beta.Client.PostAsync($"/v1/workspaces/{Api.Beta.Id}/members", MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_member_can_be_linked_to_a_party_of_the_workspace()
    {
        var elsewhere = await Api.Beta.Client.PartyAsync("陈晓");
        (
            await Client
                .PostAsync(Members, MemberJson("ann", $$""","partyId":"{{elsewhere.Id()}}" """))
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/partyId"]);
        var ann = await Client.PostAsync(Members, MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
        (
            await Client
                .PatchAsync($"{Members}/{ann.Id()}", $$"""{"partyId":"{{Guid.NewGuid()}}"}""", 1)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/partyId"]);
    }

    [Fact]
    public async Task A_key_cannot_make_administrators_and_a_person_can()
    {
        const string Bob = """{"issuer":"https://login.test","subject":"bob","displayName":"Bob","roles":["viewer","administrator"]}""";
        await Client.PostAsync(Members, Bob).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "member.administratorsByPersons");
        var ann = await Client.PostAsync(Members, MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Members}/{ann.Id()}";
        await Client
            .PatchAsync(path, """{"roles":["administrator"]}""", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "member.administratorsByPersons");
        var head = await Api.Alpha.PersonAsync("head", Role.Administrator);
        await head.PatchAsync(path, """{"roles":["administrator"]}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PatchAsync(path, """{"displayName":"Ann"}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        await head.PostAsync(Members, Bob).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed()
    {
        var ann = await Api.Alpha.PersonAsync("ann", Role.Administrator);
        var first = (await ann.ReadAsync(Members)).Items().Single()!;
        var path = $"{Members}/{first.Id()}";
        await ann.DeleteAsync(path, 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "member.lastAdministrator");
        await ann.PatchAsync(path, """{"roles":["viewer"]}""", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "member.lastAdministrator");
        await ann.PatchAsync(path, """{"roles":["viewer","administrator"]}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await ann.PostAsync(Members, """{"issuer":"https://login.test","subject":"bob","displayName":"Bob","roles":["administrator"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await ann.DeleteAsync(path, 2).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_removed_person_loses_access_within_five_seconds()
    {
        var ann = await Api.Alpha.PersonAsync("ann", Role.Viewer);
        var member = (await ann.ReadAsync(Members)).Items().Single()!;
        await Client.DeleteAsync($"{Members}/{member.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var end = DateTime.UtcNow.AddSeconds(5);
        HttpStatusCode status;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            using var answer = await ann.GetAsync("/v1/plans");
            status = answer.StatusCode;
        } while (status == HttpStatusCode.OK && DateTime.UtcNow < end);
        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Members_are_found_by_name_subject_and_actor()
    {
        var ann = await Client
            .PostAsync(Members, """{"issuer":"https://login.test","subject":"ann","displayName":"陳曉","roles":[]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var bob = await Client
            .PostAsync(Members, """{"issuer":"https://login.test","subject":"bob","displayName":"Bob","roles":[]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync($"{Members}?q={Uri.EscapeDataString("陈晓")}")).Each("id").ShouldBe([ann.Id()]);
        (await Client.ReadAsync($"{Members}?subject=bob")).Each("id").ShouldBe([bob.Id()]);
        (await Client.ReadAsync($"{Members}?actorId={ann.Text("actorId")}")).Each("id").ShouldBe([ann.Id()]);
        (await Client.WalkAsync($"{Members}?pageSize=1&sort=-displayName")).Select(member => member.Id()).ShouldBe([ann.Id(), bob.Id()]);
    }

    [Fact]
    public async Task Readers_can_list_members_and_only_administrators_manage_them()
    {
        var ann = await Client.PostAsync(Members, MemberJson("ann")).ShouldBeAsync(HttpStatusCode.Created);
        var reader = await Api.Alpha.WithScopesAsync("plans:read");
        (await reader.ReadAsync(Members)).Items().Count.ShouldBe(1);
        await reader.PostAsync(Members, MemberJson("bob")).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
        await Client.DeleteAsync($"{Members}/{ann.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await reader.ReadAsync(Members)).Items().ShouldBeEmpty();
        (await reader.ReadAsync($"{Members}?includeDeleted=true")).Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_can_read_its_own_identity()
    {
        var machine = await Api.Alpha.WithScopesAsync("plans:read", "feeds:read");
        var me = await machine.ReadAsync("/v1/me");
        me.Text("kind").ShouldBe("key");
        me.Text("workspaceId").ShouldBe(Api.Alpha.Id.ToString());
        me.Texts("scopes").ShouldBe(["feeds:read", "plans:read"]);
        me.Texts("roles").ShouldBeEmpty();
        me["workspaces"]!.AsArray().Select(workspace => workspace!.Text("code")).ShouldBe(["alpha"]);
    }

    [Fact]
    public async Task A_person_can_read_their_workspaces_and_permissions_in_the_chosen_one()
    {
        var ann = await Api.Alpha.PersonAsync("ann", Role.Viewer);
        var me = await ann.ReadAsync("/v1/me");
        me.Text("kind").ShouldBe("person");
        me.Text("displayName").ShouldBe("ann");
        me.Text("workspaceId").ShouldBe(Api.Alpha.Id.ToString());
        me.Texts("roles").ShouldBe(["viewer"]);
        me.Texts("scopes").ShouldBe(["budgets:read", "campaigns:read", "plans:read", "risks:read"]);

        ann = await Api.Beta.PersonAsync("ann", Role.Auditor);
        me = await ann.ReadAsync("/v1/me");
        me["workspaceId"].ShouldBeNull();
        me.Texts("scopes").ShouldBeEmpty();
        me["workspaces"]!.AsArray().Select(workspace => workspace!.Text("code")).ShouldBe(["alpha", "beta"]);
        me["workspaces"]!.AsArray().Select(workspace => workspace!.Texts("roles").Single()).ShouldBe(["viewer", "auditor"]);
        ann.DefaultRequestHeaders.Add("Workspace-Id", Api.Beta.Id.ToString());
        me = await ann.ReadAsync("/v1/me");
        me.Text("workspaceId").ShouldBe(Api.Beta.Id.ToString());
        me.Texts("scopes").ShouldContain("audit:read");
    }

    private static string MemberJson(string subject, string more = "") =>
        $$"""{"issuer":"{{MarketingApi.Issuer}}","subject":"{{subject}}","displayName":"{{subject}}","roles":["planner","viewer"]{{more}}}""";
}
