using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>What happened to the contingency reserve of a budget.</summary>
public sealed record ReserveHistoryResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>What is left, without what requested draws hold.</summary>
    /// <example>900000</example>
    public required decimal Available { get; init; }

    /// <summary>Every change, the earliest first.</summary>
    [MaxLength(100_000)]
    public required IReadOnlyList<ReserveChange> Changes { get; init; }
}

/// <summary>One change of the reserve.</summary>
public sealed record ReserveChange
{
    /// <summary>The ledger entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEntryKind Kind { get; init; }

    /// <summary>Code of the reserve line.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>By how much the available amount changed.</summary>
    /// <example>-600000</example>
    public required decimal Amount { get; init; }

    /// <summary>What was available on all reserve lines afterwards.</summary>
    /// <example>900000</example>
    public required decimal Balance { get; init; }

    /// <summary>The day on which the money moved.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>The draw that the change belongs to.</summary>
    public required Guid? TransferId { get; init; }

    /// <summary>Code of the line that the draw is for.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? ToLineCode { get; init; }

    /// <summary>Why the reserve was used.</summary>
    public required ReserveCause? Cause { get; init; }

    /// <summary>The reason, in words.</summary>
    [MaxLength(LedgerPosting.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>Id of the actor who posted it.</summary>
    [MaxLength(200)]
    public required string By { get; init; }
}

/// <summary>Reads what happened to the contingency reserve.</summary>
public sealed record GetReserveHistory(BudgetId Id) : IQuery<ReserveHistoryResponse>;

internal sealed class GetReserveHistoryHandler(IMarketingDb db) : IRequestHandler<GetReserveHistory, Result<ReserveHistoryResponse>>
{
    public Task<Result<ReserveHistoryResponse>> Handle(GetReserveHistory query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<ReserveHistoryResponse>> ReadAsync(GetReserveHistory query, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var balances = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == query.Id && row.Scope == BalanceScope.Line)
            .ToListAsync(ct);
        var reserves = balances
            .Where(row => row.Terms.Kind == BudgetLineKind.Contingency)
            .Select(row => BudgetLineId.From(row.OwnerId))
            .ToList();
        var postings = await db
            .LedgerPostings.AsNoTracking()
            .Where(posting =>
                posting.BudgetId == query.Id && posting.Account == LedgerAccount.Available && reserves.Contains(posting.LineId)
            )
            .OrderBy(posting => posting.Sequence)
            .ThenBy(posting => posting.EntryId)
            .ThenBy(posting => posting.Number)
            .ToListAsync(ct);
        var transfers = await db
            .BudgetTransfers.AsNoTracking()
            .Where(transfer => transfer.BudgetId == query.Id)
            .ToDictionaryAsync(transfer => transfer.Id, ct);
        var (changes, balance) = (new List<ReserveChange>(), 0L);
        foreach (var posting in postings)
        {
            balance += posting.Minor;
            var transfer = posting.TransferId is { } id ? transfers.GetValueOrDefault(id) : null;
            changes.Add(
                new ReserveChange
                {
                    EntryId = posting.EntryId.Value,
                    Kind = posting.Kind,
                    LineCode = posting.LineCode,
                    Amount = MinorUnits.ToAmount(posting.Minor, budget.Currency),
                    Balance = MinorUnits.ToAmount(balance, budget.Currency),
                    EffectiveDate = posting.EffectiveDate,
                    RecordedAt = posting.RecordedAt,
                    TransferId = posting.TransferId?.Value,
                    ToLineCode = transfer?.ToLineCode,
                    Cause = transfer?.Cause,
                    Reason = posting.Reason,
                    By = posting.ActorId,
                }
            );
        }

        return new ReserveHistoryResponse
        {
            BudgetId = budget.Id.Value,
            Currency = budget.Currency,
            Available = MinorUnits.ToAmount(balance, budget.Currency),
            Changes = changes,
        };
    }
}
