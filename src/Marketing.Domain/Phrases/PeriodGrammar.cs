using System.Globalization;
using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for numbered periods of the plan (第6周, 第X月, 首月, week 6) and of the calendar (2026年3月底, Q2, 上半年, end of March).
/// </summary>
internal static class PeriodGrammar
{
    private static readonly (string Word, TimeUnit Unit)[] PlanUnits =
    [
        .. Words(TimeUnit.WorkingDay, "个工作日", "工作日"),
        .. Words(TimeUnit.Day, "天", "日"),
        .. Words(TimeUnit.Week, "个星期", "星期", "个周", "周"),
        .. Words(TimeUnit.Month, "个月", "月"),
        .. Words(TimeUnit.Quarter, "个季度", "季度", "季"),
        ("个半年", TimeUnit.HalfYear),
        ("年", TimeUnit.Year),
    ];

    private static readonly (string Word, TimeUnit Unit)[] EnglishUnits =
    [
        ("DAY", TimeUnit.Day),
        .. Words(TimeUnit.Week, "WEEK", "WK", "WEEKS"),
        ("DAYS", TimeUnit.Day),
        .. Words(TimeUnit.Month, "MONTH", "MONTHS"),
        ("QUARTER", TimeUnit.Quarter),
        ("YEAR", TimeUnit.Year),
    ];

    private static readonly (string Word, int Index)[] EnglishOrdinals =
    [
        ("FIRST", 1),
        ("SECOND", 2),
        ("THIRD", 3),
        ("FOURTH", 4),
        ("1ST", 1),
        ("2ND", 2),
        ("3RD", 3),
        ("4TH", 4),
    ];

    private static readonly string[] EnglishOrdinalWords = [.. EnglishOrdinals.Select(row => row.Word)];

    private static readonly (string Word, PeriodPosition Position)[] Positions =
    [
        ("上旬", PeriodPosition.Start),
        ("中旬", PeriodPosition.Middle),
        ("下旬", PeriodPosition.End),
        ("初", PeriodPosition.Start),
        ("中期", PeriodPosition.Middle),
        ("中", PeriodPosition.Middle),
        ("末", PeriodPosition.End),
        ("底", PeriodPosition.End),
        ("结束", PeriodPosition.End),
    ];

    private static readonly (string Word, PeriodPosition Position)[] EnglishPositions =
    [
        .. Words(PeriodPosition.End, "END OF", "THE END OF", "END-", "END", "LATE"),
        .. Words(PeriodPosition.Middle, "MIDDLE OF", "THE MIDDLE OF", "MID-", "MID"),
        .. Words(PeriodPosition.Start, "START OF", "BEGINNING OF", "THE START OF", "THE BEGINNING OF", "EARLY"),
    ];

    private static readonly Func<PhraseScanner, Deadline?>[] Rules = [IsoWeek, PlanPeriod, ChineseCalendar, English];

    /// <summary>Reads a numbered period.</summary>
    public static Deadline? Read(PhraseScanner scanner)
    {
        var start = scanner.Position;
        foreach (var rule in Rules)
        {
            scanner.Position = start;
            if (rule(scanner) is { } period)
            {
                return period;
            }
        }

        scanner.Position = start;
        return null;
    }

    // 2027-W01, 2027年第1周, week 1 of 2027: weeks of a year are ISO weeks, and a year has 52 or 53 of them.
    private static Deadline? IsoWeek(PhraseScanner scanner)
    {
        int? year = null;
        var figure = new Figure();
        var isWeek =
            scanner.Try(() =>
                scanner.TryReadDigits(4, out var number)
                && (year = number) is not null
                && scanner.Accept("-W", "W", "WEEK", "年第", "第")
                && TryReadWeekNumber(scanner, out figure)
            )
            || scanner.Try(() =>
                scanner.Accept("WEEK", "ISO WEEK")
                && TryReadWeekNumber(scanner, out figure)
                && scanner.Accept("OF", ",")
                && scanner.TryReadDigits(4, out var number)
                && (year = number) is not null
            );
        return isWeek && year is { } named && DateGrammar.IsYear(named) && figure.Whole <= ISOWeek.GetWeeksInYear(named)
            ? Of(figure, TimeUnit.Week, PeriodBasis.Calendar, named, ReadPosition(scanner))
            : null;
    }

