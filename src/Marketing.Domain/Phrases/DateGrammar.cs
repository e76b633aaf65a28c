using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Calendar days (2026年3月15日, 2026-03-15, March 15, 2026, XX月XX日).</summary>
internal static class DateGrammar
{
    /// <summary>A part of a date: its number, or nothing where a token stands for it.</summary>
    private readonly record struct Part(int? Value);

    /// <summary>Names and short names of the months in English.</summary>
    public static readonly (string Word, int Month)[] MonthNames =
    [
        .. Enumerable.Range(1, 12).SelectMany(month => new[]
        {
            (CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToUpperInvariant(), month),
            (CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month).ToUpperInvariant(), month),
        }),
        ("SEPT", 9),
    ];

    // Year 1 of the Republic is 1912.
    private const int RepublicanEra = 1911;

    private static readonly string[] PartTokens = ["XX", "X", "MM", "DD", "M", "D", "__", "_"];
    private static readonly string[] YearTokens = ["XXXX", "YYYY", "XX", "X", "____", "__"];

    /// <summary>Reads a calendar day; one without a year, or with an open part, keeps its token as placeholder.</summary>
    public static Deadline? Day(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("[日期]", "[时间]", "[年月日]", "[DATE]", "年月日"))
        {
            return Open(cursor, start);
        }

        foreach (var rule in (Func<Cursor, (Part? Year, Part Month, Part Day)?>[])[ChineseDay, SeparatedDay, CompactDay, DayMonthYear, EnglishDay])
        {
            cursor.At = start;
            if (rule(cursor) is var (year, month, day) && IsDay(year?.Value, month.Value, day.Value))
            {
                var date = year?.Value is { } y && month.Value is { } m && day.Value is { } d
                    ? new Deadline { Kind = DeadlineKind.Date, Date = new DateOnly(y, m, d) }
                    : Open(cursor, start);
                EatWeekday(cursor);
                return date;
            }
        }

        cursor.At = start;
        return null;
    }

    /// <summary>Reads a calendar year in four digits or Chinese numerals, a year of the Republic (民國115年 is 2026), or a token for it.</summary>
    public static bool EatYear(Cursor cursor, out int? year)
    {
        var mark = cursor.At;
        if (cursor.Eat("民国", "中华民国"))
        {
            year = cursor.EatNumber(out var republican) && republican.Whole is >= 1 and < 1000 ? republican.Whole + RepublicanEra : null;
            cursor.At = year is null ? mark : cursor.At;
            return year is not null;
        }

        if (cursor.EatDigits(4, out var digits))
        {
            var isYear = digits >= 1900;
            year = isYear ? digits : null;
            cursor.At = isYear ? cursor.At : mark;
            return isYear;
        }

        year = Numerals.ReadYear(cursor.Rest);
        if (year >= 1900)
        {
            cursor.At += 4;
            return true;
        }

        year = null;
        return cursor.Eat(YearTokens);
    }

    private static Deadline Open(Cursor cursor, int start) => new() { Kind = DeadlineKind.Date, Placeholder = cursor.Text.Verbatim(start, cursor.At) };

    private static (Part? Year, Part Month, Part Day)? ChineseDay(Cursor cursor)
    {
        int? year = null;
        var hasYear = cursor.Try(() => EatYear(cursor, out year) && cursor.Eat("年"));
        if (hasYear && cursor.Eat("月日"))
        {
            return (new Part(year), new Part(null), new Part(null));
        }

        return EatPart(cursor, out var month) && cursor.Eat("月") && EatPart(cursor, out var day) && cursor.Eat("日", "号")
            ? (hasYear ? new Part(year) : null, month, day)
            : null;
    }

    private static (Part? Year, Part Month, Part Day)? SeparatedDay(Cursor cursor)
    {
        if (!EatYear(cursor, out var year))
        {
            return null;
        }

        var separator = cursor.Next.ToString();
        return separator is "-" or "/" or "." && cursor.Eat(separator) && EatPart(cursor, out var month) && cursor.Eat(separator) && EatPart(cursor, out var day)
            ? (new Part(year), month, day)
            : null;
    }

    // 20260301
    private static (Part? Year, Part Month, Part Day)? CompactDay(Cursor cursor) =>
        cursor.EatDigits(8, out var digits) && digits >= 19_000_000 ? (new Part(digits / 10_000), new Part(digits / 100 % 100), new Part(digits % 100)) : null;

    // 31/12/2026 and 12/31/2026 say themselves what is the month; 3/1/2026 does not.
    private static (Part? Year, Part Month, Part Day)? DayMonthYear(Cursor cursor)
    {
        if (!cursor.EatDigits(2, out var first))
        {
            return null;
        }

        var separator = cursor.Next.ToString();
        return separator is "-" or "/" or "." && cursor.Eat(separator) && cursor.EatDigits(2, out var second) && cursor.Eat(separator)
            && cursor.EatDigits(4, out var year) && year >= 1900 && (first > 12 || second > 12 || first == second)
            ? (new Part(year), new Part(first > 12 ? second : first), new Part(first > 12 ? first : second))
            : null;
    }

    private static (Part? Year, Part Month, Part Day)? EnglishDay(Cursor cursor)
    {
        int month = 0, day = 0;
        if (!cursor.Try(() => cursor.Eat(MonthNames, out month) && (cursor.Eat(".") || true) && EatOrdinalDay(cursor, out day)) &&
            !cursor.Try(() => EatOrdinalDay(cursor, out day) && (cursor.Eat("OF", "-") || true) && cursor.Eat(MonthNames, out month)))
        {
            return null;
        }

        var year = 0;
        var hasYear = cursor.Try(() => (cursor.Eat(",", "-", ".") || true) && cursor.EatDigits(4, out year) && year >= 1900);
        return (hasYear ? new Part(year) : null, new Part(month), new Part(day));
    }

    // 2026年3月1日(星期日)
    private static void EatWeekday(Cursor cursor)
    {
        _ = cursor.Try(() => cursor.Eat("(") && ReadWeekday(cursor) && cursor.Eat(")")) || cursor.Try(() => ReadWeekday(cursor));

        static bool ReadWeekday(Cursor cursor) => cursor.Eat("星期", "礼拜", "周") && cursor.Eat("一", "二", "三", "四", "五", "六", "日", "天");
    }

    private static bool EatOrdinalDay(Cursor cursor, out int day)
    {
        if (!cursor.EatDigits(2, out day))
        {
            return false;
        }

        if (cursor.End - cursor.At >= 2 && cursor.Folded.AsSpan(cursor.At, 2) is "ST" or "ND" or "RD" or "TH")
        {
            cursor.At += 2;
        }

        return true;
    }

    private static bool EatPart(Cursor cursor, out Part part)
    {
        var mark = cursor.At;
        if (cursor.EatDigits(2, out var digits))
        {
            part = new Part(digits);
            return true;
        }

        if (cursor.EatNumber(out var figure) && figure.Whole is { } whole)
        {
            part = new Part(whole);
            return true;
        }

        cursor.At = mark;
        part = new Part(null);
        return cursor.Eat(PartTokens);
    }

    // A leap year stands in for the year that is not there.
    private static bool IsDay(int? year, int? month, int? day) =>
        month is null or (>= 1 and <= 12) && day is null or (>= 1 and <= 31) &&
        (month is null || day is null || day <= DateTime.DaysInMonth(year ?? 2000, month.Value));
}
