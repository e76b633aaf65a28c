using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R8: Every subtask has at least one owner.</summary>
internal sealed class SubtasksOwned : PartRule<WorkPackage>
{
    protected override IEnumerable<CheckFinding> Check(WorkPackage content, CheckedItem item) =>
        from subtask in content.Subtasks.Index()
        where !Owners.AreNamed(subtask.Item.Owners, subtask.Item.OwnersText)
        select item.Finding($"/subtasks/{subtask.Index}/owners", CheckCodes.SubtaskWithoutOwner, ("name", subtask.Item.Name));
}

/// <summary>A work package without subtasks has an owner, directly or in an action.</summary>
internal sealed class TasksOwned : PartRule<WorkPackage>
{
    protected override IEnumerable<CheckFinding> Check(WorkPackage content, CheckedItem item)
    {
        if (
            content.Subtasks.Count == 0
            && !Owners.AreNamed(content.Owners, content.OwnersText)
            && !content.Actions.Any(action => Owners.AreNamed(action.Owners, null))
        )
        {
            yield return item.Finding("/owners", CheckCodes.TaskWithoutOwner, ("name", content.Name));
        }
    }
}

internal static class Owners
{
    public static bool AreNamed(IReadOnlyList<PartyRef> owners, string? text) =>
        owners.Any(owner => owner.PartyId is not null || !string.IsNullOrWhiteSpace(owner.Text)) || !string.IsNullOrWhiteSpace(text);
}

/// <summary>Predecessors do not form a cycle: work packages in a cycle could never start.</summary>
internal sealed class PredecessorsAcyclic : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var packages = plan.PartsOf<WorkPackage>().Select(package => (package.Content, package.Item, package.Item.Part!.Ref)).ToList();
        var predecessors = packages.ToDictionary(package => package.Ref, package => package.Content.Predecessors, StringComparer.Ordinal);
        var names = packages.ToDictionary(package => package.Ref, package => package.Content.Name, StringComparer.Ordinal);
        foreach (var (_, item, name) in packages)
        {
            if (ShortestCycle(name, predecessors) is { } cycle)
            {
                yield return item.Finding(
                    "/predecessors",
                    CheckCodes.PredecessorCycle,
                    ("refs", cycle),
                    ("names", cycle.ConvertAll(each => names[each]))
                );
            }
        }
    }

    // Breadth-first search for the shortest path from a work package over predecessors back to itself.
    private static List<string>? ShortestCycle(string start, Dictionary<string, IReadOnlyList<string>> predecessors)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in predecessors.GetValueOrDefault(at) ?? [])
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
