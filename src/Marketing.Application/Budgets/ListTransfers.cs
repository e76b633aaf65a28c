using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which transfers and draws to list.</summary>
public sealed record TransferArguments : ListArguments
{
    /// <summary>Only transfers or only draws.</summary>
    public TransferKind? Kind { get; init; }

    /// <summary>Only those in this state.</summary>
    public TransferState? State { get; init; }
}

/// <summary>Lists the transfers and draws of a budget.</summary>
public sealed record ListTransfers(BudgetId BudgetId, TransferArguments Arguments) : IQuery<Page<TransferResponse>>;

internal sealed class ListTransfersHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListTransfers, Result<Page<TransferResponse>>>
{
    private static readonly SortSet<BudgetTransfer, TransferResponse> Sorts = SortSet<BudgetTransfer, TransferResponse>
        .EndingIn(transfer => transfer.Id, transfer => BudgetTransferId.From(transfer.Id))
        .By("createdAt", transfer => transfer.CreatedAt, transfer => transfer.CreatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<TransferResponse>>> Handle(ListTransfers query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<TransferResponse>>> ReadAsync(ListTransfers query, CancellationToken ct)
    {
        if (!await db.Budgets.AnyAsync(budget => budget.Id == query.BudgetId, ct))
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var transfers = db.BudgetTransfers.AsNoTracking().Where(transfer => transfer.BudgetId == query.BudgetId);
        if (query.Arguments.Kind is { } kind)
        {
            transfers = transfers.Where(transfer => transfer.Kind == kind);
        }

        if (query.Arguments.State is { } state)
        {
            transfers = transfers.Where(transfer => transfer.State == state);
        }

        return await pages.ReadAsync(
            transfers,
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<BudgetTransfer, TransferResponse>(),
            ct,
            query.BudgetId.ToString()!
        );
    }
}

/// <summary>Reads one transfer or draw.</summary>
public sealed record GetTransfer(BudgetId BudgetId, BudgetTransferId Id) : IQuery<TransferResponse>;

internal sealed class GetTransferHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetTransfer, Result<TransferResponse>>
{
    public async Task<Result<TransferResponse>> Handle(GetTransfer query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<BudgetTransfer, TransferResponse>, cancellationToken) is { } found
        && found.BudgetId == query.BudgetId.Value
            ? found
            : new TransferNotFound(query.Id.Value);
}

internal sealed class TransferProjections : Profile
{
    public TransferProjections() =>
        CreateProjection<BudgetTransfer, TransferResponse>()
            .ForMember(
                row => row.Amount,
                member =>
                    member.MapFrom(row => new Money { Amount = MinorUnits.ToAmount(row.Minor, row.Currency), Currency = row.Currency })
            );
}

/// <summary>Reads transfers and draws for the change feed.</summary>
internal sealed class TransferReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<BudgetTransfer, BudgetTransferId, TransferResponse>(
        db,
        mappings,
        ResourceTypes.BudgetTransfer,
        Domain.Access.Scopes.BudgetsRead
    );
