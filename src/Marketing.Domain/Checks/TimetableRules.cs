using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;

namespace Marketing.Domain.Checks;

/// <summary>
/// R12: the timetable and the deadlines of the work packages that it names may differ; both are kept, and told. A step of the timetable is compared with the
/// subtask whose name it holds, the line as a whole with the last deadline of its work packages. Times that differ by less than half of their unit agree,
/// and so do a week before or after an event and whatever ends in it.
/// </summary>
internal sealed class TimetableAgrees : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var packages = plan.Of<WorkPackage>().ToDictionary(package => package.Item.Part!.Ref, package => package, StringComparer.Ordinal);
        var times = plan.Stated.Where(entry => entry.Part.Content is WorkPackage or TimetableEntry).ToLookup(entry => entry.Part.Id);
        foreach (var (line, item) in plan.Of<TimetableEntry>())
        {
            var named = line.WorkPackages.Where(packages.ContainsKey).Select(name => packages[name]).ToList();
            foreach (var finding in Steps(plan, line, item, named, times).Concat(Whole(plan, item, named, times)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<CheckFinding> Steps(CheckedPlan plan, TimetableEntry line, CheckedItem item, List<(WorkPackage Content, CheckedItem Item)> named, ILookup<PlanPartId, ScheduleEntry> times)
    {
        foreach (var (i, segment) in line.Segments.Index())
        {
            var words = NameKeys.Of(segment.Text);
            foreach (var (package, of) in named)
            {
                var subtask = package.Subtasks.Index().Where(each => NameKeys.Of(each.Item.Name) is { Length: > 0 } key && words.Contains(key, StringComparison.Ordinal))
                    .OrderByDescending(each => each.Item.Name.Length).Select(each => (int?)each.Index).FirstOrDefault();
                if (subtask is { } at && Last(plan, times[item.Part!.Id], $"/segments/{i}/") is { } planned && Last(plan, times[of.Part!.Id], $"/subtasks/{at}/") is { } due && planned.EndsApartFrom(due))
                {
                    yield return Conflict(item, $"/segments/{i}", planned, package.Subtasks[at].Name, of.Part.Ref, due);
                }
            }
        }
    }

    private static IEnumerable<CheckFinding> Whole(CheckedPlan plan, CheckedItem item, List<(WorkPackage Content, CheckedItem Item)> named, ILookup<PlanPartId, ScheduleEntry> times)
    {
        var span = times[item.Part!.Id].Where(entry => !entry.Pointer.StartsWith("/segments/", StringComparison.Ordinal)).ToList();
        if (named.Count == 0 || span.Count == 0 || Last(plan, span, "") is not { } planned)
        {
            yield break;
        }

        var dues = named.Select(package => (package, Due: Last(plan, times[package.Item.Part!.Id], ""))).ToList();
        if (dues.TrueForAll(due => due.Due is not null && due.Due.IsComparableWith(planned)) && dues.MaxBy(due => due.Due!.End) is var (last, at) && planned.EndsApartFrom(at!))
        {
            yield return Conflict(item, span[^1].Pointer, planned, last.Content.Name, last.Item.Part!.Ref, at!);
        }
    }

    /// <summary>The latest of the times below a pointer; null where one of them states no end.</summary>
    private static StatedTime? Last(CheckedPlan plan, IEnumerable<ScheduleEntry> entries, string below)
    {
        var stated = entries.Where(entry => entry.Pointer.StartsWith(below, StringComparison.Ordinal) && entry.Kind != ScheduleKind.Recurrence).Select(entry => StatedTime.Of(entry, plan)).ToList();
        return stated.Count == 0 || stated.Exists(time => time?.End is null || !time.IsComparableWith(stated[0]!)) ? null : stated.MaxBy(time => time!.End);
    }

    private static CheckFinding Conflict(CheckedItem item, string pointer, StatedTime planned, string name, string package, StatedTime due) =>
        item.Finding(pointer, CheckCodes.TimetableConflict, ("timetable", planned.Text), ("name", name), ("workPackage", package), ("deadline", due.Text));
}
