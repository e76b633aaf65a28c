using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.History;

/// <summary>Filters of the change feed by plan and by external system.</summary>
[Collection(FirstApi.Name)]
public sealed class FeedFilterTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task The_feed_of_a_plan_has_the_plan_what_belongs_to_it_and_what_left_it()
    {
        var (first, second) = ((await Client.PlanAsync("P")).Id(), (await Client.PlanAsync("Q")).Id());
        await Client.ObjectiveAsync(first, "甲");
        var item = await Client
            .PostAsync("/v1/knowledge-items", $$"""{"kind":"lesson","title":"T","text":"x","planId":"{{first}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.PatchAsync($"/v1/knowledge-items/{item.Id()}", """{"title":"U"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await MoveAsync(item, second, 2);
        await Client.PatchAsync($"/v1/knowledge-items/{item.Id()}", """{"title":"V"}""", 3).ShouldBeAsync(HttpStatusCode.OK);
        await MoveAsync(item, null, 4);

        (await OpsAsync($"planId={first}")).ShouldBe([
            "plan created 1",
            "objective created 1",
            "knowledgeItem created 1",
            "knowledgeItem updated 2",
            "knowledgeItem leftFilter 3",
        ]);
        (await OpsAsync($"planId={second}")).ShouldBe([
            "plan created 1",
            "knowledgeItem updated 3",
            "knowledgeItem updated 4",
            "knowledgeItem leftFilter 5",
        ]);
        var left = (await Client.ReadAsync($"/v1/changes?planId={first}&include=resource")).Items()[^1]!;
        left["resource"].ShouldBeNull();
    }

    [Fact]
    public async Task The_feed_of_a_system_has_what_came_from_it_page_by_page()
    {
        var key = await Client
            .PostAsync("/v1/api-keys", """{"name":"crm","system":"crm","scopes":["plans:read","plans:write"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        using var partner = Api.With("Bearer " + key.Text("key"));
        for (var i = 0; i < 5; i++)
        {
            await Client.PlanAsync($"ours {i}");
            await partner.PlanAsync($"theirs {i}");
        }

        var page = await Client.ReadAsync("/v1/changes?system=crm&pageSize=2");
        var all = page.Items().ToList();
        while (page["hasMore"]!.GetValue<bool>())
        {
            page = await Client.ReadAsync("/v1/changes?system=crm&pageSize=2&cursor=" + Uri.EscapeDataString(page.Text("nextCursor")));
            all.AddRange(page.Items());
        }

        all.Count.ShouldBe(5);
        all.ShouldAllBe(change => change!["origin"]!.Text("system") == "crm");
        (await Client.ReadAsync("/v1/changes?system=erp")).Items().ShouldBeEmpty();
    }

    private Task MoveAsync(JsonObject item, string? plan, int version) =>
        Client
            .PatchAsync($"/v1/knowledge-items/{item.Id()}", new JsonObject { ["planId"] = plan }.ToJsonString(), version)
            .ShouldBeAsync(HttpStatusCode.OK);

    private async Task<IReadOnlyList<string>> OpsAsync(string filter) =>
        [
            .. (await Client.ReadAsync($"/v1/changes?{filter}"))
                .Items()
                .Select(change => $"{change!.Text("type")} {change!.Text("op")} {change!.Version()}"),
        ];
}
