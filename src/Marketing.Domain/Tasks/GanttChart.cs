using Marketing.Domain.Scheduling;

namespace Marketing.Domain.Tasks;

/// <summary>A dependency of two tasks of a plan.</summary>
/// <param name="Before">Key of the task that must be finished first.</param>
/// <param name="After">Key of the task that follows.</param>
/// <param name="Lag">Time between them; negative if they overlap.</param>
/// <param name="Unit">Unit of the lag.</param>
public sealed record GanttLink(string Before, string After, int Lag = 0, LagUnit Unit = LagUnit.WorkingDay);

/// <summary>A bar of a Gantt chart, with its times in the network.</summary>
public sealed record GanttBar
{
    /// <summary>What the plan says about it.</summary>
    public required PlannedWork Work { get; init; }

    /// <summary>First day; null if it has no date.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day, for a milestone its day.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Its times in working days; null for phases, work packages with subtasks, and bars without dates.</summary>
    public NetworkTimes? Times { get; init; }

    /// <summary>Whether a delay delays the end of the plan; a work package is critical if one of its subtasks is.</summary>
    public bool IsCritical { get; init; }
}

/// <summary>
/// The Gantt chart of a plan. A task that follows others starts after the last of them; other tasks start as their deadlines say, or with
/// the plan. A work package spans its subtasks. The critical path counts working days.
/// </summary>
public sealed class GanttChart
{
    private static readonly TaskKind[] Shown = [TaskKind.Phase, TaskKind.Milestone, TaskKind.WorkPackage, TaskKind.Subtask];

    private readonly List<PlannedWork> works;
    private readonly ILookup<string, PlannedWork> children;
    private readonly List<GanttLink> links;
    private readonly Dictionary<string, (DateOnly Start, DateOnly End)> spans = new(StringComparer.Ordinal);
    private readonly HashSet<string> visiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> placed = new(StringComparer.Ordinal);
    private readonly Func<DateOnly, bool> isWorkingDay;
    private readonly DateOnly? planStart;

    /// <param name="works">The tasks of the plan, in order.</param>
    /// <param name="links">The dependencies. Those of a work package hold for its subtasks.</param>
    /// <param name="isWorkingDay">Returns whether people work on a day.</param>
    /// <param name="planStart">The first day of the plan.</param>
    public GanttChart(IEnumerable<PlannedWork> works, IEnumerable<GanttLink> links, Func<DateOnly, bool> isWorkingDay, DateOnly? planStart)
    {
        this.works = [.. works.Where(work => Shown.Contains(work.Kind))];
        children = this.works.Where(work => work.ParentKey is not null).ToLookup(work => work.ParentKey!, StringComparer.Ordinal);
        var keys = this.works.Select(work => work.SourceKey).ToHashSet(StringComparer.Ordinal);
        this.links = [.. links.Where(link => keys.Contains(link.Before) && keys.Contains(link.After))];
        (this.isWorkingDay, this.planStart) = (isWorkingDay, planStart);
        Bars = Compute();
    }

    /// <summary>The bars, in the order of the plan.</summary>
    public IReadOnlyList<GanttBar> Bars { get; }

    /// <summary>The dependencies between bars.</summary>
    public IReadOnlyList<GanttLink> Links => links;

    private List<GanttBar> Compute()
    {
        var before = links
            .SelectMany(link => LeavesOf(link.After).Select(after => link with { After = after }))
            .ToLookup(link => link.After, StringComparer.Ordinal);
        foreach (var work in works.Where(IsLeaf))
        {
            Place(work, before);
        }

        var network = Network();
        return [.. works.Select(work => BarOf(work, network))];
    }

    /// <summary>Finds the days of a task, after those of the tasks before it.</summary>
    private void Place(PlannedWork work, ILookup<string, GanttLink> before)
    {
        if (!visiting.Add(work.SourceKey))
        {
            return;
        }

        foreach (var key in before[work.SourceKey].SelectMany(link => LeavesOf(link.Before)).Where(key => !placed.Contains(key)))
        {
            Place(works.Find(other => other.SourceKey == key)!, before);
        }

        placed.Add(work.SourceKey);
        var ends = before[work.SourceKey].Select(AfterEndOf).OfType<DateOnly>().ToList();
        var follows = ends.Count == 0 ? (DateOnly?)null : ends.Max();
        if (work.Dates.Due is not { } due)
        {
            return;
        }

        var start = work.Kind == TaskKind.Milestone ? due : work.Dates.Start ?? planStart ?? due;
        start = follows > start && follows <= due ? follows.Value : start;
        spans[work.SourceKey] = (start <= due ? start : due, due);
    }

