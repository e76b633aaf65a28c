using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>The money of a line in a month: what is planned, and what happened in it. All amounts can be added up.</summary>
public sealed record LinePeriodRow
{
    public static readonly Feed<LinePeriodRow> Feed = new("budget-line-periods");

    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Code of the budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string BudgetCode { get; init; }

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Code of the line.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string LineCode { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>Ref of the phase.</summary>
    [MaxLength(100)]
    public required string? PhaseRef { get; init; }

    /// <summary>Code of the channel.</summary>
    [MaxLength(100)]
    public required string? ChannelCode { get; init; }

    /// <summary>Ref or code of the campaign.</summary>
    [MaxLength(100)]
    public required string? CampaignRef { get; init; }

    /// <summary>Cost centre.</summary>
    [MaxLength(100)]
    public required string? CostCentre { get; init; }

    /// <summary>The month.</summary>
    /// <example>2027-03</example>
    [MaxLength(Month.Length)]
    public required string Period { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>What the revision in force plans.</summary>
    /// <example>10000</example>
    public required decimal Planned { get; init; }

    /// <summary>What the ledger grants. A line without a spread is granted its amount as a whole, in the month of the approval.</summary>
    /// <example>10000</example>
    public required decimal Approved { get; init; }

    /// <summary>What transfers, draws, rephasing and carry-over added or took away.</summary>
    /// <example>0</example>
    public required decimal Transferred { get; init; }

    /// <summary>What requested transfers and draws began to hold, less what they released.</summary>
    /// <example>0</example>
    public required decimal Held { get; init; }

    /// <summary>What was promised, less what was released or spent of it.</summary>
    /// <example>2000</example>
    public required decimal Committed { get; init; }

    /// <summary>What was spent.</summary>
    /// <example>3500</example>
    public required decimal Actual { get; init; }

    /// <summary>What is left of the month.</summary>
    /// <example>4500</example>
    public required decimal Available { get; init; }
}

/// <summary>Lists the months of the lines of all budgets in force.</summary>
public sealed record ListLinePeriods : IFeedQuery<LinePeriodRow>
{
    /// <summary>Rows per page.</summary>
    [Range(1, ListArguments.LargestPage)]
    public int PageSize { get; init; } = 50;

    /// <summary>The <c>nextCursor</c> of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>Only rows of this budget.</summary>
    public Guid? BudgetId { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<LinePeriodRow> IFeedQuery<LinePeriodRow>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };
}

internal sealed class ListLinePeriodsHandler(IMarketingDb db, BudgetStore store, LedgerSums sums, Cursors cursors)
    : IRequestHandler<ListLinePeriods, Result<Page<LinePeriodRow>>>
{
    public Task<Result<Page<LinePeriodRow>>> Handle(ListLinePeriods query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<LinePeriodRow>>> ReadAsync(ListLinePeriods query, CancellationToken ct)
    {
        var others = query with { Cursor = null };
        var (after, place) = (default(Guid?), ("", ""));
        if (query.Cursor is { } cursor)
        {
            if (cursors.Read(cursor, others, "") is not [{ } id, { } line, { } period] || !Guid.TryParse(id, out var at))
            {
                return new BadCursor();
            }

            (after, place) = (at, (line, period));
        }

        var rows = new List<LinePeriodRow>();
        foreach (var budget in await BudgetsAsync(query, after, ct))
        {
            var next = (await RowsOfAsync(budget, ct))
                .OrderBy(row => row.LineId.ToString(), StringComparer.Ordinal)
                .ThenBy(row => row.Period, StringComparer.Ordinal);
            rows.AddRange(budget.Id.Value == after ? next.Where(row => IsAfter(row, place)) : next);
            if (rows.Count > query.PageSize)
            {
                var last = rows[query.PageSize - 1];
                return new Page<LinePeriodRow>(
                    rows[..query.PageSize],
                    cursors.Write(others, "", [last.BudgetId.ToString(), last.LineId.ToString(), last.Period]),
                    null
                );
            }
        }

        return new Page<LinePeriodRow>(rows, null, null);
    }

    private static bool IsAfter(LinePeriodRow row, (string Line, string Period) place) =>
        string.CompareOrdinal(row.LineId.ToString(), place.Line) is var order
        && (order > 0 || (order == 0 && string.CompareOrdinal(row.Period, place.Period) > 0));

    private Task<List<Budget>> BudgetsAsync(ListLinePeriods query, Guid? after, CancellationToken ct)
    {
        var budgets = db.Budgets.AsNoTracking().Where(budget => budget.InForceRevision != null);
        if (query.BudgetId is { } one)
        {
            var id = BudgetId.From(one);
            budgets = budgets.Where(budget => budget.Id == id);
        }

        if (after is { } from)
        {
            var id = BudgetId.From(from);
            budgets = budgets.Where(budget => budget.Id.CompareTo(id) >= 0);
        }

        return budgets.OrderBy(budget => budget.Id).ToListAsync(ct);
    }

    private async Task<IEnumerable<LinePeriodRow>> RowsOfAsync(Budget budget, CancellationToken ct)
    {
        var revision = await store.RevisionAsync(budget.Id, budget.InForceRevision, ct);
        var (content, _) = await store.SubmittedAsync(revision!, ct);
        var ledger = await sums.ByMonthAsync(budget.Id, null, null, ct);
        var lines = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == budget.Id && row.Scope == BalanceScope.Line)
            .ToListAsync(ct);
        var planned = content
            .Lines.SelectMany(line => (content.CellsOf(line)?.Value ?? []).Select(cell => (Key: (line.Id, $"{cell.Month}"), cell.Minor)))
            .ToDictionary(cell => cell.Key, cell => cell.Minor);
        var booked = ledger.Keys.ToLookup(key => key.Line, key => key.Month);
        var cells = planned.Keys.ToLookup(key => key.Id, key => key.Item2);
        return from line in lines
            from period in booked[line.OwnerId].Union(cells[line.OwnerId])
            let sum = ledger.GetValueOrDefault((line.OwnerId, period))
            select RowOf(budget, line, period, planned.GetValueOrDefault((line.OwnerId, period)), sum);
    }

    private static LinePeriodRow RowOf(Budget budget, BudgetBalance line, string period, long planned, LineSums sum)
    {
        var amounts = sum.ToAmounts(null, budget.Currency);
        return new LinePeriodRow
        {
            BudgetId = budget.Id.Value,
            BudgetCode = budget.Code,
            LineId = line.OwnerId,
            LineCode = line.Terms.Code,
            Category = line.Terms.Category,
            PhaseRef = line.Terms.PhaseRef,
            ChannelCode = line.Terms.ChannelCode,
            CampaignRef = line.Terms.CampaignRef,
            CostCentre = line.Terms.CostCentre,
            Period = period,
            Currency = budget.Currency,
            Planned = MinorUnits.ToAmount(planned, budget.Currency),
            Approved = amounts.Approved,
            Transferred = amounts.Transferred,
            Held = amounts.Held,
            Committed = amounts.Committed,
            Actual = amounts.Actual,
            Available = amounts.Available,
        };
    }
}
