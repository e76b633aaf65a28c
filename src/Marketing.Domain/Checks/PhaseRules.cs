using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>
/// R11: Phases are in order and do not overlap, except that neighbours may share a boundary period (1-2, 2-4, 4-6 months).
/// No phase ends before it starts, and only the last one may be open-ended.
/// </summary>
internal sealed class PhasesInOrder : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var phases = plan.PartsOf<Phase>().ToList();
        var times = plan
            .ComparableSchedule.Where(entry => entry.Part.Content is Phase && entry.Pointer == "/window")
            .ToDictionary(entry => entry.Part.Id, entry => StatedTime.Of(entry, plan));
        (Phase Content, StatedTime Time)? previous = null;
        foreach (var (i, (phase, item)) in phases.Index())
        {
            if (times.GetValueOrDefault(item.Part!.Id) is not { } time)
            {
                continue;
            }

            if (time.End < time.Start)
            {
                yield return item.Finding("/window", CheckCodes.PhaseEndsBeforeStart, ("name", phase.Name), ("text", time.Text));
            }

            if (time.End is null && i < phases.Count - 1)
            {
                yield return item.Finding("/window", CheckCodes.PhaseOpenEnded, ("name", phase.Name), ("text", time.Text));
            }

            if (previous is var (earlier, other) && time.IsComparableWith(other))
            {
                if (time.Start < other.Start)
                {
                    yield return item.Finding(
                        "/window",
                        CheckCodes.PhasesOutOfOrder,
                        ("name", phase.Name),
                        ("text", time.Text),
                        ("before", earlier.Name),
                        ("beforeText", other.Text)
                    );
                }
                else if (time.Start is { } start && other.End is { } end && end.DayNumber - start.DayNumber >= Math.Max(1, time.StartUnit))
                {
                    yield return item.Finding(
                        "/window",
                        CheckCodes.PhasesOverlap,
                        ("name", phase.Name),
                        ("text", time.Text),
                        ("before", earlier.Name),
                        ("beforeText", other.Text)
                    );
                }
            }

            previous = (phase, time);
        }
    }
}
