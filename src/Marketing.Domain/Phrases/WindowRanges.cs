using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>The numbers of a window: from the unit Min to the unit Max, or without end.</summary>
/// <param name="Anchor">Code of the event that they count from.</param>
/// <param name="Unit">Unit that they count.</param>
/// <param name="Min">The first number.</param>
/// <param name="Max">The second number; null if the window has no end.</param>
public sealed record WindowCount(string Anchor, TimeUnit Unit, int Min, int? Max);

/// <summary>Rules for windows of numbered or elapsed units: 第6-8周, T-6至T-1周, 3-5月, 1-3个月, 前3个月, 上市后3个月内.</summary>
internal static class WindowRanges
{
    // 第6-8周, 第1至第3个月, T-6至T-1周, weeks 6-8, 3-5月
    public static PeriodWindow? SharedUnit(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (scanner.Accept("T") && ReadSigned(scanner) is { } from && scanner.Accept("至", "到", "~", "-", "TO"))
        {
            scanner.Skip("T");
            return ReadSigned(scanner) is { } to && TryReadUnit(scanner, out var unit) && scanner.IsAtEnd
                ? WindowBounds.Bounded(Launch(from, unit), Launch(to, unit))
                : null;
        }

        scanner.Position = start;
        if (YearSpan(scanner) is { } years)
        {
            return years;
        }

        if (Numbered(scanner.Slice(start, scanner.End), null) is { } numbered)
        {
            return numbered;
        }

        var afterEvent = scanner.Slice(start, scanner.End);
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(afterEvent, WindowBounds.After))
        {
            if (Numbered(afterEvent.Fork(), EventNames.EndOf(anchor)) is { } counted)
            {
                return counted;
            }
        }

