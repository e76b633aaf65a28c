using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Where the workspace wants it, the legal department countersigns campaigns that use customer data (R35).</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignReviewTests(MarketingApi api) : ApiTest(api)
{
    private const string CustomerData = """ "usesCustomerData":true """;

    private HttpClient _planner = null!;
    private HttpClient _legal = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_planner, _legal) = (await Api.Alpha.PersonAsync("paula", Role.Planner), await Api.Alpha.PersonAsync("leo", Role.Legal));
        await ConfigureAsync(true);
    }

    [Fact]
    public async Task A_campaign_with_customer_data_starts_once_legal_has_countersigned()
    {
        var campaign = await Client.CampaignAsync(CustomerData);
        campaign["review"].ShouldBeNull();
        await StepAsync(campaign, "start").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.notCountersigned");

        await SubmitAsync(Client, campaign).ShouldBeAsync(HttpStatusCode.Forbidden);
        var submitted = await SubmitAsync(_planner, campaign).ShouldBeAsync(HttpStatusCode.OK);
        (submitted["review"]!.Text("state"), submitted["review"]!.Number("round")).ShouldBe(("requested", 1));
        await SubmitAsync(_planner, submitted).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.reviewPending");
        await StepAsync(submitted, "start").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.notCountersigned");

        var finance = await Api.Alpha.PersonAsync("fiona", Role.Finance);
        (await finance.InboxAsync()).Items().ShouldBeEmpty();
        var approval = (await _legal.InboxAsync()).Items().ShouldHaveSingleItem()!;
        (approval.Text("step"), approval["subject"]!.Text("type"), approval["subject"]!.Text("id")).ShouldBe(
            ("legal", "campaign", campaign.Id())
        );
        await DecideAsync(finance, approval, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.notAsked");
        await DecideAsync(_legal, approval, "approve").ShouldBeAsync(HttpStatusCode.OK);

        var signed = await Client.ReadAsync($"/v1/campaigns/{campaign.Id()}");
        signed["review"]!.Text("state").ShouldBe("countersigned");
        (await StepAsync(signed, "start").ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("running");
    }

    [Fact]
    public async Task Whoever_submits_a_campaign_cannot_countersign_it()
    {
        var both = await Api.Alpha.PersonAsync("lena", Role.Planner, Role.Legal);
        var campaign = await SubmitAsync(both, await Client.CampaignAsync(CustomerData)).ShouldBeAsync(HttpStatusCode.OK);
        var approval = (await Client.ReadAsync($"/v1/approvals?subjectId={campaign.Id()}")).Items().ShouldHaveSingleItem()!;

        await DecideAsync(both, approval, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
    }

    [Fact]
    public async Task What_legal_returns_is_changed_and_submitted_again()
    {
        var campaign = await SubmitAsync(_planner, await Client.CampaignAsync(CustomerData)).ShouldBeAsync(HttpStatusCode.OK);
        var approval = (await _legal.InboxAsync()).Items().ShouldHaveSingleItem()!;
        await DecideAsync(
                _legal,
                approval,
                "return",
                ""","reason":"缺少授权说明","remarks":[{"pointer":"/description","text":"写明授权"}]"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var returned = await Client.ReadAsync($"/v1/campaigns/{campaign.Id()}");
        returned["review"]!.Text("state").ShouldBe("returned");
        await StepAsync(returned, "start").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.notCountersigned");
        var again = await SubmitAsync(_planner, returned).ShouldBeAsync(HttpStatusCode.OK);
        (again["review"]!.Text("state"), again["review"]!.Number("round")).ShouldBe(("requested", 2));
    }

    [Fact]
    public async Task A_change_withdraws_the_request_and_makes_the_countersignature_outdated()
    {
        var campaign = await SubmitAsync(_planner, await Client.CampaignAsync(CustomerData)).ShouldBeAsync(HttpStatusCode.OK);

        var changed = await ChangeAsync(campaign, "会员短信第二版");
        changed["review"]!.Text("state").ShouldBe("outdated");
        (await _legal.InboxAsync()).Items().ShouldBeEmpty();

        var signed = await CountersignedAsync(changed);
        var same = await ChangeAsync(signed, "会员短信第二版");
        same["review"]!.Text("state").ShouldBe("countersigned");
        var outdated = await ChangeAsync(same, "会员短信第三版");
        outdated["review"]!.Text("state").ShouldBe("outdated");
        await StepAsync(outdated, "start").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.notCountersigned");
    }

    [Fact]
    public async Task Another_window_makes_the_countersignature_outdated_and_cancelling_withdraws_the_request()
    {
        var window = $$"""{{CustomerData}},"window":{"start":"2027-03-01","end":"2027-03-31"}""";
        var signed = await CountersignedAsync(await Client.CampaignAsync(window));

        var moved = await Client
            .ActAsync($"/v1/campaigns/{signed.Id()}/reschedule", signed.Version(), """{"start":"2027-04-01"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        moved["campaign"]!["review"]!.Text("state").ShouldBe("outdated");

        var asked = await SubmitAsync(_planner, moved["campaign"]!).ShouldBeAsync(HttpStatusCode.OK);
        (await StepAsync(asked, "cancel").ShouldBeAsync(HttpStatusCode.OK))["review"]!.Text("state").ShouldBe("outdated");
        (await _legal.InboxAsync()).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_withdraws_a_request_and_restoring_keeps_a_countersignature()
    {
        var asked = await SubmitAsync(_planner, await Client.CampaignAsync(CustomerData)).ShouldBeAsync(HttpStatusCode.OK);
        await Client.DeleteAsync($"/v1/campaigns/{asked.Id()}", asked.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        (await _legal.InboxAsync()).Items().ShouldBeEmpty();

        var signed = await CountersignedAsync(await Client.CampaignAsync(CustomerData));
        await Client.DeleteAsync($"/v1/campaigns/{signed.Id()}", signed.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        var restored = await Client.ActAsync($"/v1/campaigns/{signed.Id()}/restore").ShouldBeAsync(HttpStatusCode.OK);
        restored["review"]!.Text("state").ShouldBe("countersigned");
    }

    [Fact]
    public async Task Other_campaigns_and_other_workspaces_need_no_countersignature()
    {
        await StepAsync(await Client.CampaignAsync(), "start").ShouldBeAsync(HttpStatusCode.OK);

        await ConfigureAsync(false);
        await StepAsync(await Client.CampaignAsync(CustomerData), "start").ShouldBeAsync(HttpStatusCode.OK);
    }

    private async Task<JsonNode> CountersignedAsync(JsonNode campaign)
    {
        await SubmitAsync(_planner, campaign).ShouldBeAsync(HttpStatusCode.OK);
        await DecideAsync(_legal, (await _legal.InboxAsync()).Items().ShouldHaveSingleItem()!, "approve").ShouldBeAsync(HttpStatusCode.OK);
        return await Client.ReadAsync($"/v1/campaigns/{campaign.Id()}");
    }

    private Task<JsonObject> ChangeAsync(JsonNode campaign, string title) =>
        Client
            .PatchAsync($"/v1/campaigns/{campaign.Id()}", $$"""{"title":"{{title}}"}""", campaign.Version())
            .ShouldBeAsync(HttpStatusCode.OK);

    private Task<HttpResponseMessage> StepAsync(JsonNode campaign, string step) =>
        Client.ActAsync($"/v1/campaigns/{campaign.Id()}/{step}", campaign.Version());

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient client, JsonNode campaign) =>
        client.ActAsync($"/v1/campaigns/{campaign.Id()}/submit", campaign.Version(), """{"comment":"名单均已取得授权"}""");

    private static Task<HttpResponseMessage> DecideAsync(HttpClient client, JsonNode approval, string verb, string more = "")
    {
        var subject = approval["subject"]!;
        var decision = $$"""{"revision":{{subject.Number("revision")}},"hash":"{{subject.Text("hash")}}"{{more}}}""";
        return client.PostAsync($"/v1/approvals/{approval.Id()}/{verb}", decision);
    }

    private async Task ConfigureAsync(bool wanted)
    {
        var settings = await Client.ReadAsync($"/v1/workspaces/{Api.Alpha.Id}/settings");
        await Client
            .PatchAsync(
                $"/v1/workspaces/{Api.Alpha.Id}/settings",
                $$"""{"countersignsCustomerData":{{(wanted ? "true" : "false")}}}""",
                settings.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);
    }
}
