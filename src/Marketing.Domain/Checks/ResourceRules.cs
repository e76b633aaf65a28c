using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// R9: whoever owns a task stands among the plan's human resources, its positions or its project groups. Names compare over scripts and by the aliases
/// of the parties they are linked to; groups of unknown size (各任務負責人) stand in no list, and a plan without human resources or positions has nothing to miss.
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
        return from package in plan.Of<WorkPackage>()
               from node in package.Item.Nodes
               where node.Value is PartyRef && IsMissing(plan, (PartyRef)node.Value, people)
               select package.Item.Finding(node.Pointer, CheckCodes.OwnerNotInResources, ("name", ((PartyRef)node.Value).Text));
    }

    private static bool IsMissing(CheckedPlan plan, PartyRef owner, HashSet<string> people) =>
        NameKeys.Of(owner.Text) is { Length: > 0 } key && key[0] is not ('各' or '全') && PlaceholderTokens.In(owner.Text).Count == 0 && !plan.KeysOf(owner).Any(people.Contains);

    private static IEnumerable<string> ResourcesOf(CheckedPlan plan) =>
        plan.Of<PlanResource>().Where(resource => resource.Content.Type == ResourceType.Human)
            .SelectMany(resource => Keys(plan, resource.Content.Party).Append(NameKeys.Of(resource.Content.Name)))
            .Concat(NameKeys.Listed(plan.Header.HumanResourcesText))
            .Concat(plan.Of<StaffingPosition>().Select(position => NameKeys.Of(position.Content.Role)))
            .Where(key => key.Length > 0);

    private static IEnumerable<string> GroupsOf(CheckedPlan plan) =>
        from @group in plan.Of<ProjectGroup>()
        from key in @group.Content.Members.Select(member => member.Party).Append(@group.Content.Head).SelectMany(party => Keys(plan, party)).Append(NameKeys.Of(@group.Content.Name ?? ""))
        select key;

    private static IEnumerable<string> Keys(CheckedPlan plan, PartyRef? party) => party is null ? [] : plan.KeysOf(party);
}

/// <summary>R10: what a task needs stands in the plan's lists of resources, or names one of them by its ref. A plan without such lists has nothing to miss.</summary>
internal sealed class ResourcesListed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var listed = ListedIn(plan).ToHashSet(StringComparer.Ordinal);
        return listed.Count == 0
            ? []
            : from package in plan.Of<WorkPackage>()
              from node in package.Item.Nodes
              let needed = node.Value as ResourceRequirement
              where needed is { Resource: null } && PlaceholderTokens.In(needed.Name).Count == 0 && !listed.Contains(NameKeys.Of(needed.Name))
              select package.Item.Finding($"{node.Pointer}/name", CheckCodes.ResourceNotListed, ("name", needed.Name));
    }

    private static IEnumerable<string> ListedIn(CheckedPlan plan) =>
        plan.Of<PlanResource>().Select(resource => NameKeys.Of(resource.Content.Name))
            .Concat(NameKeys.Listed(plan.Header.HumanResourcesText)).Concat(NameKeys.Listed(plan.Header.MaterialResourcesText)).Concat(NameKeys.Listed(plan.Header.FinancialResourcesText))
            .Concat(plan.Of<StaffingPosition>().Select(position => NameKeys.Of(position.Content.Role)))
            .Where(key => key.Length > 0);
}
