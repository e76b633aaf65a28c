using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>What is planned for the months of a line, in its working copy.</summary>
public sealed record BudgetLinePeriodsResponse
{
    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The months of the budget; none while the amount or the period is open.</summary>
    [MaxLength(Spread.MaxMonths)]
    public required IReadOnlyList<BudgetLinePeriod> Items { get; init; }
}

/// <summary>What is planned for a month of a line.</summary>
public sealed record BudgetLinePeriod
{
    /// <summary>The month.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string Period { get; init; }

    /// <summary>The amount. The amounts of all months add up to that of the line.</summary>
    /// <example>10000</example>
    public required decimal Planned { get; init; }

    /// <summary>Whether the amount stays when that of the line changes.</summary>
    public required bool Locked { get; init; }

    /// <summary>
    /// The money of the month in the revision in force; null if the line has no months there. With the horizon `cumulative`, it is the
    /// money of all months up to this one.
    /// </summary>
    public required BalanceResponse? Balance { get; init; }
}

/// <summary>What to plan for a month.</summary>
public sealed record PlannedCellInput
{
    /// <summary>The amount, in the currency of the budget; null to lock the amount as it is, or to compute it again.</summary>
    /// <example>10000</example>
    [Range(typeof(decimal), "0", ValueLimits.MoneyAmount, ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal? Amount { get; init; }

    /// <summary>Whether the amount stays when that of the line changes.</summary>
    public bool Locked { get; init; }
}

/// <summary>Lists what is planned for the months of a line.</summary>
public sealed record ListBudgetLinePeriods(BudgetId BudgetId, BudgetLineId LineId) : IQuery<BudgetLinePeriodsResponse>;

internal sealed class ListBudgetLinePeriodsHandler(IMarketingDb db)
    : IRequestHandler<ListBudgetLinePeriods, Result<BudgetLinePeriodsResponse>>
{
    public Task<Result<BudgetLinePeriodsResponse>> Handle(ListBudgetLinePeriods query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BudgetLinePeriodsResponse>> ReadAsync(ListBudgetLinePeriods query, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.BudgetId, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.BudgetId.Value);
        }

        var lines = await db.BudgetLines.AsNoTracking().Where(line => line.BudgetId == query.BudgetId).ToListAsync(ct);
        var content = BudgetStore.ContentOf(budget, lines);
        if (content.Lines.FirstOrDefault(line => line.Id == query.LineId.Value) is not { } line)
        {
            return new BudgetLineNotFound(query.LineId.Value);
        }

        var cells = content.CellsOf(line) is { Succeeded: true, Value: var known } ? known : [];
        var ids = cells.Select(cell => PeriodGuards.IdOf(line.Id, cell.Month)).ToList();
        var balances = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == query.BudgetId && ids.Contains(row.OwnerId))
            .ToDictionaryAsync(row => row.Month!, ct);
        return new BudgetLinePeriodsResponse
        {
            LineId = line.Id,
            Code = line.Terms.Code,
            Currency = budget.Currency,
            Items =
            [
                .. cells.Select(cell => new BudgetLinePeriod
                {
                    Period = cell.Month.ToString(),
                    Planned = MinorUnits.ToAmount(cell.Minor, budget.Currency),
                    Locked = cell.Locked,
                    Balance = balances.TryGetValue(cell.Month.ToString(), out var balance)
                        ? BalanceResponse.Of(balance, budget.Currency)
                        : null,
                }),
            ],
        };
    }
}

/// <summary>Writes what is planned for a month of a line. Months that are not locked share what it leaves.</summary>
public sealed record WriteBudgetLinePeriod(
    BudgetId BudgetId,
    BudgetLineId LineId,
    string Period,
    ExpectedVersion? ExpectedVersion,
    PlannedCellInput Input
) : ICommand<BudgetLineResponse>;

internal sealed class WriteBudgetLinePeriodHandler(BudgetLineWriter writer)
    : IRequestHandler<WriteBudgetLinePeriod, Result<BudgetLineResponse>>
{
    public async Task<Result<BudgetLineResponse>> Handle(WriteBudgetLinePeriod command, CancellationToken cancellationToken)
    {
        var opened = await writer.OpenAsync(command.BudgetId, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Error;
        }

        var (budget, _, lines) = opened.Value;
        var found = BudgetLineWriter.Find(lines, command.LineId, command.ExpectedVersion);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var line = found.Value;
        var content = BudgetStore.ContentOf(budget, lines);
        if (line.Terms.Amount?.Amount is not { } amount || content.CellsOf(content.Lines[lines.IndexOf(line)]) is not { } cells)
        {
            return new BudgetLineNotSpread(line.Terms.Code);
        }

        if (!cells.Succeeded)
        {
            return cells.Error;
        }

        if (Month.Parse(command.Period) is not { } month || cells.Value.All(cell => cell.Month != month))
        {
            return new BudgetLinePeriodNotFound(command.Period);
        }

        var money = new Money { Amount = command.Input.Amount ?? 0, Currency = budget.Currency };
        if (Refusals.Of([.. money.Check()]) is { } tooFine)
        {
            return tooFine;
        }

        var minor = command.Input.Amount is { } given ? MinorUnits.Of(given, budget.Currency) : (long?)null;
        var write = new CellWrite(month, minor, command.Input.Locked);
        var written = (line.Terms.Spread ?? Spread.Even).With(cells.Value, write, budget.Currency);
        if ((written.Error ?? written.Value.Over(amount, budget.Terms).Error) is { } refused)
        {
            return new RulesBroken([.. refused.Faults.Select(fault => fault with { Pointer = "/amount" })]);
        }

        return line.Write(line.Terms with { Spread = written.Value }, budget.Currency).Error is { } broken
            ? broken
            : await writer.SaveAsync(opened.Value, line, cancellationToken);
    }
}
