using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class FigureParserTests
{
    private const string Money = """
        850万元 => 8500000 CNY /10000
        850萬元 => 8500000 CNY /10000
        850万 => 8500000 CNY /10000
        850.5万元 => 8505000 CNY /10000
        1.2亿元 => 120000000 CNY /100000000
        3百万元 => 3000000 CNY /1000000
        5千元 => 5000 CNY /1000
        X万元 => X CNY /10000
        XX 万元 => XX CNY /10000
        [金额]万元 => [金额] CNY /10000
        X元 => X CNY
        预计投入 XX 万元 => XX CNY /10000
        合计 XX 万元。 => XX CNY /10000
        预留 50 万元 => 500000 CNY /10000
        1200 => 1200 CNY
        1,200.50元 => 1200.5 CNY
        人民币 1,200.50 元 => 1200.5 CNY
        人民币1200元整 => 1200 CNY
        ¥1,200.50 => 1200.5 CNY
        ¥1200 => 1200 CNY
        RMB 3,000,000 => 3000000 CNY
        1200 CNY => 1200 CNY
        五十万元 => 500000 CNY /10000
        伍拾万元整 => 500000 CNY /10000
        850万元 => 8500000 CNY /10000
        USD 3.5k => 3500 USD /1000
        US$3.5m => 3500000 USD /1000000
        USD 2 million => 2000000 USD /1000000
        100万美元 => 1000000 USD /10000
        €500 => 500 EUR
        500 EUR => 500 EUR
        £20k => 20000 GBP /1000
        HK$ 1,000 => 1000 HKD
        1000港元 => 1000 HKD
        NT$500 => 500 TWD
        500日元 => 500 JPY
        -500元 => -500 CNY
         => unparsed
        约850万元 => unparsed
        10-20万元 => unparsed
        850万元左右 => unparsed
        $500 => unparsed
        人民币500美元 => unparsed
        12,34元 => unparsed
        1.2.3元 => unparsed
        万元 => unparsed
        待定 => unparsed
        X万元 (市场数据购买、外部咨询) => unparsed
        500元/月 => unparsed
        99999999999999999999元 => unparsed
        9999999999万亿元 => unparsed
        """;

    private const string Percents = """
        占总预算10%-15% => 10..15
        占總預算10%-15% => 10..15
        总预算的15%-20% => 15..20
        (总预算的15%-20%) => 15..20
        15%-20% => 15..20
        15-20% => 15..20
        10%至15% => 10..15
        10%~15%之间 => 10..15
        10%—15% => 10..15
        10% => 10..10
        7.5%-12.5% => 7.5..12.5
        X%-Y% => X%-Y%
        占总预算X% => X%
        不低于10% => 10..
        不超过15% => ..15
        10%-15% of total budget => 10..15
        between 10% and 15% => 10..15
         => unparsed
        15%-10% => unparsed
        10-15 => unparsed
        约10%-15% => unparsed
        10%-15%左右 => unparsed
        10%-150% => unparsed
        10%-X% => unparsed
        占总预算10%-15%,应对突发状况 => unparsed
        """;

    public static TheoryData<string, string> MoneyCases() => Cases.Of(Money);

    public static TheoryData<string, string> PercentCases() => Cases.Of(Percents);

    [Theory]
    [MemberData(nameof(MoneyCases))]
    public void An_amount_of_money_is_understood_completely_or_stays_text(string text, string meaning)
    {
        var money = MoneyParser.Parse(text);

        Describe.Of(money).ShouldBe(meaning);
        money.Text.ShouldBe(text);
        money.Check().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PercentCases))]
    public void A_range_of_percentages_is_understood_completely_or_stays_text(string text, string meaning)
    {
        var range = PercentRangeParser.Parse(text);

        Describe.Of(range).ShouldBe(meaning);
        range.Text.ShouldBe(text);
        range.Check().ShouldBeEmpty();
    }

    [Fact]
    public void An_amount_without_a_currency_name_is_in_the_currency_of_the_plan()
    {
        MoneyParser.Parse("$500", "USD").Amount.ShouldBe(500);
        MoneyParser.Parse("500元", "TWD").Currency.ShouldBe("TWD");
        MoneyParser.Parse("500", "EUR").Currency.ShouldBe("EUR");
    }

    [Fact]
    public void An_amount_with_only_a_text_is_completed_from_the_text()
    {
        Read(new PlannedMoney { Currency = "CNY", Text = "850万元" })
            .ShouldBe(
                new PlannedMoney
                {
                    Currency = "CNY",
                    Text = "850万元",
                    Amount = 8_500_000,
                    UnitScale = 10_000,
                }
            );
        Read(new PlannedMoney { Currency = "CNY", Text = "X万元" }).Placeholder.ShouldBe("X");
        Read(new PlannedMoney { Currency = "CNY", Text = "" }).ShouldBe(new PlannedMoney { Currency = "CNY", Text = "" });

        static PlannedMoney Read(PlannedMoney money)
        {
            var line = new PlanBudgetLine
            {
                Category = "C",
                Kind = BudgetLineKind.Line,
                Amount = money,
            };
            return PhraseReading.Read(line, "CNY").Amount!;
        }
    }

    [Theory]
    [InlineData("2026年3月15日", "2026-03-15", null)]
    [InlineData("XXXX年XX月XX日", null, "XXXX年XX月XX日")]
    [InlineData("[日期]", null, "[日期]")]
    [InlineData("3月15日", null, "3月15日")]
    [InlineData("2026年3月", null, null)]
    [InlineData("", null, null)]
    public void A_date_without_a_year_stays_a_placeholder(string text, string? date, string? placeholder)
    {
        var planned = PlannedDateParser.Parse(text);
        DateOnly? expected = date is null ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        planned.ShouldBe(
            new PlannedDate
            {
                Date = expected,
                Placeholder = placeholder,
                Text = text,
            }
        );
    }
}
