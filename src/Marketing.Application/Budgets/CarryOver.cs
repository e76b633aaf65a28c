using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>What to carry over: a closed month into a later one, or a budget into the next.</summary>
public sealed record CarryOverInput
{
    /// <summary>The closed month whose remainder is carried over. Give this or `toBudgetCode`.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public string? FromPeriod { get; init; }

    /// <summary>The open month that gets it; by default the one after `fromPeriod`.</summary>
    /// <example>2027-04</example>
    [MaxLength(Month.Length)]
    [RegularExpression(Month.Pattern)]
    public string? ToPeriod { get; init; }

    /// <summary>Code of the budget that gets the remainder. Its lines are found by their codes.</summary>
    /// <example>BRAND-2028</example>
    [MaxLength(Budget.CodeLength)]
    public string? ToBudgetCode { get; init; }

    /// <summary>Codes of the lines; by default all lines that have a remainder.</summary>
    [MaxLength(200)]
    [Items(Budget.CodeLength)]
    public IReadOnlyList<string> LineCodes { get; init; } = [];

    /// <summary>Why it is carried over.</summary>
    /// <example>三月结余转入四月</example>
    [MaxLength(LedgerPosting.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>What was carried over.</summary>
public sealed record CarryOverResponse
{
    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The lines that had a remainder.</summary>
    [MaxLength(Budget.MaxLines)]
    public required IReadOnlyList<CarriedLine> Lines { get; init; }

    /// <summary>Ids of the ledger entries: of this budget, and of the one that got the remainder.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<Guid> EntryIds { get; init; }
}

/// <summary>What was carried over on a line.</summary>
public sealed record CarriedLine
{
    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>The amount; negative if more was spent than there was.</summary>
    /// <example>20</example>
    public required decimal Amount { get; init; }
}

/// <summary>Carries the remainder of a month or of a budget over, once.</summary>
public sealed record CarryOver(BudgetId BudgetId, CarryOverInput Input) : ICommand<CarryOverResponse>;

internal sealed class CarryOverHandler(IMarketingDb db, Bookings bookings, Ledger ledger, BudgetStore store)
    : IRequestHandler<CarryOver, Result<CarryOverResponse>>
{
    public async Task<Result<CarryOverResponse>> Handle(CarryOver command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var codes = input.LineCodes.Count > 0 ? input.LineCodes : await CodesAsync(command.BudgetId, cancellationToken);
        var spending = await bookings.ReadAsync(command.BudgetId, codes, cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        if (input.FromPeriod is null == input.ToBudgetCode is null)
        {
            return new CarryOverUnclear();
        }

        var unknown = codes.Where(code => spending.Value.Find(code)?.Scope != BalanceScope.Line).ToList();
        if (unknown.Count > 0)
        {
            return new BudgetLineUnknown(unknown[0], "/lineCodes");
        }

        return input.FromPeriod is { } from
            ? await ByMonthAsync(spending.Value, Month.Parse(from)!.Value, input, cancellationToken)
            : await ToBudgetAsync(spending.Value, input, cancellationToken);
    }

    private Task<List<string>> CodesAsync(BudgetId id, CancellationToken ct) =>
        db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == id && row.IsOpen && row.Scope == BalanceScope.Line)
            .Select(row => row.CodeKey)
            .ToListAsync(ct);

    /// <summary>Nothing can be posted in a closed month, so its remainder stays what it is until it is carried over.</summary>
    private async Task<Result<CarryOverResponse>> ByMonthAsync(
        SpendingLines spending,
        Month from,
        CarryOverInput input,
        CancellationToken ct
    )
    {
        var to = input.ToPeriod is { } given ? Month.Parse(given)!.Value : from.Next;
        var lines = spending.Lines.Where(line => line.Guards?.Single.Contains(line.OwnerId) == true).ToList();
        if (lines.Count == 0)
        {
            return new LineWithoutPeriods(input.LineCodes.Count > 0 ? input.LineCodes[0] : spending.Budget.Code, "/fromPeriod");
        }

        var months = lines[0].Guards!.Months;
        if (!months.Contains(from.ToString()) || !months.Contains(to.ToString()) || to <= from)
        {
            return months.Contains(from.ToString())
                ? new LinePeriodUnknown(to.ToString(), "/toPeriod")
                : new LinePeriodUnknown(from.ToString(), "/fromPeriod");
        }

        if (!spending.Closed.Contains(from) || spending.Closed.Contains(to))
        {
            return spending.Closed.Contains(from) ? new FiscalPeriodClosed(to.ToString()) : new FiscalPeriodOpen(from.ToString());
        }

        var byId = lines.ToDictionary(line => PeriodGuards.IdOf(line.OwnerId, from));
        var rows = await TakeAsync(spending.Budget, [.. byId.Keys], from.ToString(), ct);
        if (!rows.Succeeded)
        {
            return rows.Error;
        }

        var moved = rows.Value.Select(row => (Line: byId[row.OwnerId], row.Available)).ToList();
        var entry = LedgerEntry.CarriedOver(
            moved.Select(each => (BudgetLineId.From(each.Line.OwnerId), each.Available)),
            from,
            to,
            new EntryOrigin(to.First) { Reason = input.Reason }
        );
        return await PostAsync([(spending, entry)], moved, ct);
    }

    private async Task<Result<CarryOverResponse>> ToBudgetAsync(SpendingLines spending, CarryOverInput input, CancellationToken ct)
    {
        var key = Budget.KeyOf(input.ToBudgetCode!);
        var found = await db.Budgets.AsNoTracking().Where(budget => budget.CodeKey == key).Select(budget => budget.Id).ToListAsync(ct);
        if (found.Count == 0 || found[0] == spending.Budget.Id)
        {
            return new BudgetCodeUnknown(input.ToBudgetCode!, "/toBudgetCode");
        }

        var rows = await TakeAsync(spending.Budget, [.. spending.Lines.Select(line => line.OwnerId)], null, ct);
        if (!rows.Succeeded)
        {
            return rows.Error;
        }

        var moved = rows.Value.Select(row => (Line: row, row.Available)).ToList();
        var target = await bookings.ReadAsync(found[0], moved.Select(each => each.Line.Terms.Code), ct);
        if (!target.Succeeded)
        {
            return target.Error;
        }

        var (source, into) = (spending.Budget, target.Value.Budget);
        var faults = moved
            .Where(each => target.Value.Find(each.Line.Terms.Code)?.Scope != BalanceScope.Line)
            .Select(each => RuleFault.Of("/toBudgetCode", "budget.lineUnknown", ("code", each.Line.Terms.Code)))
            .ToList();
        if (source.Currency != into.Currency)
        {
            return new BudgetCurrencyDiffers(source.Currency, into.Currency, "/toBudgetCode");
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        var today = await store.TodayAsync(ct);
        var origin = new EntryOrigin(today) { Reason = input.Reason };
        var taken = LedgerEntry.Of(
            LedgerEntryKind.CarryOver,
            moved.Select(each => (BudgetLineId.From(each.Line.OwnerId), -each.Available)),
            origin
        );
        var given = LedgerEntry.Of(
            LedgerEntryKind.CarryOver,
            moved.Select(each => (BudgetLineId.From(target.Value.Find(each.Line.Terms.Code)!.OwnerId), each.Available)),
            origin with
            {
                Date = into.PeriodStart > today ? into.PeriodStart.Value : today,
            }
        );
        return await PostAsync([(spending, taken), (target.Value, given)], moved, ct);
    }

    /// <summary>Marks balances as carried over, which locks them, and returns those that have a remainder.</summary>
    private async Task<Result<IReadOnlyList<BudgetBalance>>> TakeAsync(
        Budget budget,
        IReadOnlyList<Guid> ids,
        string? period,
        CancellationToken ct
    )
    {
        var rows = db.BudgetBalances.Where(row => row.BudgetId == budget.Id && ids.Contains(row.OwnerId));
        var taken = await db.UpdateAsync(
            rows.Where(row => !row.CarriedOver),
            row => row.SetProperty(r => r.CarriedOver, true),
            [new SilentNote("The ledger has the entry.")],
            ct
        );
        if (taken != ids.Count)
        {
            return new CarriedOverBefore(budget.Code, period);
        }

        var remainders = await rows.AsNoTracking().Where(row => row.Available != 0).ToListAsync(ct);
        return remainders.OrderBy(row => row.Terms.Code, StringComparer.Ordinal).ToList();
    }

    /// <summary>Posts the entries in the order of their budgets, whatever is available: a negative remainder is carried over too.</summary>
    private async Task<Result<CarryOverResponse>> PostAsync(
        IReadOnlyList<(SpendingLines Spending, LedgerEntry Entry)> entries,
        List<(BudgetBalance Line, long Minor)> moved,
        CancellationToken ct
    )
    {
        foreach (var (spending, entry) in entries.Where(_ => moved.Count > 0).OrderBy(each => each.Spending.Budget.Id))
        {
            if ((await ledger.PostAsync(spending, [entry], PostingRule.CarryOver, ct)).Error is { } refused)
            {
                return refused;
            }
        }

        var currency = entries[0].Spending.Budget.Currency;
        return new CarryOverResponse
        {
            Currency = currency,
            Lines =
            [
                .. moved.Select(each => new CarriedLine
                {
                    Code = each.Line.Terms.Code,
                    Amount = MinorUnits.ToAmount(each.Minor, currency),
                }),
            ],
            EntryIds = moved.Count > 0 ? [.. entries.Select(each => each.Entry.Id.Value)] : [],
        };
    }
}

/// <summary>Neither a month nor a budget is named, or both are.</summary>
public sealed record CarryOverUnclear(string Pointer = "/fromPeriod") : RuleError("budget.carryOverUnclear");

/// <summary>The month is still open, so its remainder can change.</summary>
public sealed record FiscalPeriodOpen(string Period) : ConflictError("fiscalPeriod.open");

/// <summary>The remainder was carried over before.</summary>
public sealed record CarriedOverBefore([Arg("budget")] string BudgetCode, string? Period) : ConflictError("budget.carriedOver");
