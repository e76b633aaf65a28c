using Marketing.Domain.Plans.Content;
using Marketing.Domain.Scheduling;
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
            if (Cycles.Shortest(name, predecessors) is { } cycle)
            {
                yield return item.Finding(
                    "/predecessors",
                    CheckCodes.PredecessorCycle,
                    ("refs", cycle),
                    ("names", cycle.Select(each => names[each]).ToList())
                );
            }
        }
    }
}
