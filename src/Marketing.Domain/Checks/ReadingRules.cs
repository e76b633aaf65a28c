using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>Words about times, rhythms and targets that are kept but not understood: nothing is computed from them.</summary>
internal sealed class TextsUnderstood : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        let text = TextOf(node.Value)
        where !string.IsNullOrWhiteSpace(text)
        select item.Finding(node.Pointer, CheckCodes.TextNotUnderstood, ("text", text));

    private static string? TextOf(object value) => value switch
    {
        Deadline { Kind: DeadlineKind.Unparsed } deadline => deadline.Text,
        Frequency { Kind: FrequencyKind.Unparsed } frequency => frequency.Text,
        PeriodWindow { Kind: PeriodWindowKind.Unparsed } window => window.Text,
        TargetExpression { Kind: TargetKind.Unparsed } target => target.Text,
        _ => null,
    };
}

/// <summary>Names that are linked to no party of the workspace; each is told once, at its first place.</summary>
internal sealed class PartiesLinked : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from mention in
            from item in plan.Items
            from node in item.Nodes
            where node.Value is PartyRef { PartyId: null } party && !string.IsNullOrWhiteSpace(party.Text) && PlaceholderTokens.In(party.Text).Count == 0
            select (Item: item, node.Pointer, ((PartyRef)node.Value).Text)
        group mention by NameKeys.Of(mention.Text) into mentions
        let first = mentions.First()
        select first.Item.Finding(first.Pointer, CheckCodes.PartyNotLinked, ("name", first.Text), ("count", mentions.Count()));
}

/// <summary>Sections that every plan of its type has and this one leaves empty.</summary>
internal sealed class SectionsFilled : ICheckRule
{
    private static readonly string[] Always = ["objectives", "workPackages"];

    private static readonly string[] Usual = ["risks", "monitoring"];

    private static readonly string[] OfOperations = ["resources", "evaluationStandards", "communications"];

    private static readonly string[] OfStrategy = ["analysis", "budgetLines"];

    private static readonly string[] OfLaunch = ["phases", "analysis", "budgetLines"];

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var filled = plan.Parts.Select(part => part.Section).ToHashSet(StringComparer.Ordinal);
        return from section in Always.Concat(UsualIn(plan.Header.PlanType))
               where !filled.Contains(section)
               select plan.SectionItem(section).Finding("", CheckCodes.SectionEmpty, ("section", section), ("planType", plan.Header.PlanType));
    }

    private static IEnumerable<string> UsualIn(PlanType type) => type switch
    {
        PlanType.Other => [],
        PlanType.ProductLaunch => Usual.Concat(OfLaunch),
        PlanType.BrandMaintenance or PlanType.ConsumerLoyalty or PlanType.CrmStrategy or PlanType.SocialMediaBrand => Usual.Concat(OfOperations),
        _ => Usual.Concat(OfStrategy),
    };
}
