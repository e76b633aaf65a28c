using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Lifecycle;

/// <summary>A revision of a plan or budget.</summary>
public sealed record PlanRevisionResponse
{
    /// <summary>Number within the plan or budget, starting with 1.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>Whether it is being written, waits for a decision, is approved, or was replaced or dropped.</summary>
    public required RevisionStatus Status { get; init; }

    /// <summary>SHA-256 of the submitted content, in hexadecimal digits; null if it is not submitted.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [MaxLength(64)]
    public required string? Hash { get; init; }

    /// <summary>The content version that it has or had last.</summary>
    /// <example>12</example>
    [Range(0, 9_007_199_254_740_991)]
    public required long ContentVersion { get; init; }

    /// <summary>When it was last submitted, in UTC.</summary>
    public required DateTime? SubmittedAt { get; init; }

    /// <summary>Id of the person who submitted it.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    public required string? SubmittedBy { get; init; }

    /// <summary>When it was approved, in UTC.</summary>
    public required DateTime? ApprovedAt { get; init; }

    /// <summary>When it came into force, in UTC.</summary>
    public required DateTime? InForceAt { get; init; }

    /// <summary>When a later revision replaced it, in UTC.</summary>
    public required DateTime? SupersededAt { get; init; }

    /// <summary>The columns of the response.</summary>
    internal static Expression<Func<TRevision, PlanRevisionResponse>> Selection<TRevision>()
        where TRevision : Revision =>
        revision => new PlanRevisionResponse
        {
            Number = revision.Number,
            Status = revision.Status,
            Hash = Hex(revision.Hash),
            ContentVersion = revision.ContentVersion,
            SubmittedAt = revision.SubmittedAt,
            SubmittedBy = revision.SubmittedBy,
            ApprovedAt = revision.ApprovedAt,
            InForceAt = revision.InForceAt,
            SupersededAt = revision.SupersededAt,
        };

    private static string? Hex(byte[]? hash) => hash is null ? null : Convert.ToHexStringLower(hash);
}

/// <summary>Which revisions to list.</summary>
public sealed record RevisionArguments : ListArguments
{
    /// <summary>Only revisions in this state.</summary>
    public RevisionStatus? Status { get; init; }
}

/// <summary>Lists the revisions of a plan.</summary>
public sealed record ListRevisions(PlanId PlanId, RevisionArguments Arguments) : IQuery<Page<PlanRevisionResponse>>;

internal sealed class ListRevisionsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListRevisions, Result<Page<PlanRevisionResponse>>>
{
    private static readonly SortSet<PlanRevision, PlanRevisionResponse> Sorts = SortSet<PlanRevision, PlanRevisionResponse>
        .EndingIn(revision => revision.Number, revision => revision.Number)
        .By("number", revision => revision.Number, revision => revision.Number)
        .ByDefault("-number");

    public Task<Result<Page<PlanRevisionResponse>>> Handle(ListRevisions query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<PlanRevisionResponse>>> ReadAsync(ListRevisions query, CancellationToken ct)
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == query.PlanId, ct))
        {
            return new PlanNotFound(query.PlanId.Value);
        }

        var revisions = db.PlanRevisions.AsNoTracking().Where(revision => revision.PlanId == query.PlanId);
        if (query.Arguments.Status is { } status)
        {
            revisions = revisions.Where(revision => revision.Status == status);
        }

        return await pages.ReadAsync(
            revisions,
            query.Arguments,
            Sorts,
            PlanRevisionResponse.Selection<PlanRevision>(),
            ct,
            query.PlanId.ToString()!
        );
    }
}
