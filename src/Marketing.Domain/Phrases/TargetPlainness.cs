using System.Buffers;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Tells whether the words around a target are plain: without another figure, a placeholder or a hedge.</summary>
internal static class TargetPlainness
{
    // The longest number, range or date in digits before its unit.
    private const int MaxNumberLength = 24;

    private static readonly string[] Hedges =
    [
        "如有",
        "如需",
        "如遇",
        "视情况",
        "视情",
        "酌情",
        "必要时",
        "条件允许",
        "原则上",
        "并非",
        "并不",
        "不再",
        "无需",
        "无须",
        "不必",
        "仅",
        "左右",
        "大约",
        "约",
        "上下",
        "以上或",
        "若",
        "如果",
        "假如",
        "倘",
        "除非",
        "一旦",
        "多达",
        "接近",
        "将近",
    ];

    private static readonly string[] EnglishHedges =
    [
        "ABOUT",
        "APPROXIMATELY",
        "APPROX",
        "CIRCA",
        "AROUND",
        "ROUGHLY",
        "NEARLY",
        "ALMOST",
        "NOT",
        "IF",
        "UNLESS",
        "PROVIDED",
        "NEVER",
        "NO LONGER",
        "PEAK",
        "OR SO",
    ];

    private static readonly string[] CountedWords =
    [
        "倍",
        "成",
        "%",
        "个百分点",
        "款",
        "家",
        "名",
        "场",
        "次",
        "项",
        "条",
        "篇",
        "番",
        "分之",
        "万",
        "亿",
        "元",
        "余",
        "多",
        "几",
    ];

    private static readonly string[] VagueNumbers =
    [
        "几十",
        "几百",
        "几千",
        "几万",
        "几个",
        "几家",
        "几成",
        "几倍",
        "数十",
        "数百",
        "数千",
        "数万",
        "若干",
    ];

    // Names that contain figures without measuring anything.
    private static readonly string[] NamesWithFigures =
    [
        "A/B",
        "4G",
        "5G",
        "3D",
        "4K",
        "B2B",
        "B2C",
        "C2C",
        "C2M",
        "O2O",
        "4P",
        "4C",
        "4S",
        "双11",
        "双12",
        "双十一",
        "双十二",
        "618",
        "B端",
        "C端",
        "G端",
        "Z世代",
        "K12",
        "60后",
        "70后",
        "80后",
        "85后",
        "90后",
        "95后",
        "00后",
        "05后",
        "10后",
        "COVID-19",
        "Q&A",
        "R&D",
        "APP",
        "H5",
    ];

    private static readonly SearchValues<char> FirstOfNames = SearchValues.Create([.. NamesWithFigures.Select(name => name[0]), 'T']);
    private static readonly SearchValues<char> FirstOfHedges = SearchValues.Create([
        .. Hedges.Concat(EnglishHedges).Select(word => word[0]),
    ]);

    /// <summary>
    /// Returns whether a part of a sentence holds no figure, placeholder or hedge. Times (上市后三个月内) and names such as 5G do not count.
    /// </summary>
    public static bool IsPlain(PhraseScanner part) => part.Slice(PlainUntil(part), part.End).IsAtEnd;

    /// <summary>Returns the positions of the first and the last figure, placeholder or hedge; the end and -1 if there is none.</summary>
    public static (int First, int Last) Figures(PhraseScanner part)
    {
        var scanner = part.Fork();
        var (first, last) = (part.End, -1);
        while (!scanner.IsAtEnd)
        {
            if (TrySkipTime(scanner) || TrySkipName(scanner))
            {
                continue;
            }

            if (IsFigureOrHedge(scanner))
            {
                last = scanner.Position;
                first = Math.Min(first, last);
            }

            scanner.Position++;
        }

        return (first, last);
    }

    private static int PlainUntil(PhraseScanner part)
    {
        var scanner = part.Fork();
        while (!scanner.IsAtEnd)
        {
            if (TrySkipTime(scanner) || TrySkipName(scanner))
            {
                continue;
            }

            if (IsFigureOrHedge(scanner))
            {
                break;
            }

            scanner.Position++;
        }

        return scanner.Position;
    }

    /// <summary>Skips a name with a figure: a name of the table, or a name such as TOP10.</summary>
    public static bool TrySkipName(PhraseScanner scanner)
    {
        if (
            !FirstOfNames.Contains(scanner.NextChar)
            || (scanner.Position > 0 && char.IsAsciiLetterOrDigit(scanner.Folded[scanner.Position - 1]))
        )
        {
            return false;
        }

        return scanner.Try(() =>
                scanner.Accept(NamesWithFigures)
                && !char.IsAsciiLetterOrDigit(scanner.NextChar)
                && scanner.NextChar is not ('%' or '元' or '个' or '万' or '人' or '.')
            ) || scanner.Try(() => scanner.Accept("TOP") && scanner.TryReadDigits(3, out _) && !scanner.IsAtEnd);
    }

    public static bool IsInsideNumber(PhraseScanner scanner) =>
        scanner.Position > 0 && (char.IsAsciiDigit(scanner.Folded[scanner.Position - 1]) || scanner.Folded[scanner.Position - 1] == '.');

