using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;

namespace Marketing.Api.Tests.Campaigns;

/// <summary>Campaigns as records: what they say, what they refer to, lists and the feed.</summary>
[Collection(FirstApi.Name)]
public sealed class CampaignTests(MarketingApi api) : ApiTest(api)
{
    private const string Campaigns = CampaignSteps.Campaigns;

    [Fact]
    public async Task A_campaign_is_created_changed_deleted_and_restored()
    {
        var made = await Client.CampaignAsync(
            """
            "code":"LAUNCH","window":{"start":"2027-03-01","end":"2027-03-31"},"utm":{"source":"wechat"},
            "contents":[{"title":"海报","frequencies":[{"text":"每周2篇"}]}],"offers":[{"text":"首销优惠","guardrail":"不低于成本价"}]
            """
        );
        (made.Text("code"), made.Text("status"), made["planId"]).ShouldBe(("LAUNCH", "planned", null));
        made["contents"]![0]!["frequencies"]![0]!.Text("kind").ShouldBe("recurring");

        var changed = await Client
            .PatchAsync($"{Campaigns}/{made.Id()}", """{"code":null,"window":{"end":null}}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("code"), changed["window"]!.Text("start"), changed["window"]!["end"]).ShouldBe(("LAUNCH", "2027-03-01", null));

        await Client.DeleteAsync($"{Campaigns}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{Campaigns}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "campaign.notFound");
        var restored = await Client.ActAsync($"{Campaigns}/{made.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        (restored.Text("code"), restored.Version()).ShouldBe(("LAUNCH", 4));
    }

    [Fact]
    public async Task A_code_is_generated_and_codes_are_unique_regardless_of_case()
    {
        (await Client.CampaignAsync()).Text("code")!.ShouldMatch("^C-[0-9A-Z]{10}$");
        var first = await Client.CampaignAsync(""" "code":"Launch" """);

        var refused = await Client
            .TryCampaignAsync(""" "code":"LAUNCH" """)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.codeTaken");
        refused["errors"]![0]!["args"]!.Text("existingId").ShouldBe(first.Id());

        await Client.DeleteAsync($"{Campaigns}/{first.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.CampaignAsync(""" "code":"LAUNCH" """);
        await Client.ActAsync($"{Campaigns}/{first.Id()}/restore", 2).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "campaign.codeTaken");
    }

    [Theory]
    [InlineData(""" "channels":["NONE"] """, "/channels/0", "campaign.channelUnknown")]
    [InlineData(""" "planId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d" """, "/planId", "plan.unknown")]
    [InlineData(""" "phaseRef":"F1" """, "/phaseRef", "campaign.refWithoutPlan")]
    [InlineData(""" "window":{"start":"2027-03-02","end":"2027-03-01"} """, "/window/end", "campaign.windowNotRising")]
    [InlineData(""" "budgetLines":[{"budgetCode":"B","lineCode":"L"}] """, "/budgetLines/0", "campaign.budgetLineUnknown")]
    [InlineData(
        """ "owners":[{"text":"市场部","partyId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}] """,
        "/owners/0/partyId",
        "party.unknown"
    )]
    public async Task A_reference_must_exist(string member, string pointer, string code) =>
        await Client.TryCampaignAsync(member).ShouldBeFaultyAsync(pointer, code);

    [Fact]
    public async Task Parts_of_the_plan_and_budget_lines_are_named_by_ref_and_code()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith("""{"phases":[{"ref":"F1","name":"洞察"}]}"""))).Id();
        await Client.PostAsync("/v1/budgets", BudgetSteps.Budget(BudgetSteps.Line("ADS", "10"))).ShouldBeAsync(HttpStatusCode.Created);
        var budget = (await Client.ReadAsync("/v1/budgets")).Items()[0]!;

        var made = await Client.CampaignAsync(
            $$""" "planId":"{{plan}}","phaseRef":"f1","budgetLines":[{"budgetCode":"{{budget.Text("code")}}","lineCode":"ads"}] """
        );
        await Client
            .TryCampaignAsync($$""" "planId":"{{plan}}","objectiveRefs":["F1"] """)
            .ShouldBeFaultyAsync("/objectiveRefs/0", "planPart.refUnknown");

