using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>The words of a rhythm in English (every two weeks, twice a year, on the 15th of each month). Each rule reads from the cursor or answers null.</summary>
internal static class EnglishRhythm
{
    private static readonly (string Word, int Times)[] Times = [("ONCE", 1), ("TWICE", 2)];

    private static readonly (string Word, TimeUnit Unit)[] Adverbs =
    [
        ("DAILY", TimeUnit.Day), ("WEEKLY", TimeUnit.Week), ("MONTHLY", TimeUnit.Month), ("QUARTERLY", TimeUnit.Quarter), ("YEARLY", TimeUnit.Year), ("ANNUALLY", TimeUnit.Year), ("ANNUAL", TimeUnit.Year),
    ];

    private static readonly (string Word, Weekday Day)[] Days = [.. Enum.GetValues<Weekday>().Select(day => (day.ToString().ToUpperInvariant(), day))];
    private static readonly (string Word, Weekday Day)[] DaysInPlural = [.. Days.Select(row => (row.Word + "S", row.Day))];
    private static readonly Weekday[] Weekdays = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    /// <summary>on Mondays, on Mondays and Thursdays, on the 15th of each month.</summary>
    public static IReadOnlyList<Frequency>? OnDays(Cursor cursor)
    {
        var start = cursor.At;
        if (cursor.Eat("ON") && cursor.Eat("WEEKDAYS"))
        {
            return On(Weekdays);
        }

        cursor.At = start;
        cursor.Eat("ON");
        if (cursor.Eat(DaysInPlural, out var first))
        {
            return On(Further(cursor, first, DaysInPlural));
        }

        cursor.At = start;
        if (cursor.Eat("ON THE") && EatDay(cursor) is { } day)
        {
            return cursor.Eat("OF EACH MONTH", "OF EVERY MONTH") ? [Monthly(day)] : null;
        }

        cursor.At = start;
        return cursor.Eat("MONTHLY ON THE") && EatDay(cursor) is { } date ? [Monthly(date)] : null;
    }

    /// <summary>every two weeks, each month, every Friday, at the end of every quarter.</summary>
    public static IReadOnlyList<Frequency>? Every(Cursor cursor)
    {
        PeriodPosition? position = cursor.Eat("AT THE END OF", "BY THE END OF", "THE END OF", "END OF") ? PeriodPosition.End
            : cursor.Eat("AT THE BEGINNING OF", "AT THE START OF", "START OF", "BEGINNING OF") ? PeriodPosition.Start : null;
        if (!cursor.Eat("EVERY", "EACH"))
        {
            return null;
        }

        if (position is null && cursor.Eat("WEEKDAY"))
        {
            return On(Weekdays);
        }

        if (position is null && cursor.Eat(Days, out var day))
        {
            return On(Further(cursor, day, Days));
        }

        var figure = new Figure(1, null);
        _ = cursor.Eat("OTHER") ? (figure = new Figure(2, null)) != default : cursor.Try(() => cursor.EatFigure(out figure)) || (figure = new Figure(1, null)) != default;
        if (!TimeAmount.TryReadEnglishUnit(cursor, out var unit))
        {
            return null;
        }

        position ??= cursor.Eat("END", "-END") ? PeriodPosition.End : null;
        return (figure.Placeholder is not null || figure.Whole > 0)
            ? [new Frequency { Kind = FrequencyKind.Recurring, Every = figure.Whole, Placeholder = figure.Placeholder, Unit = unit, Position = position }]
            : null;
    }

    /// <summary>once a week, 2-3 times per month, 2x a year, twice monthly, 3 posts a week.</summary>
    public static IReadOnlyList<Frequency>? Per(Cursor cursor)
    {
        int? times = null, most = null;
        PlannedNumber? quantity = null;
        if (cursor.Eat(Times, out var word))
        {
            times = word;
        }
        else if (cursor.EatFigure(out var figure))
        {
            Figure upper = default;
            var isRange = cursor.Try(() => cursor.Eat(TimeAmount.RangeWords) && cursor.EatNumber(out upper) && upper.Whole > figure.Whole);
            var start = cursor.At;
            if (figure.Whole > 0 && cursor.Eat("TIMES", "TIME", "X"))
            {
                (times, most) = (figure.Whole, isRange ? upper.Whole : null);
            }
            else if (!isRange && TargetFigure.ReadEnglishMeasure(cursor))
            {
                quantity = new PlannedNumber { Value = figure.Value, Placeholder = figure.Placeholder, Unit = cursor.Text.Verbatim(start, cursor.At) };
            }
            else
            {
                return null;
            }
        }
        else
        {
            return null;
        }

        return ReadPeriod(cursor) is { } period ? [period with { Times = times, MaxTimes = most, Quantity = quantity }] : null;
    }

    /// <summary>on a weekly basis.</summary>
    public static IReadOnlyList<Frequency>? Basis(Cursor cursor) =>
        cursor.Eat("ON A", "ON AN") && cursor.Eat(Adverbs, out var unit) && cursor.Eat("BASIS") ? [Rhythm.Every(1, unit)] : null;

    // a week, per quarter, every two weeks, monthly, /week
    private static Frequency? ReadPeriod(Cursor cursor)
    {
        cursor.Eat("-");
        if (cursor.Eat(Adverbs, out var adverb))
        {
            return Rhythm.Every(1, adverb);
        }

        var isEvery = cursor.Eat("EVERY", "EACH");
        var every = 1;
        _ = isEvery && cursor.Try(() => cursor.EatNumber(out var figure) && (every = figure.Whole ?? 0) > 0);
        return (isEvery || cursor.Eat("A", "AN", "PER", "/")) && TimeAmount.TryReadEnglishUnit(cursor, out var unit) ? Rhythm.Every(every, unit) : null;
    }

    private static List<Weekday> Further(Cursor cursor, Weekday first, (string Word, Weekday Day)[] names)
    {
        var days = new List<Weekday> { first };
        var further = first;
        while (cursor.Try(() => cursor.Eat("AND", ",") && (cursor.Eat("AND") || true) && cursor.Eat(names, out further)))
        {
            days.Add(further);
        }

        return days;
    }

    private static List<Frequency> On(IEnumerable<Weekday> days) => [.. days.Distinct().Select(day => Rhythm.Every(1, TimeUnit.Week) with { Weekday = day })];

    private static Frequency Monthly(int day) => Rhythm.Every(1, TimeUnit.Month) with { DayOfMonth = day };

    private static int? EatDay(Cursor cursor)
    {
        if (!cursor.EatDigits(2, out var day) || day is < 1 or > 31)
        {
            return null;
        }

        if (cursor.End - cursor.At >= 2 && cursor.Folded.AsSpan(cursor.At, 2) is "ST" or "ND" or "RD" or "TH")
        {
            cursor.At += 2;
        }

        return day;
    }
}
