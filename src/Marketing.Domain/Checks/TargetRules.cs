using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>R5: An objective has at least one measure, and each measure names its metric.</summary>
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
/// R6: A percentage level is from 0 to 100, a net promoter score from -100 to 100, and a score is on its scale. This rule covers unusual
/// spellings of the unit; values with the usual unit are already rejected on write.
/// </summary>
internal sealed class TargetsInRange : TargetRule
{
    private static readonly string[] PercentUnits = ["%", "PERCENT", "百分比"];

    private static readonly string[] PromoterUnits = ["NPS", "净推荐值", "NET PROMOTER SCORE"];

    protected override IEnumerable<CheckFinding> Check(TargetExpression target, TargetMetric metric, string pointer, CheckedItem item)
    {
        if (target.Kind != TargetKind.Level || Range(target, NameKeys.Of(target.Unit ?? ""), NameKeys.Of(metric.Name)) is not { } range)
        {
            yield break;
        }

        foreach (var (member, figure) in new[] { ("value", target.Value), ("maxValue", target.MaxValue), ("baseline", target.Baseline) })
        {
            if (figure < range.Min || figure > range.Max)
            {
                yield return item.Finding(
                    $"{pointer}/{member}",
                    CheckCodes.TargetOutOfRange,
                    ("value", figure),
                    ("min", range.Min),
                    ("max", range.Max)
                );
            }
        }
    }

    private static (decimal Min, decimal Max)? Range(TargetExpression target, string unit, string metric) =>
        PromoterUnits.Contains(unit) || (unit is "" or "分" && NamesPromoterScore(metric)) ? (-100, 100)
        : target.ScaleMax is { } max ? (0, max)
        : PercentUnits.Contains(unit) ? (0, 100)
        : null;

    private static bool NamesPromoterScore(string metric) => PromoterUnits.Any(name => metric.Contains(name, StringComparison.Ordinal));
}

/// <summary>R5: A decrease ends below its baseline and an increase above it, with all its bounds. For levels and counts.</summary>
internal sealed class TargetsBeyondBaseline : TargetRule
{
    protected override IEnumerable<CheckFinding> Check(TargetExpression target, TargetMetric metric, string pointer, CheckedItem item)
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
            var isMax = target.Direction == Direction.Decrease && target.MaxValue is not null;
            yield return item.Finding(
                isMax ? $"{pointer}/maxValue" : $"{pointer}/value",
                CheckCodes.TargetWrongSide,
                ("value", isMax ? target.MaxValue : target.Value),
                ("baseline", target.Baseline),
                ("direction", target.Direction)
            );
        }
    }
}

/// <summary>
/// A change in percent states whether it is relative or in percentage points. Required before submission, but only where both make sense:
/// amounts, counts and times have no points. An example is not binding, so it is not asked about.
/// </summary>
internal sealed class ChangeBasisChosen : TargetRule
{
    protected override IEnumerable<CheckFinding> Check(TargetExpression target, TargetMetric metric, string pointer, CheckedItem item)
    {
        if (
            target is { Kind: TargetKind.ChangePercent, ChangeBasis: ChangeBasis.Unspecified or null }
            && !pointer.EndsWith(TextsParsed.ExampleMember, StringComparison.Ordinal)
            && MetricScale.MayHavePoints(metric, target)
        )
        {
            yield return item.Finding($"{pointer}/changeBasis", CheckCodes.ChangeBasisOpen, ("text", target.Text ?? metric.Name));
        }
    }
}

/// <summary>The metric of a target.</summary>
/// <param name="Name">Its name, as the plan words it.</param>
/// <param name="Unit">Its unit in the catalogue or in the plan; null if unknown.</param>
internal sealed record TargetMetric(string Name, string? Unit);

/// <summary>A rule that looks at each target in the plan.</summary>
internal abstract class TargetRule : ICheckRule
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) =>
        from item in plan.Items
        from node in item.Nodes
        where node.Value is TargetExpression
        from finding in Check((TargetExpression)node.Value, MetricOf(plan, item, node.Pointer), node.Pointer, item)
        select finding;

    /// <param name="target">The target.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="pointer">JSON pointer to the target inside its item.</param>
    /// <param name="item">The item that contains the target.</param>
    protected abstract IEnumerable<CheckFinding> Check(TargetExpression target, TargetMetric metric, string pointer, CheckedItem item);

    private static TargetMetric MetricOf(CheckedPlan plan, CheckedItem item, string pointer)
    {
        var holder = pointer[..pointer.LastIndexOf('/')];
        var metric = ValueAt<MetricRef>(item, holder + "/metric");
        var unit = metric?.MetricId is { } id ? plan.MetricUnits.GetValueOrDefault(id) : null;
        return new TargetMetric(
            metric?.Text ?? ValueAt<string>(item, holder + "/name") ?? "",
            unit ?? ValueAt<string>(item, holder + "/unit")
        );
    }

    private static T? ValueAt<T>(CheckedItem item, string pointer)
        where T : class =>
        item.Nodes.Where(node => node.Pointer == pointer).Select(node => node.Value as T).FirstOrDefault(value => value is not null);
}
