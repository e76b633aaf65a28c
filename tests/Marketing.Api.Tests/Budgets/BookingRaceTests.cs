using System.Net;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Many bookings at once, by two processes: what is there is spent once.</summary>
[Collection(FirstApi.Name)]
public sealed class BookingRaceTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task Fifty_commitments_on_room_for_thirty_give_thirty_and_twenty_explained_refusals()
    {
        var budget = await _people.ActiveAsync(
            Line("P", "30"),
            Line("A", "30", ""","parentCode":"P" """),
            Line("B", "30", ""","parentCode":"P" """)
        );
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => clients[i % 2].CommitAsync(budget, i % 4 < 2 ? "A" : "B", "1.00"))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(30);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            var problem = await Task.FromResult(refused).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            problem["args"]!.Text("available").ShouldBe("0");
        }

        var group = await Client.LineAsync(budget, "P");
        group.Text("committed").ShouldBe("30");
        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["totals"]!.Text("committed").ShouldBe("30");
        (await Client.ReadAsync($"/v1/budgets/{budget}/commitments?pageSize=200")).Items().Count.ShouldBe(30);
    }

    [Theory]
    [InlineData("period")]
    [InlineData("cumulative")]
    public async Task Fifty_bookings_on_a_month_with_room_for_thirty_give_thirty(string horizon)
    {
        var control = $$""","control":{"horizon":"{{horizon}}"}""";
        var weights = """[{"period":"2027-03","weight":1},{"period":"2027-12","weight":2}]""";
        var spread = $$""","spread":{"method":"byWeights","weights":{{weights}}}""";
        var budget = await _people.ActiveAsync(Line("A", "90", control + spread));
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => clients[i % 2].CommitAsync(budget, "A", "1.00")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(30);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            var problem = await Task.FromResult(refused).ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
            (problem["args"]!.Text("available"), problem["args"]!.Text("period")).ShouldBe(("0", "2027-03"));
        }

        (await Client.LineAsync(budget, "A")).Text("available").ShouldBe("60");
    }

    [Fact]
    public async Task A_month_closed_while_others_book_has_no_entry_after_its_closing()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var booking = Task.WhenAll(Enumerable.Range(0, 20).Select(i => clients[i % 2].SpendAsync(budget, "A", "1")));
        var closed = await _people.Manager.ActAsync("/v1/fiscal-periods/2027-03/close").ShouldBeAsync(HttpStatusCode.OK);
        (await booking).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);

        closed.Text("state").ShouldBe("closed");
        var changes = (await Client.ReadAsync("/v1/changes?start=oldest&pageSize=200")).Items();
        var closing = changes.Last(change => change!.Text("type") == "fiscalMonth")!.Number("sequence");
        var postings = (await Client.ReadAsync($"/v1/budgets/{budget}/ledger?kind=actual&pageSize=200")).Items();
        postings.Count.ShouldBe(40);
        postings.ShouldAllBe(posting => posting!.Text("period") == (posting!.Number("sequence") < closing ? "2027-03" : "2027-04"));
    }

    [Fact]
    public async Task A_lower_revision_and_bookings_never_overdraw_the_line_together()
    {
        var budget = await _people.ActiveAsync(Line("A", "30"));
        await _people.Manager.StepBudgetAsync(budget, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var line = (await Client.ReadAsync($"/v1/budgets/{budget}/lines?code=A")).Items()[0]!;
        await _people
            .Manager.PatchAsync($"/v1/budgets/{budget}/lines/{line.Id()}", """{"amount":{"amount":"10"}}""", line.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.Manager.StepBudgetAsync(budget, "submit", "{}").ShouldBeAsync(HttpStatusCode.OK);
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var booking = Task.WhenAll(Enumerable.Range(0, 20).Select(i => clients[i % 2].SpendAsync(budget, "A", "1")));
        var approval = await _people.Approver.DecideBudgetAsync(budget, "approve");
        var spent = (await booking).Count(answer => answer.StatusCode == HttpStatusCode.Created);

        var after = await Client.LineAsync(budget, "A");
        after.Text("actual").ShouldBe($"{spent}");
        after.Text("approved").ShouldBe(approval.StatusCode == HttpStatusCode.OK ? "10" : "30");
        decimal.Parse(after.Text("available"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_record_sent_twenty_times_at_once_is_booked_once()
    {
        var budget = await _people.ActiveAsync(Line("A", "100"));
        HttpClient[] clients = [Client, (await Api.BesideAsync()).Alpha.Client];

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => clients[i % 2].SpendAsync(budget, "A", "7", Source("rechnung-1")))
        );

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.OK);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe("7");
    }
}
