using System.ComponentModel.DataAnnotations;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which state of a budget to sum up.</summary>
public sealed record SummaryArguments
{
    /// <summary>
    /// Only what was recorded at or before this instant, or by the end of this day in the time zone of the plan. The response is the same
    /// whenever it is asked for.
    /// </summary>
    public DayOrInstant? AsOf { get; init; }

    /// <summary>Only entries that take effect on or before this day, or the day of this instant.</summary>
    public DayOrInstant? Through { get; init; }

    /// <summary>What to group the lines by, separated by commas.</summary>
    [MaxLength(SummaryGroups.MostKeys)]
    public IReadOnlyList<SummaryKey> GroupBy { get; init; } = [];

    /// <summary>Code or name of a custom dimension to group by, too.</summary>
    /// <example>REGION</example>
    [MaxLength(CatalogueName.Length)]
    public string? Dimension { get; init; }
}

/// <summary>The money of a budget: totals and lines.</summary>
public sealed record BudgetSummaryResponse
{
    /// <summary>The budget.</summary>
    public required Guid BudgetId { get; init; }

    /// <summary>Code of the budget.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Currency of all amounts.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The instant up to which entries are included; null for all.</summary>
    public required DateTime? AsOf { get; init; }

    /// <summary>The day up to which entries take effect; null for all.</summary>
    public required DateOnly? Through { get; init; }

    /// <summary>The sums of all lines.</summary>
    public required SummaryAmounts Totals { get; init; }

    /// <summary>The contingency reserve, which is part of the totals.</summary>
    public required SummaryAmounts Reserve { get; init; }

    /// <summary>The lines in their order. The amounts of a line above others include those of its lines.</summary>
    [MaxLength(Budget.MaxLines * 2)]
    public required IReadOnlyList<SummaryLine> Lines { get; init; }

    /// <summary>With `groupBy`, the sums of the lines that take bookings; otherwise empty.</summary>
    [MaxLength(Budget.MaxLines * 2)]
    public required IReadOnlyList<SummaryGroup> Groups { get; init; }
}

/// <summary>The money of a line.</summary>
public sealed record SummaryLine
{
    /// <summary>Id of the line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Code of the line.</summary>
    /// <example>ADS-01</example>
    [MaxLength(Budget.CodeLength)]
    public required string Code { get; init; }

    /// <summary>Code of the line above; null at the top.</summary>
    [MaxLength(Budget.CodeLength)]
    public required string? ParentCode { get; init; }

    /// <summary>Category of the spending.</summary>
    [MaxLength(300)]
    public required string Category { get; init; }

    /// <summary>Whether it is an ordinary line or the reserve.</summary>
    public required BudgetLineKind Kind { get; init; }

    /// <summary>The amounts.</summary>
    [Flatten]
    public required SummaryAmounts Amounts { get; init; }
}

/// <summary>Amounts in the currency of the budget: available = approved + transferred − held − committed − actual.</summary>
public sealed record SummaryAmounts
{
    /// <summary>The amount in the working copy, or in the revision that was in force; null while it is open.</summary>
    /// <example>120000</example>
    public required decimal? Planned { get; init; }

    /// <summary>What the approved revisions grant.</summary>
    /// <example>120000</example>
    public required decimal Approved { get; init; }

    /// <summary>What transfers and draws have added or taken away.</summary>
    /// <example>0</example>
    public required decimal Transferred { get; init; }

    /// <summary>What requested transfers and draws hold.</summary>
    /// <example>0</example>
    public required decimal Held { get; init; }

    /// <summary>What open commitments hold.</summary>
    /// <example>20000</example>
    public required decimal Committed { get; init; }

    /// <summary>What is spent.</summary>
    /// <example>35000</example>
    public required decimal Actual { get; init; }

    /// <summary>What can be spent or promised; negative if more was spent.</summary>
    /// <example>65000</example>
    public required decimal Available { get; init; }
}

/// <summary>Sums a budget up.</summary>
public sealed record GetBudgetSummary(BudgetId Id, SummaryArguments Arguments) : IQuery<BudgetSummaryResponse>;