    private static bool TryReadWeekNumber(PhraseScanner scanner, out Figure figure)
    {
        var isWord = scanner.Folded[scanner.Position - 1] == '第';
        return scanner.TryReadNumber(out figure) && figure.Whole >= 1 && (!isWord || scanner.Accept("周", "个星期", "星期"));
    }

    /// <summary>Reads a period of the plan: 第6周, 第X個月, 首月, optionally with a part of it (第3季度末).</summary>
    public static Deadline? PlanPeriod(PhraseScanner scanner)
    {
        var figure = new Figure(1, null);
        var named = scanner.Accept("首") ? scanner.Skip("个") : scanner.Accept("第") && scanner.TryReadFigure(out figure);
        return named && scanner.Accept(PlanUnits, out var unit) && IsIndex(figure)
            ? Of(figure, unit, position: ReadPosition(scanner))
            : null;
    }

    /// <summary>Reads the unit of a plan period.</summary>
    public static bool TryReadPlanUnit(PhraseScanner scanner, out TimeUnit unit) => scanner.Accept(PlanUnits, out unit);

    /// <summary>Reads an English unit that comes before its number (week 6).</summary>
    public static bool TryReadEnglishUnit(PhraseScanner scanner, out TimeUnit unit) => scanner.Accept(EnglishUnits, out unit);

    /// <summary>Reads an English ordinal and its unit (first month).</summary>
    public static bool TryReadEnglishOrdinal(PhraseScanner scanner, out int index, out TimeUnit unit)
    {
        (int Index, TimeUnit Unit) read = default;
        var ordinal = scanner.Try(() => scanner.Accept(EnglishOrdinals, out read.Index) && scanner.Accept(EnglishUnits, out read.Unit));
        (index, unit) = read;
        return ordinal;
    }

    /// <summary>Returns a period with a number or a placeholder.</summary>
    public static Deadline Of(Figure figure, TimeUnit unit, PeriodBasis? basis = null, int? year = null, PeriodPosition? position = null) =>
        new()
        {
            Kind = DeadlineKind.PeriodOrdinal,
            Index = figure.Whole,
            Placeholder = figure.Placeholder,
            Unit = unit,
            Basis = basis,
            Year = year,
            Position = position,
        };

    /// <summary>Returns whether a figure can number a period: at least 1, or a placeholder.</summary>
    public static bool IsIndex(Figure figure) => figure.Placeholder is not null || figure.Whole >= 1;

    private static PeriodPosition? ReadPosition(PhraseScanner scanner) => scanner.Accept(Positions, out var position) ? position : null;

    private static Deadline? ChineseCalendar(PhraseScanner scanner)
    {
        int? year = null;
        var hasYear = scanner.Try(() => DateGrammar.TryReadYear(scanner, out year) && year is not null && scanner.Accept("年度", "年"));
        if (!hasYear && (scanner.Accept("年底", "年末", "年终") || scanner.IsNext("年中", "年初")))
        {
            return Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, null, YearPosition(scanner));
        }

        if (ReadPart(scanner, hasYear) is var (figure, unit))
        {
            if (!hasYear && unit is TimeUnit.Quarter or TimeUnit.HalfYear)
            {
                scanner.Try(() => DateGrammar.TryReadYear(scanner, out year) && year is not null);
            }

            return Of(figure, unit, PeriodBasis.Calendar, year, ReadPosition(scanner));
        }

