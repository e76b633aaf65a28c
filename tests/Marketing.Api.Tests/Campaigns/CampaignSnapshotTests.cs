using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Copies of all campaigns, which the change feed keeps up to date.</summary>
[Collection(SecondApi.Name)]
public sealed class CampaignSnapshotTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task A_copy_read_while_campaigns_change_ends_equal_to_the_server()
    {
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add((await CreateAsync($"C{i}")).Id());
        }

        var copy = new Dictionary<string, JsonNode>();
        string? cursor = null;
        string changes;
        var step = 0;
        do
        {
            var page = await Client.ReadAsync(
                "/v1/campaigns/snapshot?pageSize=3" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))
            );
            page.Items().Count.ShouldBeLessThanOrEqualTo(3);
            foreach (var item in page.Items())
            {
                copy[item!.Id()] = item!;
            }

            (cursor, changes) = (page["nextCursor"]?.GetValue<string>(), page.Text("changesCursor"));
            await Client.PatchAsync($"/v1/campaigns/{ids[step]}", $$"""{"title":"changed {{step}}"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
            await Client.DeleteAsync($"/v1/campaigns/{ids[11 - step]}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
            await CreateAsync($"N{step++}");
        } while (cursor is not null);

        var more = true;
        while (more)
        {
            var page = await Client.ReadAsync(
                $"/v1/changes?types=campaign&include=resource&pageSize=4&cursor={Uri.EscapeDataString(changes)}"
            );
            foreach (var change in page.Items())
            {
                Apply(copy, change!);
            }

            (changes, more) = (page.Text("nextCursor"), page["hasMore"]!.GetValue<bool>());
        }

        var server = await Client.WalkAsync("/v1/campaigns");
        copy.Values.Select(item => item.ToJsonString()).Order().ShouldBe(server.Select(item => item.ToJsonString()).Order());
        copy.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_page_size_and_workspace_only()
    {
        await CreateAsync("A");
        await CreateAsync("B");
        var cursor = Uri.EscapeDataString((await Client.ReadAsync("/v1/campaigns/snapshot?pageSize=1")).Text("nextCursor"));

        await Client.GetAsync($"/v1/campaigns/snapshot?pageSize=2&cursor={cursor}").ShouldBeAsync(HttpStatusCode.BadRequest);
        await Client.GetAsync($"/v1/campaigns/snapshot?pageSize=1&cursor=x{cursor}").ShouldBeAsync(HttpStatusCode.BadRequest);
        await Api.Beta.Client.GetAsync($"/v1/campaigns/snapshot?pageSize=1&cursor={cursor}").ShouldBeAsync(HttpStatusCode.Gone);
    }

    private static void Apply(Dictionary<string, JsonNode> copy, JsonNode change)
    {
        if (change["resource"] is { } resource)
        {
            copy[change.Id()] = resource;
        }
        else if (change.Text("op") == "deleted")
        {
            copy.Remove(change.Id());
        }
    }

    private Task<JsonObject> CreateAsync(string title) =>
        Client.PostAsync("/v1/campaigns", CampaignSteps.Campaign(title)).ShouldBeAsync(HttpStatusCode.Created);
}
