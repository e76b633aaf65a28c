using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Feeds;

/// <summary>Flat tables over the content of all plans, as JSON pages and as CSV.</summary>
[Collection(FirstApi.Name)]
public sealed class TablesTests(MarketingApi api) : ApiTest(api)
{
    private const string Document = """
        {"plan":{"title":"活力泉","code":"SPARK","language":"zh-Hans","currency":"CNY",
         "periodStart":{"date":"2027-01-04"},"periodEnd":{"date":"2027-12-31"},"launchDate":{"date":"2027-05-18"}},
         "objectives":[
           {"ref":"O1","name":"知名度","text":"提升知名度","measures":[
             {"metric":{"text":"提示后知名度"},"target":{"text":"從3%提升至40%"},"deadlines":[{"text":"上市后6个月内"}],"scope":{"market":"上海"}},
             {"metric":{"text":"净增长"},"target":{"text":"达到X%"},"deadlines":[{"text":"问卷结束后2周内"}]}]},
           {"ref":"O2","text":"=危险的目标"}],
         "workPackages":[
           {"ref":"W1","code":"A1","name":"调研","owners":[{"text":"市场部"},{"text":"外部顾问"}],"deadlines":[{"text":"2027年3月12日"}],
            "priority":"high","objectives":["O1"],"subtasks":[
              {"name":"问卷","owners":[{"text":"市场部"}],"deadlines":[{"text":"计划开始后6周内"}]},
              {"name":"周报","deadlines":[{"text":"每周一次"}]}]},
           {"ref":"W2","name":"上市","predecessors":["W1"]}],
         "phases":[{"ref":"P1","name":"预热","window":{"text":"T-6周至T-1周"}}]}
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.PartyAsync("市场部");
    }

    [Fact]
    public async Task Each_measure_is_a_row_with_its_plan_its_target_and_its_due_date()
    {
        var metric = await Client.EntryAsync("metrics", "提示后知名度", new { code = "awareness" });
        var plan = await ImportAsync(Document);

        var rows = (await Client.ReadAsync("/v1/objective-measures")).Items();

        rows.Count.ShouldBe(3);
        var first = rows[0]!;
        first.Text("planId").ShouldBe(plan);
        first.Text("planCode").ShouldBe("SPARK");
        first.Text("planTitle").ShouldBe("活力泉");
        first.Text("objectiveRef").ShouldBe("O1");
        first.Number("measure").ShouldBe(1);
        first.Text("metricId").ShouldBe(metric.Id());
        first.Text("metricCode").ShouldBe("awareness");
        first.Text("metricName").ShouldBe("提示后知名度");
        (first.Text("baseline"), first.Text("targetValue"), first.Text("unit")).ShouldBe(("3", "40", "%"));
        first.Text("direction").ShouldBe("increase");
        first.Text("market").ShouldBe("上海");
        (first.Text("deadlineText"), first.Text("dueDate"), first.Text("dueState")).ShouldBe(("上市后6个月内", "2027-11-18", "resolved"));
        rows[1]!.Text("targetPlaceholder").ShouldBe("X");
        rows[1]!["metricId"].ShouldBeNull();
        (rows[1]!["dueDate"], rows[1]!.Text("dueState"), rows[1]!.Text("waitReason")).ShouldBe((null, "waiting", "anchor"));
        rows[2]!.Text("objectiveRef").ShouldBe("O2");
        rows[2]!["measure"].ShouldBeNull();
        rows[2]!["dueState"].ShouldBeNull();
    }

    [Fact]
    public async Task Tasks_and_subtasks_are_rows_with_owners_and_due_dates()
    {
        await ImportAsync(Document);
        var party = (await Client.ReadAsync("/v1/parties")).Items().Single()!.Id();

        var rows = (await Client.ReadAsync("/v1/planned-tasks")).Items();

        rows.Select(row => row!.Text("taskName")).ShouldBe(["调研", "问卷", "周报", "上市"]);
        rows.Select(row => row!.Text("level")).ShouldBe(["workPackage", "subtask", "subtask", "workPackage"]);
        rows.Select(row => (int?)row!["subtask"]).ShouldBe([null, 1, 2, null]);
        rows.Take(3).ShouldAllBe(row => row!.Text("workPackageRef") == "W1" && row!.Text("workPackageName") == "调研");
        var package = rows[0]!;
        package.Text("ownerText").ShouldBe("市场部; 外部顾问");
        package.Texts("ownerIds").ShouldBe([party]);
        package.Texts("ownerNames").ShouldBe(["市场部"]);
        package.Texts("objectiveRefs").ShouldBe(["O1"]);
        package.Text("dueDate").ShouldBe("2027-03-12");
        (rows[1]!.Text("startDate"), rows[1]!.Text("dueDate")).ShouldBe(("2027-01-04", "2027-02-14"));
        (rows[2]!.Text("deadlineText"), rows[2]!["dueDate"], rows[2]!.Text("dueState")).ShouldBe(("每周一次", null, "undated"));
        (rows[3]!["dueState"], rows[3]!.Texts("predecessorRefs").Single()).ShouldBe((null, "W1"));
        (await Client.ReadAsync($"/v1/planned-tasks?partyId={party}")).Each("taskName").ShouldBe(["调研", "问卷"]);
    }

    [Fact]
    public async Task Schedules_of_all_plans_are_one_table_with_the_filters_of_a_schedule()
    {
        await ImportAsync(Document);
        await ImportAsync(Document.Replace("SPARK", "SECOND", StringComparison.Ordinal));

        var rows = (await Client.ReadAsync("/v1/schedule-items?section=workPackages")).Items();

        rows.Count.ShouldBe(6);
        rows.Select(row => row!.Text("planCode")).ShouldBe(["SPARK", "SPARK", "SPARK", "SECOND", "SECOND", "SECOND"]);
        rows[0]!.Text("partTitle").ShouldBe("调研");
        rows[1]!.Text("itemTitle").ShouldBe("问卷");
        rows[1]!.Text("pointer").ShouldBe("/subtasks/0/deadlines/0");
        (rows[0]!.Text("date"), rows[2]!.Text("kind")).ShouldBe(("2027-03-12", "recurrence"));
        (await CountAsync("section=workPackages&rhythms=all&from=2027-01-04&to=2027-01-31")).ShouldBe(8);
        (await CountAsync("section=workPackages&to=2027-03-11")).ShouldBe(4);
        (await CountAsync("kinds=window")).ShouldBe(2);
        (await CountAsync("state=waiting")).ShouldBe(2);
        (
            await Client
                .GetAsync("/v1/schedule-items?from=2027-02-01&to=2027-01-01")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "schedule.rangeReversed")
        )
            .Pointers()
            .ShouldBe(["/to"]);

        async Task<int> CountAsync(string filter) => (await Client.ReadAsync($"/v1/schedule-items?{filter}")).Items().Count;
    }

    [Theory]
    [InlineData("objective-measures")]
    [InlineData("planned-tasks")]
    [InlineData("schedule-items")]
    public async Task Pages_of_any_size_contain_every_row_once_and_CSV_contains_the_same_rows(string table)
    {
        for (var i = 0; i < 7; i++)
        {
            await ImportAsync(Document.Replace("SPARK", $"S{i}", StringComparison.Ordinal));
        }

        var all = (await Client.ReadAsync($"/v1/{table}?pageSize=1000")).Items();
        foreach (var size in new[] { 1, 4, 5 })
        {
            var walked = await Client.WalkAsync($"/v1/{table}?pageSize={size}");
            walked.Select(row => row.ToJsonString()).ShouldBe(all.Select(row => row!.ToJsonString()), $"{size}");
        }

        var rows = await Client.ReadCsvAsync($"/v1/{table}");
        rows.Count.ShouldBe(all.Count);
        rows[0].Keys.ShouldBe(all[0]!.AsObject().Select(member => member.Key));
        rows.Select(row => row["planCode"]).ShouldBe(all.Select(row => row!.Text("planCode")));
        (await Client.ReadCsvAsync($"/v1/{table}?pageSize=3")).Count.ShouldBe(all.Count);
    }

    [Theory]
    [InlineData("objective-measures")]
    [InlineData("planned-tasks")]
    [InlineData("schedule-items")]
    public async Task Rows_are_filtered_by_plan_and_by_its_last_change(string table)
    {
        var first = await ImportAsync(Document);
        var second = await ImportAsync(Document.Replace("SPARK", "SECOND", StringComparison.Ordinal));
        var since = (await Client.ReadAsync($"/v1/plans/{second}")).Text("updatedAt");

        (await PlansAsync($"planId={first}")).ShouldBe([first]);
        (await PlansAsync($"planId={first},{second}")).ShouldBe([first, second]);
        (await PlansAsync($"updatedSince={since}")).ShouldBe([second]);
        (await PlansAsync("planStatus=active")).ShouldBeEmpty();
        var part = (await Client.ReadAsync($"/v1/plans/{first}/parts?section=phases")).Items().Single()!;
        await Client.DeleteAsync($"/v1/plans/{first}/parts/{part.Id()}", part.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        (await PlansAsync($"updatedSince={since}")).ShouldBe([first, second], "a deleted part is a change");
        var recorded = (
            await Client
                .PostAsync($"/v1/plans/{second}/anchors", """{"code":"LATE","date":"2027-02-01"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Text("createdAt");
        (await PlansAsync($"updatedSince={recorded}")).ShouldBe([second], "a recorded event is a change");
        await Client.DeleteAsync($"/v1/plans/{first}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await PlansAsync("")).ShouldBe([second]);
        (await Api.Beta.Client.ReadAsync($"/v1/{table}")).Items().ShouldBeEmpty();
        await Client.GetAsync($"/v1/{table}?cursor=abc").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");

        async Task<IReadOnlyList<string>> PlansAsync(string filter) =>
            [.. (await Client.ReadAsync($"/v1/{table}?{filter}")).Each("planId").Distinct()];
    }

    [Fact]
    public async Task Plans_are_a_table_with_the_filters_and_the_order_of_their_list()
    {
        await Client.PlanAsync("-1", new { code = "B", periodStart = new { date = "2027-01-01" } });
        await Client.PlanAsync("乙", new { code = "A" });
        await Client.PlanAsync("丙", new { language = "en" });

        var rows = await Client.ReadCsvAsync("/v1/plans?language=zh-Hans&sort=createdAt");

        rows.Select(row => row["code"]).ShouldBe(["B", "A"]);
        rows.Select(row => row["title"]).ShouldBe(["'-1", "乙"]);
        rows.Select(row => row["periodStart"]).ShouldBe(["2027-01-01", ""]);
        rows.Select(row => row["status"]).ShouldBe(["notInForce", "notInForce"]);
        rows[0].Keys.ShouldNotContain("objectives");
    }

    [Fact]
    public async Task Parts_are_a_table_with_their_content_as_JSON()
    {
        var plan = await ImportAsync(Document);

        var rows = await Client.ReadCsvAsync($"/v1/parts?planId={plan}&section=objectives");

        rows.Select(row => (row["section"], row["ref"])).ShouldBe([("objectives", "O1"), ("objectives", "O2")]);
        var parts = (await Client.ReadAsync($"/v1/parts?planId={plan}&section=objectives")).Items();
        foreach (var (row, part) in rows.Zip(parts))
        {
            row["id"].ShouldBe(part!.Id());
            JsonNode.DeepEquals(JsonNode.Parse(row["content"]), part!["content"]).ShouldBeTrue(row["content"]);
        }
    }

    [Fact]
    public async Task CSV_has_a_file_name_and_a_byte_order_mark_on_request()
    {
        await ImportAsync(Document);

        using var plain = await Client.GetCsvAsync("/v1/objective-measures");
        using var marked = await Client.GetCsvAsync("/v1/objective-measures?bom=true");

        plain.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("objective-measures.csv");
        plain.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var bytes = await plain.Content.ReadAsByteArrayAsync();
        (await marked.Content.ReadAsByteArrayAsync()).ShouldBe([.. Encoding.UTF8.Preamble, .. bytes]);
        Encoding.UTF8.GetString(bytes).ShouldContain("'=危险的目标");
    }

    [Theory]
    [InlineData("/v1/api-keys", "text/csv", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/me", "text/csv;q=0.5", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/me", "application/json;q=0, */*", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/plans", "application/xml", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/plans", "text/html", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/plans", "application/json;q=0, text/csv;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("/v1/api-keys", "text/csv, application/json;q=0.1", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "text/csv, */*;q=0.1", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "application/xml, application/*;q=0.1", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "application/json; charset=utf-8; odata.metadata=minimal", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "APPLICATION/JSON", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "garbage", HttpStatusCode.OK)]
    [InlineData("/v1/api-keys", "", HttpStatusCode.OK)]
    [InlineData("/v1/planned-tasks", "application/json, text/csv;q=0.9", HttpStatusCode.OK)]
    public async Task A_request_that_accepts_no_available_format_is_406_and_JSON_is_preferred(
        string path,
        string accept,
        HttpStatusCode status
    )
    {
        using var response = await Client.GetCsvAsync(path, accept);

        response.StatusCode.ShouldBe(status);
        var type = status == HttpStatusCode.OK ? "application/json" : "application/problem+json";
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task A_write_that_accepts_no_available_format_changes_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/plans")
        {
            Content = JsonContent.Create(
                new
                {
                    title = "P",
                    language = "en",
                    currency = "EUR",
                }
            ),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/xml");

        await Client.SendAsync(request).ShouldBeRefusedAsync(HttpStatusCode.NotAcceptable, "http.notAcceptable");

        (await Client.ReadAsync("/v1/plans")).Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/v1/plans?sort=-createdAt&pageSize=1&status=notInForce")]
    [InlineData("/v1/planned-tasks?pageSize=2")]
    [InlineData("/v1/parties?pageSize=1&q=%E9%83%A8")]
    public async Task A_page_contains_the_address_of_the_next_one_with_the_same_arguments(string path)
    {
        await ImportAsync(Document);
        await ImportAsync(Document.Replace("SPARK", "SECOND", StringComparison.Ordinal));
        await Client.PartyAsync("公关部");
        var all = await Client.WalkAsync(path);

        var (link, walked, pages) = ((string?)path, new List<JsonNode>(), 0);
        while (link is not null)
        {
            using var response = await Client.GetAsync(link);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            link = (string?)page["nextLink"];
            walked.AddRange(page.Items()!);
            (response.Headers.TryGetValues("Link", out var header) ? header.Single() : null).ShouldBe(
                link is null ? null : $"<{link}>; rel=\"next\""
            );
            pages++;
        }

        pages.ShouldBeGreaterThan(1);
        walked.Select(row => row.ToJsonString()).ShouldBe(all.Select(row => row.ToJsonString()));
    }

    [Fact]
    public async Task CSV_has_labels_in_the_requested_language_and_codes_otherwise()
    {
        await ImportAsync(Document);

        var codes = await Client.ReadCsvAsync("/v1/planned-tasks");
        var labels = await Client.ReadCsvAsync("/v1/planned-tasks?lang=zh-Hans");
        using var response = await Client.GetCsvAsync("/v1/planned-tasks?lang=zh-Hans");

        codes[0]["planStatus"].ShouldBe("notInForce");
        (codes[0]["level"], codes[0]["priority"], codes[0]["dueState"]).ShouldBe(("workPackage", "high", "resolved"));
        labels[0].Count.ShouldBe(codes[0].Count);
        labels[0]["任务名称"].ShouldBe("调研");
        labels[0]["计划状态"].ShouldBe(LabelTexts.Find("planStatus", "notInForce", "zh-Hans"));
        labels[0]["优先级"].ShouldBe(LabelTexts.Find("priority", "high", "zh-Hans"));
        labels[0]["期限状态"].ShouldBe(LabelTexts.Find("resolutionState", "resolved", "zh-Hans"));
        response.Content.Headers.ContentLanguage.ShouldBe(["zh-Hans"]);
        response.Headers.Vary.ShouldContain("Accept");
        (await Client.ReadAsync("/v1/planned-tasks?lang=zh-Hans")).Items()[0]!.Text("priority").ShouldBe("high");
    }

    [Theory]
    [InlineData("objective-measures", "objectives", "objectiveRef", "O2")]
    [InlineData("planned-tasks", "workPackages", "workPackageRef", "W1")]
    [InlineData("schedule-items", "workPackages", "partRef", "W1")]
    public async Task Rows_of_deleted_parts_and_plans_are_returned_on_request_and_marked(
        string table,
        string section,
        string column,
        string deleted
    )
    {
        var plan = await ImportAsync(Document.Replace("\"predecessors\":[\"W1\"]", "\"predecessors\":[]", StringComparison.Ordinal));
        var before = await RowsAsync("");
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/parts?section={section}&refs={deleted}")).Items().Single()!;

        await Client.DeleteAsync($"/v1/plans/{plan}/parts/{part.Id()}", part.Version()).ShouldBeAsync(HttpStatusCode.NoContent);

        before.ShouldAllBe(row => !row.Deleted);
        (await RowsAsync("")).ShouldBe(before.Where(row => row.Ref != deleted));
        (await RowsAsync("&includeDeleted=true")).ShouldBe(before.Select(row => row with { Deleted = row.Ref == deleted }));
        var since = (await Client.ReadAsync($"/v1/plans/{plan}/parts/{part.Id()}?includeDeleted=true")).Text("deletedAt");

        await Client.DeleteAsync($"/v1/plans/{plan}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        (await RowsAsync("")).ShouldBeEmpty();
        var gone = before.Select(row => row with { Deleted = true }).ToList();
        (await RowsAsync($"&includeDeleted=true&updatedSince={since}")).ShouldBe(gone);
        (await RowsAsync("&includeDeleted=true&pageSize=1")).ShouldBe(gone);
        (await Client.ReadCsvAsync($"/v1/{table}?includeDeleted=true")).ShouldAllBe(row => row["deleted"] == "true");

        async Task<IReadOnlyList<MarkedRow>> RowsAsync(string arguments) =>
            [.. (await Client.WalkAsync($"/v1/{table}?planCode=spark{arguments}")).Select(row => MarkedRow.Of(row, column))];
    }

    [Fact]
    public async Task Tables_over_content_have_the_filters_of_the_list_of_plans()
    {
        await ImportAsync(Document);
        await ImportAsync(
            Document
                .Replace("SPARK", "SECOND", StringComparison.Ordinal)
                .Replace("zh-Hans", "zh-Hant", StringComparison.Ordinal)
                .Replace("2027-12-31", "2028-01-31", StringComparison.Ordinal)
                .Replace("2027-01-04", "2027-02-01", StringComparison.Ordinal)
        );

        (await PlansAsync("planCode=second")).ShouldBe(["SECOND"]);
        (await PlansAsync("planLanguage=zh-Hans")).ShouldBe(["SPARK"]);
        (await PlansAsync("planPeriodFrom=2027-02-01")).ShouldBe(["SECOND"]);
        (await PlansAsync("planPeriodTo=2027-12-31")).ShouldBe(["SPARK"]);
        (await PlansAsync("planPeriodTo=2028-12-31")).ShouldBe(["SPARK", "SECOND"]);
        (await Client.ReadAsync("/v1/schedule-items?ref=w1")).Each("partRef").Distinct().ShouldBe(["W1"]);

        async Task<IEnumerable<string>> PlansAsync(string filter) =>
            (await Client.ReadAsync($"/v1/objective-measures?{filter}")).Each("planCode").Distinct();
    }

    [Fact]
    public async Task Catalogues_are_tables_with_the_filters_of_their_lists()
    {
        await Client.EntryAsync("parties", "=公关部", new { kind = "department", contact = new { email = "pr@example.com" } });
        await Client.EntryAsync("channels", "微信", new { type = "social", aliases = new[] { "WeChat", "Weixin" } });
        await Client.EntryAsync("metrics", "满意度", new { scaleMax = "5", direction = "higherIsBetter" });
        await Client.EntryAsync("segments", "新客", new { size = 12_500 });
        await Client.EntryAsync("partners", "光合", new { kind = "agency" });

        var parties = await Client.ReadCsvAsync("/v1/parties?sort=createdAt");
        var labelled = await Client.ReadCsvAsync("/v1/parties?q=%E5%85%AC%E5%85%B3%E9%83%A8&lang=zh-Hant");

        parties.Select(row => row["name"]).ShouldBe(["市场部", "'=公关部"]);
        (parties[1]["kind"], parties[1]["contact.email"], parties[1]["deletedAt"]).ShouldBe(("department", "pr@example.com", ""));
        labelled.Single()["責任方類型"].ShouldBe(LabelTexts.Find("partyKind", "department", "zh-Hant"));
        (await Client.ReadCsvAsync("/v1/channels")).Single()["aliases"].ShouldBe("WeChat; Weixin");
        (await Client.ReadCsvAsync("/v1/metrics")).Single()["scaleMax"].ShouldBe("5");
        (await Client.ReadCsvAsync("/v1/segments")).Single()["size"].ShouldBe("12500");
        (await Client.ReadCsvAsync("/v1/partners?kind=media")).ShouldBeEmpty();
        (await Client.ReadCsvAsync("/v1/approvals")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/v1/objective-measures?colour=red", "/colour")]
    [InlineData("/v1/planned-tasks?pageSize=1001", "/pageSize")]
    [InlineData("/v1/plans?expand=objectives&pageSize=60", "/pageSize")]
    public async Task An_invalid_query_is_rejected_before_CSV_begins(string path, string pointer)
    {
        using var response = await Client.GetCsvAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Pointers().ShouldBe([pointer]);
    }

    /// <summary>A row of a table without what its deletion changes, and the mark.</summary>
    private sealed record MarkedRow(string Ref, string Rest, bool Deleted)
    {
        public static MarkedRow Of(JsonNode row, string column)
        {
            var rest = row.DeepClone().AsObject();
            rest.Remove("deleted");
            rest.Remove("planUpdatedAt");
            return new MarkedRow(row.Text(column), rest.ToJsonString(), row["deleted"]!.GetValue<bool>());
        }
    }

    private async Task<string> ImportAsync(string document) =>
        (await Client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.Id();
}
