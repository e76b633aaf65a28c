using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R5: an objective has at least one measure, and a measure says what it measures.</summary>
internal sealed class ObjectivesMeasured : PartRule<Objective>
{
    protected override IEnumerable<CheckFinding> Check(Objective content, CheckedItem item)
    {
        if (content.Measures.Count == 0)
        {
            yield return item.Finding("/measures", CheckCodes.MeasureMissing);
        }

        foreach (var (i, _) in content.Measures.Index().Where(measure => string.IsNullOrWhiteSpace(measure.Item.Metric.Text)))
        {
            yield return item.Finding($"/measures/{i}/metric/text", CheckCodes.MetricMissing);
        }
    }
}

/// <summary>
/// R6 where the unit is written in a way that the value itself does not know: a percentage level lies in 0 to 100, a net promoter score in -100 to 100,
/// a score on its scale. What is written in the common way is refused on write.
/// </summary>
internal sealed class TargetsInRange : TargetRule
{
    private static readonly string[] PercentUnits = ["%", "PERCENT", "百分比"];

    private static readonly string[] PromoterUnits = ["NPS", "净推荐值", "NET PROMOTER SCORE"];

    protected override IEnumerable<CheckFinding> Check(TargetExpression target, string metric, string pointer, CheckedItem item)
    {
        if (target.Kind != TargetKind.Level || Range(target, NameKeys.Of(target.Unit ?? ""), NameKeys.Of(metric)) is not { } range)
        {
            yield break;
        }

        foreach (var (member, figure) in new[] { ("value", target.Value), ("maxValue", target.MaxValue), ("baseline", target.Baseline) })
        {
            if (figure < range.Min || figure > range.Max)
            {
                yield return item.Finding($"{pointer}/{member}", CheckCodes.TargetOutOfRange, ("value", figure), ("min", range.Min), ("max", range.Max));
            }
        }
    }

    private static (decimal Min, decimal Max)? Range(TargetExpression target, string unit, string metric) =>
        PromoterUnits.Contains(unit) || (unit is "" or "分" && PromoterUnits.Any(name => metric.Contains(name, StringComparison.Ordinal))) ? (-100, 100)
        : target.ScaleMax is { } max ? (0, max)
        : PercentUnits.Contains(unit) ? (0, 100)
        : null;
}

/// <summary>R5 for levels and counts with a baseline: a decrease ends below it, an increase above it, the upper bound of a range included.</summary>
internal sealed class TargetsBeyondBaseline : TargetRule
{
    protected override IEnumerable<CheckFinding> Check(TargetExpression target, string metric, string pointer, CheckedItem item)
    {
        var isWrong = target switch
        {
            { Kind: not (TargetKind.Level or TargetKind.Count) } or { Baseline: null } => false,
            { Direction: Direction.Increase } => target.Value <= target.Baseline,
            { Direction: Direction.Decrease } => (target.MaxValue ?? target.Value) >= target.Baseline,
            _ => false,
        };
        if (isWrong)
        {
            yield return item.Finding(
                target.Direction == Direction.Decrease && target.MaxValue is not null ? $"{pointer}/maxValue" : $"{pointer}/value",
                CheckCodes.TargetWrongSide,
                ("value", target.Direction == Direction.Decrease ? target.MaxValue ?? target.Value : target.Value),
                ("baseline", target.Baseline),
                ("direction", target.Direction));
        }
    }
}

/// <summary>A change in percent whose text leaves open whether it is relative or in points: a choice is demanded on submit.</summary>
internal sealed class ChangeBasisChosen : TargetRule
{
    protected override IEnumerable<CheckFinding> Check(TargetExpression target, string metric, string pointer, CheckedItem item)
    {
        if (target is { Kind: TargetKind.ChangePercent, ChangeBasis: ChangeBasis.Unspecified or null })
        {
            yield return item.Finding($"{pointer}/changeBasis", CheckCodes.ChangeBasisOpen, ("text", target.Text ?? metric));
        }
    }
}

/// <summary>A rule about every target, wherever it stands.</summary>
internal abstract class TargetRule : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        where node.Value is TargetExpression
        from finding in Check((TargetExpression)node.Value, MetricOf(item, node.Pointer), node.Pointer, item)
        select finding;

    /// <param name="target">The target.</param>
    /// <param name="metric">What is measured, in the plan's words.</param>
    /// <param name="pointer">Where the target stands in its item.</param>
    /// <param name="item">The item.</param>
    protected abstract IEnumerable<CheckFinding> Check(TargetExpression target, string metric, string pointer, CheckedItem item);

    private static string MetricOf(CheckedItem item, string pointer)
    {
        var holder = pointer[..pointer.LastIndexOf('/')];
        return item.Nodes.Where(node => node.Pointer == holder + "/metric/text" || node.Pointer == holder + "/name").Select(node => node.Value as string).FirstOrDefault() ?? "";
    }
}
