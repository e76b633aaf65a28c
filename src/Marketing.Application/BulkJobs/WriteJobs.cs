using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.BulkJobs;

/// <summary>Begins to receive a job. Safe to repeat: the job has its id before.</summary>
public sealed record ReceiveJob(BulkJobId Id, BulkJobKind Kind, BulkJobFormat Format, string? Source) : ICommand<Done>, IRepeatable;

internal sealed class ReceiveJobHandler(IMarketingDb db, RequestContext context, BulkJobRights rights, TimeProvider clock)
    : IRequestHandler<ReceiveJob, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReceiveJob command, CancellationToken cancellationToken)
    {
        if (rights.RefusalOf(command.Kind) is { } refused)
        {
            return refused;
        }

        if (rights[command.Kind].HasSource && command.Source is null)
        {
            return new BulkJobSourceMissing(command.Kind);
        }

        var id = command.Id;
        if (!await db.BulkJobs.AnyAsync(job => job.Id == id, cancellationToken))
        {
            db.BulkJobs.Add(New(command, context, clock));
        }

        return Done.Now;
    }

    internal static BulkJob New(ReceiveJob command, RequestContext context, TimeProvider clock)
    {
        var (job, caller) = (
            BulkJob.Receive(command.Id, context.WorkspaceId, command.Kind, command.Format, command.Source, clock.Instant()),
            context.Caller
        );
        job.BelongTo(caller.ActorId, caller.DisplayName, caller.System, [.. caller.Scopes.Order(StringComparer.Ordinal)]);
        return job;
    }
}

/// <summary>Stores some rows of a job. Safe to repeat.</summary>
public sealed record ReceiveRows(BulkJobId Id, int Number, long FirstRow, byte[] Body) : ICommand<Done>, IRepeatable;

internal sealed class ReceiveRowsHandler(IMarketingDb db, RequestContext context) : IRequestHandler<ReceiveRows, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReceiveRows command, CancellationToken cancellationToken)
    {
        var (id, number) = (command.Id, command.Number);
        if (!await db.BulkJobChunks.AnyAsync(chunk => chunk.JobId == id && chunk.Number == number, cancellationToken))
        {
            db.BulkJobChunks.Add(
                new BulkJobChunk
                {
                    WorkspaceId = context.WorkspaceId,
                    JobId = id,
                    Number = number,
                    FirstRow = command.FirstRow,
                    Body = command.Body,
                }
            );
        }

        return Done.Now;
    }
}

/// <summary>All rows of a job are stored; they are applied from now on.</summary>
public sealed record QueueJob(ReceiveJob Job, string? Header, long Rows, int Chunks) : ICommand<JobResponse>;

internal sealed class QueueJobHandler(IMarketingDb db, RequestContext context, TimeProvider clock, ResponseMapper responses)
    : IRequestHandler<QueueJob, Result<JobResponse>>
{
    public async Task<Result<JobResponse>> Handle(QueueJob command, CancellationToken cancellationToken)
    {
        // Nothing was stored of a request that is only validated.
        var id = command.Job.Id;
        var job = context.ValidateOnly
            ? ReceiveJobHandler.New(command.Job, context, clock)
            : await db.BulkJobs.SingleAsync(job => job.Id == id, cancellationToken);
        job.Queue(command.Header, command.Rows, command.Chunks);
        return responses.Map<BulkJob, JobResponse>(job);
    }
}

/// <summary>Ends a job. The rows that were applied stay.</summary>
public sealed record CancelJob(BulkJobId Id) : ICommand<JobResponse>;

internal sealed class CancelJobHandler(IMarketingDb db, BulkJobRights rights, TimeProvider clock, ResponseMapper responses)
    : IRequestHandler<CancelJob, Result<JobResponse>>
{
    public async Task<Result<JobResponse>> Handle(CancelJob command, CancellationToken cancellationToken)
    {
        // Written first, so that a chunk that is being applied ends before.
        var id = command.Id;
        await db.BulkJobs.Where(job => job.Id == id).GuardAsync(row => row.SetProperty(r => r.Rows, r => r.Rows), cancellationToken);
        var job = await rights.Visible(db.BulkJobs).SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
        {
            return new BulkJobNotFound(id.Value);
        }

        if (!job.IsOpen)
        {
            return new BulkJobEnded(job.State);
        }

        job.Cancel(clock.Instant());
        return responses.Map<BulkJob, JobResponse>(job);
    }
}
