using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Plans;

[Collection(SecondApi.Name)]
public sealed class ListingPlansTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Lists_filter_by_each_field_and_by_all_of_them_together()
    {
        var brand = await Client.PlanAsync(
            "品牌",
            new
            {
                code = "B-1",
                planType = "brandMaintenance",
                periodStart = new { date = "2026-01-01" },
                periodEnd = new { date = "2026-12-31" },
            }
        );
        var launch = await Client.PlanAsync(
            "Launch",
            new
            {
                language = "en",
                planType = "productLaunch",
                periodStart = new { date = "2026-06-01" },
                periodEnd = new { date = "2026-08-31" },
            }
        );
        var open = await Client.PlanAsync("待定", new { periodStart = new { placeholder = "XXXX年XX月XX日" } });
        (await FindAsync("planType=brandMaintenance")).ShouldBe([brand.Id()]);
        (await FindAsync("code=B-1")).ShouldBe([brand.Id()]);
        (await FindAsync("language=en")).ShouldBe([launch.Id()]);
        (await FindAsync("periodFrom=2026-06-01")).ShouldBe([launch.Id()]);
        (await FindAsync("periodTo=2026-08-31")).ShouldBe([launch.Id()]);
        (await FindAsync("periodFrom=2026-01-01&periodTo=2026-12-31&sort=title")).ShouldBe([launch.Id(), brand.Id()]);
        (await FindAsync("status=notInForce")).Count.ShouldBe(3);
        (await FindAsync("status=active")).ShouldBeEmpty();
        (await FindAsync($"ids={open.Id()},{brand.Id()},{Guid.NewGuid()}")).ShouldBe([open.Id(), brand.Id()], ignoreOrder: true);
        (await FindAsync("planType=brandMaintenance&language=en")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("年度计划")]
    [InlineData("年度計劃")]
    [InlineData("brand-2026")]
    [InlineData("Ｂｒａｎｄ")]
    [InlineData("執行摘要")]
    public async Task Texts_are_found_in_either_script_width_and_case(string q)
    {
        var plan = await Client.PlanAsync("2026 年度计划", new { code = "BRAND-2026", introduction = "执行摘要" });
        await Client.PlanAsync("别的");
        (await FindAsync($"q={Uri.EscapeDataString(q)}")).ShouldBe([plan.Id()]);
    }

    [Fact]
    public async Task Updated_since_and_include_deleted_reflect_later_changes()
    {
        var first = await Client.PlanAsync("一");
        var second = await Client.PlanAsync("二");
        (await FindAsync($"updatedSince={second.Text("updatedAt")}")).ShouldBe([second.Id()]);
        await Client.DeleteAsync($"/v1/plans/{first.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await FindAsync($"updatedSince={second.Text("updatedAt")}&includeDeleted=true")).ShouldBe([first.Id(), second.Id()]);
        (await FindAsync("")).ShouldBe([second.Id()]);
        var reader = await Api.Alpha.WithScopesAsync("plans:read");
        (await reader.ReadAsync("/v1/plans?includeDeleted=true")).Items().Count.ShouldBe(2, "readers see tombstones");
    }

    [Theory]
    [InlineData("title")]
    [InlineData("-title")]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    [InlineData("updatedAt")]
    [InlineData("-updatedAt")]
    [InlineData("periodStart")]
    [InlineData("-periodStart")]
    [InlineData("periodStart,-title")]
    [InlineData("-periodStart,title,-updatedAt")]
    public async Task Pages_contain_every_plan_once_in_every_order(string sort)
    {
        await SevenPlansAsync();
        var whole = await Client.ReadAsync($"/v1/plans?sort={sort}");
        var walked = await Client.WalkAsync($"/v1/plans?sort={sort}&pageSize=2");
        walked.Select(plan => plan.Id()).ShouldBe(whole.Each("id"));
        walked.Select(plan => plan.Id()).Distinct().Count().ShouldBe(7);
        foreach (var pageSize in new[] { 1, 3 })
        {
            (await Client.WalkAsync($"/v1/plans?sort={sort}&pageSize={pageSize}")).Select(plan => plan.Id()).ShouldBe(whole.Each("id"));
        }
    }

    [Fact]
    public async Task Fields_to_sort_by_can_be_repeated_instead_of_separated_by_commas()
    {
        await SevenPlansAsync();
        var whole = (await Client.ReadAsync("/v1/plans?sort=periodStart,-title")).Each("id");
        (await Client.ReadAsync("/v1/plans?sort=periodStart&sort=-title")).Each("id").ShouldBe(whole);
        (await Client.WalkAsync("/v1/plans?sort=periodStart&sort=-title&pageSize=2")).Select(plan => plan.Id()).ShouldBe(whole);
        var cursor = (await Client.ReadAsync("/v1/plans?sort=periodStart&sort=-title&pageSize=3")).Text("nextCursor");
        var rest = await Client.ReadAsync($"/v1/plans?sort=periodStart,-title&pageSize=3&cursor={cursor}");
        rest.Each("id").ShouldBe(whole.Skip(3).Take(3));
    }

    [Fact]
    public async Task Plans_without_a_first_day_come_first_and_last_when_descending()
    {
        await SevenPlansAsync();
        Starts(await Client.ReadAsync("/v1/plans?sort=periodStart"))
            .ShouldBe([null, null, null, "2026-01-01", "2026-03-01", "2026-03-01", "2026-07-01"]);
        Starts(await Client.ReadAsync("/v1/plans?sort=-periodStart"))
            .ShouldBe(["2026-07-01", "2026-03-01", "2026-03-01", "2026-01-01", null, null, null]);
        (await Client.ReadAsync("/v1/plans?sort=periodStart,-title")).Each("title").Skip(4).Take(2).ShouldBe(["D", "C"]);
    }

    [Theory]
    [InlineData("""{"date":"2027-03-01"}""")]
    [InlineData("""{"text":"XXXX年XX月XX日"}""")]
    [InlineData("""{"text":"春节以后"}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("null")]
    public async Task The_period_of_a_plan_has_one_form_in_lists_and_in_the_plan(string period)
    {
        var body = $$"""{"title":"P","language":"zh-Hans","currency":"CNY","periodStart":{{period}},"periodEnd":{{period}}}""";
        var plan = await Client.PostAsync("/v1/plans", body).ShouldBeAsync(HttpStatusCode.Created);

        var row = (await Client.ReadAsync("/v1/plans")).Items().ShouldHaveSingleItem()!;

        foreach (var member in new[] { "periodStart", "periodEnd" })
        {
            JsonNode.DeepEquals(row[member], plan[member]).ShouldBeTrue($"{row[member]} and {plan[member]}");
        }
    }

    [Fact]
    public async Task Rows_added_and_deleted_between_pages_neither_hide_nor_repeat_others()
    {
        var plans = await SevenPlansAsync();
        var first = await Client.ReadAsync("/v1/plans?sort=title&pageSize=3");
        first.Each("title").ShouldBe(["A", "B", "C"]);
        await Client.PlanAsync("AA");
        await Client.DeleteAsync($"/v1/plans/{plans[1].Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        var second = await Client.ReadAsync($"/v1/plans?sort=title&pageSize=3&cursor={first.Text("nextCursor")}");
        second.Each("title").ShouldBe(["D", "E", "F"]);
    }

    [Fact]
    public async Task A_total_over_all_pages_is_counted_on_request()
    {
        await SevenPlansAsync();
        (await Client.ReadAsync("/v1/plans?pageSize=2&includeTotal=true")).Number("total").ShouldBe(7);
        (await Client.ReadAsync("/v1/plans?pageSize=2&includeTotal=true&q=a")).Number("total").ShouldBe(1);
        (await Client.ReadAsync("/v1/plans?pageSize=2"))["total"].ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_works_for_its_own_list_only()
    {
        await SevenPlansAsync();
        using var answer = await Client.GetAsync("/v1/plans?sort=title&pageSize=2");
        answer.Headers.GetValues("Link").Single().ShouldContain("rel=\"next\"");
        var cursor = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("nextCursor");
        string[] misuses =
        [
            $"/v1/plans?sort=-title&pageSize=2&cursor={cursor}",
            $"/v1/plans?sort=title&pageSize=3&cursor={cursor}",
            $"/v1/plans?sort=title&pageSize=2&q=x&cursor={cursor}",
            $"/v1/plans?sort=title&pageSize=2&includeDeleted=true&cursor={cursor}",
            $"/v1/parties?pageSize=2&cursor={cursor}",
            $"/v1/plans?sort=title&pageSize=2&cursor={cursor[..^2]}",
            "/v1/plans?sort=title&pageSize=2&cursor=abc",
        ];
        foreach (var misuse in misuses)
        {
            (await Client.GetAsync(misuse).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor"))
                .Pointers()
                .ShouldBe(["/cursor"]);
        }

        await Api
            .Beta.Client.GetAsync($"/v1/plans?sort=title&pageSize=2&cursor={cursor}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
        var feed = (await Client.ReadAsync("/v1/changes?start=now")).Text("nextCursor");
        await Client
            .GetAsync($"/v1/plans?cursor={Uri.EscapeDataString(feed)}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
    }

    [Fact]
    public async Task Unknown_arguments_of_a_list_are_rejected_with_the_known_ones()
    {
        (
            await Client
                .GetAsync("/v1/plans?colour=red&pageSize=0&status=sleeping")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid")
        )
            .Pointers()
            .ShouldBe(["/colour", "/pageSize", "/status"], ignoreOrder: true);
        (await Client.GetAsync("/v1/plans?sort=colour").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.unknownSort"))["args"]!
            .Texts("allowed")
            .ShouldBe(["contentUpdatedAt", "createdAt", "periodEnd", "periodStart", "preparedBy", "title", "updatedAt"]);
        foreach (var sort in new[] { "title,title", "--title", "title&sort=title" })
        {
            await Client.GetAsync($"/v1/plans?sort={sort}").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.unknownSort");
        }

        foreach (var sort in new[] { "title,createdAt,updatedAt,periodStart", "title,createdAt&sort=updatedAt&sort=periodStart" })
        {
            var refused = await Client.GetAsync($"/v1/plans?sort={sort}").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
            refused["errors"]!.AsArray().ShouldHaveSingleItem()!.Text("code").ShouldBe("input.tooMany");
        }
    }

    [Fact]
    public async Task Plans_with_expanded_objectives_have_no_ETag()
    {
        var plan = await Client.PlanAsync("P");
        await Client.ObjectiveAsync(plan.Id(), "二", "B");
        await Client.ObjectiveAsync(plan.Id(), "一", "A");
        await Client.PlanAsync("Q");
        using var expanded = await Client.GetAsync($"/v1/plans/{plan.Id()}?expand=objectives");
        expanded.Headers.ETag.ShouldBeNull();
        var objectives = JsonNode.Parse(await expanded.Content.ReadAsStringAsync())!["objectives"]!.AsArray();
        objectives.Select(objective => objective!.Text("ref")).ShouldBe(["B", "A"]);
        (await Client.ReadAsync($"/v1/plans/{plan.Id()}"))["objectives"].ShouldBeNull();
        var list = await Client.ReadAsync("/v1/plans?expand=objectives&sort=title");
        list.Items().Select(item => item!["objectives"]!.AsArray().Count).ShouldBe([2, 0]);
        (
            await Client
                .GetAsync("/v1/plans?expand=objectives&pageSize=51")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.expandedPageTooLarge")
        )
            .Pointers()
            .ShouldBe(["/pageSize"]);
    }

    [Fact]
    public async Task A_client_with_a_current_copy_gets_304()
    {
        var plan = await Client.PlanAsync("P");
        (await ReadIfNoneMatchAsync(plan.Id(), "\"1.0\"")).ShouldBe(HttpStatusCode.NotModified);
        (await ReadIfNoneMatchAsync(plan.Id(), "\"7\", \"1.0\"")).ShouldBe(HttpStatusCode.NotModified);
        (await ReadIfNoneMatchAsync(plan.Id(), "*")).ShouldBe(HttpStatusCode.NotModified);
        await Client.PatchAsync($"/v1/plans/{plan.Id()}", """{"title":"Q"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (await ReadIfNoneMatchAsync(plan.Id(), "\"1.0\"")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> ReadIfNoneMatchAsync(string plan, string tags)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}");
        request.Headers.TryAddWithoutValidation("If-None-Match", tags);
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<string>> FindAsync(string query) => (await Client.ReadAsync($"/v1/plans?{query}")).Each("id");

    private async Task<IReadOnlyList<JsonObject>> SevenPlansAsync()
    {
        var plans = new List<JsonObject>();
        foreach (
            var (title, start) in new (string, string?)[]
            {
                ("A", null),
                ("B", "2026-07-01"),
                ("C", "2026-03-01"),
                ("D", "2026-03-01"),
                ("E", null),
                ("F", "2026-01-01"),
                ("G", null),
            }
        )
        {
            plans.Add(await Client.PlanAsync(title, start is null ? null : new { periodStart = new { date = start } }));
        }

        return plans;
    }

    private static IReadOnlyList<string?> Starts(JsonNode page) => [.. page.Items().Select(plan => (string?)plan!["periodStart"]?["date"])];
}
