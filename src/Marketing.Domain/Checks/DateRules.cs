using System.Text.RegularExpressions;
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
/// R13: Deadlines without an event have no date while the plan's policy is none. The plan is reported once, with the policy that resolves
/// them all. Steps that do not increase (1, 3 and 1 months) and consecutive durations only make sense as a chain.
/// </summary>
internal sealed class DeadlinesAnchored : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var entries = plan.Schedule.Where(entry => entry.WaitsFor?.Reason == WaitReason.Policy).ToList();
        if (entries.Count > 0)
        {
            var isChain = entries.GroupBy(entry => entry.Part).Any(part => IsChain([.. part]));
            yield return plan.HeaderItem.Finding(
                "/deadlinePolicy",
                CheckCodes.DeadlineWithoutEvent,
                ("text", entries[0].Text),
                ("count", entries.Count),
                ("policy", isChain ? DeadlinePolicy.AfterPredecessor : DeadlinePolicy.PlanStart)
            );
        }
    }

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

/// <summary>
/// A deadline in the beginning, middle or end of a period (5月中旬, late May, 年底) is a span of days, which counts as due on the last one.
/// By the end of a period (年底前, by the end of Q3) is a day.
/// </summary>
internal sealed partial class DatesExact : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from entry in plan.Schedule
        where entry.Value is Deadline { Kind: DeadlineKind.PeriodOrdinal, Position: not null } && !IsBy(entry.Text ?? "")
        let dates = entry.Dates is [var only] ? only : null
        select plan.ItemOf(entry.Part)
            .Finding(entry.Pointer, CheckCodes.DateInexact, ("text", entry.Text), ("start", dates?.Start), ("end", dates?.End));

    private static bool IsBy(string text) => ByWords().IsMatch(text);

    [GeneratedRegex(
        @"前|\b(?:by|before|until|till|no later than|not later than)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex ByWords();
}

/// <summary>
/// A plan has a start. Without one, nothing that counts from it has a date. A placeholder is reported as such, and lets the plan be
/// submitted as a template.
/// </summary>
internal sealed class PlanStartGiven : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (!plan.HasStart && !IsOpen(plan.Header.PeriodStart))
        {
            var count = plan.Schedule.Count(entry => entry.WaitsFor is { Reason: WaitReason.Anchor, Anchor: AnchorCodes.PlanStart });
            yield return plan.HeaderItem.Finding("/periodStart", CheckCodes.PlanStartMissing, ("count", count > 0 ? count : null));
        }
    }

    private static bool IsOpen(PlannedDate? date) =>
        date is { Placeholder: not null } || (date?.Text is { } text && PlaceholderTokens.In(text).Count > 0);
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