    /// <summary>Returns the first day after a task, with the lag; null if the task has no date.</summary>
    private DateOnly? AfterEndOf(GanttLink link) =>
        SpanOf(link.Before) is not { } span ? null
        : link.Unit == LagUnit.WorkingDay ? Shift(DateArithmetic.AddDays(span.End, 1), link.Lag)
        : DateArithmetic.AddDays(span.End, 1 + DaysOf(link));

    private DateOnly Shift(DateOnly day, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (int left = Math.Abs(workingDays), idle = 0; left > 0 && idle < 366; )
        {
            var passed = step > 0 ? day : DateArithmetic.AddDays(day, -1);
            day = DateArithmetic.AddDays(day, step);
            var isWorked = isWorkingDay(passed);
            left -= isWorked ? 1 : 0;
            idle = isWorked ? 0 : idle + 1;
        }

        return day;
    }

    private (DateOnly Start, DateOnly End)? SpanOf(string key)
    {
        var own = LeavesOf(key).Where(spans.ContainsKey).Select(leaf => spans[leaf]).ToList();
        return own.Count == 0 ? null : (own.Min(span => span.Start), own.Max(span => span.End));
    }

    private IReadOnlyDictionary<string, NetworkTimes> Network()
    {
        if (spans.Count == 0)
        {
            return new Dictionary<string, NetworkTimes>();
        }

        var calendar = CalendarOf();
        var expanded = (
            from link in links
            from before in LeavesOf(link.Before)
            from after in LeavesOf(link.After)
            where spans.ContainsKey(before) && spans.ContainsKey(after)
            select new NetworkLink(before, after, LagOf(link, spans[before].End, calendar))
        ).ToList();
        var following = expanded.Select(link => link.After).ToHashSet(StringComparer.Ordinal);
        var activities = works
            .Where(work => spans.ContainsKey(work.SourceKey))
            .Select(work =>
            {
                var (start, end) = spans[work.SourceKey];
                return work.Kind != TaskKind.Milestone
                        ? new NetworkActivity(work.SourceKey, calendar.Length(start, end), calendar.Before(start))
                    : following.Contains(work.SourceKey) ? new NetworkActivity(work.SourceKey, 0)
                    : new NetworkActivity(work.SourceKey, 0, calendar.Before(DateArithmetic.AddDays(end, 1)));
            });
        return CriticalPath.Of([.. activities], expanded);
    }

    private WorkingCalendar CalendarOf() => new(spans.Values.Min(span => span.Start), isWorkingDay);

    private static int LagOf(GanttLink link, DateOnly end, WorkingCalendar calendar)
    {
        if (link.Unit == LagUnit.WorkingDay)
        {
            return link.Lag;
        }

        var next = DateArithmetic.AddDays(end, 1);
        return calendar.Before(DateArithmetic.AddDays(next, DaysOf(link))) - calendar.Before(next);
    }

    private static int DaysOf(GanttLink link) => link.Unit == LagUnit.Week ? 7 * link.Lag : link.Lag;

    private GanttBar BarOf(PlannedWork work, IReadOnlyDictionary<string, NetworkTimes> network)
    {
        if (work.Kind == TaskKind.Phase)
        {
            return new GanttBar
            {
                Work = work,
                Start = work.Dates.Start ?? work.Dates.Due,
                End = work.Dates.Due,
            };
        }

        var span = SpanOf(work.SourceKey);
        var times = network.GetValueOrDefault(work.SourceKey);
        return new GanttBar
        {
            Work = work,
            Start = span?.Start,
            End = span?.End,
            Times = times,
            IsCritical = LeavesOf(work.SourceKey).Any(leaf => network.GetValueOrDefault(leaf)?.IsCritical == true),
        };
    }

    private bool IsLeaf(PlannedWork work) => work.Kind != TaskKind.Phase && !children[work.SourceKey].Any();

    /// <summary>Returns the subtasks of a work package, or the task itself.</summary>
    private IEnumerable<string> LeavesOf(string key) => children[key].Any() ? children[key].Select(child => child.SourceKey) : [key];
}
