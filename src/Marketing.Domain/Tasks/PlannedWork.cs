using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Values;

namespace Marketing.Domain.Tasks;

/// <summary>What the content of a plan says about one of its tasks.</summary>
public sealed record PlannedWork
{
    /// <summary>Identifies the task in its plan as long as the plan exists; see <see cref="OfPart"/> and <see cref="OfItem"/>.</summary>
    public required string SourceKey { get; init; }

    /// <summary>The key of the work package that it belongs to.</summary>
    public string? ParentKey { get; init; }

    public required PlanPartId PartId { get; init; }

    public required string Ref { get; init; }

    public required TaskKind Kind { get; init; }

    /// <summary>Position in the plan.</summary>
    public required int Position { get; init; }

    public string? Code { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>The owners as the plan words them.</summary>
    public string? OwnerText { get; init; }

    public required TaskDates Dates { get; init; }

    /// <summary>The keys of the tasks that must be finished first.</summary>
    public IReadOnlyList<string> PredecessorKeys { get; init; } = [];

    /// <summary>Returns the key of a part: its id, which no change of its ref affects.</summary>
    public static string OfPart(PlanPartId part) => $":{part.Value:N}";

    /// <summary>Returns the key of an item inside a part: its ref, which can move to another part.</summary>
    public static string OfItem(string itemRef) => PartRef.KeyOf(itemRef);

    /// <summary>Returns the tasks of a plan in their order: phases, milestones, work packages with their subtasks and actions.</summary>
    /// <param name="parts">The parts of the plan.</param>
    /// <param name="entries">The entries of its schedule, by part.</param>
    public static IReadOnlyList<PlannedWork> In(IEnumerable<ScheduledPart> parts, ILookup<PlanPartId, ScheduleEntry> entries)
    {
        var list = parts.ToList();
        var packages = list.Where(part => part.Content is WorkPackage)
            .ToDictionary(part => part.Ref, part => OfPart(part.Id), StringComparer.Ordinal);
        var all = new List<PlannedWork>();
        foreach (var part in list)
        {
            foreach (var work in Of(part, [.. entries[part.Id]], packages))
            {
                all.Add(work with { Position = all.Count });
            }
        }

        return all;
    }

    private static IEnumerable<PlannedWork> Of(
        ScheduledPart part,
        IReadOnlyList<ScheduleEntry> entries,
        Dictionary<string, string> packages
    ) =>
        part.Content switch
        {
            Phase phase => [Whole(part, TaskKind.Phase, phase.Name, entries) with { Code = phase.Code }],
            Milestone milestone =>
            [
                Whole(part, TaskKind.Milestone, milestone.Name, entries) with
                {
                    Owners = milestone.Owners,
                    OwnerText = TextOf(milestone.Owners, null),
                    PredecessorKeys = KeysOf(milestone.WorkPackages, packages),
                },
            ],
            WorkPackage package => Of(part, package, entries, KeysOf(package.Predecessors, packages)),
            _ => [],
        };

    private static IReadOnlyList<string> KeysOf(IReadOnlyList<string> refs, Dictionary<string, string> packages) =>
        [.. refs.Select(name => packages.GetValueOrDefault(name)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static IEnumerable<PlannedWork> Of(
        ScheduledPart part,
        WorkPackage package,
        IReadOnlyList<ScheduleEntry> entries,
        IReadOnlyList<string> predecessors
    )
    {
        var whole = Whole(part, TaskKind.WorkPackage, package.Name, entries) with
        {
            Code = package.Code,
            Owners = package.Owners,
            OwnerText = TextOf(package.Owners, package.OwnersText),
            PredecessorKeys = predecessors,
        };
        yield return whole;
        foreach (var (subtask, i) in package.Subtasks.Select((subtask, i) => (subtask, i)))
        {
            yield return Item(whole, subtask.Ref!, TaskKind.Subtask, subtask.Name, TaskDates.Of(entries, $"/subtasks/{i}")) with
            {
                Code = subtask.Code,
                Owners = subtask.Owners,
                OwnerText = TextOf(subtask.Owners, subtask.OwnersText),
            };
        }

        foreach (var (action, i) in package.Actions.Select((action, i) => (action, i)))
        {
            var title = string.IsNullOrWhiteSpace(action.Heading) ? action.Text : action.Heading;
            yield return Item(whole, action.Ref!, TaskKind.Action, title, TaskDates.Of(entries, $"/actions/{i}")) with
            {
                Owners = action.Owners,
                OwnerText = TextOf(action.Owners, null),
            };
        }
    }

    private static PlannedWork Whole(ScheduledPart part, TaskKind kind, string title, IReadOnlyList<ScheduleEntry> entries) =>
        new()
        {
            SourceKey = OfPart(part.Id),
            PartId = part.Id,
            Ref = part.Ref,
            Kind = kind,
            Position = 0,
            Title = title,
            Dates = TaskDates.Of(entries, ""),
        };

    private static PlannedWork Item(PlannedWork package, string itemRef, TaskKind kind, string title, TaskDates dates) =>
        new()
        {
            SourceKey = OfItem(itemRef),
            ParentKey = package.SourceKey,
            PartId = package.PartId,
            Ref = itemRef,
            Kind = kind,
            Position = 0,
            Title = title,
            Dates = dates,
        };

    private static string? TextOf(IReadOnlyList<PartyRef> owners, string? text) =>
        text ?? (owners.Count == 0 ? null : string.Join("; ", owners.Select(owner => owner.Text)));
}
