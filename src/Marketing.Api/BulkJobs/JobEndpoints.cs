using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.BulkJobs;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using Microsoft.AspNetCore.Mvc;

namespace Marketing.Api.BulkJobs;

/// <summary>What a job consists of.</summary>
internal sealed record JobArguments : WriteArguments
{
    /// <summary>What the rows are.</summary>
    public required BulkJobKind Kind { get; init; }

    /// <summary>The source of facts, as of their bulk operation; by default the system of the API key.</summary>
    /// <example>meta-ads</example>
    [MaxLength(BulkJob.SourceLength)]
    [NotBlank]
    [SingleLine]
    public string? Source { get; init; }
}

internal static class JobEndpoints
{
    /// <summary>The scopes of all kinds of rows.</summary>
    private static readonly string[] Rows = [Scopes.CampaignsWrite, Scopes.LedgerWrite, Scopes.ResultsWrite];

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Jobs");
        api.Post("/v1/jobs", "createJob", CreateJob, Rows);
        api.Get("/v1/jobs/{jobId}", "getJob", GetJob, Rows);
        api.Get("/v1/jobs/{jobId}/errors", "listJobErrors", ListJobErrors, Rows);
        api.Post("/v1/jobs/{jobId}/cancel", "cancelJob", CancelJob, Rows);
    }

    /// <summary>Create a job</summary>
    /// <remarks>
    /// Stores rows and applies them in the background, each on its own, with the rights of the caller. NDJSON has an item of the bulk
    /// operation in each line. CSV has a header with the names of the members, with dots for nested ones such as `amount.currency`. An
    /// empty cell or a missing column leaves the member out, `\N` is null, and `""` is an empty text. Sending the same rows again changes
    /// nothing, as in the bulk operation. A body can have up to `Jobs:MaxBytes` (1 GiB by default), a row 64 KiB.
    /// </remarks>
    private static Task<Created<JobResponse>> CreateJob(
        Query<JobArguments> query,
        BodyStream body,
        [FromServices] JobUpload upload,
        UseCases useCases
    ) => upload.CreateAsync(query.Value, body, useCases);

    /// <summary>Get a job</summary>
    /// <remarks>Returns how far a job is, and how many rows were applied and refused.</remarks>
    private static Task<Ok<JobResponse>> GetJob(BulkJobId jobId, UseCases useCases) => useCases.Read(new GetJob(jobId));

    /// <summary>List the refused rows of a job</summary>
    /// <remarks>Returns why rows were refused, in the order of the rows. Sorts by `row`.</remarks>
    private static Task<Ok<Page<JobErrorResponse>>> ListJobErrors(BulkJobId jobId, Query<JobErrorArguments> query, UseCases useCases) =>
        useCases.Read(new ListJobErrors(jobId, query.Value));

    /// <summary>Cancel a job</summary>
    /// <remarks>Ends a job. The rows that were applied stay. 409 if it has ended.</remarks>
    private static Task<Changed<JobResponse>> CancelJob(BulkJobId jobId, UseCases useCases) => useCases.Change(new CancelJob(jobId));
}
