using Marketing.Domain.Common;

namespace Marketing.Domain.Risks;

public readonly record struct DrillId(Guid Value) : IEntityId<DrillId>
{
    public static DrillId From(Guid value) => new(value);

    public int CompareTo(DrillId other) => Value.CompareTo(other.Value);
}

/// <summary>States of a drill.</summary>
public enum DrillState
{
    /// <summary>Its day has not come, or is today.</summary>
    Planned,

    /// <summary>It took place.</summary>
    Held,

    /// <summary>Its day is over, and it did not take place.</summary>
    Missed,
}

/// <summary>Results of a drill.</summary>
public enum DrillResult
{
    /// <summary>Everything worked.</summary>
    Passed,

    /// <summary>Some of it worked.</summary>
    PartlyPassed,

    /// <summary>It did not work.</summary>
    Failed,
}

/// <summary>A drill of a contingency plan on a day.</summary>
public sealed class Drill : Resource<DrillId>
{
    public const int TextLength = 4_000;
    public const int MaxFollowUps = 20;

    protected override string TypeName => ResourceTypes.Drill;

    protected override Guid? Parent => ContingencyPlanId.Value;

    private Drill() { }

    private Drill(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public ContingencyPlanId ContingencyPlanId { get; private set; }

    public DateOnly PlannedOn { get; private set; }

    public string? Scenario { get; private set; }

    public DrillState State { get; private set; }

    public DateOnly? HeldOn { get; private set; }

    public DrillResult? Result { get; private set; }

    public string? Findings { get; private set; }

    /// <summary>The tasks that follow from it.</summary>
    public IReadOnlyList<Guid> TaskIds { get; private set; } = [];

    /// <summary>Plans a drill. It cannot be before its contingency plan exists (R22).</summary>
    public static Result<Drill> Plan(ContingencyPlan plan, DateOnly day, string? scenario)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Terms.EstablishedOn is not { } established)
        {
            return new ContingencyPlanNotEstablished(plan.Id.Value);
        }

        if (day < established)
        {
            return new DrillBeforePlan(day, established);
        }

        return new Drill(plan.WorkspaceId)
        {
            ContingencyPlanId = plan.Id,
            PlannedOn = day,
            Scenario = scenario,
        };
    }

    /// <summary>Records that it took place, also if it was missed.</summary>
    public Result<Done> Hold(DateOnly day, DateOnly today, DateOnly established, DrillResult result, string? findings)
    {
        if (State == DrillState.Held)
        {
            return new DrillHeld(Id.Value);
        }

        if (day > today)
        {
            return new DrillHeldAhead(day, today);
        }

        if (day < established)
        {
            return new DrillBeforePlan(day, established, "/heldOn");
        }

        (State, HeldOn, Result, Findings) = (DrillState.Held, day, result, findings);
        return Done.Now;
    }

    /// <summary>Deletes a drill that is only planned. One that was held or missed stays as history.</summary>
    public Result<Done> Remove(DateTime at)
    {
        if (State != DrillState.Planned)
        {
            return new DrillNotPlanned(Id.Value, State);
        }

        Delete(at);
        return Done.Now;
    }

    /// <summary>Records that its day is over.</summary>
    /// <returns>Whether it is missed now.</returns>
    public bool Miss(DateOnly today)
    {
        var missed = State == DrillState.Planned && PlannedOn < today;
        State = missed ? DrillState.Missed : State;
        return missed;
    }

    /// <summary>Records the tasks that follow from it.</summary>
    public void FollowUp(IEnumerable<Guid> tasks) => TaskIds = [.. tasks];
}
