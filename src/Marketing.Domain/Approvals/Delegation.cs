using Marketing.Domain.Common;

namespace Marketing.Domain.Approvals;

public readonly record struct DelegationId(Guid Value) : IEntityId<DelegationId>
{
    public static DelegationId From(Guid value) => new(value);

    public int CompareTo(DelegationId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A person decides for another for some days. It passes on what the other person is asked for, not further: a delegate of a delegate
/// decides for the delegate only.
/// </summary>
public sealed class Delegation : Resource<DelegationId>
{
    public const int ReasonLength = 500;

    protected override string TypeName => ResourceTypes.Delegation;

    private Delegation() { }

    private Delegation(WorkspaceId workspaceId)
        : base(workspaceId) { }

    /// <summary>The person who is away.</summary>
    public string DelegatorId { get; private set; } = "";

    /// <summary>The person who decides instead.</summary>
    public string DelegateId { get; private set; } = "";

    /// <summary>The first day, in the time zone of the workspace.</summary>
    public DateOnly FirstDay { get; private set; }

    /// <summary>The last day. The delegation ends when this day ends in the time zone of the workspace.</summary>
    public DateOnly LastDay { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Appoints a delegate.</summary>
    public static Result<Delegation> Appoint(
        WorkspaceId workspaceId,
        string delegatorId,
        string delegateId,
        DateOnly firstDay,
        DateOnly lastDay,
        string? reason
    )
    {
        if (delegatorId == delegateId)
        {
            return new DelegationToOneself();
        }

        var delegation = new Delegation(workspaceId)
        {
            DelegatorId = delegatorId,
            DelegateId = delegateId,
            Reason = reason,
        };
        return delegation.Move(firstDay, lastDay) is { Succeeded: false, Error: var error } ? error : delegation;
    }

    /// <summary>Changes the days.</summary>
    public Result<Done> Move(DateOnly firstDay, DateOnly lastDay)
    {
        if (lastDay < firstDay)
        {
            return new DelegationEndsBeforeItStarts(firstDay, lastDay);
        }

        (FirstDay, LastDay) = (firstDay, lastDay);
        return Done.Now;
    }

    public void Explain(string? reason) => Reason = reason;

    /// <summary>Whether the delegate can decide on a day.</summary>
    public bool IsInEffect(DateOnly day) => FirstDay <= day && day <= LastDay;
}
