using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Common;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.BulkJobs;

/// <summary>Reads a job.</summary>
public sealed record GetJob(BulkJobId Id) : IQuery<JobResponse>;

internal sealed class GetJobHandler(IMarketingDb db, BulkJobRights rights, IConfigurationProvider mappings)
    : IRequestHandler<GetJob, Result<JobResponse>>
{
    public async Task<Result<JobResponse>> Handle(GetJob query, CancellationToken cancellationToken) =>
        await rights
            .Visible(db.BulkJobs.AsNoTracking())
            .Where(job => job.Id == query.Id)
            .ProjectTo<JobResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken)
            is { } found
            ? found
            : new BulkJobNotFound(query.Id.Value);
}

/// <summary>Which refused rows to list.</summary>
public sealed record JobErrorArguments : ListArguments;

/// <summary>Lists the rows of a job that were refused.</summary>
public sealed record ListJobErrors(BulkJobId JobId, JobErrorArguments Arguments) : IQuery<Page<JobErrorResponse>>;

internal sealed class ListJobErrorsHandler(IMarketingDb db, PageReader pages, BulkJobRights rights)
    : IRequestHandler<ListJobErrors, Result<Page<JobErrorResponse>>>
{
    private static readonly SortSet<BulkJobError, JobErrorResponse> Sorts = SortSet<BulkJobError, JobErrorResponse>
        .EndingIn(error => error.Row, error => error.Row)
        .By("row", error => error.Row, error => error.Row)
        .ByDefault("row");

    public Task<Result<Page<JobErrorResponse>>> Handle(ListJobErrors query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<JobErrorResponse>>> ReadAsync(ListJobErrors query, CancellationToken ct)
    {
        var id = query.JobId;
        if (!await rights.Visible(db.BulkJobs).AnyAsync(job => job.Id == id, ct))
        {
            return new BulkJobNotFound(id.Value);
        }

        return await pages.ReadAsync(
            db.BulkJobErrors.Where(error => error.JobId == id),
            query.Arguments,
            Sorts,
            JobErrorResponse.Selection,
            ct,
            id.Value.ToString()
        );
    }
}

/// <summary>Decides which jobs the caller can see and start: those whose rows the caller may write.</summary>
public sealed class BulkJobRights(IEnumerable<IBulkKind> kinds, RequestContext context)
{
    public IBulkKind this[BulkJobKind kind] => kinds.Single(each => each.Kind == kind);

    /// <summary>Returns why the caller cannot start a job; null if it can.</summary>
    public Error? RefusalOf(BulkJobKind kind) =>
        context.Caller.Scopes.Contains(this[kind].Scope) ? null : new BulkJobForbidden(this[kind].Scope);

    public IQueryable<BulkJob> Visible(IQueryable<BulkJob> jobs)
    {
        var visible = kinds.Where(kind => context.Caller.Scopes.Contains(kind.Scope)).Select(kind => kind.Kind).ToList();
        return jobs.Where(job => visible.Contains(job.Kind));
    }
}
