using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Checks;

/// <summary>
/// R11: Phases are in order, and each begins where those before it end. Neighbours may share a boundary period (1-2, 2-4, 4-6 months);
/// larger overlaps and gaps are warnings, because phases can run in parallel or pause. No phase ends before it starts, and only the last
/// one may be open-ended.
/// </summary>
internal sealed class PhasesInOrder : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var phases = plan.PartsOf<Phase>().ToList();
        var times = plan
            .ComparableSchedule.Where(entry => entry.Part.Content is Phase && entry.Pointer == "/window")
            .ToDictionary(entry => entry.Part.Id, entry => StatedTime.Of(entry, plan));
        Placed? previous = null;
        Placed? latest = null;
        var isGapKnown = true;
        foreach (var (i, (phase, item)) in phases.Index())
        {
            if (times.GetValueOrDefault(item.Part!.Id) is not { } time)
            {
                isGapKnown = false;
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

            var placed = new Placed(phase, time);
            if (previous is not null && time.IsComparableWith(previous.Time) && time.Start < previous.Time.Start)
            {
                yield return item.Finding(
                    "/window",
                    CheckCodes.PhasesOutOfOrder,
                    ("name", phase.Name),
                    ("text", time.Text),
                    ("before", previous.Content.Name),
                    ("beforeText", previous.Time.Text)
                );
            }
            else if (latest is not null && time.IsComparableWith(latest.Time))
            {
                if (Overlap(latest.Time, time) >= Math.Max(1, time.StartUnit))
                {
                    yield return item.Finding(
                        "/window",
                        CheckCodes.PhasesOverlap,
                        ("name", phase.Name),
                        ("text", time.Text),
                        ("before", latest.Content.Name),
                        ("beforeText", latest.Time.Text)
                    );
                }
                else if (isGapKnown && HasGap(plan, latest.Time, time))
                {
                    yield return item.Finding(
                        "/window",
                        CheckCodes.PhasesApart,
                        ("name", phase.Name),
                        ("text", time.Text),
                        ("before", latest.Content.Name),
                        ("beforeText", latest.Time.Text)
                    );
                }
            }

            previous = placed;
            latest = latest is null || !time.IsComparableWith(latest.Time) || !(time.End < latest.Time.End) ? placed : latest;
            isGapKnown = true;
        }
    }

    private static int Overlap(StatedTime earlier, StatedTime later) =>
        later.Start is { } start && earlier.End is { } end ? end.DayNumber - start.DayNumber : 0;

    // A gap shorter than half a unit comes from counting in months and weeks, or is a weekend.
    private static bool HasGap(CheckedPlan plan, StatedTime earlier, StatedTime later)
    {
        if (later.Start is not { } start || earlier.End is not { } end)
        {
            return false;
        }

        var days = start.DayNumber - end.DayNumber - 1;
        return days > Math.Max(earlier.StartUnit, later.StartUnit) / 2
            && Enumerable.Range(1, days).Any(day => plan.IsWorkingDay(end.AddDays(day)));
    }

    private sealed record Placed(Phase Content, StatedTime Time);
}
