using Marketing.Domain.Plans.Content;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R7: Every resolved date is within the plan's period.</summary>
internal sealed class DatesInsidePeriod : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var (first, last) = (plan.Header.PeriodStart?.Date, plan.Header.PeriodEnd?.Date);
        return from entry in plan.Schedule
            where entry.Kind != ScheduleKind.Recurrence
            let days = entry.Dates.SelectMany(dates => new[] { dates.Start, dates.End })
            let outside = days.FirstOrDefault(day => day < first || day > last)
            where outside is not null
            select plan.ItemOf(entry.Part)
                .Finding(
                    entry.Pointer,
                    CheckCodes.OutsidePeriod,
                    ("date", outside),
                    ("text", entry.Text),
                    ("periodStart", first),
                    ("periodEnd", last)
                );
    }
}

/// <summary>
/// R13: Deadlines without an event have no date while the plan's policy is none. Reported once per part, with the policy that would resolve
/// them. Steps that do not increase (1, 3 and 1 months) and consecutive durations only make sense as a chain.
/// </summary>
internal sealed class DeadlinesAnchored : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from entries in plan.Schedule.Where(entry => entry.WaitsFor?.Reason == WaitReason.Policy).GroupBy(entry => entry.Part)
        let first = entries.First()
        let policy = IsChain([.. entries]) ? DeadlinePolicy.AfterPredecessor : DeadlinePolicy.PlanStart
        select plan.ItemOf(entries.Key)
            .Finding(first.Pointer, CheckCodes.DeadlineWithoutEvent, ("text", first.Text), ("count", entries.Count()), ("policy", policy));

    private static bool IsChain(IReadOnlyList<ScheduleEntry> entries)
    {
        var steps = entries
            .Where(entry =>
                entry.Part.Content is WorkPackage or TimetableEntry && entry.Pointer.Split('/') is [_, "subtasks" or "segments", ..]
            )
            .Select(entry => entry.Value)
            .OfType<Deadline>()
            .ToList();
        return steps.Count > 1
            && (
                steps.TrueForAll(step => step.Kind == DeadlineKind.Duration)
                || steps.Zip(steps.Skip(1)).Any(pair => Length(pair.Second) < Length(pair.First))
            );
    }

    private static int Length(Deadline deadline) =>
        (deadline.Amount ?? 0)
        * deadline.Unit switch
        {
            TimeUnit.Week => 7,
            TimeUnit.Month => 30,
            TimeUnit.Quarter => 91,
            TimeUnit.HalfYear => 182,
            TimeUnit.Year => 365,
            _ => 1,
        };
}

/// <summary>
/// A window of two numbers (2-3个月) can mean elapsed time or numbered periods. The windows beside it show which; one that stands alone or
/// does not fit the others is read as elapsed time and reported.
/// </summary>
internal sealed class WindowsUnambiguous : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from entry in plan.Schedule
        where entry.WindowChoice is { IsDefault: true }
        select plan.ItemOf(entry.Part)
            .Finding(entry.Pointer, CheckCodes.WindowAmbiguous, ("text", entry.Text), ("reading", entry.WindowChoice!.Reading));
}

/// <summary>Times that count from the plan's start have no date while the header has no start.</summary>
internal sealed class PlanStartGiven : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var count = plan.Schedule.Count(entry => entry.WaitsFor is { Reason: WaitReason.Anchor, Anchor: AnchorCodes.PlanStart });
        if (count > 0)
        {
            yield return plan.HeaderItem.Finding("/periodStart", CheckCodes.PlanStartMissing, ("count", count));
        }
    }
}

/// <summary>R14: Times relative to the launch (T-6周) have no date while the header has no launch day.</summary>
internal sealed class LaunchDateGiven : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var count = plan.Schedule.Count(entry => entry.WaitsFor is { Reason: WaitReason.Anchor, Anchor: AnchorCodes.LaunchDay });
        if (count > 0)
        {
            yield return plan.HeaderItem.Finding("/launchDate", CheckCodes.LaunchDateMissing, ("count", count));
        }
    }
}
