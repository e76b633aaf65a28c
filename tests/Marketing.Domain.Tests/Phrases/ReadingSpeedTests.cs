using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>Reading takes a few milliseconds whatever the text, and no more than in proportion to its length.</summary>
[Collection(nameof(ReadingSpeedTests))]
[CollectionDefinition(nameof(ReadingSpeedTests), DisableParallelization = true)]
public sealed class ReadingSpeedTests
{
    private const int Longest = 500;

    private static readonly string[] Pieces =
    [
        "增长",
        "提升",
        "增长10%",
        "提升销量",
        "3个月内",
        "上市后",
        "后",
        "前",
        "期间",
        "每",
        "每周",
        "每、",
        "每周一、",
        "1",
        "一",
        "两三",
        "①",
        "至",
        "1-",
        "A ",
        "X",
        "(",
        ",",
        "、",
        "和",
        "百分之",
        "在",
        "在微信上",
        "年",
        "2026年",
        "第",
        "以上",
        "increase ",
        "within 3 months of ",
        "every ",
        "and ",
        "內(nèi)",
        "约",
        "万",
        "活动后3天内,",
        "每日站会,",
    ];

    public static TheoryData<string> Kinds() => [.. PhraseKind.Readers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_text_up_to_the_limit_is_read_within_five_milliseconds(string kind) =>
        Pieces
            .Select(piece => (piece, Time: Fastest(kind, Repeat(piece, Longest))))
            .Where(measured => measured.Time.TotalMilliseconds > 5)
            .Select(measured => $"{measured.piece}: {measured.Time.TotalMilliseconds:F1} ms")
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_longer_text_is_kept_without_reading_it(string kind) =>
        Pieces.Where(piece => Fastest(kind, Repeat(piece, 20_000)).TotalMilliseconds > 50).ShouldBeEmpty();

    // Four times the length may take four times as long; a quadratic rule takes sixteen times. Very short times are not compared.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Time_grows_in_proportion_to_the_length(string kind) =>
        Pieces
            .Select(piece => (piece, Short: Fastest(kind, Repeat(piece, Longest / 4)), Long: Fastest(kind, Repeat(piece, Longest))))
            .Where(measured => measured.Long.TotalMilliseconds > 1 && measured.Long > 10 * measured.Short)
            .Select(measured => $"{measured.piece}: {measured.Short.TotalMilliseconds:F2} to {measured.Long.TotalMilliseconds:F2} ms")
            .ShouldBeEmpty();

    private static string Repeat(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];

    // The fastest of several runs, because the machine may be busy with something else.
    private static TimeSpan Fastest(string kind, string text)
    {
        var read = PhraseKind.Readers[kind];
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < 20 && (run < 3 || fastest.TotalMilliseconds > 1); run++)
        {
            var start = Stopwatch.GetTimestamp();
            read(text);
            var time = Stopwatch.GetElapsedTime(start);
            fastest = time < fastest ? time : fastest;
        }

        return fastest;
    }
}
