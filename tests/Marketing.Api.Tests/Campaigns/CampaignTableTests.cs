using System.Net;
using Marketing.Api.Tests.Feeds;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>The list of campaigns as a flat table.</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignTableTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Each_campaign_is_a_row_with_its_window_its_channels_and_its_verdict()
    {
        await Client.ChannelAsync("WX");
        await Client.ChannelAsync("DY");
        var campaign = await Client.CampaignAsync(
            """ "code":"LAUNCH","theme":"=新品","channels":["WX","DY"],"window":{"start":"2027-03-01","end":"2027-03-31"},"owners":[{"text":"市场部"}] """
        );
        var path = $"/v1/campaigns/{campaign.Id()}";
        await Client.ActAsync($"{path}/start", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .ActAsync($"{path}/close", 2, """{"evaluation":{"verdict":"achieved","text":"达到目标","figures":[]}}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var row = (await Client.ReadCsvAsync("/v1/campaigns")).ShouldHaveSingleItem();

        (row["id"], row["code"], row["kind"], row["status"]).ShouldBe((campaign.Id(), "LAUNCH", "event", "closed"));
        (row["startDate"], row["endDate"], row["verdict"], row["version"]).ShouldBe(("2027-03-01", "2027-03-31", "achieved", "3"));
        (row["channels"], row["owners"], row["planId"]).ShouldBe(("WX; DY", "市场部", ""));
        row["theme"].ShouldNotStartWith("=");
    }

    [Fact]
    public async Task The_filters_of_the_list_work_on_the_table_which_has_the_rows_of_all_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await Client.CampaignAsync($$""" "code":"C{{i}}" """);
        }

        await Client.CampaignAsync(""" "code":"D" """, "周年庆");

        (await Client.ReadCsvAsync("/v1/campaigns?q=新品&pageSize=2")).Select(row => row["code"]).ShouldBe(["C2", "C1", "C0"]);
        (await Client.ReadCsvAsync("/v1/campaigns?code=d&lang=zh-Hans")).ShouldHaveSingleItem()["标题"].ShouldBe("周年庆");
    }
}
