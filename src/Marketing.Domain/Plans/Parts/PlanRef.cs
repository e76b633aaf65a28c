using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>
/// The ref of an item inside a part. The key of the row keeps it unique among the items of the plan. It stays when the item is
/// removed, so that no generated ref is ever used again.
/// </summary>
public sealed class PlanRef : IWorkspaceOwned
{
    private PlanRef()
    {
    }

    public WorkspaceId WorkspaceId { get; private init; }

    public PlanId PlanId { get; private init; }

    /// <summary>The form in which refs are compared.</summary>
    public string RefKey { get; private init; } = "";

    /// <summary>The ref as the item spells it.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>The part that holds the item, or held it last.</summary>
    public PlanPartId PartId { get; private set; }

    /// <summary>Whether no item has the ref any more.</summary>
    public bool IsRetired { get; private set; }

    public static PlanRef Of(PlanPart part, PartRef item)
    {
        var named = new PlanRef { WorkspaceId = part.WorkspaceId, PlanId = part.PlanId, RefKey = item.Key };
        named.Take(part, item);
        return named;
    }

    /// <summary>Gives the ref to an item of a part.</summary>
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
