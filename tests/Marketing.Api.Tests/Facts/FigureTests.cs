using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Budgets;
using Marketing.Api.Tests.Support;
using static Marketing.Api.Tests.Facts.ResultSteps;

namespace Marketing.Api.Tests.Facts;

/// <summary>Figures of results, compared with fractions that the test computes by itself.</summary>
[Collection(SecondApi.Name)]
public sealed class FigureTests(MarketingApi api) : ApiTest(api)
{
    private const int Campaigns = 20;
    private const int Days = 90;

    [Fact]
    public async Task Twenty_campaigns_over_ninety_days_in_two_currencies_are_exact_to_the_last_digit()
    {
        foreach (var channel in new[] { "A", "B", "C", "D" })
        {
            await Client.NamedChannelAsync(channel);
        }

        var sheet = Sheet().ToList();
        var ids = new List<string>();
        for (var i = 0; i < Campaigns; i++)
        {
            ids.Add(await Client.CampaignAsync($"C{i}"));
        }

        foreach (var chunk in sheet.Chunk(900))
        {
            await Client
                .PostAsync("/v1/results/bulk", Bulk("atomic", chunk.Select(line => line.ToJson())))
                .ShouldBeAsync(HttpStatusCode.OK);
        }

        for (var i = 0; i < Campaigns; i++)
        {
            var set = (await Client.ReadAsync($"/v1/campaigns/{ids[i]}/figures")).Items().ShouldHaveSingleItem()!;
            ShouldBeExact(set, [.. sheet.Where(line => line.Campaign == i)]);
        }

        var months = (await Client.ReadAsync($"/v1/campaigns/{ids[3]}/figures?by=month")).Items();
        months.Count.ShouldBe(3);
        ShouldBeExact(months[1]!, [.. sheet.Where(line => line.Campaign == 3 && line.Day is { Month: 2 })]);
        ShouldBeExact(
            (await Client.ReadAsync($"/v1/campaigns/{ids[3]}/figures?from=2027-01-10&to=2027-01-19")).Items()[0]!,
            [.. sheet.Where(line => line.Campaign == 3 && line.Day is { Month: 1, Day: >= 10 and <= 19 })]
        );

        var report = await Client.ReadAsync("/v1/reports/channels");
        foreach (var channel in report.Items())
        {
            var code = channel!["figures"]!.Text("channelCode");
            ShouldBeExact(channel["figures"]!, [.. sheet.Where(line => line.Channel == code)]);
        }

        report.Items().Select(channel => channel!.Number("rank")).ShouldBe([1, 2, 3, 4]);
        var ratios = report.Items().Select(channel => Decimal(channel!["figures"]!["roiRatio"]!.Text("value"))).ToList();
        ratios.ShouldBe(ratios.OrderDescending());
        var all = report["totals"]!.AsArray().ShouldHaveSingleItem()!;
        all["cpc"]!.Text("nullReason").ShouldBe("mixedCurrencies");
        all["amounts"]!.AsArray().Select(amount => amount!.Text("currency")).ShouldBe(["CNY", "USD"]);
        await RatesAsync("7.0962");
        var converted = (await Client.ReadAsync("/v1/reports/channels?rateSet=group&currency=CNY"))["totals"]![0]!;
        var cost = InYuan(sheet, line => line.CostMicros);
        converted["cpc"]!.Text("value").ShouldBe(Rounded(cost, Sum(sheet, line => line.Clicks) * 10_000_000_000));
        converted["roiRatio"]!.Text("value").ShouldBe(Rounded(InYuan(sheet, line => line.RevenueMicros), cost));
        converted["roiRatio"]!.Text("currency").ShouldBe("CNY");
        var missing = (await Client.ReadAsync("/v1/reports/channels?rateSet=group&currency=EUR"))["totals"]![0]!;
        missing["cpc"]!.Text("nullReason").ShouldBe("rateMissing");
        await Client.GetAsync("/v1/reports/channels?rateSet=x").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "rateSet.unknown");
        all["ctr"]!.Text("value").ShouldBe(Rounded(Sum(sheet, line => line.Clicks), Sum(sheet, line => line.Impressions)));
    }

    [Fact]
    public async Task Nothing_of_nothing_has_a_reason_and_no_value()
    {
        await Client.NamedChannelAsync("WX");
        var campaign = await Client.CampaignAsync("C1");
        var zeros = ""","impressions":0,"clicks":0,"cost":"0","revenue":"0" """;
        await Client.ResultsAsync(Row("2027-03-01", "0", zeros)).ShouldBeAsync(HttpStatusCode.OK);

        var set = (await Client.ReadAsync($"/v1/campaigns/{campaign}/figures")).Items()[0]!;

        foreach (var figure in new[] { "ctr", "cpc", "cpm", "cpa", "conversionRate", "roiRatio", "netRoi" })
        {
            set[figure]!["value"].ShouldBeNull(figure);
            set[figure]!.Text("nullReason").ShouldBe("divisionByZero", figure);
            set[figure]!.Text("denominator").ShouldBe("0", figure);
        }

        set["cac"]!.Text("nullReason").ShouldBe("newCustomersMissing");
    }

    [Fact]
    public async Task Booked_cost_is_named_beside_media_cost_and_reconciled()
    {
        await Client.NamedChannelAsync("WX");
        var campaign = await Client.CampaignAsync("C1");
        var people = await BudgetPeople.OfAsync(Api.Alpha);
        var budget = await people.ActiveAsync(BudgetSteps.Line("L", "1000", ""","campaignRef":"C1" """));
        await Client.SpendAsync(budget, "L", "80").ShouldBeAsync(HttpStatusCode.Created);
        var month = (await Client.ReadAsync($"/v1/budgets/{budget}/ledger?account=spent")).Items()[0]!.Text("effectiveDate")[..7];
        await Client.ResultsAsync(Row($"{month}-01", "4", ""","cost":"100","revenue":"240" """)).ShouldBeAsync(HttpStatusCode.OK);

        var media = (await Client.ReadAsync($"/v1/campaigns/{campaign}/figures")).Items()[0]!;
        (media["roiRatio"]!.Text("value"), media["roiRatio"]!.Text("costBasis")).ShouldBe(("2.4", "media"));
        (media["netRoi"]!.Text("value"), media["netRoi"]!.Text("numerator")).ShouldBe(("1.4", "140"));
        var booked = (await Client.ReadAsync($"/v1/campaigns/{campaign}/figures?costBasis=booked")).Items()[0]!;
        (booked["roiRatio"]!.Text("value"), booked["cpa"]!.Text("value"), booked["cpa"]!.Text("costBasis")).ShouldBe(("3", "20", "booked"));

        var row = (await Client.ReadAsync("/v1/reports/reconciliation")).Items().ShouldHaveSingleItem()!;
        (row.Text("month"), row.Text("mediaCost"), row.Text("bookedCost"), row.Text("difference")).ShouldBe((month, "100", "80", "-20"));
    }

    [Fact]
    public async Task Channels_are_rated_against_all_channels_and_drawn()
    {
        await Client.NamedChannelAsync("WX");
        await Client.NamedChannelAsync("DY");
        await Client.CampaignAsync("C1");
        await Client
            .ResultsAsync(
                Row("2027-03-01", "1", ""","cost":"100","revenue":"300" """),
                Row("2027-03-01", "1", ""","channel":"DY","cost":"100","revenue":"100" """)
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        var report = await Client.ReadAsync("/v1/reports/channels");
        report
            .Items()
            .Select(channel => (channel!["figures"]!.Text("channelCode"), channel.Number("rank"), channel.Text("rating")))
            .ShouldBe([("WX", 1, "high"), ("DY", 2, "low")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/reports/channels");
        request.Headers.Accept.ParseAdd("image/svg+xml");
        using var drawn = await Client.SendAsync(request);
        var svg = await drawn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        svg.ShouldStartWith("<svg");
        svg.ShouldContain("渠道 WX");
        svg.ShouldContain("3.00");
    }

    [Fact]
    public async Task Figures_can_be_those_of_a_plan_and_an_objective()
    {
        await Client.NamedChannelAsync("WX");
        const string Document = """
            {"plan":{"title":"计划","language":"zh-Hans","currency":"CNY"},"objectives":[{"ref":"O1","text":"目标"},{"ref":"O2","text":"目标二"}]}
            """;
        var plan = (await Client.PostAsync("/v1/plans/import", Document).ShouldBeAsync(HttpStatusCode.Created))["plan"]!.Id();
        await Client.CampaignAsync("C1", $$""","planId":"{{plan}}","objectiveRefs":["O1"]""");
        await Client.CampaignAsync("C2");
        await Client
            .ResultsAsync(Row("2027-03-01", "1"), Row("2027-03-01", "2", ""","campaign":{"code":"C2"}"""))
            .ShouldBeAsync(HttpStatusCode.OK);

        async Task<IReadOnlyList<string>> OfAsync(string query) =>
            [.. (await Client.ReadAsync($"/v1/reports/channels{query}"))["totals"]!.AsArray().Select(set => set!.Text("conversions"))];

        (await OfAsync("")).ShouldBe(["3"]);
        (await OfAsync($"?planId={plan}")).ShouldBe(["1"]);
        (await OfAsync($"?planId={plan}&objectiveRef=o1")).ShouldBe(["1"]);
        (await OfAsync($"?planId={plan}&objectiveRef=O2")).ShouldBeEmpty();
    }

    /// <summary>The first ten campaigns pay in USD on channels A and B, the others in CNY on channels C and D.</summary>
    private static IEnumerable<Line> Sheet()
    {
        var seed = 7L;
        long Next(int below) => (seed = ((seed * 48_271) + 11) % 2_147_483_647) % below;
        for (var campaign = 0; campaign < Campaigns; campaign++)
        {
            for (var day = 0; day < Days; day++)
            {
                var isDollar = campaign < 10;
                yield return new Line(
                    campaign,
                    (isDollar, day % 2) switch
                    {
                        (true, 0) => "A",
                        (true, _) => "B",
                        (false, 0) => "C",
                        (false, _) => "D",
                    },
                    new DateOnly(2027, 1, 1).AddDays(day),
                    isDollar ? "USD" : "CNY",
                    Next(900_000),
                    Next(40_000),
                    Next(2_000_000_000),
                    Next(300),
                    Next(2_000_000_000),
                    Next(2_000_000_000)
                );
            }
        }
    }

    /// <summary>Compares all figures of one currency with fractions of the lines.</summary>
    private static void ShouldBeExact(JsonNode set, IReadOnlyList<Line> lines)
    {
        var (cost, revenue) = (Sum(lines, line => line.CostMicros), Sum(lines, line => line.RevenueMicros));
        var (clicks, shown) = (Sum(lines, line => line.Clicks), Sum(lines, line => line.Impressions));
        var converted = Sum(lines, line => line.ConversionMicros);
        var expected = new Dictionary<string, string>
        {
            ["ctr"] = Rounded(clicks, shown),
            ["cpc"] = Rounded(cost, clicks * 1_000_000),
            ["cpm"] = Rounded(cost * 1_000, shown * 1_000_000),
            ["cpa"] = Rounded(cost, converted),
            ["cac"] = Rounded(cost, Sum(lines, line => line.NewCustomers) * 1_000_000),
            ["conversionRate"] = Rounded(converted, clicks * 1_000_000),
            ["roiRatio"] = Rounded(revenue, cost),
            ["netRoi"] = Rounded(revenue - cost, cost),
        };
        foreach (var (name, value) in expected)
        {
            set[name]!.Text("value").ShouldBe(value, name);
        }

        set["roiRatio"]!.Text("currency").ShouldBe(lines[0].Currency);
        set["roiRatio"]!.Text("numerator").ShouldBe(Rounded(revenue, 1_000_000));
        set["roiRatio"]!.Text("denominator").ShouldBe(Rounded(cost, 1_000_000));
    }

    /// <summary>Adds amounts in ten-thousandths of a millionth of a yuan, at 7.0962 yuan for a dollar.</summary>
    private static BigInteger InYuan(IEnumerable<Line> lines, Func<Line, long> value) =>
        lines.Aggregate(BigInteger.Zero, (sum, line) => sum + ((BigInteger)value(line) * (line.Currency == "USD" ? 70_962 : 10_000)));

    private async Task RatesAsync(string rate)
    {
        var set = await Client.PostAsync("/v1/rate-sets", """{"code":"group","name":"Group"}""").ShouldBeAsync(HttpStatusCode.Created);
        await Client
            .PostAsync(
                $"/v1/rate-sets/{set.Id()}/versions",
                $$"""{"validFrom":"2027-01-01","rates":[{"from":"USD","to":"CNY","rate":"{{rate}}"}]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    private static BigInteger Sum(IEnumerable<Line> lines, Func<Line, long> value) =>
        lines.Aggregate(BigInteger.Zero, (sum, line) => sum + value(line));

    /// <summary>Divides by hand, digit by digit, rounds half away from zero at the tenth, and drops trailing zeros.</summary>
    private static string Rounded(BigInteger numerator, BigInteger denominator)
    {
        var sign = numerator.Sign < 0 ? "-" : "";
        var rest = BigInteger.Abs(numerator);
        var digits = BigInteger.DivRem(rest, denominator, out rest);
        for (var i = 0; i < 10; i++)
        {
            digits = (digits * 10) + BigInteger.DivRem(rest * 10, denominator, out rest);
        }

        digits += rest * 2 >= denominator ? 1 : 0;
        var text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(11, '0');
        var whole = $"{text[..^10]}.{text[^10..]}".TrimEnd('0').TrimEnd('.');
        return whole == "0" ? "0" : sign + whole;
    }

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Line(
        int Campaign,
        string Channel,
        DateOnly Day,
        string Currency,
        long Impressions,
        long Clicks,
        long ConversionMicros,
        long NewCustomers,
        long CostMicros,
        long RevenueMicros
    )
    {
        public string ToJson() =>
            Row(
                Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Rounded(ConversionMicros, 1_000_000),
                $$"""
                ,"campaign":{"code":"C{{Campaign}}"},"channel":"{{Channel}}","currency":"{{Currency}}",
                "impressions":{{Impressions}},"clicks":{{Clicks}},"newCustomers":{{NewCustomers}},"status":"final",
                "cost":"{{Rounded(CostMicros, 1_000_000)}}","revenue":"{{Rounded(RevenueMicros, 1_000_000)}}"
                """
            );
    }
}
