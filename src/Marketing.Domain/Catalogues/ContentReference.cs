using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>A reference from the content of a plan or part to another part or a catalogue entry.</summary>
public sealed class ContentReference : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Plan or part that contains the reference.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Resource type of the owner.</summary>
    public string OwnerType { get; init; } = "";

    /// <summary>Plan of the owner; the owner itself if it is a plan.</summary>
    public Guid PlanId { get; init; }

    /// <summary>Referenced part or catalogue entry.</summary>
    public Guid TargetId { get; init; }

    /// <summary>Identifier of the target, if it is a catalogue entry that is not deleted.</summary>
    public Guid? EntryId { get; private set; }

    /// <summary>Creates a reference to a catalogue entry.</summary>
    public static ContentReference ToEntry(IResource owner, Guid planId, Guid entryId) =>
        new()
        {
            WorkspaceId = owner.WorkspaceId,
            OwnerId = owner.Key,
            OwnerType = owner.Type,
            PlanId = planId,
            TargetId = entryId,
            EntryId = entryId,
        };

    /// <summary>Creates a reference to a part.</summary>
    public static ContentReference ToPart(IResource owner, Guid planId, Guid partId) =>
        new()
        {
            WorkspaceId = owner.WorkspaceId,
            OwnerId = owner.Key,
            OwnerType = owner.Type,
            PlanId = planId,
            TargetId = partId,
        };

    /// <summary>Returns a reference from the same owner to another entry.</summary>
    public ContentReference Repointed(Guid entryId) =>
        new()
        {
            WorkspaceId = WorkspaceId,
            OwnerId = OwnerId,
            OwnerType = OwnerType,
            PlanId = PlanId,
            TargetId = entryId,
            EntryId = entryId,
        };

    /// <summary>Clears the foreign key of a merged entry, because the referring content is closed and stays as approved.</summary>
    public void LetGo() => EntryId = null;
}
