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

    private static readonly string[] PartTokens = ["XX", "X", "MM", "DD", "M", "D", "__", "_"];
    private static readonly string[] YearTokens = ["XXXX", "YYYY", "XX", "X", "____", "__"];

    /// <summary>Reads a calendar day; one without a year, or with an open part, keeps its token as placeholder.</summary>
    public static Deadline? Day(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("[日期]", "[时间]", "[年月日]", "[DATE]"))
        {
            return Open(cursor, start);
        }

        foreach (var rule in (Func<Cursor, (Part? Year, Part Month, Part Day)?>[])[ChineseDay, SeparatedDay, EnglishDay])
        {
            cursor.At = start;
            if (rule(cursor) is var (year, month, day) && IsDay(year?.Value, month.Value, day.Value))
            {
                return year?.Value is { } y && month.Value is { } m && day.Value is { } d
                    ? new Deadline { Kind = DeadlineKind.Date, Date = new DateOnly(y, m, d) }
                    : Open(cursor, start);
            }
        }

        cursor.At = start;
        return null;
    }

    /// <summary>Reads a calendar year in four digits or Chinese numerals, or a token for it.</summary>
    public static bool EatYear(Cursor cursor, out int? year)
    {
        var mark = cursor.At;
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

    private static (Part? Year, Part Month, Part Day)? EnglishDay(Cursor cursor)
    {
        int month = 0, day = 0;
        if (!cursor.Try(() => cursor.Eat(MonthNames, out month) && EatOrdinalDay(cursor, out day)) &&
            !cursor.Try(() => EatOrdinalDay(cursor, out day) && (cursor.Eat("OF") || true) && cursor.Eat(MonthNames, out month)))
        {
            return null;
        }

        var year = 0;
        var hasYear = cursor.Try(() => (cursor.Eat(",") || true) && cursor.EatDigits(4, out year) && year >= 1900);
        return (hasYear ? new Part(year) : null, new Part(month), new Part(day));
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
