using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Checks;

/// <summary>A rule of completeness or consistency that a draft may break.</summary>
internal interface ICheckRule
{
    /// <summary>Returns a finding for each violation, in any order.</summary>
    IEnumerable<CheckFinding> Check(CheckedPlan plan);
}

/// <summary>A rule that looks at each part of a type separately.</summary>
internal abstract class PartRule<TContent> : ICheckRule
    where TContent : PlanPartContent
{
    public IEnumerable<CheckFinding> Check(CheckedPlan plan) => plan.PartsOf<TContent>().SelectMany(part => Check(part.Content, part.Item));

    protected abstract IEnumerable<CheckFinding> Check(TContent content, CheckedItem item);
}

/// <summary>Checks a plan against all rules. To add a rule, write a class and list it here.</summary>
public static class PlanCheck
{
    private static readonly IReadOnlyList<ICheckRule> Rules =
    [
        new SignatoriesNamed(),
        new SignatoriesDiffer(),
        new PlaceholdersFilled(),
        new LabelsFilled(),
        new EssentialsPresent(),
        new ObjectivesMeasured(),
        new TargetsInRange(),
        new TargetsBeyondBaseline(),
        new ChangeBasisChosen(),
        new DatesInsidePeriod(),
        new DatesExact(),
        new SubtasksOwned(),
        new TasksOwned(),
        new OwnersListed(),
        new ResourcesListed(),
        new PredecessorsAcyclic(),
        new PhasesInOrder(),
        new WindowsUnambiguous(),
        new TimetableMatchesDeadlines(),
        new DeadlinesAnchored(),
        new PlanStartGiven(),
        new LaunchDateGiven(),
        new TotalAddsUp(),
        new BreakdownAddsUp(),
        new ContingencyInRange(),
        new SharesWithinHundred(),
        new AdoptedBudgetAgrees(),
        new RisksHaveResponses(),
        new ResponsesAssigned(),
        new TextsParsed(),
        new ReadingsCurrent(),
        new PartiesLinked(),
        new SectionsFilled(),
    ];

    /// <summary>Returns all findings in document order.</summary>
    public static IReadOnlyList<CheckFinding> Run(CheckedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var positions = plan.Items.Index().ToDictionary(item => item.Item, item => item.Index);
        return
        [
            .. Rules
                .SelectMany(rule => rule.Check(plan))
                .OrderBy(finding => positions[finding.Item])
                .ThenBy(finding => DocumentOrder.Of(finding.Item.Content.GetType(), finding.Within)),
        ];
    }
}
