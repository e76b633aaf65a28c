using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.BulkJobs;

/// <summary>Deletes old jobs, and those whose upload ended early.</summary>
internal sealed class BulkJobsPurge(SystemRunner system, IOptions<RetentionOptions> retention, TimeProvider clock)
    : PerWorkspaceWork(system)
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    public override string Name => "purge-jobs";

    public override TimeSpan Interval => retention.Value.PurgeInterval;

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (before, abandoned) = (now.AddDays(-retention.Value.JobsDays), now - LongestUpload);
        var job = await scope
            .Db.BulkJobs.AsNoTracking()
            .Where(job =>
                (job.CreatedAt < before && job.State != BulkJobState.Queued && job.State != BulkJobState.Running)
                || (job.CreatedAt < abandoned && job.State == BulkJobState.Receiving)
            )
            .OrderBy(job => job.CreatedAt)
            .Select(job => (BulkJobId?)job.Id)
            .FirstOrDefaultAsync(ct);
        return job is { } id ? await scope.RunAsync(new PurgeJob(id), ct) : 0;
    }
}

/// <summary>Deletes a job: some of its chunks and errors, and the job after the last of them. Returns how many rows were deleted.</summary>
internal sealed record PurgeJob(BulkJobId Id) : ICommand<int>, IRepeatable;

internal sealed class PurgeJobHandler(IMarketingDb db) : IRequestHandler<PurgeJob, Result<int>>
{
    private const int ChunksAtOnce = 50;
    private const int ErrorsAtOnce = 2_000;

    public async Task<Result<int>> Handle(PurgeJob command, CancellationToken cancellationToken)
    {
        var id = command.Id;
        var chunk = await db.BulkJobChunks.Where(row => row.JobId == id).MinAsync(row => (int?)row.Number, cancellationToken);
        if (chunk is { } first)
        {
            return await db
                .BulkJobChunks.Where(row => row.JobId == id && row.Number < first + ChunksAtOnce)
                .ExecuteDeleteAsync(cancellationToken);
        }

        var error = await db.BulkJobErrors.Where(row => row.JobId == id).MinAsync(row => (long?)row.Row, cancellationToken);
        return error is { } row1
            ? await db.BulkJobErrors.Where(row => row.JobId == id && row.Row < row1 + ErrorsAtOnce).ExecuteDeleteAsync(cancellationToken)
            : await db.BulkJobs.Where(job => job.Id == id).ExecuteDeleteAsync(cancellationToken);
    }
}
