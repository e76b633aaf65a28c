namespace Marketing.Domain.Plans.Parts;

/// <summary>An item inside a part that other features refer to. Its ref is unique in the plan, like those of parts.</summary>
public interface IPlanItem
{
    /// <summary>Its name in the plan; null until the plan stores it.</summary>
    string? Ref { get; }

    /// <summary>Returns the item under this ref.</summary>
    IPlanItem Named(string givenRef);
}
