using System.ComponentModel.DataAnnotations;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which periods to list.</summary>
public sealed record FiscalPeriodArguments
{
    /// <summary>The fiscal year, named after the calendar year in which it begins; by default the current one.</summary>
    /// <example>2027</example>
    [Range(1900, 2200)]
    public int? Year { get; init; }

    /// <summary>Whether to list months or quarters.</summary>
    public FiscalPeriodKind Kind { get; init; } = FiscalPeriodKind.Month;
}

/// <summary>The periods of a fiscal year.</summary>
/// <param name="Items">The periods in their order.</param>
public sealed record FiscalYearResponse([property: MaxLength(12)] IReadOnlyList<FiscalPeriodResponse> Items);

/// <summary>A month or a quarter of a fiscal year.</summary>
public sealed record FiscalPeriodResponse
{
    /// <summary>The month, or the quarter of the fiscal year.</summary>
    /// <example>2027-03</example>
    [MaxLength(FiscalPeriod.CodeLength)]
    public required string Period { get; init; }

    /// <summary>Whether it is a month or a quarter.</summary>
    public required FiscalPeriodKind Kind { get; init; }

    /// <summary>The fiscal year, named after the calendar year in which it begins.</summary>
    /// <example>2027</example>
    [Range(1, 9999)]
    public required int FiscalYear { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Whether bookings are possible. A quarter is closed once all of its months are.</summary>
    public required FiscalPeriodState State { get; init; }

    /// <summary>Why it was reopened; null if it was not.</summary>
    [MaxLength(Budget.ReasonLength)]
    public required string? Reason { get; init; }

    internal static FiscalPeriodResponse Of(FiscalPeriod period, IReadOnlyDictionary<string, FiscalMonth> months)
    {
        var known = period.Months.Select(month => months.GetValueOrDefault(month.ToString())).ToList();
        return new FiscalPeriodResponse
        {
            Period = period.Code,
            Kind = period.Kind,
            FiscalYear = period.FiscalYear,
            FirstDay = period.Months[0].First,
            LastDay = period.Months[^1].Last,
            State = known.TrueForAll(month => month?.State == FiscalPeriodState.Closed) ? FiscalPeriodState.Closed : FiscalPeriodState.Open,
            Reason = known.OfType<FiscalMonth>().LastOrDefault(month => month.Reason is not null)?.Reason,
        };
    }
}

/// <summary>Why a period is opened again.</summary>
public sealed record ReopenPeriodInput
{
    /// <summary>The reason. It stays in the audit trail.</summary>
    /// <example>补录三月的场地费发票</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Lists the periods of a fiscal year.</summary>
public sealed record ListFiscalPeriods(FiscalPeriodArguments Arguments) : IQuery<FiscalYearResponse>;

internal sealed class ListFiscalPeriodsHandler(IMarketingDb db, Signers signers)
    : IRequestHandler<ListFiscalPeriods, Result<FiscalYearResponse>>
{
    public Task<Result<FiscalYearResponse>> Handle(ListFiscalPeriods query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<FiscalYearResponse>> ReadAsync(ListFiscalPeriods query, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        var start = settings.FiscalYearStartMonth;
        var year = query.Arguments.Year ?? FiscalPeriod.YearOf(Month.Of(signers.Today(settings)), start);
        var periods = FiscalPeriod.OfYear(year, start, query.Arguments.Kind);
        var codes = periods.SelectMany(period => period.Months).Select(month => month.ToString()).ToList();
        var months = await db
            .FiscalMonths.AsNoTracking()
            .Where(month => codes.Contains(month.Period))
            .ToDictionaryAsync(month => month.Period, ct);
        return new FiscalYearResponse([.. periods.Select(period => FiscalPeriodResponse.Of(period, months))]);
    }
}

/// <summary>Closes a month or quarter for bookings, or opens it again.</summary>
/// <param name="Period">The code of the period.</param>
/// <param name="Reason">Why it is opened again; null to close it.</param>
public sealed record CloseFiscalPeriod(string Period, string? Reason) : ICommand<FiscalPeriodResponse>;

internal sealed class CloseFiscalPeriodHandler(IMarketingDb db, RequestContext context, Signers signers)
    : IRequestHandler<CloseFiscalPeriod, Result<FiscalPeriodResponse>>
{
    public async Task<Result<FiscalPeriodResponse>> Handle(CloseFiscalPeriod command, CancellationToken cancellationToken)
    {
        var settings = await signers.SettingsAsync(cancellationToken);
        if (FiscalPeriod.Parse(command.Period, settings.FiscalYearStartMonth) is not { } period)
        {
            return new FiscalPeriodNotFound(command.Period);
        }

        var codes = period.Months.Select(month => month.ToString()).ToList();
        var months = await db
            .FiscalMonths.Where(month => codes.Contains(month.Period))
            .ToDictionaryAsync(month => month.Period, cancellationToken);
        foreach (var month in period.Months)
        {
            if (!months.TryGetValue(month.ToString(), out var row))
            {
                if (command.Reason is not null)
                {
                    continue;
                }

                row = db.FiscalMonths.Add(FiscalMonth.Of(context.WorkspaceId, month)).Entity;
                months.Add(month.ToString(), row);
            }

            if (command.Reason is null)
            {
                row.Close();
            }
            else if (row.State == FiscalPeriodState.Closed)
            {
                row.Reopen(command.Reason);
            }
        }

        await db.SaveChangesAsync(cancellationToken);

        // Bookings that have read the months before run again.
        await db.UpdateAsync(
            db.BudgetBalances.Where(row => row.Scope == BalanceScope.Budget),
            row => row.SetProperty(r => r.Closings, r => r.Closings + 1),
            [new SilentNote("The month shows its state.")],
            cancellationToken
        );
        return FiscalPeriodResponse.Of(period, months);
    }
}

/// <summary>Reads months that were closed for the change feed.</summary>
internal sealed class FiscalMonthReader(IMarketingDb db, Signers signers) : IResourceReader
{
    public IReadOnlyList<string> Types { get; } = [ResourceTypes.FiscalMonth];

    public Type Response => typeof(FiscalPeriodResponse);

    IReadOnlyList<string> IResourceReader.Scopes { get; } = [Scopes.BudgetsRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(FiscalMonthId.From).ToList();
        var start = (await signers.SettingsAsync(ct)).FiscalYearStartMonth;
        var months = await db.FiscalMonths.AsNoTracking().Where(month => typed.Contains(month.Id)).ToListAsync(ct);
        var byPeriod = months.ToDictionary(month => month.Period);
        return months.ToDictionary(
            month => month.Id.Value,
            month => (object)FiscalPeriodResponse.Of(FiscalPeriod.Parse(month.Period, start)!, byPeriod)
        );
    }
}
