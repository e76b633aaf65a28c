using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Nothing is spent that is not there, and every cent is accounted for.</summary>
[Collection(FirstApi.Name)]
public sealed class BookingTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task What_was_promised_is_spent_and_the_rest_stays_available()
    {
        var budget = await _people.ActiveAsync(Line("A", "20"));
        await Client.SpendAsync(budget, "A", "11").ShouldBeAsync(HttpStatusCode.Created);
        var order = await Client.CommitAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        order["balance"]!
            .ToJsonString()
            .ShouldBe("""{"approved":"20","transferred":"0","held":"0","committed":"5","actual":"11","available":"4"}""");

        var invoice = await Client
            .SpendAsync(budget, "a", "5", $$""","commitmentId":"{{order.Text("commitmentId")}}" """)
            .ShouldBeAsync(HttpStatusCode.Created);
        invoice["entries"]![0]!.Text("kind").ShouldBe("actualOnCommitment");
        await Client.SpendAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created);

        var refused = await Client
            .SpendAsync(budget, "A", "0.01")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        refused["args"]!.Text("available").ShouldBe("0");
        refused["args"]!.Text("requested").ShouldBe("0.01");
        refused["args"]!.Text("overshoot").ShouldBe("0.01");
        refused["args"]!.Text("actual").ShouldBe("20");
    }

    [Fact]
    public async Task An_actual_beyond_its_commitment_needs_the_difference()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        var order = await Client.CommitAsync(budget, "A", "6").ShouldBeAsync(HttpStatusCode.Created);
        var against = $$""","commitmentId":"{{order.Text("commitmentId")}}" """;

        await Client
            .SpendAsync(budget, "A", "11", against)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        var invoice = await Client.SpendAsync(budget, "A", "8", against).ShouldBeAsync(HttpStatusCode.Created);

        invoice["balance"]!.Text("committed").ShouldBe("0");
        invoice["balance"]!.Text("available").ShouldBe("2");
        (await Client.ReadAsync($"/v1/budgets/{budget}/commitments/{order.Text("commitmentId")}")).Text("state").ShouldBe("closed");
    }

    [Fact]
    public async Task A_final_actual_and_a_release_free_what_is_left()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        var first = (await Client.CommitAsync(budget, "A", "6").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        var second = (await Client.CommitAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");

        await Client.SpendAsync(budget, "A", "1", $$""","commitmentId":"{{first}}","final":true""").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync($"/v1/budgets/{budget}/commitments/{second}/release", """{"date":"2027-04-01","reason":"订单取消"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var line = await Client.LineAsync(budget, "A");
        (line.Text("committed"), line.Text("actual"), line.Text("available")).ShouldBe(("0", "1", "9"));
        await Client
            .PostAsync($"/v1/budgets/{budget}/commitments/{second}/release", """{"date":"2027-04-01"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "commitment.closed");
    }

    [Fact]
    public async Task A_booking_split_over_one_line_is_summed_before_it_is_compared()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        const string Thrice = """
            {"amount":{"amount":"120","currency":"CNY"},"date":"2027-03-31","splits":[
              {"lineCode":"A","amount":{"amount":"40","currency":"CNY"}},
              {"lineCode":"A","amount":{"amount":"40","currency":"CNY"}},
              {"lineCode":"A","amount":{"amount":"40","currency":"CNY"}}]}
            """;

        await Client
            .PostAsync($"/v1/budgets/{budget}/actuals", Thrice)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("100");
    }

    [Fact]
    public async Task A_line_above_others_holds_them_together()
    {
        var budget = await _people.ActiveAsync(
            Line("P", "30"),
            Line("A", "30", ""","parentCode":"P" """),
            Line("B", "30", ""","parentCode":"P" """)
        );

        await Client.CommitAsync(budget, "A", "20").ShouldBeAsync(HttpStatusCode.Created);
        var refused = await Client
            .CommitAsync(budget, "B", "11")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        refused["args"]!.Text("line").ShouldBe("P");
        await Client.CommitAsync(budget, "B", "10").ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "P", "1").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
    }

    [Fact]
    public async Task A_record_of_another_system_is_booked_once_forever()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        var first = await Client.SpendAsync(budget, "A", "40", Source("4711")).ShouldBeAsync(HttpStatusCode.Created);

        var again = await Client.SpendAsync(budget, "A", "40", Source("4711")).ShouldBeAsync(HttpStatusCode.OK);
        again["entries"]![0]!.Id().ShouldBe(first["entries"]![0]!.Id());
        var differs = await Client
            .SpendAsync(budget, "A", "41", Source("4711"))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "ledger.sourceBooked");
        differs["args"]!.Text("existingId").ShouldBe(first["entries"]![0]!.Id());

        var reversal = await Client
            .PostAsync($"/v1/ledger-entries/{first["entries"]![0]!.Id()}/reverse", """{"date":"2027-04-01","reason":"重复"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        reversal["balance"]!.Text("available").ShouldBe("100");
        await Client.SpendAsync(budget, "A", "40", Source("4711")).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("0");
    }

    [Fact]
    public async Task An_entry_is_reversed_once_and_gives_a_commitment_back_what_was_used()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        var order = (await Client.CommitAsync(budget, "A", "6").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");
        var invoice = await Client.SpendAsync(budget, "A", "6", $$""","commitmentId":"{{order}}" """).ShouldBeAsync(HttpStatusCode.Created);
        var entry = invoice["entries"]![0]!.Id();
        const string Reason = """{"date":"2027-04-01","reason":"退货"}""";

        await Client.PostAsync($"/v1/ledger-entries/{entry}/reverse", Reason).ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync($"/v1/ledger-entries/{entry}/reverse", Reason)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "ledgerEntry.reversed");

        (await Client.ReadAsync($"/v1/budgets/{budget}/commitments/{order}")).Text("open").ShouldBe("6");
        var line = await Client.LineAsync(budget, "A");
        (line.Text("committed"), line.Text("actual"), line.Text("available")).ShouldBe(("6", "0", "4"));
    }

    [Fact]
    public async Task Spending_is_moved_to_the_line_where_it_belongs()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "5"));
        var spent = await Client.SpendAsync(budget, "A", "6").ShouldBeAsync(HttpStatusCode.Created);
        var entry = spent["entries"]![0]!.Id();
        const string ToB = """{"toLineCode":"B","date":"2027-04-01","reason":"误记"}""";

        await Client
            .PostAsync($"/v1/ledger-entries/{entry}/reclassify", ToB)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        var small = await Client.SpendAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created);
        await Client.PostAsync($"/v1/ledger-entries/{small["entries"]![0]!.Id()}/reclassify", ToB).ShouldBeAsync(HttpStatusCode.Created);

        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("6");
        (await Client.LineAsync(budget, "B")).Text("available").ShouldBe("1");
    }

    [Fact]
    public async Task A_transfer_is_held_until_somebody_else_decides()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "5"));
        const string Wish = """{"fromLineCode":"A","toLineCode":"B","amount":{"amount":"6","currency":"CNY"},"reason":"ROI 更高"}""";

        var transfer = await _people.Manager.PostAsync($"/v1/budgets/{budget}/transfers", Wish).ShouldBeAsync(HttpStatusCode.Created);
        transfer.Text("state").ShouldBe("pending");
        (await Client.LineAsync(budget, "A")).Text("held").ShouldBe("6");
        await Client.CommitAsync(budget, "A", "5").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");

        var waiting = (await _people.Approver.InboxAsync()).Items().ShouldHaveSingleItem()!;
        await _people.Approver.PostAsync($"/v1/approvals/{waiting.Id()}/approve", Named(waiting)).ShouldBeAsync(HttpStatusCode.OK);

        var (from, to) = (await Client.LineAsync(budget, "A"), await Client.LineAsync(budget, "B"));
        (from.Text("transferred"), from.Text("held"), from.Text("available")).ShouldBe(("-6", "0", "4"));
        (to.Text("transferred"), to.Text("available")).ShouldBe(("6", "11"));
    }

    [Fact]
    public async Task A_returned_or_withdrawn_transfer_frees_its_money_and_nobody_approves_their_own()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "5"));
        var both = await Api.Alpha.PersonAsync("bob", Role.BudgetManager, Role.Approver);
        const string Wish = """{"fromLineCode":"A","toLineCode":"B","amount":{"amount":"6","currency":"CNY"},"reason":"ROI 更高"}""";

        await both.PostAsync($"/v1/budgets/{budget}/transfers", Wish).ShouldBeAsync(HttpStatusCode.Created);
        (await both.InboxAsync()).Items().ShouldBeEmpty();
        var waiting = (await _people.Approver.InboxAsync()).Items().ShouldHaveSingleItem()!;
        await both.PostAsync($"/v1/approvals/{waiting.Id()}/approve", Named(waiting))
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "approval.fourEyes");
        await _people
            .Approver.PostAsync($"/v1/approvals/{waiting.Id()}/return", Named(waiting, ""","reason":"证据不足"}"""))
            .ShouldBeAsync(HttpStatusCode.OK);
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("10");

        var second = await both.PostAsync($"/v1/budgets/{budget}/transfers", Wish).ShouldBeAsync(HttpStatusCode.Created);
        await both.ActAsync($"/v1/budgets/{budget}/transfers/{second.Id()}/withdraw").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("10");
        (await _people.Approver.InboxAsync()).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_reserve_is_drawn_with_a_cause_and_never_booked()
    {
        var budget = await _people.ActiveAsync(Line("A", "85"), Reserve("R", "15"));
        await Client.SpendAsync(budget, "R", "1").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        const string Draw =
            """{"toLineCode":"A","amount":{"amount":"15","currency":"CNY"},"cause":"marketChange","reason":"竞品提前上市"}""";

        var draw = await _people.Manager.PostAsync($"/v1/budgets/{budget}/reserve-draws", Draw).ShouldBeAsync(HttpStatusCode.Created);
        draw.Text("fromLineCode").ShouldBe("R");
        var waiting = (await _people.Approver.InboxAsync()).Items().ShouldHaveSingleItem()!;
        await _people.Approver.PostAsync($"/v1/approvals/{waiting.Id()}/approve", Named(waiting)).ShouldBeAsync(HttpStatusCode.OK);

        await Client.SpendAsync(budget, "A", "100").ShouldBeAsync(HttpStatusCode.Created);
        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["reserve"]!.Text("available").ShouldBe("0");
    }

    [Fact]
    public async Task Overspending_takes_a_person_with_the_right_and_a_reason()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        const string Why = ""","override":{"reason":"总监批准"}""";

        await _people.Manager.SpendAsync(budget, "A", "12", Why).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "budget.overrideForbidden");
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        var spent = await administrator.SpendAsync(budget, "A", "12", Why).ShouldBeAsync(HttpStatusCode.Created);

        spent["balance"]!.Text("available").ShouldBe("-2");
        spent["entries"]![0]!.Text("overrideReason").ShouldBe("总监批准");
        await administrator
            .SpendAsync(budget, "A", "0.01")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
    }

    [Fact]
    public async Task Control_warns_or_ignores_at_its_stage()
    {
        var budget = await _people.ActiveAsync(
            Line("A", "10", ""","control":{"commitment":"stop","actual":"warn"}"""),
            Line("B", "10", ""","control":{"commitment":"ignore","actual":"ignore"}"""),
            Line("C", "80")
        );

        var warned = await Client.SpendAsync(budget, "A", "12").ShouldBeAsync(HttpStatusCode.Created);
        warned["warnings"]!.AsArray().ShouldHaveSingleItem()!.Text("overshoot").ShouldBe("2");
        await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
        (await Client.CommitAsync(budget, "B", "12").ShouldBeAsync(HttpStatusCode.Created))["warnings"]!.AsArray().ShouldBeEmpty();
        var check = await Client
            .PostAsync($"/v1/budgets/{budget}/check", """{"stage":"commitment","lineCode":"C","amount":{"amount":"77","currency":"CNY"}}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        check["allowed"]!.GetValue<bool>().ShouldBeFalse();
        check["shortages"]!.AsArray().ShouldHaveSingleItem()!.Text("scope").ShouldBe("budget");
    }

    [Fact]
    public async Task A_freeze_stops_new_spending_but_not_what_was_promised()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"), Line("B", "10"));
        var order = (await Client.CommitAsync(budget, "A", "6").ShouldBeAsync(HttpStatusCode.Created)).Text("commitmentId");

        await Client.PostAsync($"/v1/budgets/{budget}/freeze", """{"lineCodes":["a"],"reason":"复盘"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.CommitAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        await Client.SpendAsync(budget, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        await Client.SpendAsync(budget, "A", "2", $$""","commitmentId":"{{order}}" """).ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "B", "1").ShouldBeAsync(HttpStatusCode.Created);

        await Client.PostAsync($"/v1/budgets/{budget}/freeze", """{"reason":"全部暂停"}""").ShouldBeAsync(HttpStatusCode.OK);
        await Client.CommitAsync(budget, "B", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.blocked");
        await Client.PostAsync($"/v1/budgets/{budget}/unfreeze", "{}").ShouldBeAsync(HttpStatusCode.OK);
        var open = await Client.PostAsync($"/v1/budgets/{budget}/unfreeze", """{"lineCodes":["A"]}""").ShouldBeAsync(HttpStatusCode.OK);
        open["freezes"]!.AsArray().ShouldBeEmpty();
        await Client.CommitAsync(budget, "A", "1").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("0", "CNY", 422)]
    [InlineData("-1", "CNY", 422)]
    [InlineData("0.001", "CNY", 422)]
    [InlineData("1", "USD", 422)]
    [InlineData("99999999999999", "CNY", 400)]
    public async Task Amounts_that_are_no_money_are_refused(string amount, string currency, int status)
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        var body = $$"""{"lineCode":"A","amount":{"amount":"{{amount}}","currency":"{{currency}}"},"date":"2027-03-31"}""";

        await Client.PostAsync($"/v1/budgets/{budget}/actuals", body).ShouldBeAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task Nothing_is_booked_before_approval_or_outside_the_period()
    {
        var draft = (await _people.Manager.PostAsync("/v1/budgets", Budget(Line("A", "10"))).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await Client.SpendAsync(draft, "A", "1").ShouldBeRefusedAsync(HttpStatusCode.Conflict, "budget.notInForce");

        var budget = await _people.ActiveAsync(Line("A", "10"));
        await Client
            .PostAsync($"/v1/budgets/{budget}/actuals", Booking("A", "1").Replace("2027-03-31", "2028-01-01"))
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_ledger_is_flat_and_its_postings_add_up_to_zero()
    {
        var budget = await _people.ActiveAsync(Line("A", "20", ""","costCentre":"CC-1" """));
        await Client.CommitAsync(budget, "A", "5", Source("1")).ShouldBeAsync(HttpStatusCode.Created);

        var rows = await Client.WalkAsync($"/v1/ledger-entries?budgetId={budget}&pageSize=1");
        rows.Select(row => $"{row.Text("kind")} {row.Text("account")} {row.Text("amount")}")
            .ShouldBe(["approve funding -20", "approve available 20", "commit available -5", "commit committed 5"]);
        rows[2].Text("costCentre").ShouldBe("CC-1");
        rows[2]["sequence"]!.GetValue<long>().ShouldBeGreaterThan(rows[1]["sequence"]!.GetValue<long>());
        var change = (await Client.ReadAsync("/v1/changes?types=ledgerEntry&include=resource")).Items()[^1]!;
        change["sequence"]!.GetValue<long>().ShouldBe(rows[2]["sequence"]!.GetValue<long>());
        change["resource"]!.Text("kind").ShouldBe("commit");
    }

    [Fact]
    public async Task What_was_known_at_an_instant_never_changes()
    {
        var budget = await _people.ActiveAsync(Line("A", "20"));
        await Client.SpendAsync(budget, "A", "5").ShouldBeAsync(HttpStatusCode.Created);
        var instant = $"{DateTime.UtcNow.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.ffffffZ}";
        await Task.Delay(5);
        var before = (await Client.ReadAsync($"/v1/budgets/{budget}/summary?asOf={instant}")).ToJsonString();

        await Client.SpendAsync(budget, "A", "3").ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"/v1/budgets/{budget}/summary?asOf={instant}")).ToJsonString().ShouldBe(before);
        JsonNode.Parse(before)!["totals"]!.Text("actual").ShouldBe("5");
        (await Client.LineAsync(budget, "A", "?through=2027-03-30")).Text("actual").ShouldBe("0");
        await Client
            .GetAsync($"/v1/budgets/{budget}/summary?asOf=2199-01-01T00:00:00Z")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "ledger.asOfInFuture");
    }

    [Fact]
    public async Task Execution_compares_spending_with_elapsed_time()
    {
        var budget = await _people.ActiveAsync(Line("A", "365"), Line("B", "100"));
        await Client.SpendAsync(budget, "A", "100").ShouldBeAsync(HttpStatusCode.Created);

        var report = await Client.ReadAsync($"/v1/budgets/{budget}/execution?through=2027-03-31");
        (report.Number("elapsedDays"), report.Number("totalDays")).ShouldBe((90, 365));
        var line = report["lines"]![0]!;
        (line.Text("spentShare"), line.Text("runRate"), line.Text("estimateAtCompletion")).ShouldBe(("0.274", "1.11", "405.56"));
        line["willOverrun"]!.GetValue<bool>().ShouldBeTrue();

        var early = (await Client.ReadAsync($"/v1/budgets/{budget}/execution?through=2027-01-10"))["lines"]![0]!;
        early["estimateAtCompletion"].ShouldBeNull();
        early.Text("reason").ShouldBe("tooEarly");
        early.Text("actual").ShouldBe("0");
    }

    [Fact]
    public async Task An_estimate_follows_the_forecast_of_open_months_where_there_is_one()
    {
        var budget = await _people.ActiveAsync(Line("A", "365"), Line("B", "100"));
        await Client.SpendAsync(budget, "A", "100").ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "A", "20").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync(
                $"/v1/budgets/{budget}/forecast",
                """
                {"items":[
                  {"lineCode":"A","period":"2027-02","amount":"1000"},{"lineCode":"A","period":"2027-03","amount":"30"},
                  {"lineCode":"A","period":"2027-10","amount":"50.5"},{"lineCode":"A","period":"2027-11","amount":"7"}
                ]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await Client
            .PostAsync($"/v1/budgets/{budget}/forecast", """{"items":[{"lineCode":"A","period":"2027-11","amount":null}]}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        var report = await Client.ReadAsync($"/v1/budgets/{budget}/execution?through=2027-03-31");

        var line = report["lines"]![0]!;
        (line.Text("basis"), line.Text("forecast"), line.Text("estimateAtCompletion")).ShouldBe(("forecast", "80.5", "200.5"));
        (report["lines"]![1]!.Text("basis"), report["total"]!.Text("estimateAtCompletion")).ShouldBe(("runRate", "200.5"));
    }
}
