using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which commitments to list.</summary>
public sealed record CommitmentArguments : ListArguments
{
    /// <summary>Only open or only closed commitments.</summary>
    public CommitmentState? State { get; init; }

    /// <summary>Only the commitment of the record with this id in another system.</summary>
    [MaxLength(LedgerSource.IdLength)]
    public string? SourceId { get; init; }
}

/// <summary>Lists the commitments of a budget.</summary>
public sealed record ListCommitments(BudgetId BudgetId, CommitmentArguments Arguments) : IQuery<Page<CommitmentResponse>>;

internal sealed class ListCommitmentsHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListCommitments, Result<Page<CommitmentResponse>>>
{
    private static readonly SortSet<Commitment, CommitmentResponse> Sorts = SortSet<Commitment, CommitmentResponse>
        .EndingIn(row => row.Id, row => CommitmentId.From(row.Id))
        .By("date", row => row.Date, row => row.Date)
        .ByDefault("-date");

    public Task<Result<Page<CommitmentResponse>>> Handle(ListCommitments query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<CommitmentResponse>>> ReadAsync(ListCommitments query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var commitments = db.Commitments.AsNoTracking().Where(row => row.BudgetId == query.BudgetId);
        if (query.Arguments.State is { } state)
        {
            commitments = commitments.Where(row => row.State == state);
        }

        if (query.Arguments.SourceId is { } source)
        {
            commitments = commitments.Where(row => row.SourceId == source);
        }

        return await pages.ReadAsync(
            commitments,
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<Commitment, CommitmentResponse>(),
            ct,
            query.BudgetId.ToString()!
        );
    }
}

/// <summary>Reads one commitment.</summary>
public sealed record GetCommitment(BudgetId BudgetId, CommitmentId Id) : IQuery<CommitmentResponse>;

internal sealed class GetCommitmentHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetCommitment, Result<CommitmentResponse>>
{
    public async Task<Result<CommitmentResponse>> Handle(GetCommitment query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<Commitment, CommitmentResponse>, cancellationToken) is { } found
        && found.BudgetId == query.BudgetId.Value
            ? found
            : new CommitmentNotFound(query.Id.Value);
}
