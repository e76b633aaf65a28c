using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Risks.RiskSteps;

namespace Marketing.Api.Tests.Risks;

/// <summary>Risks in money, and what the approval of a plan requires of its treatments (R21).</summary>
[Collection(FirstApi.Name)]
public sealed class RiskExposureTests(MarketingApi api) : ApiTest(api)
{
    private const string Exposure = $"{RiskPath}/exposure";

    [Fact]
    public async Task Exposure_is_summed_by_currency_and_compared_with_the_reserve()
    {
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        await people.ActiveAsync(BudgetSteps.Line("A", "850"), BudgetSteps.Reserve("R", "150"));
        await Client.RiskAsync("sure", ""","chance":"100","costLikely":"100","currency":"CNY" """);
        await Client.RiskAsync("spread", ""","chance":"50","costLow":"60","costLikely":"120","costHigh":"300","currency":"CNY" """);
        await Client.RiskAsync("euro", ""","chance":"10","costLikely":"7","currency":"EUR" """);

        var exposure = await Client.ReadAsync($"{Exposure}?seed=7");

        exposure["currencies"]!.AsArray().Select(each => each!.Text("currency")).ShouldBe(["CNY", "EUR"]);
        var yuan = exposure["currencies"]![0]!;
        (yuan["total"]!.Text("expected"), yuan.Text("reserve")).ShouldBe(("170", "150"));
        yuan["categories"]!.AsArray().ShouldHaveSingleItem()!.Number("count").ShouldBe(2);
        decimal.Parse(yuan["total"]!.Text("p95"), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(decimal.Parse(yuan["total"]!.Text("p50"), CultureInfo.InvariantCulture));
        (await Client.ReadAsync($"{Exposure}?seed=7")).ToJsonString().ShouldBe(exposure.ToJsonString());
        (await Client.ReadAsync($"{Exposure}?seed=8")).ToJsonString().ShouldNotBe(exposure.ToJsonString());
    }

    [Fact]
    public async Task Risks_that_lack_a_figure_are_named_and_in_no_sum()
    {
        await Client.RiskAsync("no chance", ""","costLikely":"100","currency":"CNY" """);
        await Client.RiskAsync("nothing");
        var closed = (await Client.RiskAsync("closed")).Id();
        await Client.StepRiskAsync(closed, "close", """{"reason":"r"}""").ShouldBeAsync(HttpStatusCode.OK);

        var exposure = await Client.ReadAsync(Exposure);

        exposure["currencies"]!.AsArray().ShouldBeEmpty();
        (exposure.Number("counted"), exposure.Number("incomplete")).ShouldBe((0, 2));
        exposure["missing"]![0]!.Texts("members").ShouldBe(["chance"]);
        exposure["missing"]![1]!.Texts("members").ShouldBe(["chance", "costLikely"]);
    }

    [Fact]
    public async Task A_plan_is_not_approved_while_a_treatment_in_its_register_lacks_owner_or_time()
    {
        var people = await People.OfAsync(Api.Alpha);
        var plan = (await people.Preparer.ImportAsync()).Id();
        var risk = (await Client.RiskAsync("T", $$""","planId":"{{plan}}" """)).Id();
        var treatment = await Client.TreatmentAsync(risk);
        await people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);

        var refused = await people
            .Approver.DecideAsync(plan, "approve")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "risk.treatmentsUnready");
        refused["errors"]!
            .AsArray()
            .Select(fault => fault!.Text("code"))
            .ShouldBe(["risk.treatmentWithoutOwner", "risk.treatmentWithoutTime"]);

        const string complete = """{"ownersText":"市场部","deadlines":[{"text":"1个月内"}]}""";
        await Client.PatchAsync($"{RiskPath}/{risk}/treatments/{treatment}", complete, 1).ShouldBeAsync(HttpStatusCode.OK);
        await people.Approver.DecideAsync(plan, "approve").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_plan_is_not_approved_while_a_response_in_its_content_lacks_owner_or_time()
    {
        var people = await People.OfAsync(Api.Alpha);
        const string risks = """{"risks":[{"ref":"R1","name":"舆情危机","responses":[{"text":"启动预案"}]}]}""";
        var document = JsonNode.Parse(LifecycleSteps.Ready)!;
        document["risks"] = JsonNode.Parse(risks)!["risks"]!.DeepClone();
        var plan = (await people.Preparer.ImportAsync(document.ToJsonString())).Id();
        await people.Preparer.SubmitAsync(plan).ShouldBeAsync(HttpStatusCode.OK);
        await people.Reviewer.DecideAsync(plan, "review").ShouldBeAsync(HttpStatusCode.OK);

        await people
            .Approver.DecideAsync(plan, "approve")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "risk.treatmentsUnready");
    }
}
