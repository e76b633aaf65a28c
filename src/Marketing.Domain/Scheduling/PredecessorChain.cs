using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>The point in time after which an item of a chain starts.</summary>
/// <param name="LastDay">Last day before the item starts; null while it is unknown.</param>
/// <param name="After">The previous item; null if the item starts with the plan.</param>
internal sealed record ChainPoint(DateOnly? LastDay, ItemPointer? After);

/// <summary>
/// Orders the deadlines without an event under <see cref="DeadlinePolicy.AfterPredecessor"/>. Subtasks of a work package and segments of
/// a timetable entry follow one another. A work package follows its predecessors, a milestone follows its work packages, and a timetable
/// entry starts with its work packages. Everything else starts with the plan. Items after an item without a known end wait.
/// </summary>
internal sealed class PredecessorChain(IReadOnlyList<ScheduledPart> parts, ScheduleContext context, AnchorSubjects subjects)
{
    private readonly Dictionary<string, ScheduledPart> packages = parts
        .Where(part => part.Content is WorkPackage)
        .GroupBy(part => part.Ref, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, IReadOnlyList<ChainPoint>> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> visiting = new(StringComparer.Ordinal);

    /// <summary>Returns the point after which an item inside a part starts.</summary>
    public ChainPoint PointBefore(ScheduledPart part, string pointer)
    {
        if (context.Policy != DeadlinePolicy.AfterPredecessor)
        {
            return PlanStart();
        }

        var points = Points(part);
        return StepOf(part.Content, pointer) is { } step ? points[step] : points[0];
    }

    private static int? StepOf(PlanPartContent content, string pointer)
    {
        var list = StepsOf(content).Member;
        return list.Length > 0 && pointer.StartsWith($"/{list}/", StringComparison.Ordinal)
            ? int.Parse(pointer.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static (string Member, IReadOnlyList<IReadOnlyList<Deadline>> Deadlines) StepsOf(PlanPartContent content) =>
        content switch
        {
            WorkPackage package => ("subtasks", [.. package.Subtasks.Select(subtask => subtask.Deadlines)]),
            TimetableEntry entry => ("segments", [.. entry.Segments.Select(segment => segment.Deadlines)]),
            _ => ("", []),
        };

    private ChainPoint PlanStart() => new(context.PlanStart is { } start ? DateArithmetic.AddDays(start, -1) : null, null);

    // The points before each step and after the last one.
    private IReadOnlyList<ChainPoint> Points(ScheduledPart part)
    {
        var key = $"{part.Section}/{part.Ref}";
        if (known.TryGetValue(key, out var found))
        {
            return found;
        }

        var (member, steps) = StepsOf(part.Content);
        var points = new List<ChainPoint> { StartOf(part) };
        for (var i = 0; i < steps.Count; i++)
        {
            points.Add(new ChainPoint(End(steps[i], part, points[i]), new ItemPointer(part.Section, part.Ref, $"/{member}/{i}")));
        }

        return known[key] = points;
    }

    private ChainPoint StartOf(ScheduledPart part) =>
        part.Content switch
        {
            WorkPackage package => Latest(package.Predecessors, EndOf),
            Milestone milestone => Latest(milestone.WorkPackages, EndOf),
            TimetableEntry entry => Latest(entry.WorkPackages, package => Points(package)[0]),
            _ => PlanStart(),
        };

    private ChainPoint Latest(IReadOnlyList<string> refs, Func<ScheduledPart, ChainPoint> pointOf)
    {
        var latest = PlanStart();
        foreach (var package in refs.Where(packages.ContainsKey).Select(name => packages[name]))
        {
            if (!visiting.Add(package.Ref))
            {
                return new ChainPoint(null, new ItemPointer(package.Section, package.Ref, ""));
            }

            var point = pointOf(package);
            visiting.Remove(package.Ref);
            if (point.LastDay is null)
            {
                return point;
            }

            latest = latest.LastDay is null || point.LastDay > latest.LastDay ? point : latest;
        }

        return latest;
    }

    private ChainPoint EndOf(ScheduledPart part)
    {
        var package = (WorkPackage)part.Content;
        var points = Points(part);
        var ownEnd = End(package.Deadlines, part, points[0]);
        var isDated = package.Deadlines.Count > 0 || points.Count == 1;
        var stepEnds = points.Skip(1).Select(point => point.LastDay).ToList();
        var lastStepEnd = stepEnds.Contains(null) ? null : stepEnds.Max();
        return new ChainPoint(isDated ? ownEnd : lastStepEnd, new ItemPointer(part.Section, part.Ref, ""));
    }

    // The last day of an item with these deadlines; null if one of them has none.
    private DateOnly? End(IReadOnlyList<Deadline> deadlines, ScheduledPart part, ChainPoint before)
    {
        var own = context with { Anchors = subjects.For(part), PredecessorEnd = before.LastDay };
        DateOnly?[] ends = [.. deadlines.Select(deadline => DeadlineResolver.Resolve(deadline, own).Due)];
        return ends.Length == 0 || ends.Contains(null) ? null : ends.Max();
    }
}
