using Marketing.Domain.Common;

namespace Marketing.Domain.BulkJobs;

public readonly record struct BulkJobId(Guid Value) : IEntityId<BulkJobId>
{
    public static BulkJobId From(Guid value) => new(value);

    public int CompareTo(BulkJobId other) => Value.CompareTo(other.Value);
}

/// <summary>What the rows of a job are.</summary>
public enum BulkJobKind
{
    /// <summary>Money spent.</summary>
    Actuals,

    /// <summary>Campaigns to create, change and delete.</summary>
    Campaigns,

    /// <summary>Values of metrics.</summary>
    Observations,

    /// <summary>Daily results of campaigns.</summary>
    Results,
}

/// <summary>The format of the rows.</summary>
public enum BulkJobFormat
{
    /// <summary>A JSON object in each line.</summary>
    Ndjson,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,
}

/// <summary>How far a job is.</summary>
public enum BulkJobState
{
    /// <summary>The rows are still being received.</summary>
    Receiving,

    /// <summary>All rows are stored; none has been applied.</summary>
    Queued,

    /// <summary>Rows are being applied.</summary>
    Running,

    /// <summary>Every row was applied or refused.</summary>
    Completed,

    /// <summary>It ended early. The rows before were applied.</summary>
    Failed,

    /// <summary>A client ended it. The rows before were applied.</summary>
    Cancelled,
}

/// <summary>Why a job ended early.</summary>
public enum BulkJobFailure
{
    /// <summary>The API key was revoked or has expired, or the person has left the workspace.</summary>
    OwnerEnded,

    /// <summary>Some rows could not be applied, however often they were tried.</summary>
    Repeatedly,
}

/// <summary>
/// Rows that are applied after the request that brought them, chunk by chunk. Progress is silent: the rows that are applied have their own
/// history.
/// </summary>
public sealed class BulkJob : IWorkspaceOwned
{
    public const int HeaderLength = 8_000;
    public const int SourceLength = 50;

    private BulkJob() { }

    public BulkJobId Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public BulkJobKind Kind { get; private set; }

    public BulkJobFormat Format { get; private set; }

    public BulkJobState State { get; private set; }

    public BulkJobFailure? Failure { get; private set; }

    /// <summary>The actor whose rows they are. The job ends with that credential.</summary>
    public string OwnerId { get; private set; } = "";

    public string OwnerName { get; private set; } = "";

    /// <summary>The external system of the owner.</summary>
    public string? OwnerSystem { get; private set; }

    public IReadOnlyList<string> OwnerScopes { get; private set; } = [];

    /// <summary>The source of facts; null if the rows are no facts.</summary>
    public string? Source { get; private set; }

    /// <summary>The first line of CSV.</summary>
    public string? Header { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    public int Chunks { get; private set; }

    /// <summary>The next chunk to apply. It moves in the transaction that applies the chunk, so no chunk is applied twice.</summary>
    public int NextChunk { get; private set; }

    public long Done { get; private set; }

    public long Created { get; private set; }

    public long Updated { get; private set; }

    public long Unchanged { get; private set; }

    public long Refused { get; private set; }

    public bool IsOpen => State is BulkJobState.Receiving or BulkJobState.Queued or BulkJobState.Running;

    public static BulkJob Receive(
        BulkJobId id,
        WorkspaceId workspaceId,
        BulkJobKind kind,
        BulkJobFormat format,
        string? source,
        DateTime now
    ) =>
        new()
        {
            Id = id,
            WorkspaceId = workspaceId,
            Kind = kind,
            Format = format,
            Source = source,
            CreatedAt = now,
        };

    /// <summary>Gives the job the rights of an actor.</summary>
    public void BelongTo(string id, string name, string? system, IReadOnlyList<string> scopes) =>
        (OwnerId, OwnerName, OwnerSystem, OwnerScopes) = (id, name, system, scopes);

    /// <summary>All rows are stored.</summary>
    public void Queue(string? header, long rows, int chunks)
    {
        (Header, Rows, Chunks) = (header, rows, chunks);
        State = chunks == 0 ? BulkJobState.Completed : BulkJobState.Queued;
        EndedAt = chunks == 0 ? CreatedAt : null;
    }

    /// <summary>Records what became of a chunk.</summary>
    public void Advance(BulkCount count, DateTime now)
    {
        Done += count.Rows;
        Created += count.Created;
        Updated += count.Updated;
        Unchanged += count.Unchanged;
        Refused += count.Refused;
        if (NextChunk == Chunks)
        {
            (State, EndedAt) = (BulkJobState.Completed, now);
        }
    }

    public void Cancel(DateTime now) => (State, EndedAt) = (BulkJobState.Cancelled, now);

    public void Fail(BulkJobFailure failure, DateTime now) => (State, Failure, EndedAt) = (BulkJobState.Failed, failure, now);
}

/// <summary>What became of some rows.</summary>
public readonly record struct BulkCount(int Rows, int Created, int Updated, int Unchanged, int Refused);

/// <summary>Some rows of a job, as they were sent.</summary>
public sealed class BulkJobChunk : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public BulkJobId JobId { get; init; }

    /// <summary>Place in the job, starting with 0.</summary>
    public int Number { get; init; }

    /// <summary>Number of the first row in the job, starting with 1.</summary>
    public long FirstRow { get; init; }

    public byte[] Body { get; init; } = [];
}

/// <summary>A row that was refused.</summary>
public sealed class BulkJobError : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    public BulkJobId JobId { get; init; }

    /// <summary>Number of the row, starting with 1. The header is not counted.</summary>
    public long Row { get; init; }

    /// <summary>The client's name for the row.</summary>
    public string? Ref { get; init; }

    /// <summary>The problem, as JSON.</summary>
    public string Problem { get; init; } = "";
}

public sealed record BulkJobNotFound(Guid Id) : NotFoundError("job.notFound");

/// <summary>The job has ended.</summary>
public sealed record BulkJobEnded(BulkJobState State) : ConflictError("job.ended");

/// <summary>The caller may not write what the rows contain.</summary>
public sealed record BulkJobForbidden([Arg("required")] string Scope) : ForbiddenError("job.forbidden");

/// <summary>Rows of this kind need a source, and the caller's key has no system.</summary>
public sealed record BulkJobSourceMissing(BulkJobKind Kind) : RuleError("job.sourceMissing");

/// <summary>A column of CSV has no member.</summary>
public sealed record BulkJobColumnsUnknown(IReadOnlyList<string> Columns, IReadOnlyList<string> Allowed) : RuleError("job.columnsUnknown");

/// <summary>A row is longer than allowed.</summary>
public sealed record BulkJobRowTooLong(long Row, int Most) : RuleError("job.rowTooLong");
