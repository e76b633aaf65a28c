using Marketing.Application.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// Reads in a separate scope, because the request can change its workspace: the response to creating a workspace is stored in the new one.
/// </summary>
internal sealed class StoredResponses(IServiceScopeFactory scopes, RequestContext context) : IStoredResponses
{
    public async Task<FoundResponse?> FindAsync(IdempotencyRequest request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Adopt(context);
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var actor = context.Caller.ActorId;
        var stored = await db.Set<IdempotencyRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(record => record.ActorId == actor && record.Key == request.Key, ct);
        if (stored is null)
        {
            return null;
        }

        var same =
            stored.Method == request.Method && stored.Path == request.Path && stored.BodyHash.AsSpan().SequenceEqual(request.BodyHash);
        return new FoundResponse(new StoredResponse(stored.Status, stored.Location, stored.ETag, stored.Body), same);
    }
}
