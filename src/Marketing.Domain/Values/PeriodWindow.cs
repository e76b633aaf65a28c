using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a window is bounded.</summary>
public enum PeriodWindowKind
{
    /// <summary>From start to end, both included: T-6周至T-1周. Requires `start` and `end`.</summary>
    Bounded,

    /// <summary>From start on, without end: 6个月以后. Requires `start`.</summary>
    OpenEnded,

    /// <summary>A text that could not be parsed. Requires `text`; allows nothing else.</summary>
    Unparsed,
}

/// <summary>
/// A time window, as worded in the plan: T-6周至T-1周, 第6周至第8周, 1-3个月, 6个月以后. If the window is a single period or day, start and end are
/// equal.
/// </summary>
/// <example>{"kind":"bounded","start":{"kind":"date","date":"2026-03-02"},"end":{"kind":"date","date":"2026-05-31"}}</example>
public sealed record PeriodWindow : IRuled
{
    private static readonly DeadlineKind[] BoundKinds =
    [
        DeadlineKind.Offset,
        DeadlineKind.PeriodOrdinal,
        DeadlineKind.Date,
        DeadlineKind.At,
        DeadlineKind.During,
    ];

    internal static readonly KindRules<PeriodWindowKind> Rules = new(
        "window",
        new()
        {
            [PeriodWindowKind.Bounded] = new("start end", ""),
            [PeriodWindowKind.OpenEnded] = new("start", ""),
            [PeriodWindowKind.Unparsed] = new("text", ""),
        }
    );

    /// <summary>
    /// How the window is bounded. Determines which other members are present. Send `text` alone to have it parsed;
    /// a text that cannot be parsed stays `unparsed`.
    /// </summary>
    public PeriodWindowKind Kind { get; init; } = PeriodWindowKind.Unparsed;

    /// <summary>The original text of the plan. Example: T-6周至T-1周.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>
    /// Start of the window, of kind `offset`, `periodOrdinal`, `date`, `at` or `during`. A period counts from its first day.
    /// </summary>
    public Deadline? Start { get; init; }

    /// <summary>
    /// End of the window, included, of the same kinds as the start. A period counts to its last day. Can contain a placeholder (T+N周).
    /// </summary>
    public Deadline? End { get; init; }

    /// <summary>Returns all violated rules: missing or unexpected members, bounds of an unsuitable kind, an end before the start.</summary>
    public IEnumerable<RuleFault> Check() =>
        Rules
            .Check(
                Kind,
                [("text", Text is not null && Kind == PeriodWindowKind.Unparsed), ("start", Start is not null), ("end", End is not null)]
            )
            .Concat(CheckBound("/start", Start))
            .Concat(CheckBound("/end", End))
            .Concat(CheckOrder());

    private static IEnumerable<RuleFault> CheckBound(string pointer, Deadline? bound)
    {
        if (bound is null)
        {
            return [];
        }

        return BoundKinds.Contains(bound.Kind)
            ? bound.Check().Select(fault => fault.Under(pointer))
            : [RuleFault.Of(pointer + "/kind", "window.boundKind", ("kind", bound.Kind))];
    }

    private IEnumerable<RuleFault> CheckOrder()
    {
        if (Start is null || End is null)
        {
            yield break;
        }

        var isReversed = (Start.Kind, End.Kind) switch
        {
            (DeadlineKind.Date, DeadlineKind.Date) => End.Date < Start.Date,
            (DeadlineKind.Offset, DeadlineKind.Offset) => Start.Anchor == End.Anchor && Start.Unit == End.Unit && End.Amount < Start.Amount,
            (DeadlineKind.PeriodOrdinal, DeadlineKind.PeriodOrdinal) => IsReversedPeriod(Start, End),
            _ => false,
        };
        if (isReversed)
        {
            yield return RuleFault.Of("/end", "window.endBeforeStart");
        }
    }

    // Calendar periods without a year are not compared: November to February is valid.
    private static bool IsReversedPeriod(Deadline start, Deadline end)
    {
        if (start.Anchor != end.Anchor || start.Unit != end.Unit || start.Basis != end.Basis)
        {
            return false;
        }

        return start.Year is { } from && end.Year is { } to
            ? (to, end.Index ?? int.MaxValue).CompareTo((from, start.Index ?? 0)) < 0
            : start.Basis != PeriodBasis.Calendar && end.Index < start.Index;
    }
}
