using System.Collections.Concurrent;
using System.Collections.Frozen;
using Marketing.Application.BulkJobs;
using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.BulkJobs;

/// <summary>
/// Applies the rows of jobs: one chunk of the oldest job in each workspace, then the next workspace, so that no workspace waits for the
/// jobs of another.
/// </summary>
internal sealed class BulkJobWork(SystemRunner system, CredentialStore credentials, TimeProvider clock, ILogger<BulkJobWork> logger)
    : PerWorkspaceWork(system)
{
    /// <summary>How often a chunk is tried before its job ends.</summary>
    private const int Most = 5;

    private readonly SystemRunner _system = system;
    private readonly ConcurrentDictionary<(BulkJobId Job, int Chunk), int> _failures = new();

    public override string Name => "bulk-jobs";

    public override TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var job = await scope
            .Db.BulkJobs.AsNoTracking()
            .Where(job => job.State == BulkJobState.Queued || job.State == BulkJobState.Running)
            .OrderBy(job => job.Id)
            .FirstOrDefaultAsync(ct);
        if (job is null)
        {
            return 0;
        }

        if (!await credentials.IsActiveAsync(job.WorkspaceId, job.OwnerId, clock.GetUtcNow().UtcDateTime, ct))
        {
            await scope.RunAsync(new FailJob(job.Id, BulkJobFailure.OwnerEnded), ct);
            return 1;
        }

        try
        {
            await _system.RunAsync(OwnerOf(job), new ApplyRows(job.Id, job.NextChunk), ct);
            _failures.TryRemove((job.Id, job.NextChunk), out _);
            return 1;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            var place = (job.Id, job.NextChunk);
            if (_failures.AddOrUpdate(place, 1, (_, times) => times + 1) < Most)
            {
                throw;
            }

            logger.LogError(
                failure,
                "The job {Job} ended, because its chunk {Chunk} failed {Most} times",
                job.Id.Value,
                job.NextChunk,
                Most
            );
            _failures.TryRemove(place, out _);
            await scope.RunAsync(new FailJob(job.Id, BulkJobFailure.Repeatedly), ct);
            return 1;
        }
    }

    private static Caller OwnerOf(BulkJob job) =>
        new()
        {
            Kind = job.OwnerId.StartsWith("key:", StringComparison.Ordinal) ? CallerKind.Key : CallerKind.Person,
            ActorId = job.OwnerId,
            DisplayName = job.OwnerName,
            WorkspaceId = job.WorkspaceId,
            Scopes = job.OwnerScopes.ToFrozenSet(StringComparer.Ordinal),
            System = job.OwnerSystem,
        };
}
