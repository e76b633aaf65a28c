using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>
/// Texts of dates, times, frequencies, targets, amounts and shares that could not be parsed. They are kept, but nothing is computed from
/// them. Placeholders have their own finding, and nothing is computed from examples.
/// </summary>
internal sealed class TextsParsed : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        let text = TextOf(node.Value)
        where
            !string.IsNullOrWhiteSpace(text)
            && !node.Pointer.EndsWith(ExampleMember, StringComparison.Ordinal)
            && !(item.Section is null && node.Pointer == "/periodStart")
            && PlaceholderTokens.In(text).Count == 0
        select item.Finding(node.Pointer, CheckCodes.TextNotUnderstood, ("text", text));

    internal const string ExampleMember = "/example";

    private static string? TextOf(object value) =>
        value switch
        {
            Deadline { Kind: DeadlineKind.Unparsed } deadline => deadline.Text,
            Frequency { Kind: FrequencyKind.Unparsed } frequency => frequency.Text,
            PeriodWindow { Kind: PeriodWindowKind.Unparsed } window => window.Text,
            TargetExpression { Kind: TargetKind.Unparsed } target => target.Text,
            PlannedDate { Date: null, Placeholder: null } date => date.Text,
            PlannedMoney { Amount: null, Placeholder: null } money => money.Text,
            PercentRange { Min: null, Max: null, Placeholder: null } range => range.Text,
            _ => null,
        };
}

/// <summary>Phrases that an earlier version of the grammar read, and that mean something else now.</summary>
internal sealed class ReadingsCurrent : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var reader = new PhraseReader();
        return plan.HasOlderReadings
            ? from item in plan.Items
            where item.Section is null || item.Part is not null
            from outdated in reader.Reread(item.Content, plan.Header.Currency).Outdated
            select item.Finding(
                outdated.Pointer,
                CheckCodes.ReadingOutdated,
                ("text", outdated.Text),
                ("stored", outdated.Stored),
                ("read", outdated.Read)
            )
            : [];
    }
}

/// <summary>Names that are not linked to a party of the workspace. Each name is reported once, where it appears first.</summary>
internal sealed class PartiesLinked : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from mention in from item in plan.Items
        from node in item.Nodes
        where
            node.Value is PartyRef { PartyId: null } party
            && !string.IsNullOrWhiteSpace(party.Text)
            && PlaceholderTokens.In(party.Text).Count == 0
        select (Item: item, node.Pointer, ((PartyRef)node.Value).Text)
        group mention by NameKeys.Of(mention.Text) into mentions
        let first = mentions.First()
        select first.Item.Finding(first.Pointer, CheckCodes.PartyNotLinked, ("name", first.Text), ("count", mentions.Count()));
}

/// <summary>A plan has at least one objective and one task. Without them it cannot be submitted.</summary>
internal sealed class EssentialsPresent : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        if (!plan.PartsOf<Objective>().Any())
        {
            yield return plan.SectionItem("objectives").Finding("", CheckCodes.ObjectiveMissing);
        }

        if (!plan.PartsOf<WorkPackage>().Any())
        {
            yield return plan.SectionItem("workPackages").Finding("", CheckCodes.TaskMissing);
        }
    }
}

/// <summary>Other empty sections that plans of this type usually fill.</summary>
internal sealed class SectionsFilled : ICheckRule
{
    private static readonly string[] Common = ["risks", "monitoring"];

    private static readonly string[] Operational = ["resources", "evaluationStandards", "communications"];

    private static readonly string[] Strategic = ["analysis", "budgetLines"];

    private static readonly string[] Launch = ["phases", "analysis", "budgetLines"];

    public IEnumerable<CheckFinding> Check(CheckedPlan plan)
    {
        var filled = plan.Parts.Select(part => part.Section).ToHashSet(StringComparer.Ordinal);
        return from section in ExpectedIn(plan.Header.PlanType)
            where !filled.Contains(section)
            select plan.SectionItem(section).Finding("", CheckCodes.SectionEmpty, ("section", section), ("planType", plan.Header.PlanType));
    }

    private static IEnumerable<string> ExpectedIn(PlanType type) =>
        type switch
        {
            PlanType.Other => [],
            PlanType.ProductLaunch => Common.Concat(Launch),
            PlanType.BrandMaintenance or PlanType.ConsumerLoyalty or PlanType.CrmStrategy or PlanType.SocialMediaBrand => Common.Concat(
                Operational
            ),
            _ => Common.Concat(Strategic),
        };
}
