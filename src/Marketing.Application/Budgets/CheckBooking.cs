using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>A booking to try without posting it.</summary>
public sealed record BookingCheckInput
{
    /// <summary>The stage of spending.</summary>
    public required BookingStage Stage { get; init; }

    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>The amount, in the currency of the budget, or in one that the rate set converts.</summary>
    public required Money Amount { get; init; }

    /// <summary>
    /// The day of the booking, by default today. It matters for the rate of another currency, and for lines that are controlled by month.
    /// </summary>
    /// <example>2027-03-31</example>
    public DayOrInstant? Date { get; init; }

    /// <summary>Code of the rate set for an amount in another currency; by default that of the budget.</summary>
    [MaxLength(RateSet.CodeLength)]
    [SingleLine]
    public string? RateSetCode { get; init; }
}

/// <summary>Whether a booking would be accepted now.</summary>
public sealed record BookingCheckResponse
{
    /// <summary>Whether it would be accepted.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The balance of the line now.</summary>
    public required BalanceResponse Balance { get; init; }

    /// <summary>The line, lines above and the budget, as far as the amount exceeds what they have.</summary>
    [MaxLength((BudgetLine.MaxLevels + 2) * (Spread.MaxMonths + 1))]
    public required IReadOnlyList<BookingShortage> Shortages { get; init; }

    /// <summary>What blocks new spending.</summary>
    [MaxLength(BudgetLine.MaxLevels + 2)]
    public required IReadOnlyList<BlockKind> Blocks { get; init; }
}

/// <summary>Something has less than a booking needs.</summary>
public sealed record BookingShortage
{
    /// <summary>Code of the line; code of the budget for the whole.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Whether it is a line, a line above others, or the budget.</summary>
    public required BalanceScope Scope { get; init; }

    /// <summary>The month that has less; null if it is the whole period.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string? Period { get; init; }

    /// <summary>What would happen.</summary>
    public required ControlLevel Control { get; init; }

    /// <summary>What is available.</summary>
    public required decimal Available { get; init; }

    /// <summary>By how much the booking exceeds it.</summary>
    public required decimal Overshoot { get; init; }
}

/// <summary>Asks whether a booking would be accepted.</summary>
public sealed record CheckBooking(BudgetId BudgetId, BookingCheckInput Input) : IQuery<BookingCheckResponse>;

internal sealed class CheckBookingHandler(IMarketingDb db, Bookings bookings, Conversions conversions)
    : IRequestHandler<CheckBooking, Result<BookingCheckResponse>>
{
    public Task<Result<BookingCheckResponse>> Handle(CheckBooking query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<BookingCheckResponse>> ReadAsync(CheckBooking query, CancellationToken ct)
    {
        var input = query.Input;
        var spending = await bookings.ReadAsync(query.BudgetId, [input.LineCode], ct);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var (budget, line) = (spending.Value.Budget, spending.Value.Find(input.LineCode));
        var converted = await conversions.ConvertAsync(input.Amount, input.Date, input.RateSetCode, budget, ct);
        var refused = Refusals.Join(converted.Error, Bookings.Bookable(line, input.LineCode, "/lineCode"));
        if (refused is not null)
        {
            return refused;
        }

        var owners = line!.Above.Prepend(line.OwnerId).Append(budget.Id.Value).ToList();
        if (line.Guards is { } guards)
        {
            owners.AddRange(guards.OwnersOf(Month.Of(spending.Value.Closed.Place(await conversions.DayAsync(input.Date, budget, ct)))));
        }

        var rows = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == budget.Id && owners.Contains(row.OwnerId))
            .ToListAsync(ct);
        var minor = converted.Value;
        var shortages = rows.Where(row => row.Available < minor && row.ControlAt(input.Stage) != ControlLevel.Ignore)
            .OrderBy(row => row.Scope)
            .ThenBy(row => row.Above.Count)
            .ThenBy(row => row.Month, StringComparer.Ordinal)
            .Select(row => new BookingShortage
            {
                Code = row.Terms.Code,
                Scope = row.Scope,
                Period = row.Month,
                Control = row.ControlAt(input.Stage),
                Available = MinorUnits.ToAmount(row.Available, budget.Currency),
                Overshoot = MinorUnits.ToAmount(minor - row.Available, budget.Currency),
            })
            .ToList();
        var blocks = rows.SelectMany(row => (SpendingBlock.NewSpending & (SpendingBlock)row.Blocks).Kinds()).Distinct().ToList();
        return new BookingCheckResponse
        {
            Allowed = blocks.Count == 0 && !shortages.Exists(shortage => shortage.Control == ControlLevel.Stop),
            Balance = BalanceResponse.Of(line, budget.Currency),
            Shortages = shortages,
            Blocks = blocks,
        };
    }
}
