using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.BulkJobs;

/// <summary>
/// Applies a chunk of a job, as its owner, and records what became of it, in one transaction. A chunk that was applied is skipped, so a
/// service that was killed loses and doubles nothing.
/// </summary>
public sealed record ApplyRows(BulkJobId Id, int Number) : ICommand<Done>;

internal sealed class ApplyRowsHandler(IMarketingDb db, RequestContext context, BulkJobRights rights, IBulkRows reader, TimeProvider clock)
    : IRequestHandler<ApplyRows, Result<Done>>
{
    public async Task<Result<Done>> Handle(ApplyRows command, CancellationToken cancellationToken)
    {
        var (id, number) = (command.Id, command.Number);
        var taken = await db
            .BulkJobs.Where(job => job.Id == id && job.NextChunk == number)
            .Where(job => job.State == BulkJobState.Queued || job.State == BulkJobState.Running)
            .GuardAsync(
                job => job.SetProperty(row => row.NextChunk, number + 1).SetProperty(row => row.State, BulkJobState.Running),
                cancellationToken
            );
        if (taken == 0)
        {
            return Done.Now;
        }

        var job = await db.BulkJobs.SingleAsync(row => row.Id == id, cancellationToken);
        var chunk = await db.BulkJobChunks.AsNoTracking().SingleAsync(row => row.JobId == id && row.Number == number, cancellationToken);
        var kind = rights[job.Kind];
        var rows = reader.Read(kind.Item, job, chunk);
        var readable = rows.Where(row => row.Item is not null).ToList();
        var applied = await ApplyAsync(kind, job.Source, readable, cancellationToken);
        var refused = rows.Where(row => row.Problem is not null)
            .Select(row => Refused(job, row.Number, null, row.Problem!))
            .Concat(
                applied
                    .Zip(readable)
                    .Where(pair => pair.First.Problem is not null)
                    .Select(pair => Refused(job, pair.Second.Number, pair.First.Ref, pair.First.Problem!.OfRow()))
            )
            .ToList();
        db.BulkJobErrors.AddRange(refused);
        job.Advance(
            new BulkCount(
                rows.Count,
                applied.Count(outcome => outcome.Effect == BulkEffect.Created),
                applied.Count(outcome => outcome.Effect == BulkEffect.Updated),
                applied.Count(outcome => outcome.Effect == BulkEffect.Unchanged),
                refused.Count
            ),
            clock.Instant()
        );
        await db.SaveChangesAsync(cancellationToken);
        return Done.Now;
    }

    private static async Task<IReadOnlyList<BulkOutcome>> ApplyAsync(
        IBulkKind kind,
        string? source,
        List<BulkRow> rows,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return [];
        }

        // Nothing was applied if the bulk as a whole was refused.
        var result = await kind.ApplyAsync(source, [.. rows.Select(row => row.Item!)], ct);
        return result.Succeeded
            ? result.Value
            : [.. rows.Select(_ => new BulkOutcome(BulkEffect.Refused, null, BulkProblem.Of(result.Error)))];
    }

    private BulkJobError Refused(BulkJob job, long row, string? name, BulkProblem problem) =>
        new()
        {
            WorkspaceId = context.WorkspaceId,
            JobId = job.Id,
            Row = row,
            Ref = name,
            Problem = JobErrorResponse.Store(problem),
        };
}

/// <summary>Ends a job that cannot go on.</summary>
public sealed record FailJob(BulkJobId Id, BulkJobFailure Failure) : ICommand<Done>, IRepeatable;

internal sealed class FailJobHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<FailJob, Result<Done>>
{
    public async Task<Result<Done>> Handle(FailJob command, CancellationToken cancellationToken)
    {
        var id = command.Id;
        var job = await db.BulkJobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job?.IsOpen == true)
        {
            job.Fail(command.Failure, clock.Instant());
        }

        return Done.Now;
    }
}
