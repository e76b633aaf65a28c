using System.ComponentModel.DataAnnotations;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>Which budgets to sum up, and by what.</summary>
public sealed record BudgetsSummaryArguments
{
    /// <summary>Only budgets of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only budgets in this state.</summary>
    public BudgetStatus? Status { get; init; }

    /// <summary>
    /// Only budgets in this currency. With `rateSet`, the currency to convert into; by default that of the workspace's reports.
    /// </summary>
    /// <example>CNY</example>
    [CurrencyCode]
    [MaxLength(3)]
    public string? Currency { get; init; }

    /// <summary>
    /// Code of the rate set that converts the sums of all budgets, at the rates of `through`, or else of the day of `asOf`, or else of
    /// today. A missing rate is 422, unless the set uses the latest one before.
    /// </summary>
    /// <example>TREASURY</example>
    [MaxLength(Domain.Budgets.RateSet.CodeLength)]
    public string? RateSet { get; init; }

    /// <summary>
    /// Only what was recorded at or before this instant, or by the end of this day in the time zone of the workspace. The response is the
    /// same whenever it is asked for.
    /// </summary>
    public DayOrInstant? AsOf { get; init; }

    /// <summary>Only entries that take effect on or before this day, or the day of this instant.</summary>
    public DayOrInstant? Through { get; init; }

    /// <summary>What to group the lines by, separated by commas. Without it, there is one group for each currency.</summary>
    [MaxLength(SummaryGroups.MostKeys)]
    public IReadOnlyList<SummaryKey> GroupBy { get; init; } = [];

    /// <summary>Code or name of a custom dimension to group by, too.</summary>
    /// <example>REGION</example>
    [MaxLength(CatalogueName.Length)]
    public string? Dimension { get; init; }
}

/// <summary>The money of several budgets, in groups of one currency each.</summary>
public sealed record BudgetsSummaryResponse
{
    /// <summary>The instant up to which entries are included; null for all.</summary>
    public required DateTime? AsOf { get; init; }

    /// <summary>The day up to which entries take effect; null for all.</summary>
    public required DateOnly? Through { get; init; }

    /// <summary>What the lines are grouped by, beside the currency.</summary>
    [MaxLength(SummaryGroups.MostKeys)]
    public required IReadOnlyList<SummaryKey> GroupBy { get; init; }

    /// <summary>Number of budgets. Scenarios that were not submitted do not count.</summary>
    [Range(0, int.MaxValue)]
    public required int BudgetCount { get; init; }

    /// <summary>The rates that the sums were converted at; null without `rateSet`.</summary>
    public required SummaryConversion? Conversion { get; init; }

    /// <summary>The groups. They add up the lines that take bookings.</summary>
    [MaxLength(100_000)]
    public required IReadOnlyList<SummaryGroup> Groups { get; init; }
}

/// <summary>Sums budgets up across plans.</summary>
public sealed record SummarizeBudgets(BudgetsSummaryArguments Arguments) : IQuery<BudgetsSummaryResponse>;

