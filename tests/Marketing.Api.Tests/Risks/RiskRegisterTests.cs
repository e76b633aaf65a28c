using System.Net;
using Marketing.Api.Tests.Knowledge;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Registers of risks: adopted from plans and across plans, with their life cycle.</summary>
[Collection(FirstApi.Name)]
public sealed class RiskRegisterTests(MarketingApi api) : ApiTest(api)
{
    private const string Document = """
        {
          "workPackages": [{"ref":"W1","name":"预热"}],
          "risks": [
            {
              "ref":"R1","code":"1","name":"危机公关响应不及时","category":"crisisResponse","impact":"high","impactText":"高",
              "description":"损害品牌声誉","ownersText":"公关部门经理","workPackages":["W1"],
              "responses":[
                {"ref":"R1/a","text":"定期检查与评估","kind":"preventive","timingText":"每月进行一次安全检查,每季度进行一次全面安全评估",
                 "frequencies":[{"text":"每月进行一次安全检查"},{"text":"每季度进行一次全面安全评估"}]},
                {"text":"启动预案","deadlines":[{"text":"发现负面报道后即时"}]}
              ],
              "triggers":[{"text":"连续3天负面评论占比超过X%","comparator":"gt","threshold":{"placeholder":"X"},"windowAmount":3,"windowUnit":"day"}],
              "stopLoss":[{"text":"亏损达到20%","comparator":"gte","threshold":{"value":"20","unit":"%"},"decision":"terminate"}]
            },
            {"ref":"R2","name":"预算超支"}
          ]
        }
        """;

