using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Sums the postings of a budget in the database.</summary>
internal sealed class LedgerSums(IMarketingDb db)
{
    /// <summary>Sums the ledger of a budget up to an instant and a day, for each line.</summary>
    /// <param name="id">The budget.</param>
    /// <param name="asOf">Only what was recorded until then; null for everything.</param>
    /// <param name="through">Only what takes effect until then; null for everything.</param>
    /// <param name="ct">Cancels the read.</param>
    public Task<Dictionary<Guid, LineSums>> ReadAsync(BudgetId id, DateTime? asOf, DateOnly? through, CancellationToken ct) =>
        ReadAsync(Of(id), asOf, through, ct);

    /// <summary>Sums postings up to an instant and a day, for each line.</summary>
    public static async Task<Dictionary<Guid, LineSums>> ReadAsync(
        IQueryable<LedgerPosting> postings,
        DateTime? asOf,
        DateOnly? through,
        CancellationToken ct
    ) => OfLines(await ByMonthAsync(postings, asOf, through, ct));

    /// <summary>Adds up the months of each line.</summary>
    public static Dictionary<Guid, LineSums> OfLines(IReadOnlyDictionary<(Guid Line, string Month), LineSums> months) =>
        months
            .GroupBy(sum => sum.Key.Line)
            .ToDictionary(line => line.Key, line => line.Aggregate(default(LineSums), (total, sum) => total + sum.Value));

    /// <summary>Sums the ledger of a budget up to an instant and a day, for each line and month.</summary>
    /// <inheritdoc cref="ReadAsync(BudgetId, DateTime?, DateOnly?, CancellationToken)"/>
    public Task<Dictionary<(Guid Line, string Month), LineSums>> ByMonthAsync(
        BudgetId id,
        DateTime? asOf,
        DateOnly? through,
        CancellationToken ct
    ) => ByMonthAsync(Of(id), asOf, through, ct);

    private IQueryable<LedgerPosting> Of(BudgetId id) => db.LedgerPostings.AsNoTracking().Where(posting => posting.BudgetId == id);

    /// <summary>Sums postings up to an instant and a day, for each line and month.</summary>
    public static async Task<Dictionary<(Guid Line, string Month), LineSums>> ByMonthAsync(
        IQueryable<LedgerPosting> postings,
        DateTime? asOf,
        DateOnly? through,
        CancellationToken ct
    )
    {
        if (asOf is { } at)
        {
            postings = postings.Where(posting => posting.RecordedAt <= at);
        }

        if (through is { } day)
        {
            postings = postings.Where(posting => posting.EffectiveDate <= day);
        }

        var sums = await postings
            .GroupBy(posting => new
            {
                posting.LineId,
                posting.Period,
                posting.Account,
                Granted = posting.Kind == LedgerEntryKind.Approve,
            })
            .Select(group => new
            {
                group.Key.LineId,
                group.Key.Period,
                group.Key.Account,
                group.Key.Granted,
                Minor = group.Sum(posting => posting.Minor),
            })
            .ToListAsync(ct);
        return sums.GroupBy(sum => (sum.LineId.Value, sum.Period))
            .ToDictionary(
                line => line.Key,
                line =>
                {
                    long Sum(LedgerAccount account) => line.Where(sum => sum.Account == account).Sum(sum => sum.Minor);
                    return new LineSums(
                        line.Where(sum => sum is { Granted: true, Account: LedgerAccount.Available }).Sum(sum => sum.Minor),
                        Sum(LedgerAccount.Available),
                        Sum(LedgerAccount.Held),
                        Sum(LedgerAccount.Committed),
                        Sum(LedgerAccount.Spent)
                    );
                }
            );
    }
}

/// <summary>Sums of a line in minor units.</summary>
internal readonly record struct LineSums(long Approved, long Available, long Held, long Committed, long Actual)
{
    public static LineSums Of(BudgetBalance row) => new(row.Approved, row.Available, row.Held, row.Committed, row.Actual);

    /// <summary>Converts the sums; null if one of them is too large to be added up.</summary>
    public LineSums? In(string currency, Conversion rate) =>
        rate.ToMinor(Approved, currency) is { } approved
        && rate.ToMinor(Available, currency) is { } available
        && rate.ToMinor(Held, currency) is { } held
        && rate.ToMinor(Committed, currency) is { } committed
        && rate.ToMinor(Actual, currency) is { } actual
            ? new LineSums(approved, available, held, committed, actual)
            : null;

    public static LineSums operator +(LineSums a, LineSums b) =>
        new(a.Approved + b.Approved, a.Available + b.Available, a.Held + b.Held, a.Committed + b.Committed, a.Actual + b.Actual);

    public SummaryAmounts ToAmounts(decimal? planned, string currency)
    {
        decimal Amount(long minor) => MinorUnits.ToAmount(minor, currency);
        return new SummaryAmounts
        {
            Planned = planned is { } amount ? Amount(MinorUnits.Of(amount, currency)) : null,
            Approved = Amount(Approved),
            Transferred = Amount(Available + Held + Committed + Actual - Approved),
            Held = Amount(Held),
            Committed = Amount(Committed),
            Actual = Amount(Actual),
            Available = Amount(Available),
        };
    }
}