internal sealed class SummarizeBudgetsHandler(
    IMarketingDb db,
    LedgerMoment moment,
    BudgetCalendars calendars,
    Signers signers,
    SummaryConversions conversions,
    TimeProvider clock
) : IRequestHandler<SummarizeBudgets, Result<BudgetsSummaryResponse>>
{
    public async Task<Result<BudgetsSummaryResponse>> Handle(SummarizeBudgets query, CancellationToken cancellationToken)
    {
        var upTo = await moment.SettleAsync(query.Arguments.AsOf, null, cancellationToken);
        return upTo.Succeeded
            ? await db.ReadConsistentlyAsync(() => ReadAsync(query.Arguments, upTo.Value, cancellationToken), cancellationToken)
            : upTo.Error;
    }

    private async Task<Result<BudgetsSummaryResponse>> ReadAsync(BudgetsSummaryArguments arguments, DateTime? asOf, CancellationToken ct)
    {
        var matching = Matching(arguments);
        var ids = matching.Select(budget => budget.Id);
        var budgets = await matching.ToListAsync(ct);
        budgets.RemoveAll(budget => arguments is { RateSet: null, Currency: { } only } && budget.Currency != only);
        var contents = asOf is { } at ? await InForceAsync(ids, at, ct) : await WorkingAsync(budgets, ids, ct);
        var balances = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.Scope == BalanceScope.Line && ids.Contains(row.BudgetId))
            .ToListAsync(ct);
        var through = arguments.Through?.DayIn(await calendars.OfAsync(null, ct));
        var postings = db.LedgerPostings.AsNoTracking().Where(posting => ids.Contains(posting.BudgetId));
        var months = SummaryGroups.ByMonth(arguments.GroupBy) ? await LedgerSums.ByMonthAsync(postings, asOf, through, ct) : null;
        var sums =
            months is not null ? LedgerSums.OfLines(months)
            : asOf is null && through is null ? balances.ToDictionary(row => row.OwnerId, LineSums.Of)
            : await LedgerSums.ReadAsync(postings, asOf, through, ct);
        var plans = await db
            .Plans.AsNoTracking()
            .Where(plan => matching.Any(budget => budget.PlanId == plan.Id))
            .ToDictionaryAsync(plan => plan.Id, plan => plan.Code, ct);
        var byBudget = balances.ToLookup(row => row.BudgetId);
        var settings = await signers.SettingsAsync(ct);
        var lines = budgets.SelectMany(LinesOf).ToList();
        var (currency, day) = (arguments.Currency ?? settings.ReportingCurrency, DayOf(through, asOf, settings));
        var converted = arguments.RateSet is { } set
            ? await conversions.ConvertAsync(lines, set, currency, day, ct)
            : new ConvertedLines(lines, null);
        if (!converted.Succeeded)
        {
            return converted.Error;
        }

        return new BudgetsSummaryResponse
        {
            AsOf = asOf,
            Through = through,
            GroupBy = arguments.GroupBy,
            BudgetCount = budgets.Count,
            Conversion = converted.Value.Conversion,
            Groups = SummaryGroups.Group(
                converted.Value.Lines,
                arguments.GroupBy.ToHashSet(),
                arguments.Dimension,
                settings.FiscalYearStartMonth
            ),
        };

        IEnumerable<SummedLine> LinesOf(Budget budget)
        {
            var plan = budget.PlanId is { } id ? plans.GetValueOrDefault(id) : null;
            var content = contents.GetValueOrDefault(budget.Id);
            var whole = SummedLine.Of(budget, plan, content, byBudget[budget.Id], sums);
            return months is null ? whole : SummedLine.InMonths(whole, content, months);
        }
    }

    /// <summary>The day whose rates are used.</summary>
    private DateOnly DayOf(DateOnly? through, DateTime? asOf, WorkspaceSettings settings) =>
        through ?? WorkCalendar.Of(settings).DayOf(asOf ?? clock.Instant());

    private IQueryable<Budget> Matching(BudgetsSummaryArguments arguments)
    {
        // Of a budget and its scenarios, one counts: that which was submitted, or else the budget itself.
        var budgets = db
            .Budgets.AsNoTracking()
            .Where(budget =>
                budget.ChosenForId != null
                || (budget.ScenarioOfId == null && !db.Budgets.Any(other => other.ScenarioOfId == budget.Id && other.ChosenForId != null))
            );
        if (arguments.PlanId is { } given)
        {
            var plan = PlanId.From(given);
            budgets = budgets.Where(budget => budget.PlanId == plan);
        }

        if (arguments.Status is { } status)
        {
            budgets = budgets.Where(budget => budget.Status == status);
        }

        return budgets;
    }

    private async Task<IReadOnlyDictionary<BudgetId, BudgetContent>> WorkingAsync(
        IReadOnlyList<Budget> budgets,
        IQueryable<BudgetId> ids,
        CancellationToken ct
    )
    {
        var lines = await db.BudgetLines.AsNoTracking().Where(line => ids.Contains(line.BudgetId)).ToListAsync(ct);
        var byBudget = lines.ToLookup(line => line.BudgetId);
        return budgets.ToDictionary(budget => budget.Id, budget => BudgetStore.ContentOf(budget, byBudget[budget.Id]));
    }

    /// <summary>Returns the content that was in force at an instant. Budgets without any are left out.</summary>
    private async Task<IReadOnlyDictionary<BudgetId, BudgetContent>> InForceAsync(
        IQueryable<BudgetId> ids,
        DateTime at,
        CancellationToken ct
    )
    {
        var snapshots = await (
            from revision in db.BudgetRevisions.AsNoTracking()
            where ids.Contains(revision.BudgetId) && revision.InForceAt <= at
            join snapshot in db.BudgetSnapshots.AsNoTracking()
                on new { revision.BudgetId, revision.ContentVersion } equals new { snapshot.BudgetId, snapshot.ContentVersion }
            select new
            {
                revision.BudgetId,
                revision.Number,
                snapshot.Content,
            }
        ).ToListAsync(ct);
        return snapshots
            .GroupBy(snapshot => snapshot.BudgetId)
            .ToDictionary(budget => budget.Key, budget => BudgetDocument.Read(budget.MaxBy(snapshot => snapshot.Number)!.Content));
    }
}
