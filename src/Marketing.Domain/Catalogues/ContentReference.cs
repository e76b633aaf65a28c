using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>Something that the content of a plan or a part names: who would miss it.</summary>
public sealed class ContentReference : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The plan or part that names it.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Resource type of the owner.</summary>
    public string OwnerType { get; init; } = "";

    /// <summary>The plan the owner belongs to, or is.</summary>
    public Guid PlanId { get; init; }

    /// <summary>What is named: a part of the plan, or a catalogue entry.</summary>
    public Guid TargetId { get; init; }

    /// <summary>The same, where it is a live catalogue entry.</summary>
    public Guid? EntryId { get; private set; }

    /// <summary>A reference to a catalogue entry.</summary>
    public static ContentReference ToEntry(IResource owner, Guid planId, Guid entryId) =>
        new() { WorkspaceId = owner.WorkspaceId, OwnerId = owner.Key, OwnerType = owner.Type, PlanId = planId, TargetId = entryId, EntryId = entryId };

    /// <summary>A reference to a part.</summary>
    public static ContentReference ToPart(IResource owner, Guid planId, Guid partId) =>
        new() { WorkspaceId = owner.WorkspaceId, OwnerId = owner.Key, OwnerType = owner.Type, PlanId = planId, TargetId = partId };

    /// <summary>The same owner names another entry.</summary>
    public ContentReference Repointed(Guid entryId) =>
        new() { WorkspaceId = WorkspaceId, OwnerId = OwnerId, OwnerType = OwnerType, PlanId = PlanId, TargetId = entryId, EntryId = entryId };

    /// <summary>The entry has given way to another, but what names it is closed and stays as it was approved.</summary>
    public void LetGo() => EntryId = null;
}
