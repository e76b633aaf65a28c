using System.Net;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Content assets: planned, then published, and shown by the calendar.</summary>
[Collection(FirstApi.Name)]
public sealed class ContentAssetTests(MarketingApi api) : ApiTest(api)
{
    private const string Assets = "/v1/content-assets";
    private const string Unknown = "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d";

    [Fact]
    public async Task An_asset_is_planned_published_deleted_and_restored()
    {
        var made = await Create(""" "format":"poster","plannedOn":"2027-02-26" """).ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("status"), made.Text("format"), made["campaignId"]).ShouldBe(("planned", "poster", null));

        var published = await Client
            .PatchAsync($"{Assets}/{made.Id()}", """{"publishedOn":"2027-02-28","link":"https://example.com/p"}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (published.Text("status"), published.Text("plannedOn"), published.Text("link")).ShouldBe(
            ("published", "2027-02-26", "https://example.com/p")
        );
        var planned = await Client.PatchAsync($"{Assets}/{made.Id()}", """{"publishedOn":null}""", 2).ShouldBeAsync(HttpStatusCode.OK);
        planned.Text("status").ShouldBe("planned");

        await Client.DeleteAsync($"{Assets}/{made.Id()}", 3).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{Assets}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "contentAsset.notFound");
        await Client.ActAsync($"{Assets}/{made.Id()}/restore", 4).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Assets}/{made.Id()}")).Text("title").ShouldBe("倒计时海报");
    }

    [Fact]
    public async Task Assets_are_listed_by_campaign_channel_state_and_day()
    {
        var (campaign, channel) = ((await Client.CampaignAsync()).Id(), await Client.ChannelAsync("WX"));
        var late = await Create($$""" "plannedOn":"2027-03-05","campaignId":"{{campaign}}" """).ShouldBeAsync(HttpStatusCode.Created);
        var early = await Create($$""" "plannedOn":"2027-03-09","publishedOn":"2027-03-01","channelId":"{{channel}}" """)
            .ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{Assets}?sort=day")).Each("id").ShouldBe([early.Id(), late.Id()]);
        (await Client.ReadAsync($"{Assets}?campaignId={campaign}")).Each("id").ShouldBe([late.Id()]);
        (await Client.ReadAsync($"{Assets}?channelId={channel}")).Each("id").ShouldBe([early.Id()]);
        (await Client.ReadAsync($"{Assets}?status=planned")).Each("id").ShouldBe([late.Id()]);
        (await Client.ReadAsync($"{Assets}?from=2027-03-02&to=2027-03-31")).Each("id").ShouldBe([late.Id()]);
        (await Client.ReadAsync($"{Assets}?q=倒計時&from=2027-03-01&to=2027-03-01")).Each("id").ShouldBe([early.Id()]);
    }

    [Theory]
    [InlineData("campaignId", "campaign.unknown")]
    [InlineData("channelId", "channel.unknown")]
    public async Task A_reference_must_exist(string member, string code) =>
        await Create($$""" "{{member}}":"{{Unknown}}" """).ShouldBeFaultyAsync($"/{member}", code);

    [Fact]
    public async Task A_channel_with_assets_stays_and_a_deleted_campaign_leaves_its_assets()
    {
        var (campaign, channel) = ((await Client.CampaignAsync()).Id(), await Client.ChannelAsync("WX"));
        var asset = await Create($$""" "campaignId":"{{campaign}}","channelId":"{{channel}}" """).ShouldBeAsync(HttpStatusCode.Created);

        await Client.DeleteAsync($"/v1/channels/{channel}", 1).ShouldBeAsync(HttpStatusCode.Conflict);
        await Client.DeleteAsync($"/v1/campaigns/{campaign}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        var changed = await Client.PatchAsync($"{Assets}/{asset.Id()}", """{"title":"海报"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        changed.Text("campaignId").ShouldBe(campaign);
    }

    [Fact]
    public async Task The_calendar_shows_an_asset_on_its_day_until_its_campaign_is_cancelled()
    {
        var campaign = await Client.CampaignAsync();
        var alone = await Create(""" "plannedOn":"2027-03-05" """).ShouldBeAsync(HttpStatusCode.Created);
        var part = await Create($$""" "plannedOn":"2027-03-01","campaignId":"{{campaign.Id()}}" """).ShouldBeAsync(HttpStatusCode.Created);
        const string March = "/v1/calendar?from=2027-03-01&to=2027-03-31&kinds=content";

        var page = await Client.ReadAsync(March);
        page.Each("contentAssetId").ShouldBe([part.Id(), alone.Id()]);
        var entries = page.Items();
        (entries[0]!.Text("date"), entries[0]!.Text("title"), entries[0]!.Text("itemTitle")).ShouldBe(
            ("2027-03-01", "新品发布会", "倒计时海报")
        );
        (entries[1]!["campaignId"], entries[1]!["title"]).ShouldBe((null, null));

        await Client.ActAsync($"/v1/campaigns/{campaign.Id()}/cancel", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync(March)).Each("contentAssetId").ShouldBe([alone.Id()]);
    }

    [Fact]
    public async Task The_calendar_of_a_plan_shows_the_assets_of_its_campaigns()
    {
        var plan = (await Client.ImportAsync()).Id();
        var campaign = await Client.CampaignAsync($$""" "planId":"{{plan}}" """);
        await Create(""" "plannedOn":"2027-03-05" """).ShouldBeAsync(HttpStatusCode.Created);
        var part = await Create($$""" "plannedOn":"2027-03-01","campaignId":"{{campaign.Id()}}" """).ShouldBeAsync(HttpStatusCode.Created);

        var entries = (await Client.ReadAsync($"/v1/calendar?from=2027-03-01&to=2027-03-31&kinds=content&planId={plan}")).Items();

        (entries.ShouldHaveSingleItem()!.Text("contentAssetId"), entries[0]!.Text("planId")).ShouldBe((part.Id(), plan));
    }

    private Task<HttpResponseMessage> Create(string members) => Client.PostAsync(Assets, $$"""{"title":"倒计时海报",{{members}}}""");
}
