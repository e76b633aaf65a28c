using Marketing.Domain.Plans.Content;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R7: every resolved date lies inside the plan's period.</summary>
internal sealed class DatesInsidePeriod : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var (first, last) = (plan.Header.PeriodStart?.Date, plan.Header.PeriodEnd?.Date);
        return from entry in plan.Schedule
               where entry.Kind != ScheduleKind.Recurrence
               let outside = entry.Dates.SelectMany(dates => new[] { dates.Start, dates.End }).FirstOrDefault(day => day < first || day > last)
               where outside is not null
               select plan.ItemOf(entry.Part).Finding(entry.Pointer, CheckCodes.OutsidePeriod, ("date", outside), ("text", entry.Text), ("periodStart", first), ("periodEnd", last));
    }
}

/// <summary>
/// R13: deadlines that count from nothing they name have no date while the policy is none. Told once for each part, with the policy under which they would
/// have one: steps that do not rise (1, 3 and 1 months), and plain durations one after the other, only work as a chain.
/// </summary>
internal sealed class DeadlinesAnchored : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from entries in plan.Schedule.Where(entry => entry.WaitsFor?.Reason == WaitReason.Policy).GroupBy(entry => entry.Part)
        let first = entries.First()
        select plan.ItemOf(entries.Key).Finding(first.Pointer, CheckCodes.DeadlineWithoutEvent,
            ("text", first.Text), ("count", entries.Count()), ("policy", IsChain([.. entries]) ? DeadlinePolicy.AfterPredecessor : DeadlinePolicy.PlanStart));

    private static bool IsChain(IReadOnlyList<ScheduleEntry> entries)
    {
        var steps = entries.Where(entry => entry.Part.Content is WorkPackage or TimetableEntry && entry.Pointer.Split('/') is [_, "subtasks" or "segments", ..])
            .Select(entry => entry.Value).OfType<Deadline>().ToList();
        return steps.Count > 1 && (steps.TrueForAll(step => step.Kind == DeadlineKind.Duration) || steps.Zip(steps.Skip(1)).Any(pair => Length(pair.Second) < Length(pair.First)));
    }

    private static int Length(Deadline deadline) => (deadline.Amount ?? 0) * deadline.Unit switch
    {
        TimeUnit.Week => 7,
        TimeUnit.Month => 30,
        TimeUnit.Quarter => 91,
        TimeUnit.HalfYear => 182,
        TimeUnit.Year => 365,
        _ => 1,
    };
}

/// <summary>Times that count from the plan's start have no date while the header does not give it.</summary>
internal sealed class PlanStartGiven : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (plan.Schedule.Count(entry => entry.WaitsFor is { Reason: WaitReason.Anchor, Anchor: AnchorCodes.PlanStart }) is var count and > 0)
        {
            yield return plan.HeaderItem.Finding("/periodStart", CheckCodes.PlanStartMissing, ("count", count));
        }
    }
}

/// <summary>R14: times relative to the launch (T-6周) have no date while the header does not give the launch day.</summary>
internal sealed class LaunchDateGiven : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (plan.Schedule.Count(entry => entry.WaitsFor is { Reason: WaitReason.Anchor, Anchor: AnchorCodes.LaunchDay }) is var count and > 0)
        {
            yield return plan.HeaderItem.Finding("/launchDate", CheckCodes.LaunchDateMissing, ("count", count));
        }
    }
}