    [Fact]
    public async Task A_risk_is_registered_found_changed_deleted_and_restored()
    {
        var risk = await Client.RiskAsync("競爭對手策略變化", ""","code":"e","cause":"新品","ownersText":"市场部" """);
        (risk.Text("status"), risk["score"]).ShouldBe(("identified", null));

        (await Client.ReadAsync($"{RiskPath}?q=竞争对手")).Each("id").ShouldBe([risk.Id()]);
        var changed = await Client
            .PatchAsync($"{RiskPath}/{risk.Id()}", """{"proximity":"withinMonth"}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("proximity"), changed.Text("cause")).ShouldBe(("withinMonth", "新品"));
        await Client.DeleteAsync($"{RiskPath}/{risk.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{RiskPath}/{risk.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "risk.notFound");
        await Client.ActAsync($"{RiskPath}/{risk.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_risk_points_at_must_exist()
    {
        const string none = "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d";
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith(Document))).Id();

        await Register($$""" "planId":"{{none}}" """).ShouldBeFaultyAsync("/planId", "task.planUnknown");
        await Register($$""" "budgetLineId":"{{none}}" """).ShouldBeFaultyAsync("/budgetLineId", "risk.lineUnknown");
        await Register($$""" "taskIds":["{{none}}"] """).ShouldBeFaultyAsync("/taskIds/0", "risk.taskUnknown");
        await Register($$""" "planId":"{{plan}}","affects":["W1","r1/A","W9"] """).ShouldBeFaultyAsync("/affects/2", "risk.refUnknown");
        await Register(""" "affects":["W1"] """).ShouldBeFaultyAsync("/planId", "risk.refsWithoutPlan");
        await Register(""" "costLow":"5","costHigh":"4","currency":"CNY" """).ShouldBeFaultyAsync("/costHigh", "risk.costsNotRising");
        await Register(""" "costLikely":"5" """).ShouldBeFaultyAsync("/currency", "risk.currencyMissing");
    }

    [Fact]
    public async Task The_risks_of_a_plan_are_adopted_once_with_everything_they_say()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith(Document))).Id();

        var adopted = await Client.PostAsync($"/v1/plans/{plan}/risks/adopt", "").ShouldBeAsync(HttpStatusCode.Created);
        var again = await Client.PostAsync($"/v1/plans/{plan}/risks/adopt", "").ShouldBeAsync(HttpStatusCode.OK);

        adopted["risks"]!.AsArray().Select(risk => risk!.Text("ref")).ShouldBe(["R1", "R2"]);
        again["risks"]!.AsArray().Select(risk => risk!.Id()).ShouldBe(adopted["risks"]!.AsArray().Select(risk => risk!.Id()));
        again["risks"]!.AsArray().ShouldAllBe(risk => !(bool)risk!["isNew"]! && risk["drift"]!.AsArray().Count == 0);
        var id = adopted["risks"]![0]!.Id();
        var risk = await Client.ReadAsync($"{RiskPath}/{id}");
        (risk.Text("partRef"), risk.Text("code"), risk.Text("category"), risk.Text("impact"), risk.Text("ownersText")).ShouldBe(
            ("R1", "1", "crisisResponse", "high", "公关部门经理")
        );
        risk.Texts("affects").ShouldBe(["W1"]);
        var treatments = (await Client.ReadAsync($"{RiskPath}/{id}/treatments")).Items();
        treatments.Select(treatment => treatment!.Text("ref")).ShouldBe(["R1/a", "R1/1"]);
        treatments[0]!["frequencies"]!.AsArray().Select(rhythm => rhythm!.Text("unit")).ShouldBe(["month", "quarter"]);
        treatments[0]!.Text("timingText").ShouldBe("每月进行一次安全检查,每季度进行一次全面安全评估");
        treatments[1]!["deadlines"]![0]!.Text("kind").ShouldBe("immediate");
        var triggers = (await Client.ReadAsync($"{RiskPath}/{id}/triggers")).Items();
        (triggers[0]!.Text("thresholdText"), triggers[0]!["window"]!.Number("amount"), triggers[0]!["stopLoss"]).ShouldBe(("X", 3, null));
        (triggers[1]!.Text("threshold"), triggers[1]!["stopLoss"]!.Text("decision")).ShouldBe(("20", "terminate"));
    }

    [Fact]
    public async Task Part_and_risk_go_their_own_ways_and_drift_names_the_difference()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith(Document))).Id();
        var adopted = await Client.PostAsync($"/v1/plans/{plan}/risks/adopt", "").ShouldBeAsync(HttpStatusCode.Created);
        var id = adopted["risks"]![1]!.Id();

        await Client.PatchAsync($"{RiskPath}/{id}", """{"title":"预算超支风险"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.PatchAsync($"{RiskPath}/{id}", """{"planId":null}""", 2).ShouldBeFaultyAsync("/planId", "risk.planFixed");

        var again = await Client.PostAsync($"/v1/plans/{plan}/risks/adopt", "").ShouldBeAsync(HttpStatusCode.OK);
        again["risks"]![1]!.Texts("drift").ShouldBe(["title"]);
        await Client.DeleteAsync($"{RiskPath}/{id}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.PostAsync($"/v1/plans/{plan}/risks/adopt", "").ShouldBeAsync(HttpStatusCode.Created);
        await Client.ActAsync($"{RiskPath}/{id}/restore", 3).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "risk.adoptedAgain");
    }

    [Fact]
    public async Task A_plan_without_risks_has_nothing_to_adopt()
    {
        var plan = (await Client.ImportAsync()).Id();

        await Client
            .PostAsync($"/v1/plans/{plan}/risks/adopt", "")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.noRisks");
    }

    [Fact]
    public async Task Each_step_of_a_risk_is_guarded()
    {
        var risk = (await Client.RiskAsync()).Id();
        await Client.StepRiskAsync(risk, "monitor").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "risk.wrongStatus");
        await Client.StepRiskAsync(risk, "assess").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "risk.notAssessable");
        await Client.PatchAsync($"{RiskPath}/{risk}", """{"impactText":"高"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        await Client.StepRiskAsync(risk, "assess").ShouldBeAsync(HttpStatusCode.OK);
        await Client.StepRiskAsync(risk, "plan").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "risk.withoutTreatment");
        await Client.TreatmentAsync(risk);
        foreach (var (verb, status) in new[] { ("plan", "planned"), ("monitor", "monitored"), ("respond", "responding") })
        {
            (await Client.StepRiskAsync(risk, verb).ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe(status);
        }

        const string reason = """{"reason":"活动已结束"}""";
        (await Client.StepRiskAsync(risk, "close", reason).ShouldBeAsync(HttpStatusCode.OK)).Text("statusReason").ShouldBe("活动已结束");
        (await Client.StepRiskAsync(risk, "reopen", reason).ShouldBeAsync(HttpStatusCode.OK)).Text("status").ShouldBe("identified");
    }

    [Fact]
    public async Task A_treatment_is_addressed_by_id_and_its_ref_is_unique_in_the_risk()
    {
        var risk = (await Client.RiskAsync()).Id();
        var treatment = await Client.TreatmentAsync(
            risk,
            ""","ref":"T1","strategy":"mitigate","cost":{"amount":"5000","currency":"CNY"},"frequencies":[{"text":"每月一次"}]"""
        );

        await Client
            .PostAsync($"{RiskPath}/{risk}/treatments", """{"text":"t","ref":"t1"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "riskTreatment.refTaken");
        var changed = await Client
            .PatchAsync($"{RiskPath}/{risk}/treatments/{treatment}", """{"state":"done","effectiveness":"effective"}""", 1)
            .ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("state"), changed["frequencies"]![0]!.Text("unit"), changed["cost"]!.Text("amount")).ShouldBe(
            ("done", "month", "5000")
        );
        await Client.DeleteAsync($"{RiskPath}/{risk}/treatments/{treatment}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.ReadAsync($"{RiskPath}/{risk}/treatments")).Items().ShouldBeEmpty();
        await Client.TreatmentAsync(risk, ""","ref":"T1" """);
    }

    [Fact]
    public async Task A_trigger_by_hand_needs_words_and_a_comparison_needs_all_its_members()
    {
        var risk = (await Client.RiskAsync()).Id();
        var path = $"{RiskPath}/{risk}/triggers";

        await Client.PostAsync(path, "{}").ShouldBeFaultyAsync("/metric", "riskTrigger.metricOrText");
        await Client
            .PostAsync(path, """{"metric":"budget.spentPercent","comparator":"gt"}""")
            .ShouldBeFaultyAsync("/threshold", "riskTrigger.thresholdMissing");
        await Client
            .PostAsync(path, """{"metric":"负面评论占比","comparator":"gt","threshold":"10"}""")
            .ShouldBeFaultyAsync("/metric", "riskTrigger.metricUnknown");
        var metric = (
            await Client.PostAsync("/v1/metrics", """{"name":"负面评论占比","unit":"%"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).Id();
        var trigger = await Client
            .PostAsync(path, """{"metric":"負面評論佔比","comparator":"gt","threshold":"10"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        ((bool)trigger["isArmed"]!, trigger.Text("metricId")).ShouldBe((true, metric));
        await Client.DeleteAsync($"/v1/metrics/{metric}", 1).ShouldBeAsync(HttpStatusCode.Conflict);
        await Client.DeleteAsync($"{path}/{trigger.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/metrics/{metric}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Owners_are_parties_and_follow_their_merge()
    {
        var (first, second) = (await Client.PartyAsync("市场部"), await Client.PartyAsync("品牌部"));
        var risk = await Client.RiskAsync("T", ""","owners":[{"text":"市场部"}]""");
        (await Client.ReadAsync($"{RiskPath}?ownerId={first}")).Each("id").ShouldBe([risk.Id()]);
        await Client.DeleteAsync($"/v1/parties/{first}", 1).ShouldBeAsync(HttpStatusCode.Conflict);

        await Client.ActAsync($"/v1/parties/{first}/merge", 1, $$"""{"intoId":"{{second}}"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync($"{RiskPath}?ownerId={second}")).Each("id").ShouldBe([risk.Id()]);
        var version = (await Client.ReadAsync($"{RiskPath}/{risk.Id()}")).Version();
        await Client.DeleteAsync($"{RiskPath}/{risk.Id()}", version).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client
            .DeleteAsync($"/v1/parties/{second}", (await Client.ReadAsync($"/v1/parties/{second}")).Version())
            .ShouldBeAsync(HttpStatusCode.NoContent);
    }

    private Task<HttpResponseMessage> Register(string more) =>
        Client.PostAsync(RiskPath, $$"""{"title":"T","category":"other",{{more}}}""");
}
