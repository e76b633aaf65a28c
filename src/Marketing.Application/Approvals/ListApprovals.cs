using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>Whose approvals to list.</summary>
public enum ApprovalAssigneeFilter
{
    /// <summary>Those that the caller can decide now, alone or as a delegate.</summary>
    Me,
}

/// <summary>Which approvals to list.</summary>
public sealed record ListApprovals : ResourceListArguments, IFeedQuery<ApprovalResponse>
{
    /// <summary>`me`: only approvals that the caller can decide, alone or as a delegate, and has no other part in.</summary>
    public ApprovalAssigneeFilter? Assignee { get; init; }

    /// <summary>Only approvals in this state.</summary>
    public ApprovalState? State { get; init; }

    /// <summary>Only approvals of this step.</summary>
    public ApprovalStep? Step { get; init; }

    /// <summary>Only approvals of this type of resource.</summary>
    /// <example>plan</example>
    [MaxLength(50)]
    public string? SubjectType { get; init; }

    /// <summary>Only approvals of this resource.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Only approvals that are due on or before this instant.</summary>
    public DateTime? DueBefore { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<ApprovalResponse> IFeedQuery<ApprovalResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListApprovalsHandler(IMarketingDb db, PageReader pages, ApprovalInbox inbox)
    : IRequestHandler<ListApprovals, Result<Page<ApprovalResponse>>>
{
    private static readonly SortSet<Approval, ApprovalResponse> Sorts = SortSet<Approval, ApprovalResponse>
        .EndingIn(approval => approval.Id, approval => ApprovalId.From(approval.Id))
        .By("createdAt", approval => approval.CreatedAt, approval => approval.CreatedAt)
        .By("updatedAt", approval => approval.UpdatedAt, approval => approval.UpdatedAt)
        .By("dueAt", approval => approval.DueAt, approval => approval.DueAt)
        .ByDefault("-createdAt");

    public async Task<Result<Page<ApprovalResponse>>> Handle(ListApprovals query, CancellationToken cancellationToken) =>
        query.Assignee is null
            ? await pages.ReadAsync(Filter(query), query, Sorts, cancellationToken)
            : await db.ReadConsistentlyAsync(() => ReadMineAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<ApprovalResponse>>> ReadMineAsync(ListApprovals query, CancellationToken ct) =>
        await pages.ReadAsync(await inbox.OfCallerAsync(Filter(query), ct), query, Sorts, ct);

    private IQueryable<Approval> Filter(ListApprovals query)
    {
        var approvals = db.Approvals.Matching<Approval, ApprovalId>(query);
        if (query.State is { } state)
        {
            approvals = approvals.Where(approval => approval.State == state);
        }

        if (query.Step is { } step)
        {
            approvals = approvals.Where(approval => approval.Step == step);
        }

        if (query.SubjectType is { } type)
        {
            approvals = approvals.Where(approval => approval.SubjectType == type);
        }

        if (query.SubjectId is { } subject)
        {
            approvals = approvals.Where(approval => approval.SubjectId == subject);
        }

        if (query.DueBefore is { } due)
        {
            approvals = approvals.Where(approval => approval.DueAt <= due);
        }

        return approvals;
    }
}

/// <summary>What a person is asked to decide.</summary>
internal sealed class ApprovalInbox(IMarketingDb db, Signers signers)
{
    /// <summary>Keeps what the caller can decide: asked of the caller or a delegator, and without another part in it.</summary>
    public async Task<IQueryable<Approval>> OfCallerAsync(IQueryable<Approval> approvals, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        var today = signers.Today(settings);
        var (self, delegators) = await signers.CallerAsync(today, ct);
        IReadOnlyList<Signer> signing = [self, .. delegators];
        var parties = await db.WithMergedAsync([.. signing.SelectMany(person => person.Parties).Distinct()], ct);
        var persons = signing.Select(person => person.ActorId).ToList();
        var steps = Enum.GetValues<ApprovalStep>().Where(step => signing.Any(person => person.MayTake(ResourceTypes.Plan, step))).ToList();
        var types = Approval
            .SubjectTypes.Where(type => type != ResourceTypes.Plan && signing.Any(person => person.MayTake(type, Approval.StepOf(type))))
            .ToList();
        var same = FourEyes.Same(self.ActorId, await signers.DelegationsAsync(today, today, ct)).ToList();
        return approvals.Where(approval =>
            (approval.SubjectType == ResourceTypes.Plan ? steps.Contains(approval.Step) : types.Contains(approval.SubjectType))
            && (
                approval.AssigneeActorId != null
                    ? persons.Contains(approval.AssigneeActorId)
                    : approval.AssigneePartyId == null || parties.Contains(approval.AssigneePartyId)
            )
            && !same.Contains(approval.RequestedBy)
            && !db.Approvals.Any(other =>
                other.SubjectId == approval.SubjectId
                && other.Revision == approval.Revision
                && other.Round == approval.Round
                && other.Id != approval.Id
                && other.State == ApprovalState.Approved
                && (same.Contains(other.DecidedBy!) || same.Contains(other.DecidedFor!))
            )
        );
    }
}

/// <summary>Reads one approval.</summary>
public sealed record GetApproval(ApprovalId Id) : IQuery<ApprovalResponse>;

internal sealed class GetApprovalHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetApproval, Result<ApprovalResponse>>
{
    public async Task<Result<ApprovalResponse>> Handle(GetApproval query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Approval, ApprovalResponse>, cancellationToken) is { } found
            ? found
            : new ApprovalNotFound(query.Id.Value);
}
