using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>
/// The ref of an item inside a part. The primary key keeps it unique among the items of the plan. The row is kept when the item
/// is removed, so that a generated ref is never reused.
/// </summary>
public sealed class PlanRef : IWorkspaceOwned
{
    private PlanRef() { }

    public WorkspaceId WorkspaceId { get; private init; }

    public PlanId PlanId { get; private init; }

    /// <summary>The form used to compare refs.</summary>
    public string RefKey { get; private init; } = "";

    /// <summary>The ref as spelt by the item.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>Part that holds the item or was the last to hold it.</summary>
    public PlanPartId PartId { get; private set; }

    /// <summary>Whether the ref is no longer used by any item.</summary>
    public bool IsRetired { get; private set; }

    public static PlanRef Of(PlanPart part, PartRef item)
    {
        var named = new PlanRef
        {
            WorkspaceId = part.WorkspaceId,
            PlanId = part.PlanId,
            RefKey = item.Key,
        };
        named.Take(part, item);
        return named;
    }

    /// <summary>Assigns the ref to an item of a part.</summary>
    public void Take(PlanPart part, PartRef item)
    {
        if (item.Key != RefKey)
        {
            throw new ArgumentException($"{item} is another ref than {Ref}.", nameof(item));
        }

        (PartId, Ref, IsRetired) = (part.Id, item.Text, false);
    }

    public void Retire() => IsRetired = true;
}
