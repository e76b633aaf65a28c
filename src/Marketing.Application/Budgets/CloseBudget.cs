using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>The end of a budget.</summary>
public sealed record CloseBudgetInput
{
    /// <summary>Why it is closed.</summary>
    /// <example>2027 年度结束，余额退回</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Closes a budget for bookings, and returns what its lines have left.</summary>
public sealed record CloseBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, CloseBudgetInput Input) : ICommand<BudgetResponse>;

internal sealed class CloseBudgetHandler(IMarketingDb db, BudgetStore store, Bookings bookings, Ledger ledger)
    : IRequestHandler<CloseBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(CloseBudget command, CancellationToken cancellationToken)
    {
        await store.HoldAsync(command.Id, cancellationToken);
        var found = await store.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var budget = found.Value;
        if (budget.Close().Error is { } refused)
        {
            return refused;
        }

        // Locks all balances in the order of bookings.
        await db
            .BudgetBalances.Where(row => row.BudgetId == budget.Id)
            .GuardAsync(row => row.SetProperty(r => r.Revision, r => r.Revision), cancellationToken);
        var rows = await db.BudgetBalances.Where(row => row.BudgetId == budget.Id).ToDictionaryAsync(row => row.OwnerId, cancellationToken);
        var lines = rows.Values.Where(row => row.Scope == BalanceScope.Line).ToList();
        if (lines.Where(row => row.Held > 0 || row.Committed > 0).ToList() is { Count: > 0 } open)
        {
            return new BudgetHasOpenMoney([.. open.OrderBy(row => row.CodeKey, StringComparer.Ordinal).Select(row => Fault(row, budget))]);
        }

        var entry = LedgerEntry.Returned(
            lines.Where(line => line.Available > 0).SelectMany(line => RemaindersOf(line, rows)),
            new EntryOrigin(await store.TodayAsync(cancellationToken)) { Reason = command.Input.Reason }
        );
        entry.Place(await bookings.ClosedAsync(cancellationToken));
        foreach (var change in BalanceChange.Of(budget, lines, [entry]))
        {
            rows[change.OwnerId].Change(change.Available, change.Held, change.Committed, change.Actual);
        }

        rows[budget.Id.Value].Block(SpendingBlock.Closed, true);
        await db.SaveChangesAsync(cancellationToken);
        ledger.Record(budget, [entry], lines);
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }

    /// <summary>What a line has left: in each of its months, or in the month of the return.</summary>
    private static IEnumerable<(BudgetLineId Line, Month? Month, long Minor)> RemaindersOf(
        BudgetBalance line,
        Dictionary<Guid, BudgetBalance> rows
    )
    {
        var id = BudgetLineId.From(line.OwnerId);
        return line.Guards is { } guards && guards.Single.Contains(line.OwnerId)
            ? guards
                .Months.Select(month => Month.Parse(month)!.Value)
                .Select(month => (Line: id, Month: (Month?)month, Minor: rows[PeriodGuards.IdOf(line.OwnerId, month)].Available))
                .Where(remainder => remainder.Minor != 0)
            : [(id, null, line.Available)];
    }

    private static RuleFault Fault(BudgetBalance row, Budget budget) =>
        RuleFault.Of(
            "",
            "budget.openMoneyOfLine",
            ("line", row.Terms.Code),
            ("held", MinorUnits.ToAmount(row.Held, budget.Currency)),
            ("committed", MinorUnits.ToAmount(row.Committed, budget.Currency)),
            ("currency", budget.Currency)
        );
}

/// <summary>Requested transfers hold money, or commitments are open.</summary>
public sealed record BudgetHasOpenMoney(IReadOnlyList<RuleFault> Lines) : RuleError("budget.openMoney")
{
    public override IReadOnlyList<RuleFault> Faults => Lines;
}
