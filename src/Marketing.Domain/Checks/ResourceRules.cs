using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// R9: The owner of a task is one of the plan's human resources, positions or project groups. Names match across scripts and by the aliases
/// of linked parties, and each is reported once. Collective names (各任务负责人) are not checked, and neither are plans without human
/// resources or positions.
/// </summary>
internal sealed class OwnersListed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var people = ResourcesOf(plan).ToHashSet(StringComparer.Ordinal);
        if (people.Count == 0)
        {
            return [];
        }

        people.UnionWith(GroupsOf(plan));
        return from owner in (
                from package in plan.PartsOf<WorkPackage>()
                from node in package.Item.Nodes
                where node.Value is PartyRef && IsMissing(plan, (PartyRef)node.Value, people)
                select (package.Item, node.Pointer, Name: ((PartyRef)node.Value).Text)
            ).GroupBy(owner => NameKeys.Of(owner.Name))
            let first = owner.First()
            let count = owner.Count()
            select first.Item.Finding(
                first.Pointer,
                CheckCodes.OwnerNotInResources,
                ("name", first.Name),
                ("count", count > 1 ? count : null)
            );
    }

    private static bool IsMissing(CheckedPlan plan, PartyRef owner, HashSet<string> people) =>
        NameKeys.Of(owner.Text) is { Length: > 0 } key
        && key[0] is not ('各' or '全')
        && PlaceholderTokens.In(owner.Text).Count == 0
        && !plan.NameKeysOf(owner).Any(people.Contains);

    private static IEnumerable<string> ResourcesOf(CheckedPlan plan) =>
        plan.PartsOf<PlanResource>()
            .Where(resource => resource.Content.Type == ResourceType.Human)
            .SelectMany(resource => Keys(plan, resource.Content.Party).Append(NameKeys.Of(resource.Content.Name)))
            .Concat(NameKeys.Listed(plan.Header.HumanResourcesText))
            .Concat(plan.PartsOf<StaffingPosition>().Select(position => NameKeys.Of(position.Content.Role)))
            .Where(key => key.Length > 0);

    private static IEnumerable<string> GroupsOf(CheckedPlan plan) =>
        from @group in plan.PartsOf<ProjectGroup>()
        let people = @group.Content.Members.Select(member => member.Party).Append(@group.Content.Head)
        from key in people.SelectMany(party => Keys(plan, party)).Append(NameKeys.Of(@group.Content.Name ?? ""))
        select key;

    private static IEnumerable<string> Keys(CheckedPlan plan, PartyRef? party) => party is null ? [] : plan.NameKeysOf(party);
}

/// <summary>
/// R10: A resource that a task needs is in the lists of resources or refers to one of them. Each name is reported once. Plans that list no
/// material or financial resources are not checked: a list of people alone does not say which tools and budgets there are.
/// </summary>
internal sealed class ResourcesListed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (!HasList(plan))
        {
            return [];
        }

        var listed = ListedIn(plan).ToHashSet(StringComparer.Ordinal);
        return from missing in (
                from package in plan.PartsOf<WorkPackage>()
                from node in package.Item.Nodes
                let needed = node.Value as ResourceRequirement
                where
                    needed is { Resource: null }
                    && PlaceholderTokens.In(needed.Name).Count == 0
                    && !listed.Contains(NameKeys.Of(needed.Name))
                select (package.Item, node.Pointer, needed.Name)
            ).GroupBy(needed => NameKeys.Of(needed.Name))
            let first = missing.First()
            let count = missing.Count()
            select first.Item.Finding(
                $"{first.Pointer}/name",
                CheckCodes.ResourceNotListed,
                ("name", first.Name),
                ("count", count > 1 ? count : null)
            );
    }

    private static bool HasList(CheckedPlan plan) =>
        plan.PartsOf<PlanResource>().Any(resource => resource.Content.Type != ResourceType.Human)
        || NameKeys.Listed(plan.Header.MaterialResourcesText).Any()
        || NameKeys.Listed(plan.Header.FinancialResourcesText).Any();

    private static IEnumerable<string> ListedIn(CheckedPlan plan) =>
        plan.PartsOf<PlanResource>()
            .Select(resource => NameKeys.Of(resource.Content.Name))
            .Concat(NameKeys.Listed(plan.Header.HumanResourcesText))
            .Concat(NameKeys.Listed(plan.Header.MaterialResourcesText))
            .Concat(NameKeys.Listed(plan.Header.FinancialResourcesText))
            .Concat(plan.PartsOf<StaffingPosition>().Select(position => NameKeys.Of(position.Content.Role)))
            .Where(key => key.Length > 0);
}
