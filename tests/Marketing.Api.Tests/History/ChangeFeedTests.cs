using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.History;

[Collection(FirstApi.Name)]
public sealed class ChangeFeedTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task A_reader_that_starts_now_gets_every_later_change_in_order()
    {
        await Client.PlanAsync("before");
        var start = await Client.ReadAsync("/v1/changes?start=now");
        start.Items().ShouldBeEmpty();
        start["hasMore"]!.GetValue<bool>().ShouldBeFalse();
        var plan = await Client.PlanAsync("P");
        var objective = await Client.ObjectiveAsync(plan.Id(), "甲");
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync($"/v1/plans/{plan.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.ActAsync($"/v1/plans/{plan.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        var page = await FollowAsync(start);
        var changes = page.Items();
        changes
            .Select(change => $"{change!.Text("type")} {change!.Text("op")} {change!.Number("version")}")
            .ShouldBe([
                "plan created 1",
                "objective created 1",
                "plan updated 2",
                "plan deleted 3",
                "objective deleted 2",
                "plan restored 4",
                "objective restored 3",
            ]);
        changes
            .Select(change => change!["sequence"]!.GetValue<long>())
            .ShouldBe(Enumerable.Range(1, 7).Select(i => start["coveredUntil"]!.GetValue<long>() + i));
        changes[1]!.Text("parentId").ShouldBe(plan.Id());
        changes[1]!.Id().ShouldBe(objective.Id());
        changes[1]!.Texts("changedFields").ShouldBe(["planId", "ref", "position", "text"], ignoreOrder: true);
        changes[2]!.Texts("changedFields").ShouldBe(["title"]);
        changes[2]!["origin"]!.Text("credential").ShouldBe(plan.Text("createdBy"));
        changes.ShouldAllBe(change => change!["resource"] == null);
        (await FollowAsync(page)).Items().ShouldBeEmpty();
        await Client.PlanAsync("later");
        (await FollowAsync(page)).Items().Count.ShouldBe(1);
    }

    /// <summary>More changes than one command records.</summary>
    [Fact]
    public async Task A_write_of_many_parts_is_audited_and_numbered_without_gaps()
    {
        const int Parts = 120;
        var start = await Client.ReadAsync("/v1/changes?start=now");
        var objectives = string.Join(',', Enumerable.Range(1, Parts).Select(i => $$"""{"text":"目标 {{i}}"}"""));
        var plan = (
            await Client
                .PostAsync(
                    "/v1/plans/import",
                    $$"""{"plan":{"title":"P","language":"zh-Hans","currency":"CNY"},"objectives":[{{objectives}}]}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        )["plan"]!;

        var changes = (await FollowAsync(start, "&pageSize=1000")).Items();

        changes
            .Select(change => change!["sequence"]!.GetValue<long>())
            .ShouldBe(Enumerable.Range(1, Parts + 1).Select(i => start["coveredUntil"]!.GetValue<long>() + i));
        changes.Select(change => change!.Id()).Distinct().Count().ShouldBe(Parts + 1);
        changes.Count(change => change!["parentId"]?.GetValue<string>() == plan.Id()).ShouldBe(Parts);
        var audited = (await Client.ReadAsync($"/v1/audit?parent={plan.Id()}&pageSize=200")).Items();
        audited.Select(entry => entry!.Text("resourceId")).ShouldBe(changes.Skip(1).Select(change => change!.Id()), ignoreOrder: true);
        audited.Select(entry => entry!.Text("transactionId")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_oldest_change_comes_first_and_pages_report_whether_there_are_more()
    {
        for (var i = 0; i < 5; i++)
        {
            await Client.PlanAsync($"{i}");
        }

        var whole = (await Client.ReadAsync("/v1/changes?start=oldest")).Items();
        whole[0]!.Text("type").ShouldBe("workspace");
        whole.Select(change => change!["sequence"]!.GetValue<long>()).ShouldBe(Enumerable.Range(1, whole.Count).Select(i => (long)i));
        var (page, seen) = (await Client.ReadAsync("/v1/changes?pageSize=2&types=plan"), new List<string>());
        while (true)
        {
            seen.AddRange(page.Each("id"));
            if (!page["hasMore"]!.GetValue<bool>())
            {
                break;
            }

            page.Items().Count.ShouldBe(2);
            page = await FollowAsync(page, "&pageSize=2&types=plan");
        }

        seen.ShouldBe(whole.Where(change => change!.Text("type") == "plan").Select(change => change!.Id()));
        page["coveredUntil"]!.GetValue<long>().ShouldBe(whole.Count);
    }

    [Fact]
    public async Task Types_are_filtered_and_unknown_ones_rejected_with_the_known_ones()
    {
        var party = await Client.PartyAsync("市场部");
        await Client.PlanAsync("P");
        (await Client.ReadAsync("/v1/changes?types=party")).Each("id").ShouldBe([party.Id()]);
        (await Client.ReadAsync("/v1/changes?types=party,plan")).Each("type").ShouldBe(["party", "plan"]);
        var refused = await Client
            .GetAsync("/v1/changes?types=plan,tree")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "feed.typeUnknown");
        refused["args"]!.Texts("types").ShouldBe(["tree"]);
        refused["args"]!.Texts("allowed").ShouldContain("objective");
        refused.Pointers().ShouldBe(["/types"]);
    }

    [Fact]
    public async Task A_client_can_exclude_its_own_changes()
    {
        var partner = await Api.Alpha.WithScopesAsync("plans:write", "plans:read", "feeds:read");
        var start = await partner.ReadAsync("/v1/changes?start=now");
        await partner.PlanAsync("own");
        var other = await Client.PlanAsync("other");
        (await FollowAsync(start, "&excludeOrigin=self", partner)).Each("id").ShouldBe([other.Id()]);
        (await FollowAsync(start, "", partner)).Items().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Changes_can_include_the_current_resource()
    {
        var plan = await Client.PlanAsync("P");
        await Client.ObjectiveAsync(plan.Id(), "甲", "O1");
        var party = await Client.PartyAsync("市场部", new { contact = new { name = "陈晓" } });
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        var gone = await Client.PlanAsync("gone");
        await Client.DeleteAsync($"/v1/plans/{gone.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var changes = (await Client.ReadAsync("/v1/changes?include=resource&types=plan,objective,party")).Items();
        changes.Where(change => change!.Id() == plan.Id()).ShouldAllBe(change => change!["resource"]!.Text("title") == "Q");
        changes.Single(change => change!.Text("type") == "objective")!["resource"]!.Text("ref").ShouldBe("O1");
        changes.Single(change => change!.Id() == party.Id())!["resource"]!["contact"]!.Text("name").ShouldBe("陈晓");
        changes.Where(change => change!.Id() == gone.Id()).ShouldAllBe(change => change!["resource"] == null);
    }

    [Fact]
    public async Task A_reader_sees_only_what_its_scopes_cover()
    {
        await Client.PlanAsync("P");
        await Client.PartyAsync("市场部");
        var narrow = await Api.Alpha.WithScopesAsync("feeds:read");
        (await narrow.ReadAsync("/v1/changes")).Each("type").Distinct().ShouldBe(["workspace"]);
        (await narrow.GetAsync("/v1/changes?types=plan").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "feed.typeUnknown"))["args"]!
            .Texts("allowed")
            .ShouldBe(["workspace"]);
        var planner = await Api.Alpha.WithScopesAsync("feeds:read", "plans:read");
        (await planner.ReadAsync("/v1/changes")).Each("type").Distinct().ShouldBe(["workspace", "plan", "party"]);
        await (await Api.Alpha.WithScopesAsync("plans:read"))
            .GetAsync("/v1/changes")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "auth.scopeMissing");
    }

    [Fact]
    public async Task A_cursor_of_another_workspace_or_an_invalid_one_is_rejected()
    {
        await Client.PlanAsync("P");
        var mine = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        var gone = await Api
            .Beta.Client.GetAsync($"/v1/changes?cursor={Uri.EscapeDataString(mine)}")
            .ShouldBeRefusedAsync(HttpStatusCode.Gone, "feed.cursorGone");
        gone["args"]!.Text("baseline").ShouldBe("/v1/changes?start=now");
        (await Client.GetAsync("/v1/changes?cursor=abc").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor"))
            .Pointers()
            .ShouldBe(["/cursor"]);
    }

    [Fact]
    public async Task A_cursor_of_a_list_is_not_valid_for_the_feed()
    {
        await Client.PlanAsync("P");
        await Client.PlanAsync("Q");
        var cursor = (await Client.ReadAsync("/v1/plans?pageSize=1")).Text("nextCursor");
        await Client
            .GetAsync($"/v1/changes?cursor={Uri.EscapeDataString(cursor)}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
    }

    private Task<JsonObject> FollowAsync(JsonNode page, string more = "", HttpClient? reader = null) =>
        (reader ?? Client).ReadAsync($"/v1/changes?cursor={Uri.EscapeDataString(page.Text("nextCursor"))}{more}");
}
