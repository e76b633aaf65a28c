using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Checks;

/// <summary>Checking a whole plan over HTTP.</summary>
[Collection(FirstApi.Name)]
public sealed class CheckingPlansTests(MarketingApi api) : ApiTest(api)
{
    private const string Sound = """
        {"plan":{"title":"新品上市计划","planType":"productLaunch","language":"zh-Hans","currency":"CNY","preparedOn":{"date":"2025-12-01"},
                 "periodStart":{"date":"2026-01-01"},"periodEnd":{"date":"2026-12-31"},"launchDate":{"date":"2026-06-01"},"deadlinePolicy":"planStart",
                 "signatories":[{"role":"preparedBy","party":{"text":"张三"}},{"role":"reviewedBy","party":{"text":"李四"}},{"role":"approvedBy","party":{"text":"王五"}}]},
         "objectives":[{"ref":"O1","text":"知名度达到60%。","measures":[{"metric":{"text":"知名度"},"target":{"text":"达到60%"}}]}],
         "phases":[{"ref":"A","name":"预热","window":{"text":"T-6周至T-1周"}},{"ref":"B","name":"发布","window":{"text":"T日"}},{"ref":"C","name":"维护","window":{"text":"T+1周至T+8周"}}],
         "workPackages":[{"ref":"W1","name":"调研","phase":"A","subtasks":[{"name":"问卷设计","owners":[{"text":"市场部"}],"deadlines":[{"text":"1个月内"}]}]},
                         {"ref":"W2","name":"发布会","phase":"B","owners":[{"text":"公关部"}],"predecessors":["W1"]}],
         "timetable":[{"subject":"任务1","workPackages":["W1"],"segments":[{"text":"1个月内完成问卷设计","deadlines":[{"text":"1个月内"}]}]}],
         "analysis":[{"kind":"swot","title":"SWOT"}],
         "budget":[{"total":{"text":"1000万元"},"contingencyRange":{"text":"占总预算10%-15%"}}],
         "budgetLines":[{"ref":"L1","category":"广告","kind":"line","amount":{"text":"850万元"}},{"ref":"L2","category":"应急","kind":"contingency","amount":{"text":"150万元"}}],
         "risks":[{"ref":"R1","name":"反响平平","owners":[{"text":"市场部"}],"responses":[{"text":"调整策略","timingText":"立即"}]}],
         "monitoring":[{"type":"meeting","name":"例会","frequencies":[{"text":"每周一次"}]}]}
        """;

    [Fact]
    public async Task A_sound_plan_is_ready_and_five_planted_faults_give_five_findings()
    {
        var sound = await CheckAsync(await ImportAsync(Sound));
        (sound["counts"]!.Number("error"), sound["readyToSubmit"]!.GetValue<bool>(), sound["readyToActivate"]!.GetValue<bool>()).ShouldBe(
            (0, true, true),
            sound.ToJsonString()
        );

        var document = JsonNode.Parse(Sound)!;
        document["plan"]!["signatories"]![2]!["party"]!["text"] = "張三";
        document["objectives"]![0]!["measures"] = new JsonArray();
        document["workPackages"]![0]!["subtasks"]![0]!["owners"] = new JsonArray();
        document["phases"]![0]!["window"]!["text"] = "T+1周至T+3周";
        document["budgetLines"]![1]!["amount"]!["text"] = "140万元";

        var check = await CheckAsync(await ImportAsync(document.ToJsonString()), "?severity=error");

        check["findings"]!
            .AsArray()
            .Select(finding => $"{finding!.Text("pointer")} {finding!.Text("code")}")
            .ShouldBe([
                "/plan/signatories/2/party check.samePersonTwice",
                "/objectives/0/measures check.measureMissing",
                "/phases/1/window check.phasesOutOfOrder",
                "/workPackages/0/subtasks/0/owners check.subtaskWithoutOwner",
                "/budget/0/total check.totalDiffers",
            ]);
        (check["counts"]!.Number("error"), check["readyToSubmit"]!.GetValue<bool>(), check["readyToActivate"]!.GetValue<bool>()).ShouldBe(
            (5, false, false)
        );
    }

    [Fact]
    public async Task A_template_can_be_submitted_but_not_activated()
    {
        var check = await CheckAsync(
            await ImportAsync(Sound.Replace("850万元", "A万元", StringComparison.Ordinal)),
            "?code=check.placeholderOpen"
        );

        (
            check["readyToSubmit"]!.GetValue<bool>(),
            check["readyToActivate"]!.GetValue<bool>(),
            check["truncated"]!.GetValue<bool>()
        ).ShouldBe((true, false, false));
        var finding = check["findings"]!.AsArray().ShouldHaveSingleItem()!;
        (finding.Text("pointer"), finding.Text("section"), finding.Text("ref"), finding.Text("within"), finding.Text("blocks")).ShouldBe(
            ("/budgetLines/0/amount/placeholder", "budgetLines", "L1", "/amount/placeholder", "activation")
        );
        (finding["args"]!.Text("placeholder"), finding["args"]!.Text("text")).ShouldBe(("A", "A万元"));
    }

