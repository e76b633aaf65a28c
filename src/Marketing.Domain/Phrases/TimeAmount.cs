using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>A number of time units (10個月, 2-3周, 半年, X天, 3 months).</summary>
internal readonly record struct TimeAmount(int? Amount, int? MinAmount, string? Placeholder, TimeUnit Unit)
{
    private static readonly (string Word, TimeUnit Unit)[] ChineseUnits =
    [
        ("分钟", TimeUnit.Minute), ("个小时", TimeUnit.Hour), ("小时", TimeUnit.Hour), ("个钟头", TimeUnit.Hour),
        ("个工作日", TimeUnit.WorkingDay), ("工作日", TimeUnit.WorkingDay), ("个工作天", TimeUnit.WorkingDay), ("工作天", TimeUnit.WorkingDay),
        ("个自然日", TimeUnit.Day), ("自然日", TimeUnit.Day), ("个日历天", TimeUnit.Day), ("日历天", TimeUnit.Day), ("个日历日", TimeUnit.Day), ("日历日", TimeUnit.Day), ("天", TimeUnit.Day),
        ("个星期", TimeUnit.Week), ("星期", TimeUnit.Week), ("个礼拜", TimeUnit.Week), ("礼拜", TimeUnit.Week), ("个周", TimeUnit.Week), ("周", TimeUnit.Week),
        ("个月", TimeUnit.Month), ("个季度", TimeUnit.Quarter), ("个半年", TimeUnit.HalfYear), ("年", TimeUnit.Year),
    ];

    private static readonly (string Word, TimeUnit Unit)[] EnglishUnits =
    [
        ("MINUTES", TimeUnit.Minute), ("MINUTE", TimeUnit.Minute), ("MINS", TimeUnit.Minute), ("MIN", TimeUnit.Minute),
        ("HOURS", TimeUnit.Hour), ("HOUR", TimeUnit.Hour), ("HRS", TimeUnit.Hour), ("H", TimeUnit.Hour),
        ("WORKING DAYS", TimeUnit.WorkingDay), ("WORKING DAY", TimeUnit.WorkingDay), ("BUSINESS DAYS", TimeUnit.WorkingDay), ("BUSINESS DAY", TimeUnit.WorkingDay),
        ("CALENDAR DAYS", TimeUnit.Day), ("DAYS", TimeUnit.Day), ("DAY", TimeUnit.Day), ("WEEKS", TimeUnit.Week), ("WEEK", TimeUnit.Week), ("WKS", TimeUnit.Week),
        ("MONTHS", TimeUnit.Month), ("MONTH", TimeUnit.Month), ("QUARTERS", TimeUnit.Quarter), ("QUARTER", TimeUnit.Quarter),
        ("YEARS", TimeUnit.Year), ("YEAR", TimeUnit.Year),
    ];

    private static readonly (string Word, TimeAmount Amount)[] Halves =
    [
        ("半年", new(1, null, null, TimeUnit.HalfYear)), ("半个月", new(15, null, null, TimeUnit.Day)), ("半月", new(15, null, null, TimeUnit.Day)),
        ("半天", new(12, null, null, TimeUnit.Hour)), ("半个小时", new(30, null, null, TimeUnit.Minute)), ("半小时", new(30, null, null, TimeUnit.Minute)),
        ("HALF A YEAR", new(1, null, null, TimeUnit.HalfYear)), ("HALF YEAR", new(1, null, null, TimeUnit.HalfYear)), ("HALF AN HOUR", new(30, null, null, TimeUnit.Minute)),
    ];

    /// <summary>Words between the two numbers of a range.</summary>
    public static readonly string[] RangeWords = ["-", "~", "至", "到", "TO"];

    /// <summary>Reads an amount of time. 日 counts days only where <paramref name="bareDay"/> says that no date can be meant; 月 without 个 never counts.</summary>
    public static bool TryRead(Cursor cursor, out TimeAmount amount, bool bareDay = false)
    {
        if (cursor.Eat(Halves, out amount))
        {
            return true;
        }

        var mark = cursor.At;
        if (ReadHoursAndHalf(cursor, out amount))
        {
            return true;
        }

        if (ReadFigures(cursor, out var figure, out var min) && ReadUnit(cursor, bareDay, figure, out var unit) && Make(cursor, figure, min, unit) is { } made)
        {
            amount = made;
            return true;
        }

        cursor.At = mark;
        return false;
    }

    /// <summary>Reads the English name of a unit.</summary>
    public static bool TryReadEnglishUnit(Cursor cursor, out TimeUnit unit) => cursor.Eat(EnglishUnits, out unit);

    // 一个半小时. A month and a half has no unit of its own.
    private static bool ReadHoursAndHalf(Cursor cursor, out TimeAmount amount)
    {
        Figure hours = default;
        var read = cursor.Try(() => cursor.EatNumber(out hours) && hours.Whole > 0 && cursor.Eat("个半小时", "个半钟头"));
        amount = read ? new TimeAmount((hours.Whole * 60) + 30, null, null, TimeUnit.Minute) : default;
        return read;
    }

    private static bool ReadFigures(Cursor cursor, out Figure figure, out int? min)
    {
        min = null;
        if (cursor.Try(() => cursor.Eat("A", "AN") && TryReadEnglishUnit(cursor.Over(cursor.At, cursor.End), out _)))
        {
            figure = new Figure(1, null);
            return true;
        }

        if (!cursor.EatFigure(out figure))
        {
            return false;
        }

        var lower = figure;
        if (cursor.Try(() => cursor.Eat(RangeWords) && cursor.EatNumber(out lower)))
        {
            (figure, min) = (lower, figure.Whole);
            return min is not null && figure.Whole > min;
        }

        return true;
    }

    private static bool ReadUnit(Cursor cursor, bool bareDay, Figure figure, out TimeUnit unit)
    {
        if (cursor.Eat(ChineseUnits, out unit))
        {
            return unit != TimeUnit.Year || figure.Value is null or < 100;
        }

        if (bareDay && cursor.Eat("日"))
        {
            unit = TimeUnit.Day;
            return true;
        }

        _ = figure.Value is not null && cursor.Eat("-");
        return TryReadEnglishUnit(cursor, out unit);
    }

    private static TimeAmount? Make(Cursor cursor, Figure figure, int? min, TimeUnit unit)
    {
        if (figure.Placeholder is not null)
        {
            return new TimeAmount(null, null, figure.Placeholder, unit);
        }

        if (unit == TimeUnit.Year && min is null && cursor.Eat("半"))
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
