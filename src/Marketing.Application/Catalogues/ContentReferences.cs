using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

internal static class ContentReferences
{
    /// <summary>Records which catalogue entries the owner's content refers to.</summary>
    public static async Task ReferToAsync(
        this IMarketingDb db,
        IResource owner,
        Guid planId,
        IEnumerable<Guid?> entries,
        CancellationToken ct
    )
    {
        var wanted = entries.OfType<Guid>().ToHashSet();
        var there = owner.Version == 0 ? [] : await db.ContentReferences.Where(reference => reference.OwnerId == owner.Key).ToListAsync(ct);
        db.ContentReferences.RemoveRange(there.Where(reference => !wanted.Contains(reference.TargetId)));
        db.ContentReferences.AddRange(
            wanted.Except(there.Select(reference => reference.TargetId)).Select(entry => ContentReference.ToEntry(owner, planId, entry))
        );
    }
}
