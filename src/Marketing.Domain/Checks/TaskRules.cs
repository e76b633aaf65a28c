using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R8: every subtask names at least one owner.</summary>
internal sealed class SubtasksOwned : PartRule<WorkPackage>
{
    protected override IEnumerable<CheckFinding> Check(WorkPackage content, CheckedItem item) =>
        from subtask in content.Subtasks.Index()
        where !Owners.Named(subtask.Item.Owners, subtask.Item.OwnersText)
        select item.Finding($"/subtasks/{subtask.Index}/owners", CheckCodes.SubtaskWithoutOwner, ("name", subtask.Item.Name));
}

/// <summary>A work package without subtasks names who does it.</summary>
internal sealed class TasksOwned : PartRule<WorkPackage>
{
    protected override IEnumerable<CheckFinding> Check(WorkPackage content, CheckedItem item)
    {
        if (content.Subtasks.Count == 0 && !Owners.Named(content.Owners, content.OwnersText) && !content.Actions.Any(action => Owners.Named(action.Owners, null)))
        {
            yield return item.Finding("/owners", CheckCodes.TaskWithoutOwner, ("name", content.Name));
        }
    }
}

internal static class Owners
{
    public static bool Named(IReadOnlyList<PartyRef> owners, string? text) =>
        owners.Any(owner => owner.PartyId is not null || !string.IsNullOrWhiteSpace(owner.Text)) || !string.IsNullOrWhiteSpace(text);
}

/// <summary>Work packages that wait for one another in a circle can never begin.</summary>
internal sealed class PredecessorsAcyclic : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var packages = plan.Of<WorkPackage>().Select(package => (package.Content, package.Item, package.Item.Part!.Ref)).ToList();
        var before = packages.ToDictionary(package => package.Ref, package => package.Content.Predecessors, StringComparer.Ordinal);
        foreach (var (_, item, name) in packages)
        {
            if (WayBack(name, before) is { } way)
            {
                yield return item.Finding("/predecessors", CheckCodes.PredecessorCycle, ("refs", way));
            }
        }
    }

    // The shortest way from a work package over predecessors back to itself.
    private static List<string>? WayBack(string start, Dictionary<string, IReadOnlyList<string>> before)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in before.GetValueOrDefault(at) ?? [])
            {
                if (next == start)
                {
                    return Path(at, start, cameFrom);
                }

                if (cameFrom.TryAdd(next, at))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> Path(string end, string start, Dictionary<string, string> cameFrom)
    {
        var path = new List<string> { start };
        for (var at = end; at != start; at = cameFrom[at])
        {
            path.Insert(1, at);
        }

        path.Add(start);
        return path;
    }
}
