using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

public sealed class ParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "T",
        "-6",
        "+N",
        "周",
        "週",
        "至",
        "到",
        "-",
        "第",
        "6",
        "三",
        "X",
        "个",
        "月",
        "內",
        "后",
        "前",
        "每",
        "季度",
        "末",
        "次",
        "一",
        "至少",
        "達到",
        "80",
        "%",
        "以上",
        "提升",
        "从",
        "(满分5分)",
        "万元",
        "人民币",
        "计划开始",
        "上市",
        "活动",
        "期间",
        "持续",
        "即时",
        "2026",
        "年",
        "日",
        ",",
        "。",
        "、",
        " ",
        "\n",
        "\u3000",
        "within ",
        "3 months",
        " of ",
        "launch",
        "every ",
        "week",
        " at least ",
        "once ",
        "Q2",
        "半",
        "两",
        "[",
        "]",
        "(",
        ")",
        "/",
        ".",
        "0",
        "99999999999999999999",
        "倍",
        "翻一番",
        "𠮷",
        "\uD800",
        "\uFFFE",
        "(nèi)",
        "①",
        "½",
        "㎡",
        "",
    ];

    private static readonly Arbitrary<string> Phrases = Arb.From(
        Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), Gen.Elements(Pieces).ArrayOf().Select(string.Concat))
    );

    private static void CheckForAnyText(Func<string, bool> property) =>
        Prop.ForAll(Phrases, property).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Parsing_a_deadline_never_fails_keeps_the_text_and_breaks_no_rule() =>
        CheckForAnyText(text =>
            DeadlineParser.Parse(text) is var one
            && one.Text == text
            && !one.Check().Any()
            && DeadlineParser.ParseAll(text) is var all
            && all.SelectMany(deadline => DeadlineParser.ParseAll(deadline.Text!)).SequenceEqual(all)
        );

    [Fact]
    public void Parsing_a_frequency_never_fails_keeps_the_text_and_breaks_no_rule() =>
        CheckForAnyText(text =>
            FrequencyParser.Parse(text) is { Count: > 0 } all
            && string.Concat(all.Select(one => one.Text)) == text
            && !all.SelectMany(one => one.Check()).Any()
        );

    [Fact]
    public void Parsing_a_window_never_fails_keeps_the_text_and_breaks_no_rule() =>
        CheckForAnyText(text => WindowParser.Parse(text) is var window && window.Text == text && !window.Check().Any());

    [Fact]
    public void Parsing_a_target_never_fails_keeps_the_text_and_breaks_no_rule() =>
        CheckForAnyText(text =>
            TargetParser.Parse(text) is var one
            && one.Text == text
            && !one.Check().Any()
            && string.Concat(TargetParser.ParseAll(text).Select(target => target.Text)) == text
        );

    [Fact]
    public void Parsing_money_percentages_and_dates_never_fails_and_keeps_the_text() =>
        CheckForAnyText(text =>
            MoneyParser.Parse(text).Text == text
            && PercentRangeParser.Parse(text).Text == text
            && PlannedDateParser.Parse(text).Text == text
        );

    [Theory]
    [InlineData("后")]
    [InlineData("前")]
    [InlineData("期间")]
    [InlineData("每")]
    [InlineData("1")]
    [InlineData("至")]
    [InlineData("提升")]
    [InlineData("A ")]
    [InlineData("一")]
    [InlineData("(")]
    [InlineData(",")]
    [InlineData("每,")]
    [InlineData("每、")]
    public void Long_repetitions_are_parsed_quickly(string piece)
    {
        var longest = string.Concat(Enumerable.Repeat(piece, 500 / piece.Length));
        var tooLong = string.Concat(Enumerable.Repeat(piece, 100_000));
        var clock = Stopwatch.StartNew();
        foreach (var text in (string[])[longest, tooLong])
        {
            DeadlineParser.ParseAll(text);
            FrequencyParser.Parse(text);
            WindowParser.Parse(text);
            TargetParser.ParseAll(text);
            MoneyParser.Parse(text);
            PercentRangeParser.Parse(text);
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
