using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for frequencies in English (every two weeks, twice a year, on the 15th of each month). A rule returns null if it does not match.
/// </summary>
internal static class EnglishFrequencyGrammar
{
    private static readonly (string Word, int Times)[] Times = [("ONCE", 1), ("TWICE", 2)];

    private static readonly (string Word, TimeUnit Unit)[] Adverbs =
    [
        ("DAILY", TimeUnit.Day),
        ("WEEKLY", TimeUnit.Week),
        ("MONTHLY", TimeUnit.Month),
        ("QUARTERLY", TimeUnit.Quarter),
        ("YEARLY", TimeUnit.Year),
        ("ANNUALLY", TimeUnit.Year),
        ("ANNUAL", TimeUnit.Year),
    ];

    private static readonly (string Word, Weekday Day)[] Days =
    [
        .. Enum.GetValues<Weekday>().Select(day => (day.ToString().ToUpperInvariant(), day)),
    ];

    private static readonly (string Word, Weekday Day)[] PluralDays = [.. Days.Select(row => (row.Word + "S", row.Day))];
    private static readonly (string Word, Frequency Frequency)[] AdverbsWithDays =
    [
        ("WEEKLY", FrequencyGrammar.Every(1, TimeUnit.Week)),
        ("FORTNIGHTLY", FrequencyGrammar.Every(2, TimeUnit.Week)),
        ("MONTHLY", FrequencyGrammar.Every(1, TimeUnit.Month)),
    ];

    private static readonly Weekday[] Weekdays = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    /// <summary>Reads days of the week or of the month: on Mondays, on Mondays and Thursdays, on the 15th of each month.</summary>
    public static IReadOnlyList<Frequency>? OnDays(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.Accept("ON") && scanner.Accept("WEEKDAYS"))
        {
            return Weekly(Weekdays);
        }

        scanner.Position = start;
        scanner.Skip("ON");
        if (scanner.Accept(PluralDays, out var first))
        {
            return Weekly(ReadMoreDays(scanner, first, PluralDays));
        }

        scanner.Position = start;
        if (scanner.Accept("ON THE") && ReadDayOfMonth(scanner) is { } day)
        {
            return scanner.Accept("OF EACH MONTH", "OF EVERY MONTH") ? [Monthly(day)] : null;
        }