    [Theory]
    [InlineData("en", "en", "The plan has no preparation date. Enter the date on which it was prepared.")]
    [InlineData("zh-CN", "zh-Hans", "计划未填写编制日期。")]
    [InlineData("zh-TW", "zh-Hant", "計畫未填寫編製日期。")]
    public async Task Messages_are_in_the_callers_language(string accepted, string language, string message)
    {
        var plan = (await Client.PlanAsync("P")).Id();
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plans/{plan}/check?code=check.preparedOnMissing");
        request.Headers.Add("Accept-Language", accepted);

        var check = await Client.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK);

        check.Text("language").ShouldBe(language);
        check["findings"]!.AsArray().ShouldHaveSingleItem()!.Text("message").ShouldBe(message);
    }

    [Fact]
    public async Task Messages_name_types_sections_and_roles_by_their_labels_while_the_arguments_keep_the_codes()
    {
        const string Body = """{"title":"会员计划","planType":"consumerLoyalty","language":"zh-Hans","currency":"CNY"}""";
        var plan = (await Client.PostAsync("/v1/plans", Body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "zh-CN");

        var check = await CheckAsync(plan, "?code=check.signatoryMissing,check.sectionEmpty");

        var findings = check["findings"]!.AsArray().ToLookup(finding => finding!.Text("message"), finding => finding!["args"]!);
        findings["计划未填写编制人。"].ShouldHaveSingleItem().Text("role").ShouldBe("preparedBy");
        var section = findings["“消费者忠诚度”类计划通常包含“评估标准”部分，本计划尚未填写。"].ShouldHaveSingleItem();
        (section.Text("planType"), section.Text("section")).ShouldBe(("consumerLoyalty", "evaluationStandards"));
    }

    [Fact]
    public async Task Findings_are_filtered_by_severity_section_and_code_while_counts_cover_the_whole_plan()
    {
        var plan = await ImportAsync(Sound.Replace("850万元", "A万元", StringComparison.Ordinal));
        var all = await CheckAsync(plan);
        var total = all["codes"]!.AsArray().Sum(code => code!.Number("count"));
        all["findings"]!.AsArray().Count.ShouldBe(total);
        all["codes"]!.AsArray().Select(code => code!.Text("code")).ShouldBeUnique();

        foreach (
            var (query, member, value) in new[]
            {
                ("severity=info", "severity", "info"),
                ("section=plan", "section", "plan"),
                ("section=workPackages", "section", "workPackages"),
                ("code=check.partyNotLinked", "code", "check.partyNotLinked"),
            }
        )
        {
            var some = await CheckAsync(plan, "?" + query);
            some["findings"]!.AsArray().ShouldNotBeEmpty(query);
            some["findings"]!.AsArray().ShouldAllBe(finding => finding!.Text(member) == value);
            some["counts"]!.ToJsonString().ShouldBe(all["counts"]!.ToJsonString());
        }

        (
            await Client
                .GetAsync($"/v1/plans/{plan}/check?section=nowhere")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "check.sectionUnknown")
        )
            .Pointers()
            .ShouldBe(["/section"]);
        (
            await Client
                .GetAsync($"/v1/plans/{plan}/check?code=check.nothing")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "check.codeUnknown")
        )
            .Pointers()
            .ShouldBe(["/code"]);
    }

    [Fact]
    public async Task Another_workspace_cannot_check_the_plan() =>
        await Api
            .Beta.Client.GetAsync($"/v1/plans/{await ImportAsync(Sound)}/check")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notFound");

    [Fact]
    public async Task An_owner_matches_a_resource_by_an_alias_of_its_linked_party()
    {
        await Client
            .PostAsync("/v1/parties", """{"kind":"department","name":"公关部","aliases":["PR"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var document = JsonNode.Parse(Sound)!;
        document["resources"] = JsonNode.Parse("""[{"type":"human","name":"PR"}]""");

        var check = await CheckAsync(await ImportAsync(document.ToJsonString()), "?code=check.ownerNotInResources");

        check["findings"]!.AsArray().Select(finding => finding!["args"]!.Text("name")).ShouldBe(["市场部"]);
    }

    private async Task<string> ImportAsync(string document) =>
        (await Client.PostAsync("/v1/plans/import", document).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.Id();

    private Task<JsonObject> CheckAsync(string plan, string query = "") => Client.ReadAsync($"/v1/plans/{plan}/check{query}");
}
