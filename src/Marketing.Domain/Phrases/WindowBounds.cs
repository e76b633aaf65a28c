using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Builds windows from their bounds.</summary>
internal static class WindowBounds
{
    /// <summary>The words between two bounds.</summary>
    public static readonly string[] Separators = ["至", "到", "-", "~", "TO", "THROUGH", "UNTIL", "AND"];

    /// <summary>The words behind an event that a window starts after.</summary>
    public static readonly string[] After = ["之后", "以后", "后"];

    public static PeriodWindow Between(string anchor, TimeAmount range)
    {
        // A window of 1-2个月 starts with the plan or the event, not one month later.
        var from = range.MinAmount is null or 1 ? 0 : range.MinAmount;
        return Bounded(
            new Deadline
            {
                Kind = DeadlineKind.Offset,
                Anchor = anchor,
                Amount = from,
                Unit = range.Unit,
            },
            DeadlineGrammar.Offset(anchor, range, 1)
        );
    }

    public static Deadline Zero(string anchor) =>
        new()
        {
            Kind = DeadlineKind.Offset,
            Anchor = anchor,
            Amount = 0,
            Unit = TimeUnit.Day,
        };

    public static Deadline WithText(PhraseScanner scanner, int from, int to, Deadline bound) =>
        bound with
        {
            Text = scanner.Text.Verbatim(from, to),
        };

    public static PeriodWindow Bounded(Deadline start, Deadline end) =>
        new()
        {
            Kind = PeriodWindowKind.Bounded,
            Start = start,
            End = end,
        };

    public static PeriodWindow Open(PhraseScanner scanner, int from, Deadline start) =>
        new() { Kind = PeriodWindowKind.OpenEnded, Start = WithText(scanner, from, scanner.End, start) };
}