        return null;
    }

    /// <summary>Reads an interval: every two weeks, each month, every Friday, at the end of every quarter.</summary>
    public static IReadOnlyList<Frequency>? Every(PhraseScanner scanner)
    {
        PeriodPosition? position =
            scanner.Accept("AT THE END OF", "BY THE END OF", "THE END OF", "END OF") ? PeriodPosition.End
            : scanner.Accept("AT THE BEGINNING OF", "AT THE START OF", "START OF", "BEGINNING OF") ? PeriodPosition.Start
            : null;
        if (!scanner.Accept("EVERY", "EACH"))
        {
            return null;
        }

        if (position is null && scanner.Accept("WEEKDAY"))
        {
            return Weekly(Weekdays);
        }

        if (position is null && scanner.Accept(Days, out var day))
        {
            return Weekly(ReadMoreDays(scanner, day, Days));
        }

        var figure = new Figure(1, null);
        if (scanner.Accept("OTHER"))
        {
            figure = new Figure(2, null);
        }
        else if (scanner.TryReadFigure(out var interval))
        {
            figure = interval;
        }

        if (!TimeAmount.TryReadEnglishUnit(scanner, out var unit))
        {
            return null;
        }

        position ??= scanner.Accept("END", "-END") ? PeriodPosition.End : null;
        if (figure.Placeholder is null && figure.Whole is not > 0)
        {
            return null;
        }

        var every = new Frequency
        {
            Kind = FrequencyKind.Recurring,
            Every = figure.Whole,
            Placeholder = figure.Placeholder,
            Unit = unit,
            Position = position,
        };
        return position is null ? OnDaysOf(scanner, every) : [every];
    }

    /// <summary>Reads an adverb and its days: weekly, weekly on Fridays, monthly on the 5th, fortnightly on Mondays.</summary>
    public static IReadOnlyList<Frequency>? Adverb(PhraseScanner scanner) =>
        scanner.Accept(AdverbsWithDays, out var frequency) && scanner.IsNext("ON") && OnDaysOf(scanner, frequency) is { } days
            ? days
            : null;

    // every week on Monday, every month on the 5th. Null if the words after "on" are no days.
    private static List<Frequency>? OnDaysOf(PhraseScanner scanner, Frequency frequency)
    {
        if (!scanner.Accept("ON"))
        {
            return [frequency];
        }

        if (frequency.Unit == TimeUnit.Week && (scanner.Accept(Days, out var day) || scanner.Accept(PluralDays, out day)))
        {
            return [.. ReadMoreDays(scanner, day, [.. Days, .. PluralDays]).Distinct().Select(on => frequency with { Weekday = on })];
        }

        scanner.Skip("THE", "DAY");
        return frequency.Unit == TimeUnit.Month && ReadDayOfMonth(scanner) is { } date ? [frequency with { DayOfMonth = date }] : null;
    }

    /// <summary>Reads a number per period: once a week, 2-3 times per month, 2x a year, twice monthly, 3 posts a week.</summary>
    public static IReadOnlyList<Frequency>? Per(PhraseScanner scanner)
    {
        int? times = null,
            maxTimes = null;
        PlannedNumber? quantity = null;
        if (scanner.Accept(Times, out var word))
        {
            times = word;
        }
        else if (scanner.TryReadFigure(out var figure))
        {
            Figure upper = default;
            var isRange = scanner.Try(() =>
                scanner.Accept(TimeAmount.RangeWords) && scanner.TryReadNumber(out upper) && upper.Whole > figure.Whole
            );
            var start = scanner.Position;
            if (figure.Whole > 0 && scanner.Accept("TIMES", "TIME", "X"))
            {
                (times, maxTimes) = (figure.Whole, isRange ? upper.Whole : null);
            }
            else if (!isRange && TargetFigure.TryReadEnglishMeasure(scanner))
            {
                var unit = scanner.Text.Verbatim(start, scanner.Position);
                quantity = new PlannedNumber
                {
                    Value = figure.Value,
                    Placeholder = figure.Placeholder,
                    Unit = unit,
                };
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

        return ReadPeriod(scanner) is { } period ? [period with { Times = times, MaxTimes = maxTimes, Quantity = quantity }] : null;
    }

    /// <summary>Reads "on a weekly basis".</summary>
    public static IReadOnlyList<Frequency>? Basis(PhraseScanner scanner) =>
        scanner.Accept("ON A", "ON AN") && scanner.Accept(Adverbs, out var unit) && scanner.Accept("BASIS")
            ? [FrequencyGrammar.Every(1, unit)]
            : null;

    // a week, per quarter, every two weeks, monthly, /week
    private static Frequency? ReadPeriod(PhraseScanner scanner)
    {
        scanner.Skip("-");
        if (scanner.Accept(Adverbs, out var adverb))
        {
            return FrequencyGrammar.Every(1, adverb);
        }

        var isEvery = scanner.Accept("EVERY", "EACH");
        var every = 1;
        if (isEvery)
        {
            scanner.Try(() => scanner.TryReadNumber(out var figure) && (every = figure.Whole ?? 0) > 0);
        }

        return (isEvery || scanner.Accept("A", "AN", "PER", "/")) && TimeAmount.TryReadEnglishUnit(scanner, out var unit)
            ? FrequencyGrammar.Every(every, unit)
            : null;
    }

    private static List<Weekday> ReadMoreDays(PhraseScanner scanner, Weekday first, (string Word, Weekday Day)[] names)
    {
        var days = new List<Weekday> { first };
        var next = first;
        while (scanner.Try(() => scanner.Accept("AND", ",") && scanner.Skip("AND") && scanner.Accept(names, out next)))
        {
            days.Add(next);
        }

        return days;
    }

    private static List<Frequency> Weekly(IEnumerable<Weekday> days) =>
        [.. days.Distinct().Select(day => FrequencyGrammar.Every(1, TimeUnit.Week) with { Weekday = day })];

    private static Frequency Monthly(int day) => FrequencyGrammar.Every(1, TimeUnit.Month) with { DayOfMonth = day };

    private static int? ReadDayOfMonth(PhraseScanner scanner)
    {
        if (!scanner.TryReadDigits(2, out var day) || day is < 1 or > 31)
        {
            return null;
        }

        if (scanner.End - scanner.Position >= 2 && scanner.Folded.AsSpan(scanner.Position, 2) is "ST" or "ND" or "RD" or "TH")
        {
            scanner.Position += 2;
        }

        return day;
    }
}
