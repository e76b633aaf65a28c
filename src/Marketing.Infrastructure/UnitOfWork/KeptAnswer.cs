using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.UnitOfWork;

/// <summary>The answer kept under a retry key: the key is claimed by the first statement of the transaction, the answer is written by the last.</summary>
internal sealed class KeptAnswer
{
    private readonly IdempotencyRecord _record;
    private readonly IdempotencyRequest _request;

    private KeptAnswer(IdempotencyRecord record, IdempotencyRequest request) => (_record, _request) = (record, request);

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

        db.Attach(record);
        return new KeptAnswer(record, request);
    }

    public void Complete<TResponse>(TResponse result)
        where TResponse : IResult<TResponse>
    {
        var answer = _request.Render!(result);
        (_record.Status, _record.Location, _record.ETag, _record.Body) = (answer.Status, answer.Location, answer.ETag, answer.Body);
    }
}

/// <summary>A twin of this request has claimed its retry key, and has been answered by now.</summary>
public sealed class RetryKeyTakenException() : Exception("The idempotency key has been used.");
