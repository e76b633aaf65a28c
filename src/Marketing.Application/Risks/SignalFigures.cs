using Marketing.Application.Common;
using Marketing.Application.Observations;
using Marketing.Application.Results;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Reads the figures of the service that triggers are compared with. Those of a plan or campaign are computed once.</summary>
/// <param name="db">The database.</param>
/// <param name="sender">Sends the queries that compute figures.</param>
/// <param name="today">The day in the time zone of the workspace.</param>
internal sealed class SignalFigures(IMarketingDb db, ISender sender, DateOnly today)
{
    /// <summary>Digits behind the point, as many as alerts keep.</summary>
    private const int Digits = 6;

    private readonly Dictionary<Guid, RiskExposureResponse> _exposures = [];
    private readonly Dictionary<Guid, CampaignFiguresResponse?> _campaigns = [];
    private readonly Dictionary<Guid, AttainmentResponse?> _attainments = [];

    /// <summary>
    /// Returns the values of a signal: several if currencies or attribution windows are side by side, none if a value is missing.
    /// </summary>
    public async Task<IReadOnlyList<decimal>> ReadAsync(string signal, RiskTerms risk, CancellationToken ct)
    {
        var values = signal switch
        {
            RiskSignals.BudgetSpentPercent => await SpentAsync(risk, ct),
            RiskSignals.BudgetRunRatePercent => await RunRateAsync(risk, ct),
            RiskSignals.ReserveCoverage => await CoverageAsync(risk, ct),
            RiskSignals.PlanAttainment => await AttainmentAsync(risk, ct),
            RiskSignals.CampaignRoiRatio => await CampaignAsync(risk, figures => figures.RoiRatio, ct),
            RiskSignals.CampaignNetRoi => await CampaignAsync(risk, figures => figures.NetRoi, ct),
            RiskSignals.CampaignCpa => await CampaignAsync(risk, figures => figures.Cpa, ct),
            _ => [await DelayAsync(risk, ct)],
        };
        return [.. values.OfType<decimal>().Select(value => decimal.Round(value, Digits, MidpointRounding.AwayFromZero))];
    }

    private async Task<IEnumerable<decimal?>> SpentAsync(RiskTerms risk, CancellationToken ct) =>
        await BalanceAsync(risk, ct) is { Granted: > 0 } line ? [line.Used * 100m / line.Granted] : [];

    private async Task<IEnumerable<decimal?>> RunRateAsync(RiskTerms risk, CancellationToken ct)
    {
        if (await BalanceAsync(risk, ct) is not { Granted: > 0 } line)
        {
            return [];
        }

        var budget = line.BudgetId;
        var found = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == budget, ct);
        var period = found is { PeriodStart: { } start, PeriodEnd: { } end } ? new BudgetPeriod(start, end, today) : null;
        var execution = new BudgetExecution(line.Granted, line.Actual, period);
        return found is null
            ? []
            : [execution.EstimateAtCompletion(found.Currency) * 100m / MinorUnits.ToAmount(line.Granted, found.Currency)];
    }

    private async Task<LineBalance?> BalanceAsync(RiskTerms risk, CancellationToken ct)
    {
        var line = risk.BudgetLineId;
        return await db
            .BudgetBalances.AsNoTracking()
            .Where(row => row.OwnerId == line && row.Scope != BalanceScope.Budget)
            .Select(row => new LineBalance(
                row.BudgetId,
                row.Available + row.Held + row.Committed + row.Actual,
                row.Committed + row.Actual,
                row.Actual
            ))
            .SingleOrDefaultAsync(ct);
    }

    private async Task<IEnumerable<decimal?>> CoverageAsync(RiskTerms risk, CancellationToken ct)
    {
        var key = risk.PlanId ?? Guid.Empty;
        if (!_exposures.TryGetValue(key, out var exposure))
        {
            var read = await sender.Send(new GetRiskExposure(new ExposureArguments { PlanId = risk.PlanId }), ct);
            _exposures[key] = exposure = read.Value;
        }

        return exposure.Currencies.Select(currency => currency.Coverage);
    }

    private async Task<IEnumerable<decimal?>> CampaignAsync(RiskTerms risk, Func<FigureSet, Figure> which, CancellationToken ct)
    {
        if (risk.CampaignId is not { } campaign)
        {
            return [];
        }

        if (!_campaigns.TryGetValue(campaign, out var figures))
        {
            var read = await sender.Send(new GetCampaignFigures(CampaignId.From(campaign), new CampaignFigureArguments()), ct);
            _campaigns[campaign] = figures = read.Succeeded ? read.Value : null;
        }

        return figures?.Items.Select(set => which(set).Value) ?? [];
    }

    /// <summary>Returns the mean over the objectives that the risk affects; over all of its plan if it names none.</summary>
    private async Task<IEnumerable<decimal?>> AttainmentAsync(RiskTerms risk, CancellationToken ct)
    {
        if (risk.PlanId is not { } plan)
        {
            return [];
        }

        if (!_attainments.TryGetValue(plan, out var attainment))
        {
            var read = await sender.Send(new GetAttainment(PlanId.From(plan), new AttainmentArguments()), ct);
            _attainments[plan] = attainment = read.Succeeded ? read.Value : null;
        }

        var affected = risk.Affects.Select(PartRef.KeyOf).ToHashSet();
        var items = attainment?.Items ?? [];
        var own = items.Where(item => affected.Contains(PartRef.KeyOf(item.ObjectiveRef))).ToList();
        var values = (own.Count > 0 ? own : items).Select(item => item.Value).OfType<decimal>().ToList();
        return values.Count == 0 ? [] : [values.Average(value => Math.Min(value, 1))];
    }

    private async Task<decimal?> DelayAsync(RiskTerms risk, CancellationToken ct)
    {
        var tasks = risk.TaskIds.Select(PlanTaskId.From).ToList();
        var due = await db
            .Tasks.AsNoTracking()
            .Where(task =>
                tasks.Contains(task.Id) && task.CanBeOverdue && task.State != TaskState.Done && task.State != TaskState.Cancelled
            )
            .Select(task => task.DueDate)
            .ToListAsync(ct);
        var late = due.OfType<DateOnly>().Select(day => today.DayNumber - day.DayNumber).DefaultIfEmpty(0).Max();
        return Math.Max(late, 0);
    }

    /// <summary>The money of a line, in minor units.</summary>
    /// <param name="BudgetId">The budget.</param>
    /// <param name="Granted">What the line has been granted and given.</param>
    /// <param name="Used">What is spent and promised.</param>
    /// <param name="Actual">What is spent.</param>
    private sealed record LineBalance(BudgetId BudgetId, long Granted, long Used, long Actual);
}
