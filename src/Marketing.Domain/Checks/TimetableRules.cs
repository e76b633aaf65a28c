using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;

namespace Marketing.Domain.Checks;

/// <summary>
/// R12: The timetable agrees with the deadlines of its work packages. Differences are reported, and both values are kept. A segment of
/// a timetable entry is compared with the subtask whose name it contains, and the entry with the last deadline of its work packages.
/// Times agree if they differ by at most half of their unit. A week before or after an event agrees with any time that ends in it.
/// </summary>
internal sealed class TimetableMatchesDeadlines : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var packages = plan.PartsOf<WorkPackage>()
            .ToDictionary(package => package.Item.Part!.Ref, package => package, StringComparer.Ordinal);
        var times = plan
            .ComparableSchedule.Where(entry => entry.Part.Content is WorkPackage or TimetableEntry)
            .ToLookup(entry => entry.Part.Id);
        foreach (var (entry, item) in plan.PartsOf<TimetableEntry>())
        {
            var named = entry.WorkPackages.Where(packages.ContainsKey).Select(name => packages[name]).ToList();
            foreach (var finding in CheckSegments(plan, entry, item, named, times).Concat(CheckWhole(plan, item, named, times)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<CheckFinding> CheckSegments(
        CheckedPlan plan,
        TimetableEntry entry,
        CheckedItem item,
        List<(WorkPackage Content, CheckedItem Item)> named,
        ILookup<PlanPartId, ScheduleEntry> times
    )
    {
        foreach (var (i, segment) in entry.Segments.Index())
        {
            var words = NameKeys.Of(segment.Text);
            foreach (var (package, packageItem) in named)
            {
                var subtask = package
                    .Subtasks.Index()
                    .Where(each => NameKeys.Of(each.Item.Name) is { Length: > 0 } key && words.Contains(key, StringComparison.Ordinal))
                    .OrderByDescending(each => each.Item.Name.Length)
                    .Select(each => (int?)each.Index)
                    .FirstOrDefault();
                if (
                    subtask is { } at
                    && Last(plan, times[item.Part!.Id], $"/segments/{i}/") is { } planned
                    && Last(plan, times[packageItem.Part!.Id], $"/subtasks/{at}/") is { } due
                    && planned.EndsApartFrom(due)
                )
                {
                    yield return Conflict(item, $"/segments/{i}", planned, package.Subtasks[at].Name, packageItem.Part.Ref, due);
                }
            }
        }
    }

    private static IEnumerable<CheckFinding> CheckWhole(
        CheckedPlan plan,
        CheckedItem item,
        List<(WorkPackage Content, CheckedItem Item)> named,
        ILookup<PlanPartId, ScheduleEntry> times
    )
    {
        var span = times[item.Part!.Id].Where(entry => !entry.Pointer.StartsWith("/segments/", StringComparison.Ordinal)).ToList();
        if (named.Count == 0 || span.Count == 0 || Last(plan, span, "") is not { } planned)
        {
            yield break;
        }

        var dues = named.Select(package => (package, Due: Last(plan, times[package.Item.Part!.Id], ""))).ToList();
        if (
            dues.TrueForAll(due => due.Due is not null && due.Due.IsComparableWith(planned))
            && dues.MaxBy(due => due.Due!.End) is var (last, lastDue)
            && planned.EndsApartFrom(lastDue!)
        )
        {
            yield return Conflict(item, span[^1].Pointer, planned, last.Content.Name, last.Item.Part!.Ref, lastDue!);
        }
    }

    /// <summary>Returns the latest of the times below a pointer; null if one of them has no end or cannot be compared.</summary>
    private static StatedTime? Last(CheckedPlan plan, IEnumerable<ScheduleEntry> entries, string below)
    {
        var stated = entries
            .Where(entry => entry.Pointer.StartsWith(below, StringComparison.Ordinal) && entry.Kind != ScheduleKind.Recurrence)
            .Select(entry => StatedTime.Of(entry, plan))
            .ToList();
        return stated.Count == 0 || stated.Exists(time => time?.End is null || !time.IsComparableWith(stated[0]!))
            ? null
            : stated.MaxBy(time => time!.End);
    }

    private static CheckFinding Conflict(
        CheckedItem item,
        string pointer,
        StatedTime planned,
        string name,
        string package,
        StatedTime due
    ) =>
        item.Finding(
            pointer,
            CheckCodes.TimetableConflict,
            ("timetable", planned.Text),
            ("name", name),
            ("workPackage", package),
            ("deadline", due.Text)
        );
}
