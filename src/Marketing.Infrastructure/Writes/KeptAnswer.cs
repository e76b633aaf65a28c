using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Writes;

/// <summary>The answer kept under a retry key: the key is claimed by the first statement of the transaction, the answer is written by the last.</summary>
internal sealed class KeptAnswer
{
    private readonly MarketingDbContext _db;
    private readonly IdempotencyRecord _record;
    private readonly IdempotencyRequest _request;

    private KeptAnswer(MarketingDbContext db, IdempotencyRecord record, IdempotencyRequest request) => (_db, _record, _request) = (db, record, request);

    /// <exception cref="RetryKeyTakenException">Another request holds the key.</exception>
    public static async Task<KeptAnswer?> ClaimAsync(MarketingDbContext db, RequestContext context, WriteLog log, CancellationToken ct)
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
            throw new RetryKeyTakenException();
        }

        return new KeptAnswer(db, record, request);
    }

    public async Task CompleteAsync<TResponse>(TResponse result, CancellationToken ct)
        where TResponse : IResult<TResponse>
    {
        var answer = _request.Render!(result);
        var completed = await _db.Database.ExecuteSqlAsync(
            $"""
            UPDATE [IdempotencyRecords] SET [Status] = {answer.Status}, [Location] = {answer.Location}, [ETag] = {answer.ETag}, [Body] = {answer.Body}
            WHERE [WorkspaceId] = {_record.WorkspaceId.Value.ToByteArray(bigEndian: true)} AND [ActorId] = {_record.ActorId} AND [Key] = {_record.Key}
            """,
            ct);
        if (completed != 1)
        {
            throw new InvalidOperationException("The answer could not be kept: the retry key that this write claimed is gone.");
        }
    }
}

/// <summary>A twin of this request has claimed its retry key, and has been answered by now.</summary>
public sealed class RetryKeyTakenException() : Exception("The idempotency key has been used.");
