using System.Net;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Offers with their terms, guardrails and days.</summary>
[Collection(FirstApi.Name)]
public sealed class OfferTests(MarketingApi api) : ApiTest(api)
{
    private const string Offers = "/v1/offers";

    [Fact]
    public async Task An_offer_is_created_changed_deleted_and_restored()
    {
        var made = await Create("EARLY", """ "kind":"firstSale","terms":"每人限购一件","guardrails":"不低于成本价" """)
            .ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("code"), made.Text("kind"), made.Text("guardrails")).ShouldBe(("EARLY", "firstSale", "不低于成本价"));

        var changed = await Client.PatchAsync($"{Offers}/{made.Id()}", """{"terms":null}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (changed["terms"], changed.Version()).ShouldBe((null, 2));
        await Client.DeleteAsync($"{Offers}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{Offers}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "offer.notFound");
        await Client.ActAsync($"{Offers}/{made.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Offers}?code=early")).Each("id").ShouldBe([made.Id()]);
    }

    [Fact]
    public async Task Codes_are_unique_regardless_of_case()
    {
        var first = await Create("Early").ShouldBeAsync(HttpStatusCode.Created);

        var refused = await Create("EARLY").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "offer.codeTaken");
        refused["errors"]![0]!["args"]!.Text("existingId").ShouldBe(first.Id());

        await Client.DeleteAsync($"{Offers}/{first.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Create("EARLY").ShouldBeAsync(HttpStatusCode.Created);
        await Client.ActAsync($"{Offers}/{first.Id()}/restore", 2).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "offer.codeTaken");
    }

    [Fact]
    public async Task Offers_are_listed_by_campaign_and_by_the_day_on_which_they_are_valid()
    {
        var campaign = (await Client.CampaignAsync()).Id();
        var march = await Create("A", $$""" "campaignId":"{{campaign}}","validFrom":"2027-03-01","validTo":"2027-03-31" """)
            .ShouldBeAsync(HttpStatusCode.Created);
        var always = await Create("B").ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{Offers}?campaignId={campaign}")).Each("id").ShouldBe([march.Id()]);
        (await Client.ReadAsync($"{Offers}?validOn=2027-03-31")).Each("id").ShouldBe([march.Id(), always.Id()], ignoreOrder: true);
        (await Client.ReadAsync($"{Offers}?validOn=2027-04-01")).Each("id").ShouldBe([always.Id()]);
    }

    [Theory]
    [InlineData(""" "campaignId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d" """, "/campaignId", "campaign.unknown")]
    [InlineData(""" "validFrom":"2027-03-02","validTo":"2027-03-01" """, "/validTo", "offer.periodNotRising")]
    public async Task A_contradictory_offer_is_refused(string members, string pointer, string code) =>
        await Create("A", members).ShouldBeFaultyAsync(pointer, code);

    private Task<HttpResponseMessage> Create(string code, string? members = null) =>
        Client.PostAsync(Offers, $$"""{"code":"{{code}}","title":"首销优惠"{{(members is null ? "" : "," + members)}}}""");
}
