using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// The claim of an idempotency key. The first statement of the transaction claims the key; the response is stored with the last
/// ones, before the counter that all writers wait for.
/// </summary>
internal sealed class IdempotencyClaim
{
    private readonly IdempotencyRecord _record;
    private readonly IdempotencyRequest _request;

    private IdempotencyClaim(IdempotencyRecord record, IdempotencyRequest request) => (_record, _request) = (record, request);

    /// <exception cref="IdempotencyKeyTakenException">Another request already used the key.</exception>
    public static async Task<IdempotencyClaim?> ClaimAsync(
        MarketingDbContext db,
        RequestContext context,
        WriteLog log,
        CancellationToken ct
    )
    {
        if (context.Idempotency is not { } request)
        {
            return null;
        }

        var record = new IdempotencyRecord
        {
            WorkspaceId = log.WorkspaceId,
            ActorId = log.ActorId,
            Key = request.Key,
            CreatedAt = log.Now,
            Method = request.Method,
            Path = request.Path,
            BodyHash = request.BodyHash,
        };
        try
        {
            await db.InsertNowAsync(record, ct);
        }
        catch (Exception failure) when (StoreFaults.IsDuplicate(failure))
        {
            throw new IdempotencyKeyTakenException();
        }

        return new IdempotencyClaim(record, request);
    }

    /// <summary>Returns the claimed row with the response to store in it.</summary>
    public IdempotencyRecord With<TResponse>(TResponse result)
        where TResponse : IResult<TResponse>
    {
        var response = _request.Render!(result);
        (_record.Status, _record.Location, _record.ETag, _record.Body) = (response.Status, response.Location, response.ETag, response.Body);
        return _record;
    }
}
