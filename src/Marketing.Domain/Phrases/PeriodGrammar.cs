using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Numbered periods: of the plan (第6周, 第X月, 首月, week 6) and of the calendar (2026年3月底, Q2, 上半年, end of March).</summary>
internal static class PeriodGrammar
{
    private static readonly (string Word, TimeUnit Unit)[] PlanUnits =
    [
        ("个工作日", TimeUnit.WorkingDay), ("工作日", TimeUnit.WorkingDay), ("天", TimeUnit.Day), ("日", TimeUnit.Day),
        ("个星期", TimeUnit.Week), ("星期", TimeUnit.Week), ("个周", TimeUnit.Week), ("周", TimeUnit.Week),
        ("个月", TimeUnit.Month), ("月", TimeUnit.Month), ("个季度", TimeUnit.Quarter), ("季度", TimeUnit.Quarter), ("季", TimeUnit.Quarter),
        ("个半年", TimeUnit.HalfYear), ("年", TimeUnit.Year),
    ];

    private static readonly (string Word, TimeUnit Unit)[] EnglishUnits =
    [
        ("DAY", TimeUnit.Day), ("WEEK", TimeUnit.Week), ("WK", TimeUnit.Week), ("WEEKS", TimeUnit.Week), ("DAYS", TimeUnit.Day), ("MONTH", TimeUnit.Month), ("MONTHS", TimeUnit.Month),
        ("QUARTER", TimeUnit.Quarter), ("YEAR", TimeUnit.Year),
    ];

    private static readonly (string Word, int Index)[] EnglishOrdinals =
        [("FIRST", 1), ("SECOND", 2), ("THIRD", 3), ("FOURTH", 4), ("1ST", 1), ("2ND", 2), ("3RD", 3), ("4TH", 4)];

    private static readonly (string Word, PeriodPosition Position)[] Positions =
    [
        ("上旬", PeriodPosition.Start), ("中旬", PeriodPosition.Middle), ("下旬", PeriodPosition.End), ("初", PeriodPosition.Start), ("中期", PeriodPosition.Middle),
        ("中", PeriodPosition.Middle), ("末", PeriodPosition.End), ("底", PeriodPosition.End), ("结束", PeriodPosition.End),
    ];

    private static readonly (string Word, PeriodPosition Position)[] EnglishPositions =
    [
        ("END OF", PeriodPosition.End), ("THE END OF", PeriodPosition.End), ("END-", PeriodPosition.End), ("END", PeriodPosition.End), ("LATE", PeriodPosition.End), ("MIDDLE OF", PeriodPosition.Middle),
        ("THE MIDDLE OF", PeriodPosition.Middle), ("MID-", PeriodPosition.Middle), ("MID", PeriodPosition.Middle), ("START OF", PeriodPosition.Start),
        ("BEGINNING OF", PeriodPosition.Start), ("THE START OF", PeriodPosition.Start), ("THE BEGINNING OF", PeriodPosition.Start), ("EARLY", PeriodPosition.Start),
    ];

    /// <summary>Reads a numbered period.</summary>
    public static Deadline? Read(Cursor cursor)
    {
        var start = cursor.At;
        foreach (var rule in (Func<Cursor, Deadline?>[])[Plan, ChineseCalendar, English])
        {
            cursor.At = start;
            if (rule(cursor) is { } period)
            {
                return period;
            }
        }

        cursor.At = start;
        return null;
    }

    /// <summary>第6周, 第X個月, 首月, with a part of it (第3季度末).</summary>
    public static Deadline? Plan(Cursor cursor)
    {
        var figure = new Figure(1, null);
        var named = cursor.Eat("首") ? cursor.Eat("个") || true : cursor.Eat("第") && cursor.EatFigure(out figure);
        return named && cursor.Eat(PlanUnits, out var unit) && IsIndex(figure)
            ? Of(figure, unit, null, null, ReadPosition(cursor))
            : null;
    }

    /// <summary>Reads the unit of a period of the plan.</summary>
    public static bool EatPlanUnit(Cursor cursor, out TimeUnit unit) => cursor.Eat(PlanUnits, out unit);

    /// <summary>Reads the name of a unit before its number in English (week 6).</summary>
    public static bool EatEnglishUnit(Cursor cursor, out TimeUnit unit) => cursor.Eat(EnglishUnits, out unit);

    /// <summary>Reads an English ordinal with its unit (first month).</summary>
    public static bool EatEnglishOrdinal(Cursor cursor, out int index, out TimeUnit unit)
    {
        (int Index, TimeUnit Unit) read = default;
        var ordinal = cursor.Try(() => cursor.Eat(EnglishOrdinals, out read.Index) && cursor.Eat(EnglishUnits, out read.Unit));
        (index, unit) = read;
        return ordinal;
    }

    /// <summary>A period with a number or a placeholder.</summary>
    public static Deadline Of(Figure figure, TimeUnit unit, PeriodBasis? basis, int? year, PeriodPosition? position) => new()
    {
        Kind = DeadlineKind.PeriodOrdinal,
        Index = figure.Whole,
        Placeholder = figure.Placeholder,
        Unit = unit,
        Basis = basis,
        Year = year,
        Position = position,
    };

    /// <summary>Whether a figure numbers a period: from 1 on, or open.</summary>
    public static bool IsIndex(Figure figure) => figure.Placeholder is not null || figure.Whole >= 1;

    private static PeriodPosition? ReadPosition(Cursor cursor) => cursor.Eat(Positions, out var position) ? position : null;

    private static Deadline? ChineseCalendar(Cursor cursor)
    {
        int? year = null;
        var hasYear = cursor.Try(() => DateGrammar.EatYear(cursor, out year) && year is not null && cursor.Eat("年度", "年"));
        if (!hasYear && (cursor.Eat("年底", "年末", "年终") || cursor.Sees("年中", "年初")))
        {
            return Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, null, YearPosition(cursor));
        }

