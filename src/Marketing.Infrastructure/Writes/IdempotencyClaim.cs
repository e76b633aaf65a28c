using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Writes;

/// <summary>The claim of an idempotency key: the first statement of a transaction claims the key, the last one stores the response.</summary>
internal sealed class IdempotencyClaim
{
    private readonly MarketingDbContext _db;
    private readonly IdempotencyRecord _record;
    private readonly IdempotencyRequest _request;

    private IdempotencyClaim(MarketingDbContext db, IdempotencyRecord record, IdempotencyRequest request) => (_db, _record, _request) = (db, record, request);

    /// <exception cref="IdempotencyKeyTakenException">Another request already used the key.</exception>
    public static async Task<IdempotencyClaim?> ClaimAsync(MarketingDbContext db, RequestContext context, WriteLog log, CancellationToken ct)
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
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO [IdempotencyRecords] ([WorkspaceId], [ActorId], [Key], [CreatedAt], [Method], [Path], [BodyHash], [Status], [Body])
                VALUES ({record.WorkspaceId.Value.ToByteArray(bigEndian: true)}, {record.ActorId}, {record.Key}, {record.CreatedAt}, {record.Method}, {record.Path}, {record.BodyHash}, {record.Status}, {record.Body})
                """,
                ct);
        }
        catch (Exception failure) when (StoreFaults.IsDuplicate(failure))
        {
            throw new IdempotencyKeyTakenException();
        }

        return new IdempotencyClaim(db, record, request);
    }

    public async Task CompleteAsync<TResponse>(TResponse result, CancellationToken ct)
        where TResponse : IResult<TResponse>
    {
        var response = _request.Render!(result);
        var completed = await _db.Database.ExecuteSqlAsync(
            $"""
            UPDATE [IdempotencyRecords] SET [Status] = {response.Status}, [Location] = {response.Location}, [ETag] = {response.ETag}, [Body] = {response.Body}
            WHERE [WorkspaceId] = {_record.WorkspaceId.Value.ToByteArray(bigEndian: true)} AND [ActorId] = {_record.ActorId} AND [Key] = {_record.Key}
            """,
            ct);
        if (completed != 1)
        {
            throw new InvalidOperationException("The response could not be stored: the row of the idempotency key that this write claimed is gone.");
        }
    }
}
