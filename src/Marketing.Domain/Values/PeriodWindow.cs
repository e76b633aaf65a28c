using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>How a window is bounded.</summary>
public enum PeriodWindowKind
{
    /// <summary>From start to end, both included: T-6周至T-1周. Has start and end.</summary>
    Bounded,

    /// <summary>From start on, without end: 6个月以后. Has start.</summary>
    OpenEnded,

    /// <summary>A text that is kept but not understood. Has text and nothing else.</summary>
    Unparsed,
}

/// <summary>A span of time, as a plan says it: T-6周至T-1周, 第6周至第8周, 1-3个月, 6个月以后. A single period or day has it as start and as end.</summary>
/// <example>{"kind":"bounded","start":{"kind":"date","date":"2026-03-02"},"end":{"kind":"date","date":"2026-05-31"}}</example>
public sealed record PeriodWindow : IRuled
{
    private static readonly DeadlineKind[] BoundKinds =
        [DeadlineKind.Offset, DeadlineKind.PeriodOrdinal, DeadlineKind.Date, DeadlineKind.At, DeadlineKind.During];

    internal static readonly KindRules<PeriodWindowKind> Rules = new("window", new()
    {
        [PeriodWindowKind.Bounded] = new("start end", ""),
        [PeriodWindowKind.OpenEnded] = new("start", ""),
        [PeriodWindowKind.Unparsed] = new("text", ""),
    });

    /// <summary>How the window is bounded; decides which other members are present. Words that come alone are read, and are unparsed where they are not understood.</summary>
    public PeriodWindowKind Kind { get; init; } = PeriodWindowKind.Unparsed;

    /// <summary>The plan's own words, verbatim. Example: T-6周至T-1周.</summary>
    [MaxLength(ValueLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The beginning, of kind offset, periodOrdinal, date, at or during. A period counts from its first day.</summary>
    public Deadline? Start { get; init; }

    /// <summary>The end, of the same kinds, included in the window. A period counts to its last day. May hold a placeholder (T+N周).</summary>
    public Deadline? End { get; init; }

    /// <summary>All rules that the value breaks: members missing or superfluous, bounds of a kind that bounds nothing, an end before the start.</summary>
    public IEnumerable<RuleFault> Check() =>
        Rules.Check(Kind, [("text", Text is not null && Kind == PeriodWindowKind.Unparsed), ("start", Start is not null), ("end", End is not null)])
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

        var reversed = (Start.Kind, End.Kind) switch
        {
            (DeadlineKind.Date, DeadlineKind.Date) => End.Date < Start.Date,
            (DeadlineKind.Offset, DeadlineKind.Offset) => Start.Anchor == End.Anchor && Start.Unit == End.Unit && End.Amount < Start.Amount,
            (DeadlineKind.PeriodOrdinal, DeadlineKind.PeriodOrdinal) =>
                Start.Anchor == End.Anchor && Start.Unit == End.Unit && Start.Basis == End.Basis && Start.Year is { } from && End.Year is { } to
                    ? (to, End.Index ?? int.MaxValue).CompareTo((from, Start.Index ?? 0)) < 0
                    : Start.Anchor == End.Anchor && Start.Unit == End.Unit && Start.Basis == End.Basis && Start.Basis != PeriodBasis.Calendar && End.Index < Start.Index,
            _ => false,
        };
        if (reversed)
        {
            yield return RuleFault.Of("/end", "window.endBeforeStart");
        }
    }
}
