using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Bookings in other currencies: converted once, explained forever.</summary>
[Collection(SecondApi.Name)]
public sealed class CurrencyTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task An_amount_is_split_to_the_cent_and_its_reversal_ends_at_zero_whatever_the_rate_is_then()
    {
        var budget = await EurosAsync(Line("A", "3000"), Line("B", "3000"), Line("C", "3000"));
        var set = await SetAsync("TREASURY");
        await PublishAsync(set, "2027-03-01", "2027-03-31", "0.8993");
        await PublishAsync(set, "2027-04-01", null, "0.95");
        const string splits = """
            ,"splits":[
              {"lineCode":"A","amount":{"amount":"1583.33","currency":"USD"}},
              {"lineCode":"B","amount":{"amount":"1583.33","currency":"USD"}},
              {"lineCode":"C","amount":{"amount":"1583.34","currency":"USD"}}
            ]
            """;
        var booked = await BookAsync(budget, "4750.00", "2027-03-31", ""","rateSetCode":"treasury" """ + splits);

        var entry = booked["entries"]![0]!;
        (entry.Text("amount"), entry.Text("originalAmount"), entry.Text("originalCurrency")).ShouldBe(("4271.68", "4750", "USD"));
        (entry.Text("rate"), entry.Text("rateDate")).ShouldBe(("0.8993", "2027-03-31"));
        (await ActualsAsync(budget)).ShouldBe(["1423.89", "1423.89", "1423.9"]);

        var reversed = await Client
            .PostAsync($"/v1/ledger-entries/{entry.Id()}/reverse", """{"date":"2027-04-20","reason":"退款"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        reversed["entries"]![0]!.Text("rate").ShouldBe("0.8993");
        (await ActualsAsync(budget)).ShouldBe(["0", "0", "0"]);
        var spent = (await Client.WalkAsync($"/v1/ledger-entries?budgetId={budget}&account=spent")).ToList();
        spent.Sum(row => decimal.Parse(row.Text("amount"), CultureInfo.InvariantCulture)).ShouldBe(0);
        spent.Sum(row => decimal.Parse(row.Text("originalAmount"), CultureInfo.InvariantCulture)).ShouldBe(0);
        spent.Select(row => row.Text("originalCurrency")).Distinct().ShouldBe(["USD"]);
    }

    [Fact]
    public async Task The_rate_is_that_of_the_day_in_the_time_zone_of_the_workspace()
    {
        var budget = await EurosAsync(Line("A", "3000"));
        var set = await SetAsync("TREASURY");
        await PublishAsync(set, "2027-03-31", "2027-03-31", "0.90");
        await PublishAsync(set, "2027-04-01", "2027-04-01", "0.91");

        var march = await BookAsync(budget, "100", "2027-03-31T23:30:00+08:00", ""","lineCode":"A","rateSetCode":"TREASURY" """);
        var april = await BookAsync(budget, "100", "2027-03-31T16:30:00Z", ""","lineCode":"A","rateSetCode":"TREASURY" """);

        (march["entries"]![0]!.Text("effectiveDate"), march["entries"]![0]!.Text("amount")).ShouldBe(("2027-03-31", "90"));
        (april["entries"]![0]!.Text("effectiveDate"), april["entries"]![0]!.Text("amount")).ShouldBe(("2027-04-01", "91"));
    }

    [Fact]
    public async Task Later_rates_never_change_what_was_booked_and_a_missing_rate_is_refused_or_falls_back()
    {
        var set = await SetAsync("TREASURY");
        var budget = await EurosWithAsync("\"rateSetCode\":\"TREASURY\"", Line("A", "3000"));
        await PublishAsync(set, "2027-03-31", "2027-03-31", "0.90");
        await BookAsync(budget, "100", "2027-03-31", ""","lineCode":"A" """);
        await PublishAsync(set, "2027-03-01", null, "0.50");
        (await ActualsAsync(budget)).ShouldBe(["90"]);

        var refused = await PostAsync(budget, "100", "2027-02-28", ""","lineCode":"A" """)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "rateSet.rateMissing");
        refused["args"]!.Text("date").ShouldBe("2027-02-28");
        refused.Pointers().ShouldBe(["/amount/currency"]);

        var falling = await SetAsync("FALLING", "latest");
        await PublishAsync(falling, "2027-01-31", "2027-01-31", "0.80");
        var booked = await BookAsync(budget, "100", "2027-02-28", ""","lineCode":"A","rateSetCode":"FALLING" """);
        (booked["entries"]![0]!.Text("rate"), booked["entries"]![0]!.Text("rateDate")).ShouldBe(("0.8", "2027-01-31"));
        await PostAsync(budget, "1", "2027-02-28", ""","lineCode":"A","rateSetCode":"NONE" """)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "rateSet.unknown");
    }

    [Fact]
    public async Task An_order_in_dollars_is_used_up_in_the_currency_of_the_budget()
    {
        var set = await SetAsync("TREASURY");
        var budget = await EurosWithAsync("\"rateSetCode\":\"TREASURY\"", Line("A", "950"));
        await PublishAsync(set, "2027-03-01", "2027-03-31", "0.90");
        await PublishAsync(set, "2027-04-01", null, "0.95");
        var order = await PostAsync(budget, "1000", "2027-03-31", ""","lineCode":"A" """, "commitments")
            .ShouldBeAsync(HttpStatusCode.Created);
        (await Client.LineAsync(budget, "A")).Text("committed").ShouldBe("900");

        var paid = await BookAsync(budget, "1000", "2027-04-02", $$""","lineCode":"A","commitmentId":"{{order.Text("commitmentId")}}" """);

        paid["entries"]!
            .AsArray()
            .Select(entry => $"{entry!.Text("kind")} {entry!.Text("amount")}")
            .ShouldBe(["actualOnCommitment 900", "actual 50"]);
        paid["entries"]!.AsArray().Sum(entry => decimal.Parse(entry!.Text("originalAmount"), CultureInfo.InvariantCulture)).ShouldBe(1000);
        var line = await Client.LineAsync(budget, "A");
        (line.Text("committed"), line.Text("actual"), line.Text("available")).ShouldBe(("0", "950", "0"));
        await PostAsync(budget, "1", "2027-04-02", ""","lineCode":"A" """)
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "budget.lineOverdrawn");
    }

    [Theory]
    [InlineData("JPY", "0.5", false)]
    [InlineData("KWD", "1.234", true)]
    [InlineData("KWD", "1.2345", false)]
    [InlineData("CNY", "1.2345", false)]
    public async Task Amounts_have_the_digits_of_their_currency(string currency, string amount, bool booked)
    {
        var body = Budget(Line("A", "1000")).Replace("CNY", currency, StringComparison.Ordinal);
        var budget = (await _people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.ApproveAsync(budget);

        var response = Client.PostAsync(
            $"/v1/budgets/{budget}/actuals",
            Booking("A", amount).Replace("CNY", currency, StringComparison.Ordinal)
        );

        if (booked)
        {
            await response.ShouldBeAsync(HttpStatusCode.Created);
            (await Client.LineAsync(budget, "A")).Text("actual").ShouldBe(amount);
        }
        else
        {
            var refused = await response.ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
            refused["errors"]![0]!.Text("code").ShouldBe("money.fractionTooFine");
        }
    }

    [Fact]
    public async Task A_bulk_converts_each_item_by_its_day()
    {
        var set = await SetAsync("TREASURY");
        var budget = await EurosWithAsync("\"rateSetCode\":\"TREASURY\"", Line("A", "3000"));
        await PublishAsync(set, "2027-03-31", "2027-03-31", "0.90");
        var code = (await Client.ReadAsync($"/v1/budgets/{budget}")).Text("code");
        var items = new[] { "2027-03-31", "2027-04-01" }.Select(day =>
            $$$"""{"budgetCode":"{{{code}}}","lineCode":"A","amount":{"amount":"10","currency":"USD"},"date":"{{{day}}}"}"""
        );

        var result = await Client
            .PostAsync("/v1/actuals/bulk", $$"""{"mode":"independent","items":[{{string.Join(',', items)}}]}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        result["results"]!.AsArray().Select(each => each!.Text("status")).ShouldBe(["created", "failed"]);
        result["results"]![1]!["problem"]!.Text("code").ShouldBe("rateSet.rateMissing");
        (await ActualsAsync(budget)).ShouldBe(["9"]);
    }

    private Task<string> EurosAsync(params string[] lines) => EurosWithAsync("\"contingencyRange\":null", lines);

    private async Task<string> EurosWithAsync(string more, params string[] lines)
    {
        var body = Budget(lines)
            .Replace("CNY", "EUR", StringComparison.Ordinal)
            .Replace("\"lines\":", $"{more}, \"lines\":", StringComparison.Ordinal);
        var budget = (await _people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.ApproveAsync(budget);
        return budget;
    }

    private async Task<string> SetAsync(string code, string missing = "refuse") =>
        (
            await _people
                .Manager.PostAsync("/v1/rate-sets", $$"""{"code":"{{code}}","name":"{{code}}","missingRate":"{{missing}}"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).Id();

    private async Task PublishAsync(string set, string from, string? to, string rate) =>
        await _people
            .Manager.PostAsync(
                $"/v1/rate-sets/{set}/versions",
                $$"""
                {
                  "validFrom": "{{from}}", "validTo": {{(to is null ? "null" : $"\"{to}\"")}},
                  "rates": [ { "from": "USD", "to": "EUR", "rate": "{{rate}}" } ]
                }
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> PostAsync(string budget, string amount, string date, string more, string kind = "actuals") =>
        Client.PostAsync(
            $"/v1/budgets/{budget}/{kind}",
            $$$"""{"amount":{"amount":"{{{amount}}}","currency":"USD"},"date":"{{{date}}}"{{{more}}}}"""
        );

    private Task<JsonObject> BookAsync(string budget, string amount, string date, string more) =>
        PostAsync(budget, amount, date, more).ShouldBeAsync(HttpStatusCode.Created);

    private async Task<IEnumerable<string>> ActualsAsync(string budget) =>
        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["lines"]!.AsArray().Select(line => line!.Text("actual"));
}
