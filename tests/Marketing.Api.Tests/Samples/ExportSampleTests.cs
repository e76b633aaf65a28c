using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Campaigns;
using Marketing.Api.Tests.Conventions;
using Marketing.Api.Tests.Support;
using Marketing.Samples;

namespace Marketing.Api.Tests.Samples;

/// <summary>The scripts in <c>samples/exports</c>, with their examples.</summary>
[Collection(SecondApi.Name)]
public sealed class ExportSampleTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateTime ExportedAt = new(2027, 3, 3, 1, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task An_export_of_Google_Ads_becomes_campaigns_and_daily_results()
    {
        await Client.ChannelAsync("GOOGLE-ADS");

        await ShouldApplyAsync(GoogleAds.Convert(Read("google-ads.csv", "America/Phoenix")), ("campaigns", 2), ("results", 4));

        var search = await Client.ReadAsync("/v1/campaigns/external/google-ads/21034567891");
        (search.Text("title"), search["window"]!.Text("end")).ShouldBe(("Spring sale | Search, brand", "2027-03-31"));
        var display = await Client.ReadAsync("/v1/campaigns/external/google-ads/21034567892");
        (display["window"]!.Text("start"), display["window"]!["end"]).ShouldBe(("2027-02-15", null));
        (await CostsAsync(search.Id())).ShouldBe(["1031.07", "33.51"]);
    }

    [Fact]
    public async Task An_export_of_Meta_Ads_becomes_campaigns_and_daily_results_by_attribution_window()
    {
        await Client.ChannelAsync("META-ADS");

        await ShouldApplyAsync(MetaAds.Convert(Read("meta-ads.csv", "America/New_York")), ("campaigns", 2), ("results", 3));

        var campaign = await Client.ReadAsync("/v1/campaigns/external/meta-ads/120210987654321987");
        (campaign.Text("title"), campaign["window"]!["end"]).ShouldBe(("Retargeting \"Spring\"", null));
        (await CostsAsync(campaign.Id())).ShouldBe(["56.12", "60.11"]);
    }

    [Fact]
    public async Task An_export_of_HubSpot_becomes_campaigns()
    {
        await ShouldApplyAsync(HubSpot.Convert(Read("hubspot.csv")), ("campaigns", 3));

        var webinars = await Client.ReadAsync("/v1/campaigns/external/hubspot/379100211");
        webinars.Text("description").ShouldBe("Three sessions.\nSpeakers <to be confirmed>");
        webinars["owners"]![0]!.Text("text").ShouldBe("Wang Fang");
        webinars["utm"]!.Text("campaign").ShouldBe("spring-webinar");
        (await Client.ReadAsync("/v1/campaigns/external/hubspot/379100212"))["window"].ShouldBeNull();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task An_export_of_Ocean_Engine_becomes_campaigns_and_daily_results(string encoding)
    {
        await Client.ChannelAsync("OCEAN-ENGINE");
        var text = SourceTree.Read("samples/exports/examples/ocean-engine.csv");
        var bytes =
            encoding == "utf-8"
                ? System.Text.Encoding.UTF8.GetBytes("\uFEFF" + text)
                : System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(text);

        await ShouldApplyAsync(OceanEngine.Convert(new Export(bytes, ExportedAt, "Asia/Shanghai")), ("campaigns", 2), ("results", 3));

        var campaign = await Client.ReadAsync("/v1/campaigns/external/ocean-engine/7345678901234567890");
        campaign.Text("title").ShouldBe("春季上新-信息流");
        (await CostsAsync(campaign.Id())).ShouldBe(["1204.56", "998.1"]);
    }

    [Fact]
    public void A_long_export_becomes_several_bulks()
    {
        var rows = Enumerable.Range(1, 2_001).Select(i => $"{i},C{i},,,,,");
        var csv =
            "Record ID,Campaign name,Campaign owner,Campaign start date,Campaign end date,Campaign UTM,Campaign notes\n"
            + string.Join('\n', rows);

        var bodies = HubSpot.Convert(new Export(System.Text.Encoding.UTF8.GetBytes(csv), ExportedAt, null)).ToList();

        bodies.Select(body => body.Name).ShouldBe(["campaigns.1", "campaigns.2", "campaigns.3"]);
        bodies.Select(body => body.Body["items"]!.AsArray().Count).ShouldBe([1_000, 1_000, 1]);
    }

    private static Export Read(string example, string? timeZone = null) =>
        new(File.ReadAllBytes(SourceTree.FullPath($"samples/exports/examples/{example}")), ExportedAt, timeZone);

    /// <summary>Sends the bodies twice: everything is created, then nothing changes.</summary>
    private async Task ShouldApplyAsync(IEnumerable<(string Name, JsonObject Body)> bodies, params (string Name, int Items)[] expected)
    {
        var all = bodies.ToList();
        all.Select(body => (body.Name.Split('.')[0], body.Body["items"]!.AsArray().Count)).ShouldBe(expected);
        foreach (var status in new[] { "created", "unchanged" })
        {
            foreach (var (name, body) in all)
            {
                var applied = await Client
                    .PostAsync($"/v1/{name.Split('.')[0]}/bulk", body.ToJsonString())
                    .ShouldBeAsync(HttpStatusCode.OK);
                applied["results"]!.AsArray().Each().ShouldAllBe(each => each == status, applied.ToJsonString());
            }
        }
    }

    private async Task<IReadOnlyList<string>> CostsAsync(string campaign) =>
        [
            .. (await Client.WalkAsync("/v1/results?campaignId=" + campaign))
                .Select(result => result.Text("cost"))
                .Order(StringComparer.Ordinal),
        ];
}
