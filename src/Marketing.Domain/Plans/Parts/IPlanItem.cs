namespace Marketing.Domain.Plans.Parts;

/// <summary>An item inside a part that other features can refer to. Its ref is unique in the plan, like the refs of parts.</summary>
public interface IPlanItem
{
    /// <summary>Ref in the plan; null until the plan is stored.</summary>
    string? Ref { get; }

    /// <summary>Returns a copy of the item with this ref.</summary>
    IPlanItem Named(string givenRef);
}