        return null;
    }

    // 2026-2028年
    private static PeriodWindow? YearSpan(PhraseScanner scanner) =>
        scanner.TryReadDigits(4, out var first)
        && DateGrammar.IsYear(first)
        && scanner.Accept(WindowBounds.Separators)
        && scanner.TryReadDigits(4, out var last)
        && DateGrammar.IsYear(last)
        && last > first
        && scanner.Accept("年度", "年")
        && scanner.IsAtEnd
            ? WindowBounds.Bounded(YearOf(first), YearOf(last))
            : null;

    private static Deadline YearOf(int year) => PeriodGrammar.Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year);

    // Numbered periods of the plan or the calendar. With an anchor they count from that event (上市后第1-4周).
    private static PeriodWindow? Numbered(PhraseScanner scanner, string? anchor)
    {
        int? year = null;
        var hasYear = scanner.Try(() => DateGrammar.TryReadYear(scanner, out year) && year is not null && scanner.Accept("年"));
        var isNamed = PeriodGrammar.TryReadEnglishUnit(scanner, out var unit);
        var isPlan = isNamed || scanner.Accept("第");
        if (!scanner.TryReadFigure(out var first) || !PeriodGrammar.IsIndex(first))
        {
            return null;
        }

        TimeUnit? unitOfFirst = isPlan && !isNamed && PeriodGrammar.TryReadPlanUnit(scanner, out var repeated) ? repeated : null;
        if (!scanner.Accept(WindowBounds.Separators))
        {
            return null;
        }

        scanner.Skip("第");
        if (!scanner.TryReadFigure(out var last) || !PeriodGrammar.IsIndex(last))
        {
            return null;
        }

        if (isPlan)
        {
            var hasUnit = isNamed || PeriodGrammar.TryReadPlanUnit(scanner, out unit);
            if (hasYear || !hasUnit || (unitOfFirst is { } named && named != unit))
            {
                return null;
            }

            anchor ??= isNamed && scanner.Accept("AFTER") ? ReadAnchor(scanner) : null;
            return scanner.IsAtEnd ? WindowBounds.Bounded(PlanPeriod(first), PlanPeriod(last)) : null;
        }

        return anchor is null && first.Whole <= 12 && last.Whole <= 12 && scanner.Accept("月份", "月") && scanner.IsAtEnd
            ? WindowBounds.Bounded(CalendarMonth(first), CalendarMonth(last))
            : null;

        Deadline PlanPeriod(Figure index) => PeriodGrammar.Of(index, unit) with { Anchor = anchor };

        Deadline CalendarMonth(Figure index) => PeriodGrammar.Of(index, TimeUnit.Month, PeriodBasis.Calendar, hasYear ? year : null);
    }

    // 1-3个月, 上市后1-3个月, 前3个月, 上市后3个月内, 上市前1个月内
    public static PeriodWindow? Elapsed(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (ReadRange(scanner) is var (anchor, range))
        {
            return WindowBounds.Between(anchor, range);
        }

        scanner.Position = start;
        if (
            scanner.Accept("前", "首", "FIRST", "THE FIRST")
            && TimeAmount.TryRead(scanner, out var first)
            && first.MinAmount is null
            && scanner.IsAtEnd
        )
        {
            return WindowBounds.Between(AnchorCodes.PlanStart, first with { MinAmount = 0 });
        }

        scanner.Position = start;
        return DeadlineParser.Read(scanner, mayNameTask: false) switch
        {
            { Kind: DeadlineKind.Within, MinAmount: null } within => WindowBounds.Bounded(
                WindowBounds.Zero(within.Anchor!),
                within with
                {
                    Kind = DeadlineKind.Offset,
                }
            ),
            { Kind: DeadlineKind.Before, Amount: { } before, MinAmount: null } limit => WindowBounds.Bounded(
                limit with
                {
                    Kind = DeadlineKind.Offset,
                    Amount = -before,
                },
                WindowBounds.Zero(limit.Anchor!)
            ),
            _ => null,
        };
    }

    /// <summary>Reads a range of units after an event, or after the plan's start: 1-3个月, 上市后1-3个月, 1-3 months after launch.</summary>
    public static (string Anchor, TimeAmount Range)? ReadRange(PhraseScanner scanner)
    {
        var start = scanner.Position;
        if (TimeAmount.TryRead(scanner, out var range) && range.MinAmount is not null)
        {
            if (scanner.IsAtEnd)
            {
                return (AnchorCodes.PlanStart, range);
            }

            if (scanner.Accept("AFTER", "FOLLOWING") && ReadAnchor(scanner) is { } named)
            {
                return (named, range);
            }
        }

        scanner.Position = start;
        foreach (var (anchor, _) in DeadlineGrammar.EventsBefore(scanner, WindowBounds.After))
        {
            scanner.Skip("的");
            if (TimeAmount.TryRead(scanner, out var counted) && counted.MinAmount is not null && scanner.IsAtEnd)
            {
                return (EventNames.EndOf(anchor), counted);
            }
        }

        return null;
    }

    // The rest of the phrase is the name of the event.
    private static string? ReadAnchor(PhraseScanner scanner)
    {
        var anchor = EventNames.Read(scanner, scanner.Position, scanner.End);
        scanner.Position = anchor is null ? scanner.Position : scanner.End;
        return anchor is null ? null : EventNames.EndOf(anchor);
    }

    private static (int Sign, Figure Figure)? ReadSigned(PhraseScanner scanner)
    {
        var sign =
            scanner.Accept("+") ? 1
            : scanner.Accept("-") ? -1
            : 0;
        return sign != 0 && scanner.TryReadFigure(out var figure) && PeriodGrammar.IsIndex(figure) ? (sign, figure) : null;
    }

    private static bool TryReadUnit(PhraseScanner scanner, out TimeUnit unit) =>
        PeriodGrammar.TryReadPlanUnit(scanner, out unit) || TimeAmount.TryReadEnglishUnit(scanner, out unit);

    private static Deadline Launch((int Sign, Figure Figure) bound, TimeUnit unit) =>
        DeadlineGrammar.Offset(AnchorCodes.LaunchDay, new TimeAmount(bound.Figure.Whole, null, bound.Figure.Placeholder, unit), bound.Sign);
}
