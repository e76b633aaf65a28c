using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Reads calendar dates: 2026年3月15日, 2026-03-15, March 15, 2026, XX月XX日.</summary>
internal static class DateGrammar
{
    /// <summary>The year, month or day of a date; without a value if a token such as XX is in its place.</summary>
    private readonly record struct DatePart(int? Value);

    /// <summary>The English names of the months and their abbreviations.</summary>
    public static readonly (string Word, int Month)[] MonthNames =
    [
        .. Enumerable
            .Range(1, 12)
            .SelectMany(month =>
                new[]
                {
                    (CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToUpperInvariant(), month),
                    (CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month).ToUpperInvariant(), month),
                }
            ),
        ("SEPT", 9),
    ];

    // Minguo year 1 is 1912.
    private const int MinguoOffset = 1911;

    private static readonly string[] PartTokens = ["XX", "X", "MM", "DD", "M", "D", "__", "_"];
    private static readonly string[] YearTokens = ["XXXX", "YYYY", "XX", "X", "____", "__"];

    private static readonly Func<PhraseScanner, (DatePart? Year, DatePart Month, DatePart Day)?>[] Rules =
    [
        ChineseDay,
        SeparatedDay,
        CompactDay,
        DayMonthYear,
        EnglishDay,
    ];

    /// <summary>Returns whether a number is a year that a plan can name: dates run from 1900 to 2200.</summary>
    public static bool IsYear(int number) => number is >= ValueLimits.FirstYear and <= ValueLimits.LastYear;

    /// <summary>Reads a date. If the year is missing or a part is a token, the original text becomes the placeholder.</summary>
    public static Deadline? Read(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.Accept("[日期]", "[时间]", "[年月日]", "[DATE]", "年月日"))
        {
            return OpenDate(scanner, start);
        }

        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is var (year, month, day) && IsDay(year?.Value, month.Value, day.Value))
            {
                var date =
                    year?.Value is { } y && month.Value is { } m && day.Value is { } d
                        ? new Deadline { Kind = DeadlineKind.Date, Date = new DateOnly(y, m, d) }
                        : OpenDate(scanner, start);
                SkipWeekday(scanner);
                return date;
            }
        }

        scanner.Position = start;
        return null;
    }

    /// <summary>
    /// Reads a year in four digits or Chinese numerals, a Minguo year (民國115年 is 2026), or a token such as XXXX.
    /// <paramref name="year"/> is null for a token.
    /// </summary>
    public static bool TryReadYear(PhraseScanner scanner, out int? year)
    {
        var mark = scanner.Position;
        if (scanner.Accept("民国", "中华民国"))
        {
            year =
                scanner.TryReadNumber(out var minguo) && minguo.Whole is >= 1 && IsYear(minguo.Whole.Value + MinguoOffset)
                    ? minguo.Whole + MinguoOffset
                    : null;
            scanner.Position = year is null ? mark : scanner.Position;
            return year is not null;
        }

        if (scanner.TryReadDigits(4, out var digits))
        {
            var isYear = IsYear(digits);
            year = isYear ? digits : null;
            scanner.Position = isYear ? scanner.Position : mark;
            return isYear;
        }

        year = Numerals.ReadYear(scanner.Remaining);
        if (year is { } named && IsYear(named))
        {
            scanner.Position += 4;
            return true;
        }

        year = null;
        return scanner.Accept(YearTokens);
    }

    private static Deadline OpenDate(PhraseScanner scanner, int start) =>
        new() { Kind = DeadlineKind.Date, Placeholder = scanner.Text.Verbatim(start, scanner.Position) };

    private static (DatePart? Year, DatePart Month, DatePart Day)? ChineseDay(PhraseScanner scanner)
    {
        int? year = null;
        var hasYear = scanner.Try(() => TryReadYear(scanner, out year) && scanner.Accept("年"));
        if (hasYear && scanner.Accept("月日"))
        {
            return (new DatePart(year), new DatePart(null), new DatePart(null));
        }

        return
            TryReadPart(scanner, out var month) && scanner.Accept("月") && TryReadPart(scanner, out var day) && scanner.Accept("日", "号")
            ? (hasYear ? new DatePart(year) : null, month, day)
            : null;
    }

    private static (DatePart? Year, DatePart Month, DatePart Day)? SeparatedDay(PhraseScanner scanner)
    {
        if (!TryReadYear(scanner, out var year))
        {
            return null;
        }

        var separator = scanner.NextChar.ToString();
        return
            separator is "-" or "/" or "."
            && scanner.Accept(separator)
            && TryReadPart(scanner, out var month)
            && scanner.Accept(separator)
            && TryReadPart(scanner, out var day)
            ? (new DatePart(year), month, day)
            : null;
    }

    // 20260301
    private static (DatePart? Year, DatePart Month, DatePart Day)? CompactDay(PhraseScanner scanner) =>
        scanner.TryReadDigits(8, out var digits) && IsYear(digits / 10_000)
            ? (new DatePart(digits / 10_000), new DatePart(digits / 100 % 100), new DatePart(digits % 100))
            : null;

    // 31/12/2026 and 12/31/2026 are unambiguous; 3/1/2026 is not and stays unread.
    private static (DatePart? Year, DatePart Month, DatePart Day)? DayMonthYear(PhraseScanner scanner)
    {
        if (!scanner.TryReadDigits(2, out var first))
        {
            return null;
        }

        var separator = scanner.NextChar.ToString();
        return
            separator is "-" or "/" or "."
            && scanner.Accept(separator)
            && scanner.TryReadDigits(2, out var second)
            && scanner.Accept(separator)
            && scanner.TryReadDigits(4, out var year)
            && IsYear(year)
            && (first > 12 || second > 12 || first == second)
            ? (new DatePart(year), new DatePart(first > 12 ? second : first), new DatePart(first > 12 ? first : second))
            : null;
    }

    private static (DatePart? Year, DatePart Month, DatePart Day)? EnglishDay(PhraseScanner scanner)
    {
        int month = 0,
            day = 0;
        if (
            !scanner.Try(() => scanner.Accept(MonthNames, out month) && scanner.Skip(".") && TryReadOrdinalDay(scanner, out day))
            && !scanner.Try(() => TryReadOrdinalDay(scanner, out day) && scanner.Skip("OF", "-") && scanner.Accept(MonthNames, out month))
        )
        {
            return null;
        }

        var year = 0;
        var hasYear = scanner.Try(() => scanner.Skip(",", "-", ".") && scanner.TryReadDigits(4, out year) && IsYear(year));
        return (hasYear ? new DatePart(year) : null, new DatePart(month), new DatePart(day));
    }

    // 2026年3月1日(星期日)
    private static void SkipWeekday(PhraseScanner scanner)
    {
        _ =
            scanner.Try(() => scanner.Accept("(") && AcceptWeekday(scanner) && scanner.Accept(")"))
            || scanner.Try(() => AcceptWeekday(scanner));

        static bool AcceptWeekday(PhraseScanner scanner) =>
            scanner.Accept("星期", "礼拜", "周") && scanner.Accept("一", "二", "三", "四", "五", "六", "日", "天");
    }

    private static bool TryReadOrdinalDay(PhraseScanner scanner, out int day)
    {
        if (!scanner.TryReadDigits(2, out day))
        {
            return false;
        }

        if (scanner.End - scanner.Position >= 2 && scanner.Folded.AsSpan(scanner.Position, 2) is "ST" or "ND" or "RD" or "TH")
        {
            scanner.Position += 2;
        }

        return true;
    }

    private static bool TryReadPart(PhraseScanner scanner, out DatePart part)
    {
        var mark = scanner.Position;
        if (scanner.TryReadDigits(2, out var digits))
        {
            part = new DatePart(digits);
            return true;
        }

        if (scanner.TryReadNumber(out var figure) && figure.Whole is { } whole)
        {
            part = new DatePart(whole);
            return true;
        }

        scanner.Position = mark;
        part = new DatePart(null);
        return scanner.Accept(PartTokens);
    }

    // Without a year, 29 February is valid: 2000 is a leap year.
    private static bool IsDay(int? year, int? month, int? day) =>
        month is null or (>= 1 and <= 12)
        && day is null or (>= 1 and <= 31)
        && (month is null || day is null || day <= DateTime.DaysInMonth(year ?? 2000, month.Value));
}
