namespace Marketing.Domain.Phrases;

/// <summary>
/// Skips the object between a verb and its figure: 提升[产品销量]20%, 提高[会员在小程序里的下单率]3%, raise [awareness] to 80%. An object holds no
/// figure, no other preposition and no comparison.
/// </summary>
internal static class TargetObject
{
    private const int MaxLength = 40;
    private const int MaxPlaceLength = 10;
    private const string Stops = "达至到在为超以不少从由后内每约。,;、%()<>=:+";
    private const string PlaceEnds = "上里中内端下";

    // Words that contain one of the characters above but are part of a name.
    private static readonly string[] Names =
    [
        "到店",
        "到访",
        "到场",
        "到货",
        "到课",
        "签到",
        "报到",
        "触达",
        "到达",
        "送达",
        "在线",
        "在售",
        "在途",
        "潜在",
        "超市",
        "超级",
        "不良",
        "不满",
        "售后",
        "后台",
        "后续",
        "行为",
        "自由",
        "预约",
        "签约",
        "续约",
        "履约",
        "违约",
        "合约",
        "内容",
        "内部",
        "国内",
        "站内",
        "店内",
        "业内",
        "少儿",
        "以旧换新",
    ];

    private static readonly string[] EnglishPrepositions =
    [
        "TO",
        "AT",
        "FROM",
        "BELOW",
        "UNDER",
        "ABOVE",
        "OVER",
        "THAN",
        "IN",
        "ABOUT",
        "AROUND",
        "NEARLY",
        "ALMOST",
        "ROUGHLY",
    ];

    /// <summary>
    /// Returns the positions behind the object where its figure can start, nearest first. With <paramref name="word"/> they are the
    /// positions behind that word.
    /// </summary>
    public static IEnumerable<int> EndsOf(PhraseScanner scanner, int from, string? word)
    {
        var walker = scanner.Fork();
        walker.Position = from;
        while (walker.Position < walker.End && walker.Position - from <= MaxLength)
        {
            var at = walker.Position;
            if (at > from && IsWordStart(walker.Folded, at))
            {
                if (word is null ? CanStartFigure(walker) : walker.Accept(word))
                {
                    yield return walker.Position;
                    walker.Position = at;
                }
            }

            if (!TrySkip(walker, isFirst: at == from, stopsAtPreposition: word is null))
            {
                yield break;
            }
        }
    }

    private static bool TrySkip(PhraseScanner walker, bool isFirst, bool stopsAtPreposition)
    {
        if (
            walker.Accept(Names)
            || TargetPlainness.TrySkipName(walker)
            || walker.Try(() => IsPlace(walker))
            || walker.Try(() => IsAbbreviation(walker))
        )
        {
            return true;
        }

        var c = walker.Folded[walker.Position];
        var isTime =
            c == '内'
            && walker.Position > 0
            && "年月周日天时钟季度期".Contains(walker.Folded[walker.Position - 1], StringComparison.Ordinal);
        var isStop = c == '内' ? isTime : Stops.Contains(c, StringComparison.Ordinal);
        if (
            isStop
            || char.IsAsciiDigit(c)
            || NumberGlyphs.IsGlyph(c)
            || TargetPlainness.IsFigureOrHedge(walker)
            || (!isFirst && stopsAtPreposition && walker.IsNext(EnglishPrepositions))
        )
        {
            return false;
        }

        walker.Position++;
        return true;
    }

    // 在微信上, 在小程序里
    private static bool IsPlace(PhraseScanner walker)
    {
        if (!walker.Accept("在"))
        {
            return false;
        }

        var from = walker.Position;
        while (walker.Position < walker.End && walker.Position - from < MaxPlaceLength)
        {
            var c = walker.Folded[walker.Position++];
            if (walker.Position - from > 1 && PlaceEnds.Contains(c, StringComparison.Ordinal))
            {
                return !"年月周日天时钟季期".Contains(walker.Folded[walker.Position - 2], StringComparison.Ordinal);
            }

            if (Stops.Contains(c, StringComparison.Ordinal) || char.IsAsciiDigit(c) || Numerals.IsNumeral(c))
            {
                return false;
            }
        }

        return false;
    }

    // 获客成本(CAC)
    private static bool IsAbbreviation(PhraseScanner walker)
    {
        if (!walker.Accept("("))
        {
            return false;
        }

        var from = walker.Position;
        while (walker.Position < walker.End && char.IsAsciiLetter(walker.Folded[walker.Position]))
        {
            walker.Position++;
        }

        return walker.Position - from >= 2 && walker.Accept(")");
    }

    private static bool CanStartFigure(PhraseScanner walker) =>
        Numerals.CanStartFigure(walker.NextChar)
            ? !Numerals.IsInsideAmount(walker.Folded, walker.Position)
                && !"近几数第约每".Contains(walker.Folded[walker.Position - 1], StringComparison.Ordinal)
            : walker.IsNext("百分之") || walker.Fork().Accept(TargetWords.ComparatorsBefore, out _);

    private static bool IsWordStart(string folded, int at) =>
        !(char.IsAsciiLetterOrDigit(folded[at]) && (char.IsAsciiLetterOrDigit(folded[at - 1]) || folded[at - 1] == '-'));
}