internal sealed class GetBudgetSummaryHandler(
    IMarketingDb db,
    BudgetStore store,
    LedgerMoment moment,
    LedgerSums ledger,
    BudgetCalendars calendars,
    Signers signers
) : IRequestHandler<GetBudgetSummary, Result<BudgetSummaryResponse>>
{
    public async Task<Result<BudgetSummaryResponse>> Handle(GetBudgetSummary query, CancellationToken cancellationToken)
    {
        var upTo = await moment.SettleAsync(query.Arguments.AsOf, query.Id, cancellationToken);
        return upTo.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query, upTo.Value, cancellationToken), cancellationToken)
            : upTo.Error;
    }

    private async Task<Result<BudgetSummaryResponse>> ReadAsync(GetBudgetSummary query, DateTime? asOf, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.Id == query.Id, ct);
        if (budget is null)
        {
            return new BudgetNotFound(query.Id.Value);
        }

        var content = await ContentAsync(budget, asOf, ct);
        var balances = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.BudgetId == query.Id && row.Scope != BalanceScope.Period)
            .ToListAsync(ct);
        var through = query.Arguments.Through?.DayIn(await calendars.OfAsync(query.Id, ct));
        var keys = query.Arguments.GroupBy;
        var months = SummaryGroups.ByMonth(keys) ? await ledger.ByMonthAsync(query.Id, asOf, through, ct) : null;
        var sums =
            months is not null ? LedgerSums.OfLines(months)
            : asOf is null && through is null
                ? balances.Where(row => row.Scope == BalanceScope.Line).ToDictionary(row => row.OwnerId, LineSums.Of)
            : await ledger.ReadAsync(query.Id, asOf, through, ct);
        var plan =
            keys.Contains(SummaryKey.Plan) && budget.PlanId is { } planId
                ? await db.Plans.AsNoTracking().Where(each => each.Id == planId).Select(each => each.Code).SingleOrDefaultAsync(ct)
                : null;
        var lines = SummedLine.Of(budget, plan, content, balances, sums);
        var start = months is null ? 1 : (await signers.SettingsAsync(ct)).FiscalYearStartMonth;
        var groups = SummaryGroups.Of(
            months is null ? lines : SummedLine.InMonths(lines, content, months),
            keys,
            query.Arguments.Dimension,
            start
        );
        return new Summary(budget, content, balances, sums).ToResponse(asOf, through) with { Groups = groups };
    }

    /// <summary>Returns the working copy, or the content that was in force; null if none was.</summary>
    private async Task<BudgetContent?> ContentAsync(Budget budget, DateTime? asOf, CancellationToken ct)
    {
        if (asOf is not { } at)
        {
            var lines = db.BudgetLines.AsNoTracking().Where(line => line.BudgetId == budget.Id);
            return BudgetStore.ContentOf(budget, await lines.OrderBy(line => line.Position).ThenBy(line => line.Id).ToListAsync(ct));
        }

        var revision = await db
            .BudgetRevisions.AsNoTracking()
            .Where(revision => revision.BudgetId == budget.Id && revision.InForceAt != null && revision.InForceAt <= at)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(ct);
        return revision is null ? null : (await store.SubmittedAsync(revision, ct)).Content;
    }
}

/// <summary>Puts the sums of lines together with what the lines say.</summary>
internal sealed class Summary(
    Budget budget,
    BudgetContent? content,
    IReadOnlyList<BudgetBalance> balances,
    IReadOnlyDictionary<Guid, LineSums> sums
)
{
    public BudgetSummaryResponse ToResponse(DateTime? asOf, DateOnly? through)
    {
        var reserves =
            content?.Lines.Where(line => line.Terms.Kind == BudgetLineKind.Contingency).Select(line => line.Id).ToHashSet() ?? [];
        reserves.UnionWith(balances.Where(row => row.Terms.Kind == BudgetLineKind.Contingency).Select(row => row.OwnerId));
        return new BudgetSummaryResponse
        {
            BudgetId = budget.Id.Value,
            Code = budget.Code,
            Currency = budget.Currency,
            AsOf = asOf,
            Through = through,
            Totals = Total(sums.Values).ToAmounts(content?.Total, budget.Currency),
            Reserve = Total(sums.Where(sum => reserves.Contains(sum.Key)).Select(sum => sum.Value))
                .ToAmounts(content?.Contingency, budget.Currency),
            Lines = [.. Planned(), .. Dropped()],
            Groups = [],
        };
    }

    private static LineSums Total(IEnumerable<LineSums> lines) => lines.Aggregate(default(LineSums), (sum, line) => sum + line);

    private IEnumerable<SummaryLine> Planned() =>
        content?.Lines.Select(line => new SummaryLine
        {
            LineId = line.Id,
            Code = line.Terms.Code,
            ParentCode = line.Terms.ParentCode,
            Category = line.Terms.Category,
            Kind = line.Terms.Kind,
            Amounts = SumOf(line).ToAmounts(content.AmountOf(line), budget.Currency),
        })
        ?? [];

    /// <summary>Lines with money that the content no longer has.</summary>
    private IEnumerable<SummaryLine> Dropped()
    {
        var known = content?.Lines.Select(line => line.Id).ToHashSet() ?? [];
        return from row in balances
            where row.Scope == BalanceScope.Line && !known.Contains(row.OwnerId) && sums.GetValueOrDefault(row.OwnerId) != default
            orderby row.CodeKey
            select new SummaryLine
            {
                LineId = row.OwnerId,
                Code = row.Terms.Code,
                ParentCode = null,
                Category = row.Terms.Category,
                Kind = row.Terms.Kind,
                Amounts = sums[row.OwnerId].ToAmounts(null, budget.Currency),
            };
    }

    private LineSums SumOf(BudgetContentLine line) => Total(content!.Below(line).Select(SumOf)) + sums.GetValueOrDefault(line.Id);
}
