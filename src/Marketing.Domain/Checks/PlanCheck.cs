using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Checks;

/// <summary>One rule of completeness or consistency that a plan may break while it is drafted.</summary>
internal interface ICheckRule
{
    /// <summary>Everything that breaks the rule, in any order.</summary>
    IEnumerable<CheckFinding> Check(CheckedPlan plan);
}

/// <summary>A rule about each part of a kind on its own.</summary>
internal abstract class PartRule<TContent> : ICheckRule
    where TContent : PlanPartContent
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) => plan.Of<TContent>().SelectMany(part => Check(part.Content, part.Item));

    protected abstract IEnumerable<CheckFinding> Check(TContent content, CheckedItem item);
}

/// <summary>Checks a plan against all rules: a new rule is a type and a line here.</summary>
public static class PlanCheck
{
    private static readonly IReadOnlyList<ICheckRule> Rules =
    [
        new SignatoriesNamed(),
        new SignatoriesDiffer(),
        new PlaceholdersFilled(),
        new LabelsFilled(),
        new ObjectivesMeasured(),
        new TargetsInRange(),
        new TargetsBeyondBaseline(),
        new ChangeBasisChosen(),
        new DatesInsidePeriod(),
        new SubtasksOwned(),
        new TasksOwned(),
        new OwnersListed(),
        new ResourcesListed(),
        new PredecessorsAcyclic(),
        new PhasesInOrder(),
        new TimetableAgrees(),
        new DeadlinesAnchored(),
        new PlanStartGiven(),
        new LaunchDateGiven(),
        new TotalAddsUp(),
        new BreakdownAddsUp(),
        new ContingencyInRange(),
        new SharesWithinHundred(),
        new RisksAnswered(),
        new ResponsesAssigned(),
        new TextsUnderstood(),
        new PartiesLinked(),
        new SectionsFilled(),
    ];

    /// <summary>Everything that was found, in the order of the plan's document.</summary>
    public static IReadOnlyList<CheckFinding> Run(CheckedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var place = plan.Items.Index().ToDictionary(item => item.Item, item => item.Index);
        return
        [
            .. Rules.SelectMany(rule => rule.Check(plan))
                .OrderBy(finding => place[finding.Item])
                .ThenBy(finding => DocumentOrder.Of(finding.Item.Content.GetType(), finding.Within)),
        ];
    }
}
