using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Due times in English. Each rule reads from the cursor or answers null; the caller sees to it that nothing is left.</summary>
internal static class EnglishDeadlineGrammar
{
    private static readonly string[] After = ["AFTER", "FOLLOWING", "FROM", "OF"];
    private static readonly string[] Before = ["BEFORE", "PRIOR TO", "AHEAD OF"];

    /// <summary>ongoing, continuous, on an ongoing basis, ongoing from launch.</summary>
    public static Deadline? Ongoing(Cursor cursor)
    {
        if (!cursor.Eat("ON AN ONGOING BASIS", "ONGOING", "ON-GOING", "CONTINUOUSLY", "CONTINUOUS", "CONTINUING", "THROUGHOUT") || (!cursor.IsAtEnd && !cursor.Sees(".", "FROM", "AFTER")))
        {
            return null;
        }

        return cursor.Eat("FROM", "AFTER") ? WithEvent(cursor, new Deadline { Kind = DeadlineKind.Ongoing }) : new Deadline { Kind = DeadlineKind.Ongoing };
    }

    /// <summary>immediately, at once, immediately after negative coverage is found.</summary>
    public static Deadline? Immediate(Cursor cursor)
    {
        if (cursor.Eat("IMMEDIATE RESPONSE"))
        {
            return new Deadline { Kind = DeadlineKind.Immediate, Anchor = AnchorCodes.EventOccurrence };
        }

        if (!cursor.Eat("IMMEDIATELY", "IMMEDIATE", "AT ONCE", "INSTANTLY"))
        {
            return null;
        }

        return cursor.Eat("AFTER", "UPON", "ON", "WHEN", "FOLLOWING")
            ? WithEvent(cursor, new Deadline { Kind = DeadlineKind.Immediate })
            : new Deadline { Kind = DeadlineKind.Immediate };
    }

    /// <summary>during the campaign, throughout the campaign.</summary>
    public static Deadline? During(Cursor cursor) =>
        cursor.Eat("DURING", "THROUGHOUT", "FOR THE DURATION OF") ? WithEvent(cursor, new Deadline { Kind = DeadlineKind.During }) : null;

    /// <summary>within 3 months of launch, 2 weeks after plan start, 3 months before launch, T-6 weeks, 6 months.</summary>
    public static Deadline? Span(Cursor cursor)
    {
        var within = cursor.Eat("WITHIN");
        var atLeast = !within && cursor.Eat("AT LEAST");
        cursor.Eat("THE NEXT");
        if (!TimeAmount.TryRead(cursor, out var amount))
        {
            return null;
        }

        if (cursor.Eat(Before) && EventName(cursor) is { } later)
        {
            var anchor = Events.Start(later);
            return within
                ? DeadlineGrammar.Within(anchor, amount) with { Kind = DeadlineKind.Before }
                : amount.MinAmount is null ? DeadlineGrammar.Offset(anchor, amount, -1) : null;
        }

        if (atLeast)
        {
            return null;
        }

        // Within 3 months of the campaign may count from its start or its end.
        var isVague = cursor.Sees("OF", "FROM");
        if (cursor.Eat(After) && EventName(cursor) is { } earlier)
        {
            if (isVague && earlier != Events.End(earlier))
            {
                return null;
            }

            return within
                ? DeadlineGrammar.Within(Events.End(earlier), amount)
                : amount.MinAmount is null ? DeadlineGrammar.Offset(Events.End(earlier), amount, 1) : null;
        }

        return within ? DeadlineGrammar.Within(AnchorCodes.Unspecified, amount) : null;
    }

    /// <summary>first month after launch, week 3 after launch, in 2026.</summary>
    public static Deadline? Numbered(Cursor cursor)
    {
        var isIn = cursor.Eat("IN", "DURING", "WITHIN");
        if (isIn && cursor.Try(() => cursor.EatDigits(4, out var digits) && digits >= 1900))
        {
            var year = int.Parse(cursor.Folded.AsSpan(cursor.At - 4, 4), CultureInfo.InvariantCulture);
            return PeriodGrammar.Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year, null);
        }

        cursor.Eat("THE");
        Figure figure = default;
        if (PeriodGrammar.EatEnglishOrdinal(cursor, out var index, out var unit))
        {
            figure = new Figure(index, null);
        }
        else if (!PeriodGrammar.EatEnglishUnit(cursor, out unit) || !cursor.EatFigure(out figure) || !PeriodGrammar.IsIndex(figure))
        {
            return null;
        }

        return cursor.Eat("AFTER", "FOLLOWING") && EventName(cursor) is { } anchor ? PeriodGrammar.Of(figure, unit, null, null, null) with { Anchor = Events.End(anchor) } : null;
    }

    /// <summary>before launch, prior to the campaign.</summary>
    public static Deadline? BeforeEvent(Cursor cursor) =>
        cursor.Eat(Before) && EventName(cursor) is { } anchor ? new Deadline { Kind = DeadlineKind.Before, Anchor = Events.Start(anchor) } : null;

    /// <summary>after the campaign, on launch day, by plan end.</summary>
    public static Deadline? AfterEvent(Cursor cursor)
    {
        var isAfter = cursor.Eat("AFTER");
        if (!isAfter && !cursor.Eat("ON", "AT", "UPON", "BY"))
        {
            return null;
        }

        return EventName(cursor) is { } anchor ? new Deadline { Kind = DeadlineKind.At, Anchor = isAfter ? Events.End(anchor) : anchor } : null;
    }

    private static Deadline? WithEvent(Cursor cursor, Deadline deadline) => EventName(cursor) is { } anchor ? deadline with { Anchor = anchor } : null;

    // The event is whatever is left.
    private static string? EventName(Cursor cursor)
    {
        var end = cursor.End;
        while (end > cursor.At && cursor.Folded[end - 1] is '.' or ' ')
        {
            end--;
        }

        var name = Events.Read(cursor, cursor.At, end);
        cursor.At = name is null ? cursor.At : cursor.End;
        return name;
    }
}
