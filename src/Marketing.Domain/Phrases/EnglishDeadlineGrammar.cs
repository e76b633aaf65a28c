using System.Globalization;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Rules for deadlines in English. A rule returns null if it does not match; the caller checks that the whole phrase was read.
/// </summary>
internal static class EnglishDeadlineGrammar
{
    private static readonly string[] OngoingWords =
    [
        "ON AN ONGOING BASIS",
        "ONGOING",
        "ON-GOING",
        "CONTINUOUSLY",
        "CONTINUOUS",
        "CONTINUING",
        "THROUGHOUT",
    ];

    private static readonly string[] AfterWords = ["AFTER", "FOLLOWING", "FROM", "OF"];
    private static readonly string[] BeforeWords = ["BEFORE", "PRIOR TO", "AHEAD OF"];

    /// <summary>Reads an ongoing task: ongoing, continuous, on an ongoing basis, ongoing from launch.</summary>
    public static Deadline? Ongoing(PhraseScanner scanner)
    {
        if (!scanner.Accept(OngoingWords) || (!scanner.IsAtEnd && !scanner.IsNext(".", "FROM", "AFTER")))
        {
            return null;
        }

        var ongoing = new Deadline { Kind = DeadlineKind.Ongoing };
        return scanner.Accept("FROM", "AFTER") ? WithEvent(scanner, ongoing) : ongoing;
    }

    /// <summary>Reads an immediate deadline: immediately, at once, immediately after negative coverage is found.</summary>
    public static Deadline? Immediate(PhraseScanner scanner)
    {
        if (scanner.Accept("IMMEDIATE RESPONSE"))
        {
            return new Deadline { Kind = DeadlineKind.Immediate, Anchor = AnchorCodes.EventOccurrence };
        }

        if (!scanner.Accept("IMMEDIATELY", "IMMEDIATE", "AT ONCE", "INSTANTLY"))
        {
            return null;
        }

        return scanner.Accept("AFTER", "UPON", "ON", "WHEN", "FOLLOWING")
            ? WithEvent(scanner, new Deadline { Kind = DeadlineKind.Immediate })
            : new Deadline { Kind = DeadlineKind.Immediate };
    }

    /// <summary>Reads the duration of an event: during the campaign, throughout the campaign.</summary>
    public static Deadline? During(PhraseScanner scanner) =>
        scanner.Accept("DURING", "THROUGHOUT", "FOR THE DURATION OF")
            ? WithEvent(scanner, new Deadline { Kind = DeadlineKind.During })
            : null;

    /// <summary>
    /// Reads an amount of time, with or without an event: within 3 months of launch, 2 weeks after plan start, 3 months before launch,
    /// T-6 weeks, 6 months.
    /// </summary>
    public static Deadline? Span(PhraseScanner scanner)
    {
        var within = scanner.Accept("WITHIN");
        var atLeast = !within && scanner.Accept("AT LEAST");
        scanner.Skip("THE NEXT");
        if (!TimeAmount.TryRead(scanner, out var amount))
        {
            return null;
        }

        if (scanner.Accept(BeforeWords) && ReadEventName(scanner) is { } later)
        {
            var anchor = EventNames.StartOf(later);
            return within ? DeadlineGrammar.Within(anchor, amount) with { Kind = DeadlineKind.Before }
                : amount.MinAmount is null ? DeadlineGrammar.Offset(anchor, amount, -1)
                : null;
        }

        if (atLeast)
        {
            return null;
        }

        // "Within 3 months of the campaign" is ambiguous: it may count from the start or from the end.
        var isVague = scanner.IsNext("OF", "FROM");
        if (scanner.Accept(AfterWords) && ReadEventName(scanner) is { } earlier)
        {
            if (isVague && earlier != EventNames.EndOf(earlier))
            {
                return null;
            }

            return within ? DeadlineGrammar.Within(EventNames.EndOf(earlier), amount)
                : amount.MinAmount is null ? DeadlineGrammar.Offset(EventNames.EndOf(earlier), amount, 1)
                : null;
        }

        return within ? DeadlineGrammar.Within(AnchorCodes.Unspecified, amount) : null;
    }

    /// <summary>Reads a numbered period: first month after launch, week 3 after launch, in 2026.</summary>
    public static Deadline? Numbered(PhraseScanner scanner)
    {
        var isIn = scanner.Accept("IN", "DURING", "WITHIN");
        if (isIn && scanner.Try(() => scanner.TryReadDigits(4, out var digits) && DateGrammar.IsYear(digits)))
        {
            var year = int.Parse(scanner.Folded.AsSpan(scanner.Position - 4, 4), CultureInfo.InvariantCulture);
            return PeriodGrammar.Of(new Figure(1, null), TimeUnit.Year, PeriodBasis.Calendar, year);
        }

        scanner.Skip("THE");
        Figure figure = default;
        if (PeriodGrammar.TryReadEnglishOrdinal(scanner, out var index, out var unit))
        {
            figure = new Figure(index, null);
        }
        else if (
            !PeriodGrammar.TryReadEnglishUnit(scanner, out unit)
            || !scanner.TryReadFigure(out figure)
            || !PeriodGrammar.IsIndex(figure)
        )
        {
            return null;
        }

        return scanner.Accept("AFTER", "FOLLOWING") && ReadEventName(scanner) is { } anchor
            ? PeriodGrammar.Of(figure, unit) with
            {
                Anchor = EventNames.EndOf(anchor),
            }
            : null;
    }

    /// <summary>Reads a deadline before an event: before launch, prior to the campaign.</summary>
    public static Deadline? BeforeEvent(PhraseScanner scanner) =>
        scanner.Accept(BeforeWords) && ReadEventName(scanner) is { } anchor
            ? new Deadline { Kind = DeadlineKind.Before, Anchor = EventNames.StartOf(anchor) }
            : null;

    /// <summary>Reads the day of an event: after the campaign, on launch day, by plan end.</summary>
    public static Deadline? AfterEvent(PhraseScanner scanner)
    {
        var isAfter = scanner.Accept("AFTER");
        if (!isAfter && !scanner.Accept("ON", "AT", "UPON", "BY"))
        {
            return null;
        }

        return ReadEventName(scanner) is { } anchor
            ? new Deadline { Kind = DeadlineKind.At, Anchor = isAfter ? EventNames.EndOf(anchor) : anchor }
            : null;
    }

    private static Deadline? WithEvent(PhraseScanner scanner, Deadline deadline) =>
        ReadEventName(scanner) is { } anchor ? deadline with { Anchor = anchor } : null;

    // The rest of the phrase is the name of the event.
    private static string? ReadEventName(PhraseScanner scanner)
    {
        var end = scanner.End;
        while (end > scanner.Position && scanner.Folded[end - 1] is '.' or ' ')
        {
            end--;
        }

        var name = EventNames.Read(scanner, scanner.Position, end);
        scanner.Position = name is null ? scanner.Position : scanner.End;
        return name;
    }
}