        (await Client.ReadAsync($"{Campaigns}?planId={plan}")).Each("id").ShouldBe([made.Id()]);
    }

    [Fact]
    public async Task Channels_are_named_by_code_and_cannot_be_deleted_while_a_campaign_uses_them()
    {
        var channel = await Client.ChannelAsync("WECHAT");
        var made = await Client.CampaignAsync(""" "channels":["wechat"] """);
        made.Texts("channelIds").ShouldBe([channel]);

        var refused = await Client.DeleteAsync($"/v1/channels/{channel}", 1).ShouldBeAsync(HttpStatusCode.Conflict);
        refused.ToJsonString().ShouldContain($"campaign/{made.Id()}");
        (await Client.ReadAsync($"{Campaigns}?channelId={channel}")).Each("id").ShouldBe([made.Id()]);

        await Client.PatchAsync($"/v1/channels/{channel}", """{"code":"WX"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        var renamed = await Client.PatchAsync($"{Campaigns}/{made.Id()}", """{"theme":"T"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        renamed.Texts("channelIds").ShouldBe([channel]);

        await Client.DeleteAsync($"{Campaigns}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/channels/{channel}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.ActAsync($"{Campaigns}/{made.Id()}/restore", 3).ShouldBeFaultyAsync("/channels/0", "channel.unknown");
    }

    [Fact]
    public async Task An_owner_follows_its_merge()
    {
        var (first, second) = (await Client.PartyAsync("市场部"), await Client.PartyAsync("品牌部"));
        var made = await Client.CampaignAsync($$""" "owners":[{"text":"市场部","partyId":"{{first}}"}] """);

        await Client.ActAsync($"/v1/parties/{first}/merge", 1, $$"""{"intoId":"{{second}}"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync($"{Campaigns}?partyId={second}")).Each("id").ShouldBe([made.Id()]);
        (await Client.ReadAsync($"{Campaigns}/{made.Id()}"))["owners"]![0]!.Text("partyId").ShouldBe(second);
    }

    [Fact]
    public async Task Lists_filter_by_period_kind_state_code_and_words()
    {
        var spring = (await Client.CampaignAsync(""" "code":"S","window":{"start":"2027-03-01","end":"2027-05-31"} """, "春季促銷")).Id();
        var open = (await Client.CampaignAsync(""" "code":"O","window":{"start":"2027-06-01"} """, "长期活动")).Id();
        var undated = (await Client.CampaignAsync(""" "code":"U" """, "未定")).Id();

        await ShouldList("from=2027-05-31&to=2027-06-01", spring, open);
        await ShouldList("from=2027-06-01", open);
        await ShouldList("to=2027-05-31", spring);
        await ShouldList("code=u", undated);
        await ShouldList("q=促销", spring);
        await ShouldList("kind=crm");
        await ShouldList("status=planned,running", spring, open, undated);
        (await Client.ReadAsync($"{Campaigns}?sort=-start&pageSize=2")).Each("id").ShouldBe([open, spring]);
    }

    [Fact]
    public async Task The_calendar_shows_campaigns_and_the_days_of_their_contents()
    {
        var made = await Client.CampaignAsync(
            """
            "window":{"start":"2027-03-01","end":"2027-03-31"},
            "contents":[{"title":"海报","publishOn":{"date":"2027-03-02"}},{"title":"长图"}]
            """
        );
        await Client.CampaignAsync(""" "window":{"start":"2027-06-01"} """);

        var shown = (await Client.ReadAsync("/v1/calendar?from=2027-02-01&to=2027-03-31&kinds=campaign,content")).Items();

        shown
            .Select(entry => $"{entry!.Text("kind")} {entry!.Text("date")} {entry!["itemTitle"]}")
            .ShouldBe(["campaign 2027-03-01 ", "content 2027-03-02 海报"]);
        shown.ShouldAllBe(entry => entry!.Text("campaignId") == made.Id());
    }

    [Fact]
    public async Task The_feed_carries_campaigns()
    {
        var start = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        var made = await Client.CampaignAsync();

        var entry = (await Client.ReadAsync($"/v1/changes?cursor={start}&include=resource")).Items().ShouldHaveSingleItem()!;

        (entry.Text("type"), entry.Text("op"), entry["resource"]!.Text("title")).ShouldBe(("campaign", "created", made.Text("title")));
    }

    private async Task ShouldList(string query, params string[] ids) =>
        (await Client.ReadAsync($"{Campaigns}?{query}")).Each("id").Order().ShouldBe(ids.Order());
}