        return hasYear ? Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, ReadYearPosition(scanner)) : null;
    }

    // 2026年底, 2026年年底, 2026年全年
    private static PeriodPosition? ReadYearPosition(PhraseScanner scanner)
    {
        if (scanner.Accept("全年"))
        {
            return null;
        }

        if (scanner.IsNext("年底", "年末", "年终", "年中", "年初"))
        {
            scanner.Skip("年");
        }

        return scanner.Accept("终") ? PeriodPosition.End : ReadPosition(scanner);
    }

    /// <summary>
    /// Reads a month in digits alone: 2026-03, 2026/3. Not part of <see cref="Read"/>, because in other places such digits may mean
    /// something else.
    /// </summary>
    public static Deadline? NumericMonth(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (
            scanner.TryReadDigits(4, out var year)
            && DateGrammar.IsYear(year)
            && scanner.Accept("-", "/", ".")
            && scanner.TryReadDigits(2, out var month)
            && month is >= 1 and <= 12
        )
        {
            return Of(new Figure(month, null), TimeUnit.Month, PeriodBasis.Calendar, year);
        }

        scanner.Position = start;
        return null;
    }

    private static PeriodPosition YearPosition(PhraseScanner scanner) =>
        scanner.Accept("年中") ? PeriodPosition.Middle
        : scanner.Accept("年初") ? PeriodPosition.Start
        : PeriodPosition.End;

    private static (Figure Figure, TimeUnit Unit)? ReadPart(PhraseScanner scanner, bool hasYear)
    {
        if (scanner.Accept("上半年", "H1"))
        {
            return (new Figure(1, null), TimeUnit.HalfYear);
        }

        if (scanner.Accept("下半年", "H2"))
        {
            return (new Figure(2, null), TimeUnit.HalfYear);
        }

        var figure = new Figure();
        if (scanner.Try(() => scanner.Accept("Q") && scanner.TryReadNumber(out figure) && figure.Whole is >= 1 and <= 4))
        {
            return (figure, TimeUnit.Quarter);
        }

        if (
            scanner.Try(() =>
                (!hasYear || scanner.Skip("第"))
                && scanner.TryReadNumber(out figure)
                && scanner.Accept("季度")
                && figure.Whole is >= 1 and <= 4
            )
        )
        {
            return (figure, TimeUnit.Quarter);
        }

        return scanner.Try(() =>
            scanner.TryReadFigure(out figure)
            && scanner.Accept("月份", "月")
            && (figure.Placeholder is not null || figure.Whole is >= 1 and <= 12)
        )
            ? (figure, TimeUnit.Month)
            : null;
    }

    private static Deadline? English(PhraseScanner scanner)
    {
        scanner.Skip("THE ");
        PeriodPosition? position = scanner.Accept(EnglishPositions, out var found) ? found : null;
        scanner.Skip("THE ");
        var start = scanner.Position;
        var period = EnglishPlan(scanner, position);
        if (period is null)
        {
            scanner.Position = start;
            period = EnglishCalendar(scanner, position);
        }

        return period;
    }

    private static Deadline? EnglishPlan(PhraseScanner scanner, PeriodPosition? position) =>
        TryReadEnglishUnit(scanner, out var unit) && scanner.TryReadFigure(out var figure) && IsIndex(figure)
            ? Of(figure, unit, position: position)
            : null;

    private static Deadline? EnglishCalendar(PhraseScanner scanner, PeriodPosition? position)
    {
        var year = 0;
        var hasYear = scanner.Try(() => scanner.TryReadDigits(4, out year) && DateGrammar.IsYear(year));
        var isOrdinal = scanner.IsNext(EnglishOrdinalWords);
        if (ReadEnglishPart(scanner) is var (index, unit))
        {
            // Like 第一季度, "first quarter" is a period of the plan unless a year is named.
            hasYear =
                hasYear || scanner.Try(() => scanner.Skip("OF", ",") && scanner.TryReadDigits(4, out year) && DateGrammar.IsYear(year));
            var isCalendar = hasYear || !isOrdinal || scanner.Accept("OF THE YEAR");
            if (!isCalendar && unit == TimeUnit.HalfYear)
            {
                return null;
            }

            return Of(
                new Figure(index, null),
                unit,
                isCalendar ? PeriodBasis.Calendar : null,
                hasYear ? year : null,
                position ?? (scanner.Accept("END") ? PeriodPosition.End : null)
            );
        }

        if (hasYear && position is not null)
        {
            return Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, position);
        }

        return (position == PeriodPosition.End && scanner.Accept("YEAR")) || scanner.Accept("YEAR-END", "YEAR END")
            ? Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, null, PeriodPosition.End)
            : null;
    }

    private static (int Index, TimeUnit Unit)? ReadEnglishPart(PhraseScanner scanner)
    {
        var index = 0;
        if (scanner.Try(() => scanner.Accept("Q") && scanner.TryReadDigits(1, out index) && index is >= 1 and <= 4))
        {
            return (index, TimeUnit.Quarter);
        }

        if (
            scanner.Try(() => scanner.Accept("H") && scanner.TryReadDigits(1, out index) && index is 1 or 2)
            || scanner.Try(() => scanner.Accept(EnglishOrdinals, out index) && scanner.Accept("HALF") && index <= 2)
        )
        {
            return (index, TimeUnit.HalfYear);
        }

        if (scanner.Try(() => scanner.Accept(EnglishOrdinals, out index) && scanner.Accept("QUARTER")))
        {
            return (index, TimeUnit.Quarter);
        }

        return scanner.Accept(DateGrammar.MonthNames, out index) ? (index, TimeUnit.Month) : null;
    }
}
