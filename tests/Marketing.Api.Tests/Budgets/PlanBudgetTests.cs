using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>The budget of a plan: adopted from its parts, and stopped with it.</summary>
[Collection(FirstApi.Name)]
public sealed class PlanBudgetTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task A_plan_is_adopted_once_with_lines_range_total_and_placeholders()
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["budget"] = JsonNode.Parse("""[{"contingencyRange":{"text":"10%-15%"},"total":{"text":"合计 XX 万元"}}]""");
        document["budgetLines"] = JsonNode.Parse(
            """
            [
              {"ref":"L1","category":"数字广告投放","kind":"line","amount":{"text":"850万元"},"purposeItems":["信息流","搜索"]},
              {"ref":"L2","category":"内容制作","kind":"line","amount":{"text":"X万元"}},
              {"ref":"L3","category":"应急预留","kind":"contingency","amount":{"text":"150万元"}}
            ]
            """
        );
        var plan = (await Client.ImportAsync(document.ToJsonString())).Id();

        var adopted = await Client.PostAsync($"/v1/plans/{plan}/budgets/adopt", "{}").ShouldBeAsync(HttpStatusCode.Created);
        var again = await Client.PostAsync($"/v1/plans/{plan}/budgets/adopt", "{}").ShouldBeAsync(HttpStatusCode.OK);

        again["budget"]!.Id().ShouldBe(adopted["budget"]!.Id());
        adopted["lines"]!.AsArray().Select(line => line!.Text("ref")).ShouldBe(["L1", "L2", "L3"]);
        adopted["budget"]!["contingencyRange"]!.Text("max").ShouldBe("15");
        adopted["budget"]!["statedTotal"]!.Text("placeholder").ShouldBe("XX");
        var lines = (await Client.ReadAsync($"/v1/budgets/{adopted["budget"]!.Id()}/lines")).Items();
        lines[0]!["amount"]!.Text("amount").ShouldBe("8500000");
        lines[0]!.Text("purpose").ShouldBe("信息流\n搜索");
        lines[1]!["amount"]!.Text("placeholder").ShouldBe("X");
        lines[2]!.Text("kind").ShouldBe("contingency");
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var refused = await people
            .Manager.StepBudgetAsync(adopted["budget"]!.Id(), "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.notReady");
        refused.Pointers().ShouldBe(["/lines/1/amount", "/statedTotal"]);
    }

    [Fact]
    public async Task A_plan_without_budget_lines_has_nothing_to_adopt()
    {
        var plan = (await Client.ImportAsync()).Id();

        await Client
            .PostAsync($"/v1/plans/{plan}/budgets/adopt", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.noBudget");
    }

    [Fact]
    public async Task A_suspended_plan_stops_new_spending_until_it_is_resumed()
    {
        var people = await People.OfAsync(Api.Alpha);
        var money = await BudgetPeople.OfAsync(Api.Alpha);
        var plan = await people.ActiveAsync();
        var body = Budget(Line("A", "10")).Replace("{\n", $$"""{"planId":"{{plan}}",""", StringComparison.Ordinal);
        var budget = (await money.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await money.ApproveAsync(budget);
        var order = (await Client.CommitAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");

        await people.Preparer.StepAsync(plan, "suspend", """{"reason":"复盘"}""").ShouldBeAsync(HttpStatusCode.OK);
        var blocked = await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        blocked["args"]!.Texts("blocks").ShouldBe(["planSuspended"]);
        await Client.SpendAsync(budget, "A", "4", $$""","commitmentId":"{{order}}" """).ShouldBeAsync(HttpStatusCode.Created);

        await people.Preparer.StepAsync(plan, "resume").ShouldBeAsync(HttpStatusCode.OK);
        await Client.CommitAsync(budget, "A", "1").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_adopted_budget_is_judged_instead_of_the_parts_when_the_plan_is_submitted()
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["budget"] = JsonNode.Parse("""[{"contingencyRange":{"text":"10%-15%"},"total":{"text":"1000万元"}}]""");
        document["budgetLines"] = JsonNode.Parse(
            """
            [
              {"ref":"L1","category":"数字广告投放","kind":"line","amount":{"text":"850万元"}},
              {"ref":"L2","category":"应急预留","kind":"contingency","amount":{"text":"150万元"}}
            ]
            """
        );
        var people = await People.OfAsync(Api.Alpha);
        var money = await BudgetPeople.OfAsync(Api.Alpha);
        var plan = (await people.Preparer.ImportAsync(document.ToJsonString())).Id();
        var adopted = await Client.PostAsync($"/v1/plans/{plan}/budgets/adopt", "{}").ShouldBeAsync(HttpStatusCode.Created);
        var budget = adopted["budget"]!.Id();
        (await Client.ReadAsync($"/v1/budgets/{budget}/drift"))["differences"]!.AsArray().ShouldBeEmpty();
        (await Client.ReadAsync($"/v1/plans/{plan}/check"))["readyToSubmit"]!.GetValue<bool>().ShouldBeTrue();

        var reserve = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=L2")).Items()[0]!;
        await money
            .Manager.PatchAsync(
                $"/v1/budgets/{budget}/lines/{reserve.Id()}",
                """{"amount":{"amount":"2000000","text":null}}""",
                reserve.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var refused = await people.Preparer.SubmitAsync(plan).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.notReady");
        refused["errors"]!
            .AsArray()
            .Select(error => $"{error!.Text("code")} {error!.Text("pointer")}")
            .ShouldBe(["check.totalDiffers /budget/0/total", "check.contingencyOutOfRange /budget/0/contingencyRange"]);

        var drift = (await Client.ReadAsync($"/v1/budgets/{budget}/drift"))["differences"]!.AsArray().ShouldHaveSingleItem()!;
        (drift.Text("kind"), drift.Text("partRef"), drift.Text("member")).ShouldBe(("different", "L2", "amount"));
        (drift.Text("planned"), drift.Text("budgeted")).ShouldBe(("1500000", "2000000"));
        var findings = await Client.ReadAsync($"/v1/plans/{plan}/check?code=check.budgetDiffers");
        findings["findings"]!.AsArray().ShouldHaveSingleItem()!.Text("pointer").ShouldBe("/budgetLines/1/amount");
    }
}
