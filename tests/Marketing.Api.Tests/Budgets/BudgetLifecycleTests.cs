using System.Net;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Budgets from draft to approval, revision by revision.</summary>
[Collection(SecondApi.Name)]
public sealed class BudgetLifecycleTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_budget_is_approved_by_somebody_else_and_then_takes_bookings()
    {
        var both = await Api.Alpha.PersonAsync("bob", Role.BudgetManager, Role.Approver);
        var budget = (await both.PostAsync("/v1/budgets", Budget(Line("A", "10"))).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await both.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);

        await both.DecideBudgetAsync(budget, "approve").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        (await _people.Approver.InboxAsync()).Items().ShouldHaveSingleItem()!["subject"]!.Text("type").ShouldBe("budget");
        var approved = await _people.Approver.DecideBudgetAsync(budget, "approve").ShouldBeAsync(HttpStatusCode.OK);

        approved.Text("status").ShouldBe("active");
        approved["workingRevision"].ShouldBeNull();
        approved["inForceRevision"]!.Number("number").ShouldBe(1);
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("10");
    }

    [Fact]
    public async Task A_line_above_that_a_revision_adds_counts_what_its_lines_have_used()
    {
        var budget = await _people.ActiveAsync(Line("A", "30"));
        await Client.SpendAsync(budget, "A", "20").ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.PostAsync($"/v1/budgets/{budget}/lines", Line("P", "25")).ShouldBeAsync(HttpStatusCode.Created);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", """{"parentCode":"P"}""", line.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.ApproveAsync(budget);

        var refused = await Client
            .SpendAsync(budget, "A", "5.01")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await Client.SpendAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);

        (refused["args"]!.Text("line"), refused["args"]!.Text("available")).ShouldBe(("P", "5"));
    }

    [Fact]
    public async Task Placeholders_and_wrong_sums_are_refused_with_all_their_places()
    {
        var created = await _people
            .Manager.PostAsync(
                "/v1/budgets",
                """
                {
                  "code": "LAUNCH", "title": "上市预算", "currency": "CNY", "periodStart": "2027-01-01", "periodEnd": "2027-12-31",
                  "contingencyRange": {"min":"10","max":"15"}, "statedTotal": {"text":"合计 XX 万元"},
                  "lines": [
                    {"code":"A","category":"广告","kind":"line","amount":{"text":"850万元"}},
                    {"code":"R","category":"应急预留","kind":"contingency","amount":{"placeholder":"X","text":"X万元"}}
                  ]
                }
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        var refused = await _people
            .Manager.StepBudgetAsync(created.Id(), "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.notReady");
        refused.Pointers().ShouldBe(["/lines/1/amount", "/statedTotal"]);

        var lines = (await Client.ReadAsync($"/v1/budgets/{created.Id()}/lines")).Items();
        lines[0]!["amount"]!.Text("amount").ShouldBe("8500000");
        await _people
            .Manager.PatchAsync(
                $"/v1/budgets/{created.Id()}/lines/{lines[1]!.Id()}",
                """{"amount":{"amount":"1500000","currency":"CNY","placeholder":null,"text":null}}""",
                1
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var version = (await Client.ReadAsync($"/v1/budgets/{created.Id()}")).Version();
        await _people
            .Manager.PatchAsync($"/v1/budgets/{created.Id()}", """{"statedTotal":{"amount":"9999999","text":null}}""", version)
            .ShouldBeAsync(HttpStatusCode.OK);
        var differs = await _people
            .Manager.StepBudgetAsync(created.Id(), "submit", "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.notReady");
        differs["errors"]![0]!.Text("code").ShouldBe("budget.totalDiffers");
    }

    [Fact]
    public async Task A_write_of_a_line_moves_the_budget_so_that_nobody_submits_it_unseen()
    {
        var budget = await _people.Manager.PostAsync("/v1/budgets", Budget(Line("A", "10"))).ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.PostAsync($"/v1/budgets/{budget.Id()}/lines", Line("B", "5")).ShouldBeAsync(HttpStatusCode.Created);

        await _people
            .Manager.ActAsync($"/v1/budgets/{budget.Id()}/submit", budget.Version(), "{}")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
    }

    [Fact]
    public async Task The_revision_in_force_keeps_control_until_the_next_is_approved()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", """{"amount":{"amount":"25"}}""", line.Version())
            .ShouldBeAsync(HttpStatusCode.OK);

        await Client.SpendAsync(budget, "A", "11").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        await _people.ApproveAsync(budget);
        await Client.SpendAsync(budget, "A", "11").ShouldBeAsync(HttpStatusCode.Created);

        var summary = await Client.LineAsync(budget, "A");
        (summary.Text("approved"), summary.Text("available")).ShouldBe(("25", "14"));
        (await Client.ReadAsync($"/v1/budgets/{budget}/revisions")).Each("status").ShouldBe(["approved", "superseded"]);
        (await Client.ReadAsync($"/v1/budgets/{budget}/revisions/1/document"))["lines"]![0]!["amount"]!.Text("amount").ShouldBe("10");
    }

    [Fact]
    public async Task A_revision_that_grants_less_than_is_used_is_not_approved()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        await Client.CommitAsync(budget, "A", "8").ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", """{"amount":{"amount":"7"}}""", line.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);

        await _people
            .Approver.DecideBudgetAsync(budget, "approve")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.belowUse");
        (await Client.LineAsync(budget, "A")).Text("approved").ShouldBe("10");
        (await Client.ReadAsync($"/v1/budgets/{budget}"))["workingRevision"]!.Text("status").ShouldBe("submitted");
    }

    [Fact]
    public async Task A_discarded_revision_leaves_the_lines_in_force_with_their_ids()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        var before = (await Client.ReadAsync($"/v1/budgets/{budget}/lines")).Items();
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.DeleteAsync($"/v1/budgets/{budget}/lines/{before[1]!.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.Manager.PostAsync($"/v1/budgets/{budget}/lines", Line("C", "5")).ShouldBeAsync(HttpStatusCode.Created);

        await _people.Manager.StepBudgetAsync(budget, "discard").ShouldBeAsync(HttpStatusCode.OK);

        var after = await Client.ReadAsync($"/v1/budgets/{budget}/lines");
        after.Each("code").ShouldBe(["A", "B"]);
        after.Each("id").ShouldBe(before.Select(line => line!.Id()));
        await _people
            .Manager.PostAsync($"/v1/budgets/{budget}/lines", Line("C", "5"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.noOpenRevision");
    }

    [Fact]
    public async Task A_dropped_line_gives_its_money_back_when_the_revision_is_approved()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=B")).Items()[0]!;
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        await _people
            .Manager.DeleteAsync($"/v1/budgets/{budget}/lines/{line.Id()}", line.Version())
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.ApproveAsync(budget);

        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["totals"]!.Text("approved").ShouldBe("10");
        await Client.SpendAsync(budget, "B", "1").ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_returned_budget_comes_back_with_remarks_that_point_into_it()
    {
        var budget = (await _people.Manager.PostAsync("/v1/budgets", Budget(Line("A", "10"))).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.Manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);

        await _people
            .Approver.DecideBudgetAsync(budget, "return", ""","reason":"太高","remarks":[{"pointer":"/lines/7","text":"？"}]""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "approval.remarksMisplaced");
        var returned = await _people
            .Approver.DecideBudgetAsync(budget, "return", ""","reason":"太高","remarks":[{"pointer":"/lines/0/amount","text":"降低"}]""")
            .ShouldBeAsync(HttpStatusCode.OK);

        returned["workingRevision"]!.Text("status").ShouldBe("draft");
    }

    [Fact]
    public async Task A_budget_with_money_stays_and_a_draft_can_be_deleted_and_restored()
    {
        var active = await _people.ActiveAsync(Line("A", "10"));
        var version = (await Client.ReadAsync($"/v1/budgets/{active}")).Version();
        await _people
            .Manager.DeleteAsync($"/v1/budgets/{active}", version)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.wasInForce");

        var draft = await _people.Manager.PostAsync("/v1/budgets", Budget(Line("A", "10"))).ShouldBeAsync(HttpStatusCode.Created);
        await _people.Manager.DeleteAsync($"/v1/budgets/{draft.Id()}", draft.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.Manager.ActAsync($"/v1/budgets/{draft.Id()}/restore").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"/v1/budgets/{draft.Id()}/lines")).Items().Count.ShouldBe(1);
    }
}
