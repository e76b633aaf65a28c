using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Feeds;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Plans;

/// <summary>Finding plans by the words in their content, by party and for the caller.</summary>
[Collection(SecondApi.Name)]
public sealed class SearchingPlansTests(MarketingApi api) : ApiTest(api)
{
    [Theory]
    [InlineData("会员 复购")]
    [InlineData("复购 会员")]
    [InlineData("復購\u3000會員")]
    [InlineData("复购率 增长")]
    [InlineData("提升老客户复购率")]
    public async Task Words_are_found_in_any_order_anywhere_in_a_plan(string q)
    {
        var plan = await ImportAsync("会员增长计划", """{"ref":"O1","text":"提升老客户复购率"}""");
        await ImportAsync("会员活动", """{"ref":"O1","text":"提升参与率"}""");
        await ImportAsync("渠道", """{"ref":"O1","text":"复购"}""");

        (await FindAsync(q)).ShouldBe([plan]);
    }

    [Theory]
    [InlineData("CRM系统")]
    [InlineData("CRM 系统")]
    [InlineData("系統 crm")]
    [InlineData("ＣＲＭ系統")]
    public async Task Blanks_between_Latin_and_Chinese_do_not_matter(string q)
    {
        var spaced = await ImportAsync("一", """{"ref":"O1","text":"上线 CRM 系统"}""");
        var joined = await ImportAsync("CRM系统优化", """{"ref":"O1","text":"别的"}""");
        await ImportAsync("系统", """{"ref":"O1","text":"别的"}""");

        (await FindAsync(q)).ShouldBe([spaced, joined], ignoreOrder: true);
    }

    [Theory]
    [InlineData("50%")]
    [InlineData("a_c")]
    [InlineData("[x]")]
    [InlineData("100\\%")]
    public async Task Signs_with_a_meaning_in_SQL_stand_for_themselves(string q)
    {
        var plan = await ImportAsync("一", $$"""{"ref":"O1","text":"甲 {{q.Replace("\\", "\\\\", StringComparison.Ordinal)}} 乙"}""");
        await ImportAsync("二", """{"ref":"O1","text":"50 abc x 100"}""");

        (await FindAsync(q)).ShouldBe([plan]);
    }

