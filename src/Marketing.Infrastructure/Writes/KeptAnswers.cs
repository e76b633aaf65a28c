using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Writes;

/// <summary>Finds the answer that was given under a retry key by the same credential.</summary>
public sealed class KeptAnswers(MarketingDbContext db, RequestContext context)
{
    public async Task<Finding?> FindAsync(IdempotencyRequest request, CancellationToken ct)
    {
        var actor = context.Caller.ActorId;
        var kept = await db.Set<IdempotencyRecord>().AsNoTracking().SingleOrDefaultAsync(record => record.ActorId == actor && record.Key == request.Key, ct);
        if (kept is null)
        {
            return null;
        }

        var same = kept.Method == request.Method && kept.Path == request.Path && kept.BodyHash.AsSpan().SequenceEqual(request.BodyHash);
        return new Finding(same, new StoredAnswer(kept.Status, kept.Location, kept.ETag, kept.Body));
    }

    /// <param name="SameRequest">Whether it was the answer to the same request.</param>
    /// <param name="Answer">The answer.</param>
    public sealed record Finding(bool SameRequest, StoredAnswer Answer);
}
