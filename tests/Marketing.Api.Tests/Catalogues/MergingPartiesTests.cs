using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Catalogues;

[Collection(FirstApi.Name)]
public sealed class MergingPartiesTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task The_remaining_party_receives_names_children_members_and_signatories()
    {
        var remaining = await Client.PartyAsync("市场部", new { aliases = new[] { "营销部" } });
        var merged = await Client.PartyAsync("市场推广部", new { code = "MKT", aliases = new[] { "推广", "營銷部" } });
        var child = await Client.PartyAsync("媒介组", new { parentId = merged.Id() });
        var member = await Client
            .PostAsync(
                $"/v1/workspaces/{Api.Alpha.Id}/members",
                $$"""{"issuer":"https://login.test","subject":"ann","displayName":"Ann","roles":["viewer"],"partyId":"{{merged.Id()}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var plan = await Client.PlanOfAsync(merged.Id());

        var answer = await MergeAsync(merged, remaining).ShouldBeAsync(HttpStatusCode.OK);
        answer.Id().ShouldBe(remaining.Id());
        answer.Texts("aliases").ShouldBe(["营销部", "市场推广部", "推广"]);
        answer.Text("code").ShouldBe("MKT");
        (await Client.ReadAsync($"/v1/parties/{child.Id()}")).Text("parentId").ShouldBe(remaining.Id());
        (await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/members/{member.Id()}")).Text("partyId").ShouldBe(remaining.Id());
        var header = await Client.ReadAsync($"/v1/plans/{plan.Id()}");
        header["signatories"]![0]!["party"]!.Text("partyId").ShouldBe(remaining.Id());
        header["signatories"]![0]!["party"]!.Text("text").ShouldBe("市场部");
        header.Version().ShouldBe(2);

        await Client.GetAsync($"/v1/parties/{merged.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "party.notFound");
        (await Client.ReadAsync($"/v1/parties/{merged.Id()}?includeDeleted=true")).Text("mergedIntoId").ShouldBe(remaining.Id());
        var match = (await Client.PostAsync("/v1/parties/match", """{"texts":["市場推廣部"]}""").ShouldBeAsync(HttpStatusCode.OK)).Items()[
            0
        ]!;
        match.Text("outcome").ShouldBe("matched");
        match["entries"]![0]!.Id().ShouldBe(remaining.Id());
        var referenced = await Client
            .DeleteAsync($"/v1/parties/{remaining.Id()}", answer.Version())
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        referenced["args"]!.Texts("referrers").ShouldContain($"plan/{plan.Id()}");
    }

    [Fact]
    public async Task The_code_moves_to_the_remaining_party_whichever_is_older()
    {
        var older = await Client.PartyAsync("甲");
        var younger = await Client.PartyAsync("乙", new { code = "B" });
        (await MergeAsync(younger, older).ShouldBeAsync(HttpStatusCode.OK)).Text("code").ShouldBe("B");
        var youngest = await Client.PartyAsync("丙");
        (await MergeAsync(await Client.ReadAsync($"/v1/parties/{older.Id()}"), youngest).ShouldBeAsync(HttpStatusCode.OK))
            .Text("code")
            .ShouldBe("B");
    }

    [Fact]
    public async Task A_plan_signed_by_both_parties_remains_signed_by_the_remaining_one()
    {
        var (remaining, merged) = (await Client.PartyAsync("甲"), await Client.PartyAsync("乙"));
        var plan = await Client
            .PostAsync(
                "/v1/plans",
                $$$"""{"title":"P","language":"en","currency":"EUR","signatories":[{"role":"preparedBy","party":{"text":"甲","partyId":"{{{remaining.Id()}}}"}},{"role":"reviewedBy","party":{"text":"乙","partyId":"{{{merged.Id()}}}"}}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        await MergeAsync(merged, remaining).ShouldBeAsync(HttpStatusCode.OK);
        var signatories = (await Client.ReadAsync($"/v1/plans/{plan.Id()}"))["signatories"]!.AsArray();
        signatories.Select(signatory => signatory!["party"]!.Text("partyId")).ShouldBe([remaining.Id(), remaining.Id()]);
    }

    [Fact]
    public async Task A_party_cannot_be_merged_into_itself_or_a_descendant()
    {
        var party = await Client.PartyAsync("甲");
        var below = await Client.PartyAsync("乙", new { parentId = (await Client.PartyAsync("丙", new { parentId = party.Id() })).Id() });
        var elsewhere = await Api.Beta.Client.PartyAsync("丁");
        (await MergeAsync(party, party).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.mergedIntoItself"))
            .Pointers()
            .ShouldBe(["/intoId"]);
        (await MergeAsync(party, below).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.hierarchyCycle"))
            .Pointers()
            .ShouldBe(["/intoId"]);
        (await MergeAsync(party, elsewhere).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken"))
            .Pointers()
            .ShouldBe(["/intoId"]);
        (await Client.ReadAsync($"/v1/parties/{party.Id()}")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task A_merge_cannot_exceed_the_maximum_number_of_aliases()
    {
        var remaining = await Client.PartyAsync("甲", new { aliases = Enumerable.Range(0, 30).Select(i => $"甲{i}").ToArray() });
        var merged = await Client.PartyAsync("乙", new { aliases = Enumerable.Range(0, 30).Select(i => $"乙{i}").ToArray() });
        (await MergeAsync(merged, remaining).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "party.tooManyNames"))
            .Pointers()
            .ShouldBe(["/intoId"]);
        (await Client.ReadAsync($"/v1/parties/{merged.Id()}")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task A_restored_party_is_no_longer_merged()
    {
        var (remaining, merged) = (await Client.PartyAsync("甲"), await Client.PartyAsync("乙"));
        await MergeAsync(merged, remaining).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ActAsync($"/v1/parties/{merged.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK))["mergedIntoId"].ShouldBeNull();
    }

    [Fact]
    public async Task Names_of_a_restored_party_match_it_alone_and_the_other_gives_them_and_the_code_back()
    {
        var remaining = await Client.PartyAsync("甲", new { aliases = new[] { "甲组" } });
        var merged = await Client.PartyAsync("乙", new { code = "B", aliases = new[] { "乙组" } });
        var target = await MergeAsync(merged, remaining).ShouldBeAsync(HttpStatusCode.OK);
        target.Text("code").ShouldBe("B");

        var restored = await Client.ActAsync($"/v1/parties/{merged.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);

        restored.Text("code").ShouldBe("B");
        var matches = await Client
            .PostAsync("/v1/parties/match", """{"texts":["甲","甲组","乙","乙组"]}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        matches.Items().Select(match => match!.Text("outcome")).ShouldBe(["matched", "matched", "matched", "matched"]);
        var remained = await Client.ReadAsync($"/v1/parties/{remaining.Id()}");
        remained["code"].ShouldBeNull();
        remained.Texts("aliases").ShouldBe(["甲组"]);
    }

    [Fact]
    public async Task A_party_that_only_a_deleted_plan_names_says_so_when_it_is_deleted()
    {
        var party = await Client.PartyAsync("甲");
        var plan = await Client.PlanOfAsync(party.Id());
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referenced");
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        var refused = await Client
            .DeleteAsync($"/v1/parties/{party.Id()}", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "catalogue.referencedByDeleted");

        refused["args"]!.Texts("referrers").ShouldBe([$"plan/{plan.Id()}"]);
    }

    [Fact]
    public async Task A_plan_deleted_before_the_merge_of_its_signatory_can_be_restored()
    {
        var (remaining, merged) = (await Client.PartyAsync("甲"), await Client.PartyAsync("乙"));
        var plan = await Client.PlanOfAsync(merged.Id());
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await MergeAsync(merged, remaining).ShouldBeAsync(HttpStatusCode.OK);
        await Client.ActAsync($"/v1/plans/{plan.Id()}/restore", 2).ShouldBeAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> MergeAsync(JsonNode party, JsonNode into) =>
        Client.ActAsync($"/v1/parties/{party.Id()}/merge", party.Version(), $$"""{"intoId":"{{into.Id()}}"}""");
}
