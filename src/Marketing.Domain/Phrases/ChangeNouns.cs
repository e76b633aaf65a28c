using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>Nouns that turn the figure before them into a change: 10%的增长, 8%的降幅, 5% growth, a 20% year-on-year increase in sales.</summary>
internal static class ChangeNouns
{
    private const int MaxAttributeLength = 10;

    private static readonly (string Word, Direction Direction)[] Chinese =
    [
        .. Words(Direction.Increase, "增长", "增幅", "涨幅", "升幅", "提升", "提高", "上升", "上涨", "增加", "增速", "递增", "攀升"),
        .. Words(Direction.Decrease, "下降", "降幅", "跌幅", "减幅", "降低", "减少", "缩减", "缩短", "下滑", "下跌", "回落", "递减"),
    ];

    private static readonly (string Word, Direction Direction)[] English =
    [
        .. Words(Direction.Increase, "INCREASE", "GROWTH", "RISE", "IMPROVEMENT", "UPLIFT"),
        .. Words(Direction.Decrease, "DECREASE", "REDUCTION", "DROP", "DECLINE", "CUT"),
    ];

    private static readonly string[] RelativeWords =
    [
        "YEAR-ON-YEAR",
        "YEAR-OVER-YEAR",
        "YEAR ON YEAR",
        "YEAR OVER YEAR",
        "YOY",
        "同比",
        "环比",
    ];

    /// <summary>
    /// Reads the noun behind a figure, with the words between them (10%的销售额同比增长, 10% sales growth). 20%的增长率 is a level of the growth rate.
    /// </summary>
    public static bool TryRead(PhraseScanner scanner, out Direction direction, out bool isRelative)
    {
        var start = scanner.Position;
        var found = default(Direction);
        var relative = false;
        var read =
            scanner.Try(() => TryReadChinese(scanner, out found, out relative)) || scanner.Try(() => TryReadEnglish(scanner, out found));
        isRelative = relative || (read && RelativeWords.Any(word => Contains(scanner, start, word)));
        direction = found;
        return read;
    }

    private static bool TryReadChinese(PhraseScanner scanner, out Direction direction, out bool isRelative)
    {
        var hasParticle = scanner.Accept("的");
        isRelative = scanner.Accept(RelativeWords);
        var limit = hasParticle ? Math.Min(scanner.End, scanner.Position + MaxAttributeLength) : scanner.Position + 1;
        for (; scanner.Position < limit; scanner.Position++)
        {
            var c = scanner.NextChar;
            if (scanner.Accept(Chinese, out direction))
            {
                // 10%的提升空间, 20%的增长率 and 20%增长至30% are no changes by the figure.
                return !scanner.IsNext("率", "量", "额", "值", "点", "至", "到", "为", "空间", "潜力");
            }

            if (char.IsAscii(c) || "的至到为,;。、达".Contains(c, StringComparison.Ordinal))
            {
                break;
            }
        }

        direction = default;
        return false;
    }

    // At most three words may stand before the noun: 10% year-on-year sales growth.
    private static bool TryReadEnglish(PhraseScanner scanner, out Direction direction)
    {
        scanner.Skip(RelativeWords);
        for (var words = 0; words < 3; words++)
        {
            if (scanner.Accept(English, out direction))
            {
                return !scanner.IsNext("RATE", "TARGET");
            }

            var from = scanner.Position;
            while (
                scanner.Position < scanner.End
                && (char.IsAsciiLetter(scanner.Folded[scanner.Position]) || (scanner.Position == from && scanner.Folded[from] == ' '))
            )
            {
                scanner.Position++;
            }

            if (scanner.Position == from || IsPreposition(scanner.Folded.AsSpan(from, scanner.Position - from).Trim(' ')))
            {
                break;
            }
        }

        direction = default;
        return false;
    }

    private static bool IsPreposition(ReadOnlySpan<char> word) =>
        word is "OF" or "IN" or "BY" or "WITH" or "FOR" or "FROM" or "TO" or "AND" or "OR" or "ON" or "AT" or "AFTER" or "BEFORE" or "VIA";

    private static bool Contains(PhraseScanner scanner, int start, string word) =>
        scanner.Folded.AsSpan(start, scanner.Position - start).Contains(word, StringComparison.Ordinal);
}
