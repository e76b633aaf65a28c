using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Budgets.BudgetSteps;

namespace Marketing.Api.Tests.Budgets;

/// <summary>Budgets summed up by what their lines have in common, across plans and as of any day.</summary>
[Collection(SecondApi.Name)]
public sealed class BudgetSummaryTests(MarketingApi api) : ApiTest(api)
{
    private BudgetPeople _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await BudgetPeople.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_budget_is_summed_up_by_category_and_cost_centre()
    {
        var budget = await _people.ActiveAsync(
            Line("P", "25"),
            Line("A", "10", ""","parentCode":"P","costCentre":"CC-1" """),
            Line("B", "20", ""","parentCode":"P","costCentre":"CC-2" """),
            Line("C", "5").Replace("广告", "活动", StringComparison.Ordinal),
            Reserve("R", "4")
        );
        await Client.SpendAsync(budget, "A", "3").ShouldBeAsync(HttpStatusCode.Created);
        await Client.CommitAsync(budget, "B", "7").ShouldBeAsync(HttpStatusCode.Created);

        var byCategory = await Client.ReadAsync($"/v1/budgets/{budget}/summary?groupBy=category");
        Rows(byCategory, "category").ShouldBe(["应急预留 4/0/0/4", "广告 30/3/7/20", "活动 5/0/0/5"], ignoreOrder: true);
        byCategory["groups"]![0]!["costCentre"].ShouldBeNull();

        var byBoth = await Client.ReadAsync($"/v1/budgets/{budget}/summary?groupBy=category,costCentre");
        Rows(byBoth, "costCentre").ShouldBe([" 4/0/0/4", " 5/0/0/5", "CC-1 10/3/0/7", "CC-2 20/0/7/13"], ignoreOrder: true);
        (await Client.ReadAsync($"/v1/budgets/{budget}/summary"))["groups"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Budgets_are_summed_up_across_plans_and_never_across_currencies()
    {
        var first = await _people.ActiveAsync(Line("A", "10"));
        var second = await _people.ActiveAsync(Line("A", "20"), Line("B", "1").Replace("广告", "活动", StringComparison.Ordinal));
        var yen = Budget(Line("A", "1000")).Replace("CNY", "JPY", StringComparison.Ordinal);
        var third = (await _people.Manager.PostAsync("/v1/budgets", yen).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.ApproveAsync(third);
        await Client.SpendAsync(first, "A", "2").ShouldBeAsync(HttpStatusCode.Created);
        await Client.SpendAsync(second, "A", "3").ShouldBeAsync(HttpStatusCode.Created);

        var all = await Client.ReadAsync("/v1/budgets/summary");
        all.Number("budgetCount").ShouldBe(3);
        Rows(all, "currency").ShouldBe(["CNY 31/5/0/26", "JPY 1000/0/0/1000"]);

        var byCategory = await Client.ReadAsync("/v1/budgets/summary?groupBy=category&currency=CNY");
        Rows(byCategory, "category").ShouldBe(["广告 30/5/0/25", "活动 1/0/0/1"], ignoreOrder: true);
        var byBudget = await Client.ReadAsync("/v1/budgets/summary?groupBy=budget&through=2027-03-30");
        Rows(byBudget, "budgetId")
            .Order()
            .ShouldBe(new[] { $"{first} 10/0/0/10", $"{second} 21/0/0/21", $"{third} 1000/0/0/1000" }.Order());
    }

    [Fact]
    public async Task Months_have_what_is_planned_for_them_and_what_is_posted_in_them()
    {
        var weights = """[{"period":"2027-03","weight":1},{"period":"2027-12","weight":2}]""";
        var budget = await _people.ActiveAsync(
            Line("A", "90", $$""","spread":{"method":"byWeights","weights":{{weights}}}"""),
            Line("B", "24")
        );
        await Client.CommitAsync(budget, "A", "10").ShouldBeAsync(HttpStatusCode.Created);
        await Client.SpendAsync(budget, "B", "3").ShouldBeAsync(HttpStatusCode.Created);
        string[] members = ["planned", "committed", "actual"];

        var months = Sums(await Client.ReadAsync($"/v1/budgets/{budget}/summary?groupBy=period"), "period", members);
        months.Values.Where(month => month != "2/0/0").ShouldBe(["0/0/0", "32/10/3", "62/0/0"]);
        (months["2027-03"], months["2027-12"], months.Count).ShouldBe(("32/10/3", "62/0/0", 13));
        var granted = Sums(await Client.ReadAsync($"/v1/budgets/{budget}/summary?groupBy=period"), "period", "approved", "available");
        (granted["2027-03"], granted["2027-12"]).ShouldBe(("30/17", "60/60"));

        var quarters = Sums(await Client.ReadAsync($"/v1/budgets/summary?groupBy=quarter&through=2027-12-31"), "quarter", members);
        quarters
            .Where(quarter => quarter.Key.StartsWith("FY2027", StringComparison.Ordinal))
            .Select(quarter => quarter.Value)
            .ShouldBe(["36/10/3", "6/0/0", "6/0/0", "66/0/0"]);
    }

    [Fact]
    public async Task What_is_planned_for_no_month_is_a_group_without_a_month()
    {
        var body = Budget(Line("A", "12")).Replace("\"2027-12-31\"", "null", StringComparison.Ordinal);
        var budget = (await _people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();

        var groups = (await Client.ReadAsync($"/v1/budgets/{budget}/summary?groupBy=period,quarter"))["groups"]!.AsArray();

        var group = groups.ShouldHaveSingleItem()!;
        (group["period"], group["quarter"], group.Text("planned")).ShouldBe((null, null, "12"));
    }

    [Fact]
    public async Task A_rate_set_converts_the_sums_of_all_budgets_and_names_its_rates()
    {
        await _people.ActiveAsync(Line("A", "10"));
        var yen = await ActiveInAsync("JPY", Line("A", "1000"), Line("B", "15"));
        await ActiveInAsync("USD", Line("A", "2"));
        await Client
            .PostAsync($"/v1/budgets/{yen}/actuals", Booking("B", "5").Replace("CNY", "JPY", StringComparison.Ordinal))
            .ShouldBeAsync(HttpStatusCode.Created);
        const string versions = """{"validFrom":"2027-03-01","validTo":"2027-03-31","rates":[{"from":"JPY","to":"CNY","rate":"0.05"}]}""";
        var rates = """{"code":"TREASURY","name":"集团汇率","missingRate":"refuse"}""";
        var set = (await _people.Manager.PostAsync("/v1/rate-sets", rates).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.Manager.PostAsync($"/v1/rate-sets/{set}/versions", versions).ShouldBeAsync(HttpStatusCode.Created);
        var path = "/v1/budgets/summary?rateSet=treasury&through=2027-03-31";

        var missing = await Client
            .GetAsync($"{path}&currency=CNY")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "rateSet.rateMissing");
        (missing["args"]!.Text("from"), missing["args"]!.Text("to"), missing.Pointers().Single()).ShouldBe(("USD", "CNY", "/rateSet"));
        var both = await Client
            .GetAsync($"{path}&currency=KWD")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken");
        both["errors"]!.AsArray().Select(fault => fault!["args"]!.Text("from")).ShouldBe(["CNY", "JPY", "USD"]);
        await Client
            .GetAsync("/v1/budgets/summary?rateSet=NONE")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "rateSet.unknown");

        const string dollars = """{"validFrom":"2027-01-01","validTo":null,"rates":[{"from":"USD","to":"CNY","rate":"7.0962"}]}""";
        await _people.Manager.PostAsync($"/v1/rate-sets/{set}/versions", dollars).ShouldBeAsync(HttpStatusCode.Created);
        var all = await Client.ReadAsync(path);
        Rows(all, "currency").ShouldBe(["CNY 74.94/0.25/0/74.69"]);
        all["conversion"]!.Text("date").ShouldBe("2027-03-31");
        all["conversion"]!["rates"]!
            .AsArray()
            .Select(rate => $"{rate!.Text("from")} {rate!.Text("rate")} {rate!.Text("rateDate")}")
            .ShouldBe(["JPY 0.05 2027-03-31", "USD 7.0962 2027-03-31"]);

        // Lines are converted one by one, so groups add up to the whole.
        Rows(await Client.ReadAsync($"{path}&groupBy=budget"), "currency")
            .ShouldBe(["CNY 10/0/0/10", "CNY 50.75/0.25/0/50.5", "CNY 14.19/0/0/14.19"]);
        (await Client.ReadAsync("/v1/budgets/summary"))["conversion"].ShouldBeNull();
    }

    private async Task<string> ActiveInAsync(string currency, params string[] lines)
    {
        var body = Budget(lines).Replace("CNY", currency, StringComparison.Ordinal);
        var budget = (await _people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.ApproveAsync(budget);
        return budget;
    }

    private static Dictionary<string, string> Sums(JsonNode summary, string key, params string[] members) =>
        summary["groups"]!.AsArray().ToDictionary(group => group!.Text(key), group => string.Join('/', members.Select(group!.Text)));

    [Fact]
    public async Task A_day_means_its_end_in_the_time_zone_of_the_plan()
    {
        var header =
            """{"title":"纽约上市","planType":"productLaunch","language":"zh-Hans","currency":"CNY","timeZone":"America/New_York"}""";
        var plan = (await Client.PostAsync("/v1/plans", header).ShouldBeAsync(HttpStatusCode.Created)).Id();
        var body = Budget(Line("A", "10")).Replace("{\n", $$"""{"planId":"{{plan}}",""", StringComparison.Ordinal);
        var budget = (await _people.Manager.PostAsync("/v1/budgets", body).ShouldBeAsync(HttpStatusCode.Created)).Id();
        await _people.ApproveAsync(budget);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, zone));
        var yesterday = today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var summary = await Client.ReadAsync($"/v1/budgets/{budget}/summary?asOf={yesterday}");

        var end = TimeZoneInfo.ConvertTimeToUtc(today.ToDateTime(TimeOnly.MinValue), zone).AddMicroseconds(-1);
        DateTime.Parse(summary.Text("asOf"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ShouldBe(end);
        summary["totals"]!.Text("approved").ShouldBe("0");
        await Client
            .GetAsync($"/v1/budgets/{budget}/summary?asOf={today.AddDays(1):yyyy-MM-dd}")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "ledger.asOfInFuture");
    }

    [Fact]
    public async Task Through_takes_a_day_or_an_instant_which_counts_on_its_day()
    {
        var budget = await _people.ActiveAsync(Line("A", "10"));
        await Client.SpendAsync(budget, "A", "4").ShouldBeAsync(HttpStatusCode.Created);

        // 31 March begins in Shanghai at 16:00 UTC of 30 March.
        foreach (var (through, actual) in new[] { ("2027-03-31", "4"), ("2027-03-30T16:00:00Z", "4"), ("2027-03-30T15:59:59Z", "0") })
        {
            (await Client.LineAsync(budget, "A", $"?through={through}")).Text("actual").ShouldBe(actual, through);
            (await Client.ReadAsync($"/v1/budgets/{budget}/execution?through={through}"))["total"]!
                .Text("actual")
                .ShouldBe(actual, through);
        }

        var wrong = await Client
            .GetAsync($"/v1/budgets/{budget}/summary?through=2027-02-30&asOf=yesterday")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        wrong["errors"]!.AsArray().Select(fault => fault!["args"]!.Text("format")).ShouldBe(["day-or-date-time", "day-or-date-time"]);
    }

    [Fact]
    public async Task The_summary_is_also_a_workbook_whose_texts_stay_texts()
    {
        var budget = await _people.ActiveAsync(
            Line("007", "10.5").Replace("广告", "=HYPERLINK(\\\"http://evil\\\")", StringComparison.Ordinal)
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/budgets/{budget}/summary");
        request.Headers.Accept.ParseAdd("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        request.Headers.AcceptLanguage.ParseAdd("en");

        using var response = await Client.SendAsync(request);

        response.Content.Headers.ContentDisposition!.FileName.ShouldEndWith(".xlsx");
        using var file = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var cells = XDocument.Load(file.Entries.Single(entry => entry.Name == "sheet1.xml").Open()).Descendants().ToList();
        var texts = cells.Where(cell => cell.Name.LocalName == "t").Select(cell => cell.Value).ToList();
        texts.ShouldContain("007");
        texts.ShouldContain("=HYPERLINK(\"http://evil\")");
        cells.ShouldNotContain(cell => cell.Name.LocalName == "f");
        cells.Where(cell => cell.Name.LocalName == "v").Select(cell => cell.Value).ShouldContain("10.5");
    }

    private static IEnumerable<string> Rows(JsonNode summary, string member) =>
        summary["groups"]!
            .AsArray()
            .Select(group =>
                $"{group![member]?.GetValue<string>()} {group.Text("approved")}/{group.Text("actual")}/{group.Text("committed")}/"
                + group.Text("available")
            );
}