        if (EatPart(cursor, hasYear) is var (figure, unit))
        {
            if (!hasYear && unit is TimeUnit.Quarter or TimeUnit.HalfYear)
            {
                cursor.Try(() => DateGrammar.EatYear(cursor, out year) && year is not null);
            }

            return Of(figure, unit, PeriodBasis.Calendar, year, ReadPosition(cursor));
        }

        return hasYear ? Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, ReadYearPosition(cursor)) : null;
    }

    // 2026年底, 2026年年底, 2026年全年.
    private static PeriodPosition? ReadYearPosition(Cursor cursor)
    {
        if (cursor.Eat("全年"))
        {
            return null;
        }

        _ = cursor.Sees("年底", "年末", "年终", "年中", "年初") && cursor.Eat("年");
        return cursor.Eat("终") ? PeriodPosition.End : ReadPosition(cursor);
    }

    /// <summary>2026-03, 2026/3: a month in figures alone, which is none where figures may mean something else.</summary>
    public static Deadline? NumericMonth(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.EatDigits(4, out var year) && year >= 1900 && cursor.Eat("-", "/", ".") && cursor.EatDigits(2, out var month) && month is >= 1 and <= 12)
        {
            return Of(new Figure(month, null), TimeUnit.Month, PeriodBasis.Calendar, year, null);
        }

        cursor.At = start;
        return null;
    }

    private static PeriodPosition YearPosition(Cursor cursor) =>
        cursor.Eat("年中") ? PeriodPosition.Middle : cursor.Eat("年初") ? PeriodPosition.Start : PeriodPosition.End;

    private static (Figure Figure, TimeUnit Unit)? EatPart(Cursor cursor, bool hasYear)
    {
        if (cursor.Eat("上半年", "H1"))
        {
            return (new Figure(1, null), TimeUnit.HalfYear);
        }

        if (cursor.Eat("下半年", "H2"))
        {
            return (new Figure(2, null), TimeUnit.HalfYear);
        }

        var figure = new Figure();
        if (cursor.Try(() => cursor.Eat("Q") && cursor.EatNumber(out figure) && figure.Whole is >= 1 and <= 4))
        {
            return (figure, TimeUnit.Quarter);
        }

        if (cursor.Try(() => ((hasYear && cursor.Eat("第")) || true) && cursor.EatNumber(out figure) && cursor.Eat("季度") && figure.Whole is >= 1 and <= 4))
        {
            return (figure, TimeUnit.Quarter);
        }

        return cursor.Try(() => cursor.EatFigure(out figure) && cursor.Eat("月份", "月") && (figure.Placeholder is not null || figure.Whole is >= 1 and <= 12))
            ? (figure, TimeUnit.Month)
            : null;
    }

    private static Deadline? English(Cursor cursor)
    {
        cursor.Eat("THE ");
        PeriodPosition? position = cursor.Eat(EnglishPositions, out var found) ? found : null;
        cursor.Eat("THE ");
        var start = cursor.At;
        var period = EnglishPlan(cursor, position);
        if (period is null)
        {
            cursor.At = start;
            period = EnglishCalendar(cursor, position);
        }

        return period;
    }

    private static Deadline? EnglishPlan(Cursor cursor, PeriodPosition? position) =>
        EatEnglishUnit(cursor, out var unit) && cursor.EatFigure(out var figure) && IsIndex(figure) ? Of(figure, unit, null, null, position) : null;

    private static Deadline? EnglishCalendar(Cursor cursor, PeriodPosition? position)
    {
        var year = 0;
        var hasYear = cursor.Try(() => cursor.EatDigits(4, out year) && year >= 1900);
        var isOrdinal = cursor.Sees([.. EnglishOrdinals.Select(row => row.Word)]);
        if (EatEnglishPart(cursor) is var (index, unit))
        {
            // The first quarter is the plan's unless a year is named, as 第一季度 is.
            hasYear = hasYear || cursor.Try(() => (cursor.Eat("OF", ",") || true) && cursor.EatDigits(4, out year) && year >= 1900);
            var ofYear = hasYear || !isOrdinal || cursor.Eat("OF THE YEAR");
            return !ofYear && unit == TimeUnit.HalfYear
                ? null
                : Of(new Figure(index, null), unit, ofYear ? PeriodBasis.Calendar : null, hasYear ? year : null, position ?? (cursor.Eat("END") ? PeriodPosition.End : null));
        }

        if (hasYear && position is not null)
        {
            return Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, position);
        }

        return (position == PeriodPosition.End && cursor.Eat("YEAR")) || cursor.Eat("YEAR-END", "YEAR END")
            ? Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, null, PeriodPosition.End)
            : null;
    }

    private static (int Index, TimeUnit Unit)? EatEnglishPart(Cursor cursor)
    {
        var index = 0;
        if (cursor.Try(() => cursor.Eat("Q") && cursor.EatDigits(1, out index) && index is >= 1 and <= 4))
        {
            return (index, TimeUnit.Quarter);
        }

        if (cursor.Try(() => cursor.Eat("H") && cursor.EatDigits(1, out index) && index is 1 or 2) ||
            cursor.Try(() => cursor.Eat(EnglishOrdinals, out index) && cursor.Eat("HALF") && index <= 2))
        {
            return (index, TimeUnit.HalfYear);
        }

        if (cursor.Try(() => cursor.Eat(EnglishOrdinals, out index) && cursor.Eat("QUARTER")))
        {
            return (index, TimeUnit.Quarter);
        }

        return cursor.Eat(DateGrammar.MonthNames, out index) ? (index, TimeUnit.Month) : null;
    }
}
