using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Steps of campaigns, adoption from plans, and what keeps a campaign from being deleted.</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignExecutionTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;
    private const string Achieved =
        """{"evaluation":{"verdict":"achieved","text":"达到目标","figures":[{"name":"到场人数","value":"1250","unit":"人"}]}}""";

    [Fact]
    public async Task A_campaign_goes_from_start_to_evaluation()
    {
        var id = (await Client.CampaignAsync()).Id();

        await Client.ActAsync($"{Campaigns}/{id}/close", 1, Achieved).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.wrongStatus");
        (await Step(id, 1, "start")).Text("status").ShouldBe("running");
        (await Step(id, 2, "pause", """{"reason":"库存不足"}""")).Text("statusReason").ShouldBe("库存不足");
        (await Step(id, 3, "resume"))["statusReason"].ShouldBeNull();
        (await Step(id, 4, "end"))["endedOn"].ShouldNotBeNull();
        await Client.ActAsync($"{Campaigns}/{id}/close", 5, "{}").ShouldBeAsync(HttpStatusCode.BadRequest);
        var closed = await Step(id, 5, "close", Achieved);

        (closed.Text("status"), closed["evaluation"]!["figures"]![0]!.Text("value")).ShouldBe(("closed", "1250"));
        await Client.ActAsync($"{Campaigns}/{id}/cancel", 6).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.wrongStatus");
    }

    [Fact]
    public async Task A_roll_out_waits_until_its_pilot_is_validated()
    {
        var pilot = (await Client.CampaignAsync(""" "isPilot":true """)).Id();
        var other = (await Client.CampaignAsync()).Id();
        await Client.TryCampaignAsync($$""" "pilotId":"{{other}}" """).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        var rollOut = (await Client.CampaignAsync($$""" "pilotId":"{{pilot}}" """)).Id();

        await Client
            .ActAsync($"{Campaigns}/{rollOut}/start", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.pilotNotValidated");
        await Step(pilot, 1, "start");
        await Client
            .ActAsync($"{Campaigns}/{pilot}/close", 2, Achieved)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "campaign.verdictUnfit");
        (await Step(pilot, 2, "close", """{"evaluation":{"verdict":"adjusted","text":"改文案"}}""")).Text("status").ShouldBe("planned");
        await Client.ActAsync($"{Campaigns}/{rollOut}/start", 1).ShouldBeAsync(HttpStatusCode.Conflict);
        await Step(pilot, 3, "start");
        await Step(pilot, 4, "close", """{"evaluation":{"verdict":"validated","text":"转化率提升"}}""");

        (await Step(rollOut, 1, "start")).Text("status").ShouldBe("running");
    }

    [Fact]
    public async Task Booked_money_keeps_a_campaign_stays_when_it_moves_and_is_released_on_request()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("A", "100", ""","campaignRef":"LIVE" """), BudgetSteps.Line("B", "100"));
        await Client.CommitAsync(budget, "A", "30").ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "B", "5").ShouldBeAsync(HttpStatusCode.Created);
        var id = (
            await Client.CampaignAsync(
                """
                "code":"LIVE","window":{"start":"2027-03-01","end":"2027-03-31"},
                "contents":[{"title":"海报","publishOn":{"date":"2027-03-02"}},{"title":"长图"}],
                "offers":[{"text":"立减","window":{"kind":"bounded",
                "start":{"kind":"date","date":"2027-03-05"},"end":{"kind":"date","date":"2027-03-06"}}}]
                """
            )
        ).Id();

        var refused = await Client.DeleteAsync($"{Campaigns}/{id}", 1).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.hasFacts");
        refused["args"]!.Texts("blockers").ShouldHaveSingleItem().ShouldStartWith("ledgerEntry/");

        var moved = await Step(id, 1, "reschedule", """{"start":"2027-04-01"}""");
        moved["campaign"]!["window"]!.ToJsonString().ShouldBe("""{"start":"2027-04-01","end":"2027-05-01"}""");
        moved["moved"]!
            .AsArray()
            .Select(each => $"{each!.Text("kind")} {each!.Text("to")}")
            .ShouldBe(["window 2027-04-01", "content 2027-04-02", "offer 2027-04-05"]);
        moved["stayed"]!.AsArray().Select(each => each!.Text("title")).Count().ShouldBe(2);
        var booked = moved["stayed"]!.AsArray().Single(each => each!.Text("kind") == "booking")!;
        (booked.Text("period"), booked["amount"]!.Text("amount")).ShouldBe(("2027-03", "30"));

        await Step(id, 2, "start");
        var release = Achieved.Replace(
            """{"evaluation""",
            """{"date":"2027-05-02","releaseCommitments":true,"evaluation""",
            StringComparison.Ordinal
        );
        await Step(id, 3, "close", release);
        (await Client.LineAsync(budget, "A")).Text("committed").ShouldBe("0");
        (await Client.LineAsync(budget, "B")).Text("committed").ShouldBe("5");
    }

    [Fact]
    public async Task Contents_stay_when_the_caller_wants_so_and_validation_moves_nothing()
    {
        var id = (
            await Client.CampaignAsync(
                """
                "window":{"start":"2027-03-01"},"contents":[{"title":"海报","publishOn":{"date":"2027-03-02"}}]
                """
            )
        ).Id();

        await Client
            .ActAsync($"{Campaigns}/{id}/reschedule?validateOnly=true", 1, """{"start":"2027-04-01"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Campaigns}/{id}")).Version().ShouldBe(1);
        var moved = await Step(id, 1, "reschedule", """{"start":"2027-04-01","end":"2027-04-30","moveContent":false}""");

        moved["stayed"]!.AsArray().ShouldHaveSingleItem()!.Text("to").ShouldBe("2027-03-02");
        moved["campaign"]!["window"]!.Text("end").ShouldBe("2027-04-30");
        await Client
            .ActAsync($"{Campaigns}/{id}/reschedule", 2, """{"start":"2027-04-01","end":"2027-03-30"}""")
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Campaigns_of_a_plan_are_adopted_once_with_everything_that_they_say()
    {
        var channel = await Client.ChannelAsync("WECHAT");
        var plan = (
            await Client.ImportAsync(
                TaskSteps.PlanWith(
                    $$"""
                    {
                      "campaigns": [
                        {
                          "ref": "CA1", "name": "新品发布会", "kind": "上市首发", "theme": "轻装再出发",
                          "channels": [{ "text": "微信", "channelId": "{{channel}}" }, { "text": "户外" }],
                          "window": { "text": "2027年3月1日至2027年3月31日" }, "quantity": { "value": "2", "unit": "场" },
                          "offers": [{ "text": "首销优惠" }], "evaluation": "以到场人数评估"
                        }
                      ],
                      "budgetLines": [{ "ref": "BL1", "category": "广告", "kind": "line", "amount": { "amount": "10", "currency": "CNY" } }]
                    }
                    """
                )
            )
        ).Id();

        var adopted = await Client.ActAsync($"/v1/plans/{plan}/campaigns/adopt").ShouldBeAsync(HttpStatusCode.OK);
        var campaign = await Client.ReadAsync($"{Campaigns}/{adopted["campaigns"]![0]!.Id()}");

        (adopted.Number("created"), campaign.Text("kind"), campaign.Text("title")).ShouldBe((1, "launch", "新品发布会"));
        campaign["window"]!.ToJsonString().ShouldBe("""{"start":"2027-03-01","end":"2027-03-31"}""");
        campaign.Texts("channels").ShouldBe(["WECHAT"]);
        campaign["offers"]![0]!.Text("text").ShouldBe("首销优惠");
        var part = campaign["adopted"]!;
        (part.Text("ref"), part["content"]!.Text("evaluation"), part["content"]!["channels"]![1]!.Text("text")).ShouldBe(
            ("CA1", "以到场人数评估", "户外")
        );

        var again = await Client.ActAsync($"/v1/plans/{plan}/campaigns/adopt").ShouldBeAsync(HttpStatusCode.OK);
        (again.Number("created"), again["campaigns"]![0]!.Id()).ShouldBe((0, campaign.Id()));
    }

    private Task<JsonObject> Step(string id, int version, string verb, string? body = null) =>
        Client.ActAsync($"{Campaigns}/{id}/{verb}", version, body).ShouldBeAsync(HttpStatusCode.OK);
}