    /// <summary>Skips a time: 2026年底, 上半年, 3个月内, within 6 months.</summary>
    public static bool TrySkipTime(PhraseScanner scanner)
    {
        if (IsInsideNumber(scanner) || !MayStartTime(scanner))
        {
            return false;
        }

        return scanner.Try(() => DateGrammar.Read(scanner) is not null)
            || scanner.Try(() => PeriodGrammar.Read(scanner) is { Unit: not TimeUnit.Day })
            || scanner.Try(() => scanner.Accept("WITHIN") && TimeAmount.TryRead(scanner, out _))
            || scanner.Try(() =>
                TimeAmount.TryRead(scanner, out _, bareDay: true) && scanner.Accept("之内", "以内", "内", "之后", "后", "AFTER")
            );
    }

    // A time is a word, or a number with a unit close behind it. The rules of times are not tried in other places.
    private static bool MayStartTime(PhraseScanner scanner)
    {
        var folded = scanner.Folded;
        var at = scanner.Position;
        while (at < scanner.End && folded[at] == ' ')
        {
            at++;
        }

        if (at == scanner.End)
        {
            return false;
        }

        var c = folded[at];
        var next = at + 1 < scanner.End ? folded[at + 1] : '\0';
        if (char.IsAsciiLetter(c))
        {
            var isArticle =
                c == 'A' && next == ' ' && !(at + 2 < scanner.End && "MHDWQYCB".Contains(folded[at + 2], StringComparison.Ordinal));
            return !isArticle && (at == 0 || !char.IsAsciiLetterOrDigit(folded[at - 1]));
        }

        if (!char.IsAsciiDigit(c) && !Numerals.IsNumeral(c))
        {
            return c switch
            {
                '[' or '_' => true,
                '半' => "年月天个小".Contains(next, StringComparison.Ordinal),
                '首' => "年月周天日季个星工".Contains(next, StringComparison.Ordinal),
                '第' => Numerals.CanStartFigure(next),
                '上' or '下' => next == '半',
                '年' => "底末终中初月".Contains(next, StringComparison.Ordinal),
                _ => false,
            };
        }

        var end = Math.Min(scanner.End, at + MaxNumberLength);
        var mayBeDate = false;
        var digits = 0;
        for (; at < end; at++)
        {
            c = folded[at];
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            mayBeDate = mayBeDate || c is '-' or '/' or '.' || digits == 8;
            if (!char.IsAsciiDigit(c) && !Numerals.IsNumeral(c) && !" .,-~/至到点".Contains(c, StringComparison.Ordinal))
            {
                return mayBeDate || char.IsAsciiLetter(c) || "年月周日天时分季号半小工星礼钟自个第".Contains(c, StringComparison.Ordinal);
            }
        }

        return mayBeDate;
    }

    /// <summary>Returns whether a figure, a placeholder or a word comes next that makes a figure inexact or conditional.</summary>
    public static bool IsFigureOrHedge(PhraseScanner scanner) =>
        (FirstOfHedges.Contains(scanner.NextChar) && (scanner.IsNext(Hedges) || scanner.IsNext(EnglishHedges)))
        || IsNearly(scanner)
        || IsFigure(scanner);

    // 近2026年Q2 is no exact time; 最近3个月 is one.
    private static bool IsNearly(PhraseScanner scanner)
    {
        var at = scanner.Position;
        return scanner.NextChar == '近'
            && at + 1 < scanner.Folded.Length
            && char.IsAsciiDigit(scanner.Folded[at + 1])
            && !(at > 0 && scanner.Folded[at - 1] == '最');
    }

    /// <summary>
    /// Returns whether a figure or placeholder comes next. A Chinese numeral counts only before the thing that it counts (一体化 has none),
    /// or if it is not exact (三四十家, 五百二).
    /// </summary>
    public static bool IsFigure(PhraseScanner scanner)
    {
        var c = scanner.NextChar;
        if (char.IsAsciiDigit(c) || c is '%' or '‰')
        {
            return true;
        }

        if (NumberGlyphs.IsGlyph(c))
        {
            // CO₂
            return !(scanner.Position > 0 && char.IsAsciiLetter(scanner.Folded[scanner.Position - 1]));
        }

        if (char.IsAsciiLetterUpper(c))
        {
            return !scanner.IsNext("A ") && scanner.Fork().TryReadPlaceholder(out _);
        }

        if (c is '百' or '千' or '万' && scanner.IsNext("百分之", "千分之", "万分之"))
        {
            return true;
        }

        if (c == '几')
        {
            return !scanner.IsNext("几何");
        }

        if (c is not ('[' or '_' or '数' or '若') && !Numerals.IsNumeral(c))
        {
            return false;
        }

        var probe = scanner.Fork();
        return scanner.IsNext(VagueNumbers)
            || (probe.TryReadNumber(out _) ? probe.IsNext(CountedWords) : IsNumeralRun(scanner))
            || scanner.Fork().TryReadPlaceholder(out _);
    }

    // 三四 and 五百二 are not read, but they count something.
    private static bool IsNumeralRun(PhraseScanner scanner) =>
        scanner.Position + 1 < scanner.End
        && Numerals.IsNumeral(scanner.Folded[scanner.Position])
        && (Numerals.IsNumeral(scanner.Folded[scanner.Position + 1]) || scanner.Folded[scanner.Position + 1] is '万' or '亿')
        && !scanner.IsNext("一一", "千万别");
}
