using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Common;

/// <summary>A catalogue entry named inside the content of a plan or a part: who would miss it.</summary>
public sealed class ContentReference : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>The plan or part that names it.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Resource type of the owner.</summary>
    public string OwnerType { get; init; } = "";

    /// <summary>The plan the owner belongs to, or is.</summary>
    public Guid PlanId { get; init; }

    public Guid TargetId { get; init; }
}

internal static class ContentReferences
{
    /// <summary>Notes what an owner's content names now.</summary>
    public static async Task ReferToAsync(this IMarketingDb db, IResource owner, Guid planId, IEnumerable<Guid?> targets, CancellationToken ct)
    {
        var wanted = targets.OfType<Guid>().ToHashSet();
        var there = owner.Version == 0 ? [] : await db.ContentReferences.Where(reference => reference.OwnerId == owner.Key).ToListAsync(ct);
        db.ContentReferences.RemoveRange(there.Where(reference => !wanted.Contains(reference.TargetId)));
        db.ContentReferences.AddRange(wanted.Except(there.Select(reference => reference.TargetId)).Select(target =>
            new ContentReference { WorkspaceId = owner.WorkspaceId, OwnerId = owner.Key, OwnerType = owner.Type, PlanId = planId, TargetId = target }));
    }
}
