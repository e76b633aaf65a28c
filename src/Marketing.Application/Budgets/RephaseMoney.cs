using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>Money to move to another month of its line.</summary>
public sealed record RephaseInput
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>The month that the money is taken from.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public required string FromPeriod { get; init; }

    /// <summary>The month that gets the money.</summary>
    /// <example>2027-06</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public required string ToPeriod { get; init; }

    /// <summary>The amount, in the currency of the budget.</summary>
    public required Money Amount { get; init; }

    /// <summary>Why it is moved.</summary>
    /// <example>活动推迟到六月</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Moves money available to another month of its line.</summary>
public sealed record RephaseMoney(BudgetId BudgetId, RephaseInput Input) : ICommand<BookingResponse>;

internal sealed class RephaseMoneyHandler(Bookings bookings, Ledger ledger, BudgetStore store)
    : IRequestHandler<RephaseMoney, Result<BookingResponse>>
{
    public async Task<Result<BookingResponse>> Handle(RephaseMoney command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var spending = await bookings.ReadAsync(command.BudgetId, [input.LineCode], cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var (budget, line) = (spending.Value.Budget, spending.Value.Find(input.LineCode));
        var refused = Refusals.Join(
            Bookings.Check(input.Amount, budget, "/amount"),
            Bookings.Bookable(line, input.LineCode, "/lineCode") ?? WithoutMonths(line!),
            input.FromPeriod == input.ToPeriod ? new RephaseToSamePeriod(input.ToPeriod) : null,
            Unknown(line, input.FromPeriod, "/fromPeriod"),
            Unknown(line, input.ToPeriod, "/toPeriod")
        );
        if (refused is not null)
        {
            return refused;
        }

        var (from, to) = (Month.Parse(input.FromPeriod)!.Value, Month.Parse(input.ToPeriod)!.Value);
        var shut = new[] { from, to }.Where(spending.Value.Closed.Contains).ToList();
        if (shut.Count > 0)
        {
            return new FiscalPeriodClosed(shut[0].ToString());
        }

        var id = BudgetLineId.From(line!.OwnerId);
        var origin = new EntryOrigin(await store.TodayAsync(cancellationToken)) { Reason = input.Reason };
        var entry = LedgerEntry.Rephased(id, from, to, MinorUnits.Of(input.Amount.Amount, budget.Currency), origin);
        var posted = await ledger.PostAsync(spending.Value, [entry], PostingRule.Rephasing, cancellationToken);
        return posted.Succeeded ? Bookings.ToResponse(spending.Value, id, [entry], posted.Value, null) : posted.Error;
    }

    private static LineWithoutPeriods? WithoutMonths(BudgetBalance line) =>
        line.Guards?.Has(line.OwnerId) == true ? null : new LineWithoutPeriods(line.Terms.Code);

    private static LinePeriodUnknown? Unknown(BudgetBalance? line, string period, string pointer) =>
        line?.Guards is { } guards && !guards.Months.Contains(period) ? new LinePeriodUnknown(period, pointer) : null;
}
