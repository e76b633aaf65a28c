using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Campaigns;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Samples;

/// <summary>The sample in <c>samples/partner</c>, which mirrors campaigns both ways over a generated client.</summary>
[Collection(SecondApi.Name)]
public sealed class PartnerSampleTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;

    /// <summary>Generated once: the document is the same for all tests.</summary>
    private static GeneratedClient? _client;

    [Fact]
    public async Task Campaigns_that_either_side_writes_reach_the_other()
    {
        var spring = (await Client.CampaignAsync(""" "code":"SPRING","window":{"start":"2027-03-01","end":"2027-03-31"}""", "春季")).Id();
        var crm = await MirrorAsync("crm");
        await crm.SyncAsync();
        crm.Shown("SPRING").ShouldBe("春季||2027-03-01|2027-03-31");

        // Both sides change the campaign, and the partner writes one of its own.
        await ChangeAsync(spring, """{"description":"Beijing"}""");
        crm.Write("SPRING", "春季 🎉", null, "2027-03-01", null);
        crm.Write("P-1", "Partner's <own>", "a\u2028b", null, null);
        await crm.SyncAsync();
        crm.Shown("SPRING").ShouldBe("春季 🎉|Beijing|2027-03-01|");
        (await ShownAsync($"{Campaigns}/{spring}")).ShouldBe("春季 🎉|Beijing|2027-03-01|");
        (await ShownAsync($"{Campaigns}/external/crm/P-1")).ShouldBe("Partner's <own>|a\u2028b||");

        // Either side clears.
        await ChangeAsync(spring, """{"description":null}""");
        await crm.SyncAsync();
        crm.Shown("SPRING").ShouldBe("春季 🎉||2027-03-01|");
        crm.Write("SPRING", "春季 🎉", null, null, null);
        crm.Write("P-1", "Partner's <own>", null, null, null);
        await crm.SyncAsync();
        (await ShownAsync($"{Campaigns}/{spring}")).ShouldBe("春季 🎉|||");
        (await ShownAsync($"{Campaigns}/external/crm/P-1")).ShouldBe("Partner's <own>|||");

        // Either side deletes.
        crm.Delete("P-1");
        await Client.DeleteAsync($"{Campaigns}/{spring}", await VersionAsync(spring)).ShouldBeAsync(HttpStatusCode.NoContent);
        await crm.SyncAsync();
        crm.Ids.ShouldBeEmpty();
        (await Client.WalkAsync(Campaigns)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_campaign_stays_with_its_reason_and_the_others_are_sent()
    {
        var crm = await MirrorAsync("crm");
        crm.Write("P-1", "甲", null, "2027-03-02", "2027-03-01");
        crm.Write("P-2", "乙", null, null, null);

        await crm.SyncAsync();

        crm.Refusal("P-1").ShouldBe("input.rulesBroken");
        crm.Refusal("P-2").ShouldBeNull();
        crm.Write("P-1", "甲", null, "2027-03-01", "2027-03-02");
        await crm.SyncAsync();
        crm.Refusal("P-1").ShouldBeNull();
        (await ShownAsync($"{Campaigns}/external/crm/P-1")).ShouldBe("甲||2027-03-01|2027-03-02");
    }

    [Fact]
    public async Task Two_partners_mirror_the_same_campaigns_and_come_to_rest()
    {
        var (crm, ads) = (await MirrorAsync("crm"), await MirrorAsync("ads"));
        crm.Write("P-1", "甲", null, null, null);
        ads.Write("A-1", "乙", null, null, null);
        await SettleAsync();

        crm.Write("P-1", "丙", null, null, null);
        ads.Write("A-1", "丁", "x", null, null);
        await SettleAsync();
        var before = await Client.ReadAsync("/v1/changes?start=now");
        await SettleAsync();

        crm.Ids.Select(crm.Shown).Order().ShouldBe(ads.Ids.Select(ads.Shown).Order());
        crm.Ids.Count.ShouldBe(2);
        (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor").ShouldBe(before.Text("nextCursor"));

        async Task SettleAsync()
        {
            for (var round = 0; round < 4; round++)
            {
                await crm.SyncAsync();
                await ads.SyncAsync();
            }
        }
    }

    private async Task<Mirror> MirrorAsync(string system)
    {
        var key = await Client
            .PostAsync(
                "/v1/api-keys",
                $$"""{"name":"{{system}}","system":"{{system}}","scopes":["campaigns:read","campaigns:write","feeds:read"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        using var anonymous = Api.Anonymous();
        _client ??= await GeneratedClient.FromAsync(await anonymous.GetStringAsync("/openapi/v1-3.0.json"), GeneratedClient.PartnerFolder);
        return new Mirror(_client, Api.With("Bearer " + key.Text("key")), system);
    }

    private async Task ChangeAsync(string campaign, string patch) =>
        await Client.PatchAsync($"{Campaigns}/{campaign}", patch, await VersionAsync(campaign)).ShouldBeAsync(HttpStatusCode.OK);

    private async Task<int> VersionAsync(string campaign) => (await Client.ReadAsync($"{Campaigns}/{campaign}")).Version();

    private async Task<string> ShownAsync(string path)
    {
        var read = await Client.ReadAsync(path);
        return string.Join('|', read.Text("title"), (string?)read["description"], Day("start"), Day("end"));

        string? Day(string member) => read["window"] is JsonObject window ? (string?)window[member] : null;
    }

    /// <summary>The sample's mirror, with its store.</summary>
    private sealed class Mirror(GeneratedClient client, HttpClient http, string system)
    {
        private readonly dynamic _state = client.New("MirrorState");

        public IReadOnlyList<string> Ids => [.. ((System.Collections.IDictionary)_state.Campaigns).Keys.Cast<string>()];

        public Task SyncAsync()
        {
            object marketing = client.New("MarketingClient", http);
            return (Task)client.New("CampaignMirror", marketing, system, (object)_state).SyncAsync();
        }

        public void Write(string id, string title, string? description, string? start, string? end)
        {
            if (!Ids.Contains(id))
            {
                _state.Campaigns[id] = client.New("MirroredCampaign");
            }

            _state.Campaigns[id].Ours = client.New("PartnerCampaign", title, description, DayOf(start), DayOf(end));
        }

        public void Delete(string id) => _state.Campaigns[id].Ours = null;

        public string? Refusal(string id) => _state.Campaigns[id].Refusal;

        public string Shown(string id)
        {
            var ours = _state.Campaigns[id].Ours;
            return $"{ours.Title}|{ours.Description}|{ours.Start:yyyy-MM-dd}|{ours.End:yyyy-MM-dd}";
        }

        private static DateTimeOffset? DayOf(string? day) =>
            day is null ? null : DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
    }
}
