using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.WordTable;

namespace Marketing.Domain.Phrases;

/// <summary>An amount of time: 10個月, 2-3周, 半年, X天, 3 months.</summary>
internal readonly record struct TimeAmount(int? Amount, int? MinAmount, string? Placeholder, TimeUnit Unit)
{
    private static readonly (string Word, TimeUnit Unit)[] ChineseUnits =
    [
        ("分钟", TimeUnit.Minute),
        .. Words(TimeUnit.Hour, "个小时", "小时", "个钟头"),
        .. Words(TimeUnit.WorkingDay, "个工作日", "工作日", "个工作天", "工作天"),
        .. Words(TimeUnit.Day, "个自然日", "自然日", "个日历天", "日历天", "个日历日", "日历日", "天"),
        .. Words(TimeUnit.Week, "个星期", "星期", "个礼拜", "礼拜", "个周", "周"),
        ("个月", TimeUnit.Month),
        ("个季度", TimeUnit.Quarter),
        ("个半年", TimeUnit.HalfYear),
        ("年", TimeUnit.Year),
    ];

    private static readonly (string Word, TimeUnit Unit)[] EnglishUnits =
    [
        .. Words(TimeUnit.Minute, "MINUTES", "MINUTE", "MINS", "MIN"),
        .. Words(TimeUnit.Hour, "HOURS", "HOUR", "HRS", "H"),
        .. Words(TimeUnit.WorkingDay, "WORKING DAYS", "WORKING DAY", "BUSINESS DAYS", "BUSINESS DAY"),
        .. Words(TimeUnit.Day, "CALENDAR DAYS", "DAYS", "DAY"),
        .. Words(TimeUnit.Week, "WEEKS", "WEEK", "WKS"),
        .. Words(TimeUnit.Month, "MONTHS", "MONTH"),
        .. Words(TimeUnit.Quarter, "QUARTERS", "QUARTER"),
        .. Words(TimeUnit.Year, "YEARS", "YEAR"),
    ];

    private static readonly (string Word, TimeAmount Amount)[] Halves =
    [
        .. Words(new TimeAmount(1, null, null, TimeUnit.HalfYear), "半年"),
        .. Words(new TimeAmount(15, null, null, TimeUnit.Day), "半个月", "半月"),
        .. Words(new TimeAmount(12, null, null, TimeUnit.Hour), "半天"),
        .. Words(new TimeAmount(30, null, null, TimeUnit.Minute), "半个小时", "半小时"),
        .. Words(new TimeAmount(1, null, null, TimeUnit.HalfYear), "HALF A YEAR", "HALF YEAR"),
        .. Words(new TimeAmount(30, null, null, TimeUnit.Minute), "HALF AN HOUR"),
    ];

    /// <summary>Words between the two numbers of a range.</summary>
    public static readonly string[] RangeWords = ["-", "~", "至", "到", "TO"];

    /// <summary>
    /// Reads an amount of time. 日 counts days only with <paramref name="bareDay"/>, where it cannot be part of a date.
    /// 月 without 个 is never an amount.
    /// </summary>
    public static bool TryRead(PhraseScanner scanner, out TimeAmount amount, bool bareDay = false)
    {
        if (scanner.Accept(Halves, out amount))
        {
            return true;
        }

        var mark = scanner.Position;
        if (TryReadHoursAndHalf(scanner, out amount))
        {
            return true;
        }

        if (
            TryReadFigures(scanner, out var figure, out var min)
            && TryReadUnit(scanner, bareDay, figure, out var unit)
            && Create(scanner, figure, min, unit) is { } created
        )
        {
            amount = created;
            return true;
        }

        scanner.Position = mark;
        return false;
    }

    /// <summary>Reads an English unit of time.</summary>
    public static bool TryReadEnglishUnit(PhraseScanner scanner, out TimeUnit unit) => scanner.Accept(EnglishUnits, out unit);

    // 一个半小时 is 90 minutes. A month and a half is not read: no unit expresses it.
    private static bool TryReadHoursAndHalf(PhraseScanner scanner, out TimeAmount amount)
    {
        Figure hours = default;
        var read = scanner.Try(() => scanner.TryReadNumber(out hours) && hours.Whole > 0 && scanner.Accept("个半小时", "个半钟头"));
        amount = read ? new TimeAmount((hours.Whole * 60) + 30, null, null, TimeUnit.Minute) : default;
        return read;
    }

    private static bool TryReadFigures(PhraseScanner scanner, out Figure figure, out int? min)
    {
        min = null;
        if (scanner.Try(() => scanner.Accept("A", "AN") && TryReadEnglishUnit(scanner.Fork(), out _)))
        {
            figure = new Figure(1, null);
            return true;
        }

        if (!scanner.TryReadFigure(out figure))
        {
            return false;
        }

        var upper = figure;
        if (scanner.Try(() => scanner.Accept(RangeWords) && scanner.TryReadNumber(out upper)))
        {
            var isShared = Numerals.MayShareUnit(figure, upper);
            (figure, min) = (upper, figure.Whole);
            return min is not null && figure.Whole > min && !isShared;
        }

        return true;
    }

    private static bool TryReadUnit(PhraseScanner scanner, bool bareDay, Figure figure, out TimeUnit unit)
    {
        if (scanner.Accept(ChineseUnits, out unit))
        {
            return unit != TimeUnit.Year || !MayBeYear(figure);
        }

        if (bareDay && scanner.Accept("日"))
        {
            unit = TimeUnit.Day;
            return true;
        }

        if (figure.Value is not null)
        {
            scanner.Skip("-");
        }

        return TryReadEnglishUnit(scanner, out unit);
    }

    // 27年 is a year or a span; 二十七年 can only be a span.
    private static bool MayBeYear(Figure figure) => figure.Value >= (figure.InDigits ? 10 : 100);

    private static TimeAmount? Create(PhraseScanner scanner, Figure figure, int? min, TimeUnit unit)
    {
        if (figure.Placeholder is not null)
        {
            return new TimeAmount(null, null, figure.Placeholder, unit);
        }

        if (unit == TimeUnit.Year && min is null && scanner.Accept("半"))
        {
            return figure.Whole is { } years ? new TimeAmount((years * 12) + 6, null, null, TimeUnit.Month) : null;
        }

        if (figure.Whole is { } whole)
        {
            return whole > 0 ? new TimeAmount(whole, min, null, unit) : null;
        }

        return min is null && figure.Value is < 1000 ? InSmallerUnits(figure.Value.Value, unit) : null;
    }

    private static TimeAmount? InSmallerUnits(decimal value, TimeUnit unit)
    {
        (int Factor, TimeUnit Unit)? smaller = unit switch
        {
            TimeUnit.Year => (12, TimeUnit.Month),
            TimeUnit.Day => (24, TimeUnit.Hour),
            TimeUnit.Hour => (60, TimeUnit.Minute),
            _ => null,
        };
        return smaller is { } into && decimal.Truncate(value * into.Factor) == value * into.Factor
            ? new TimeAmount((int)(value * into.Factor), null, null, into.Unit)
            : null;
    }
}