    [Fact]
    public async Task Every_text_of_the_cover_is_searched_but_not_its_codes()
    {
        var plan = await Client.PlanAsync(
            "一",
            new { closing = "全体成员须遵照执行", signatories = new[] { new { role = "preparedBy", party = new { text = "市场部" } } } }
        );

        (await FindAsync("遵照")).ShouldBe([plan.Id()]);
        (await FindAsync("市場部")).ShouldBe([plan.Id()]);
        (await FindAsync("CNY")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleted_content_and_other_workspaces_are_not_found()
    {
        var plan = await ImportAsync("一", """{"ref":"O1","text":"会员"},{"ref":"O2","text":"渠道"}""");
        (await Api.Beta.Client.ReadAsync($"/v1/plans?q={Uri.EscapeDataString("会员")}")).Items().ShouldBeEmpty();
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/parts?refs=O1")).Items().Single()!;
        await Client.DeleteAsync($"/v1/plans/{plan}/parts/{part.Id()}", part.Version()).ShouldBeAsync(HttpStatusCode.NoContent);

        (await FindAsync("会员")).ShouldBeEmpty();
        (await FindAsync("会员", "&includeDeleted=true")).ShouldBeEmpty("the plan exists, and does not contain the word");
        await Client.DeleteAsync($"/v1/plans/{plan}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await FindAsync("渠道")).ShouldBeEmpty();
        (await FindAsync("渠道", "&includeDeleted=true")).ShouldBe([plan]);
    }

    [Fact]
    public async Task A_search_says_where_the_words_were_found()
    {
        var many = string.Join(',', Enumerable.Range(1, 12).Select(i => $$"""{"ref":"O{{i}}","text":"会员目标{{i}}"}"""));
        await ImportAsync("会员计划", many, """{"ref":"W1","name":"调研","subtasks":[{"name":"梳理復購数据"}]}""");

        var item = (await Client.ReadAsync($"/v1/plans?expand=foundIn&q={Uri.EscapeDataString("会员 复购")}")).Items().Single()!;

        var places = item["foundIn"]!.AsArray();
        places.Count.ShouldBe(5, "the title, three objectives and the subtask");
        (places[0]!["section"], places[0]!.Text("member"), places[0]!.Text("text")).ShouldBe((null, "/title", "会员计划"));
        (places[1]!.Text("section"), places[1]!.Text("ref"), places[1]!.Text("member")).ShouldBe(("objectives", "O1", "/text"));
        var last = places[^1]!;
        (last.Text("section"), last.Text("ref"), last.Text("member"), last.Text("text")).ShouldBe(
            ("workPackages", "W1", "/subtasks/0/name", "梳理復購数据")
        );
        var part = await Client.ReadAsync($"/v1/plans/{item.Id()}/parts/{last.Text("partId")}");
        part["content"]!["subtasks"]![0]!.Text("name").ShouldBe("梳理復購数据");
    }

    [Fact]
    public async Task Places_are_returned_only_on_request_and_each_word_has_one()
    {
        var texts = string.Join(',', Enumerable.Range(1, 15).Select(i => $"\"会员{i}\""));
        await Client.PlanAsync("一", JsonNode.Parse($$"""{"scopeTopics":[{{texts}}],"closing":"复购"}""")!);

        var path = $"/v1/plans?q={Uri.EscapeDataString("会员 复购")}";
        (await Client.ReadAsync(path)).Items().Single()!["foundIn"].ShouldBeNull();
        var places = (await Client.ReadAsync(path + "&expand=foundIn")).Items().Single()!["foundIn"]!.AsArray();

        places.Count.ShouldBe(10);
        places.Select(place => place!.Text("member")).ShouldContain("/closing");
        (await Client.ReadAsync("/v1/plans?expand=foundIn")).Items().Single()!["foundIn"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Plans_are_found_by_the_parties_on_their_cover_and_of_their_tasks()
    {
        var party = await Client.PartyAsync("市场部");
        var other = await Client.PartyAsync("营销部");
        var cover = (await Client.PlanOfAsync(party.Id(), "封面")).Id();
        var task = await ImportAsync(
            "任务",
            "",
            """{"ref":"W1","name":"调研","subtasks":[{"name":"问卷","owners":[{"text":"营销部"}]}]}"""
        );
        await ImportAsync("别的", """{"ref":"O1","text":"市场部"}""");

        (await PlansAsync($"partyId={party.Id()}")).ShouldBe([cover]);
        (await PlansAsync($"partyId={other.Id()}")).ShouldBe([task]);
    }

    [Fact]
    public async Task My_plans_name_me_on_the_cover_or_as_owner_of_a_task()
    {
        using var ann = await Api.Alpha.PersonAsync("ann", Role.Planner);
        var party = await Client.PartyAsync("王芳", new { kind = "person" });
        var members = $"/v1/workspaces/{Api.Alpha.Id}/members";
        var member = (await Client.ReadAsync($"{members}?subject=ann")).Items().Single()!;
        await Client
            .PatchAsync($"{members}/{member.Id()}", $$"""{"partyId":"{{party.Id()}}"}""", member.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        var named = (await Client.PlanOfAsync(party.Id(), "封面")).Id();
        var task = await ImportAsync("任务", "", """{"ref":"W1","name":"调研","owners":[{"text":"王芳"}]}""");
        await ann.PlanAsync("自己的");
        await Client.PlanAsync("别的");

        (await ann.ReadAsync("/v1/plans?mine=true&sort=createdAt")).Each("id").ShouldBe([named, task]);
        (await ann.ReadAsync($"/v1/plans?mine=true&q={Uri.EscapeDataString("调研")}")).Each("id").ShouldBe([task]);
        (await ann.ReadAsync("/v1/plans")).Items().Count.ShouldBe(4);
        (await Api.Beta.Client.ReadAsync("/v1/plans?mine=true")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Plans_are_sorted_by_their_preparer()
    {
        var b = await PreparedByAsync("Bob");
        var none = await PreparedByAsync("");
        var a = await PreparedByAsync("ann");

        (await Client.WalkAsync("/v1/plans?sort=preparedBy&pageSize=1")).Select(plan => plan.Id()).ShouldBe([none, a, b]);
        (await PlansAsync("sort=-preparedBy")).ShouldBe([b, a, none]);
        var items = (await Client.ReadAsync("/v1/plans?sort=preparedBy")).Items();
        items.Select(plan => (string?)plan!["preparedBy"]).ShouldBe([null, "ann", "Bob"]);

        async Task<string> PreparedByAsync(string name) =>
            (await Client.PlanAsync("一", new { signatories = new[] { new { role = "preparedBy", party = new { text = name } } } })).Id();
    }

    [Fact]
    public async Task Lists_count_objectives_tasks_and_open_placeholders_on_request()
    {
        var plan = await ImportAsync(
            "[产品名称]上市",
            """{"ref":"O1","text":"提升[产品名称]知名度至X%"},{"ref":"O2","text":"复购"}""",
            """{"ref":"W1","name":"调研","subtasks":[{"name":"问卷"},{"name":"由[姓名]访谈"}]},{"ref":"W2","name":"上市"}"""
        );
        await Client.PlanAsync("空");

        (await CountsAsync(plan)).ShouldBe((2, 4, 4));
        (await Client.ReadAsync("/v1/plans")).Items().ShouldAllBe(item => item!["counts"] == null);

        var part = (await Client.ReadAsync($"/v1/plans/{plan}/parts?refs=W1")).Items().Single()!;
        await Client.DeleteAsync($"/v1/plans/{plan}/parts/{part.Id()}", part.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        (await CountsAsync(plan)).ShouldBe((2, 1, 3));
        await Client.DeleteAsync($"/v1/plans/{plan}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await CountsAsync(plan, "&includeDeleted=true")).ShouldBe((2, 1, 3));

        async Task<(int, int, int)> CountsAsync(string id, string more = "")
        {
            var counts = (await Client.ReadAsync($"/v1/plans?expand=counts&ids={id}{more}")).Items().Single()!["counts"]!;
            return (counts.Number("objectives"), counts.Number("tasks"), counts.Number("openPlaceholders"));
        }
    }

    [Fact]
    public async Task Counts_are_columns_of_the_table_of_plans()
    {
        await ImportAsync("一", """{"ref":"O1","text":"复购"}""");

        var row = (await Client.ReadCsvAsync("/v1/plans?expand=counts&pageSize=50")).Single();

        (row["counts.objectives"], row["counts.tasks"], row["counts.openPlaceholders"]).ShouldBe(("1", "0", "0"));
    }

    [Fact]
    public async Task Plans_are_filtered_and_sorted_by_the_day_on_which_they_end()
    {
        var late = (await Client.PlanAsync("一", new { periodEnd = new { date = "2027-12-31" } })).Id();
        var early = (await Client.PlanAsync("二", new { periodEnd = new { date = "2027-03-31" } })).Id();
        var open = (await Client.PlanAsync("三")).Id();

        (await PlansAsync("sort=-periodEnd")).ShouldBe([late, early, open]);
        (await PlansAsync("sort=periodEnd&pageSize=1")).ShouldBe([open]);
        (await Client.WalkAsync("/v1/plans?sort=periodEnd&pageSize=1")).Select(plan => plan.Id()).ShouldBe([open, early, late]);
        (await PlansAsync("endFrom=2027-04-01")).ShouldBe([late]);
        (await PlansAsync("endFrom=2027-03-31&periodTo=2027-03-31")).ShouldBe([early]);
    }

    private Task<IReadOnlyList<string>> FindAsync(string q, string more = "") => PlansAsync($"q={Uri.EscapeDataString(q)}{more}");

    private async Task<IReadOnlyList<string>> PlansAsync(string arguments) => (await Client.ReadAsync($"/v1/plans?{arguments}")).Each("id");

    private async Task<string> ImportAsync(string title, string objectives, string workPackages = "") =>
        (
            await Client
                .PostAsync(
                    "/v1/plans/import",
                    $$"""
                    {"plan":{"title":"{{title}}","language":"zh-Hans","currency":"CNY"},
                     "objectives":[{{objectives}}],"workPackages":[{{workPackages}}]}
                    """
                )
                .ShouldBeAsync(HttpStatusCode.Created)
        )["plan"]!.Id();
}
