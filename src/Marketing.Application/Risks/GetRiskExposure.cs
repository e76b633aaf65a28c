using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Which risks to sum up.</summary>
public sealed record ExposureArguments
{
    /// <summary>Only risks of this plan, compared with the reserves of its budgets.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Seed of the simulation. The same seed gives the same figures.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;
}

/// <summary>Sums open risks up in money, and simulates them.</summary>
public sealed record GetRiskExposure(ExposureArguments Arguments) : IQuery<RiskExposureResponse>;

/// <summary>What open risks may cost, compared with the contingency reserve.</summary>
public sealed record RiskExposureResponse
{
    /// <summary>Seed of the simulation.</summary>
    [Range(0, int.MaxValue)]
    public required int Seed { get; init; }

    /// <summary>Number of simulated runs.</summary>
    [Range(1, RiskSimulation.Runs)]
    public required int Runs { get; init; }

    /// <summary>Name of the random number generator.</summary>
    [MaxLength(100)]
    public required string Generator { get; init; }

    /// <summary>Sums in each currency, in the order of their codes. Currencies are never mixed.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<CurrencyExposure> Currencies { get; init; }

    /// <summary>Number of open risks whose figures are complete.</summary>
    [Range(0, int.MaxValue)]
    public required int Counted { get; init; }

    /// <summary>Number of open risks that lack a figure. They are in no sum.</summary>
    [Range(0, int.MaxValue)]
    public required int Incomplete { get; init; }

    /// <summary>The first of them, with the figures that they lack.</summary>
    [MaxLength(GetRiskExposureHandler.MaxMissing)]
    public required IReadOnlyList<MissingFigures> Missing { get; init; }
}

/// <summary>Sums in one currency.</summary>
public sealed record CurrencyExposure
{
    /// <summary>Currency, ISO 4217.</summary>
    /// <example>CNY</example>
    [MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>All of its risks.</summary>
    public required ExposureFigures Total { get; init; }

    /// <summary>What is left of the contingency reserves in force.</summary>
    public required decimal Reserve { get; init; }

    /// <summary>Reserve ÷ P80; null if P80 is 0.</summary>
    /// <example>1.25</example>
    public required decimal? Coverage { get; init; }

    /// <summary>Its risks by category.</summary>
    [MaxLength(30)]
    public required IReadOnlyList<CategoryExposure> Categories { get; init; }

    /// <summary>Its risks by plan.</summary>
    public required IReadOnlyList<PlanExposure> Plans { get; init; }
}

/// <summary>The exposure of several risks.</summary>
public record ExposureFigures
{
    /// <summary>Number of risks.</summary>
    [Range(0, int.MaxValue)]
    public required int Count { get; init; }

    /// <summary>Sum of chance × mean cost, where the mean is (low + 4 × likely + high) ÷ 6.</summary>
    public required decimal Expected { get; init; }

    /// <summary>Half of the runs cost at most this.</summary>
    public required decimal P50 { get; init; }

    /// <summary>Four of five runs cost at most this.</summary>
    public required decimal P80 { get; init; }

    /// <summary>Nineteen of twenty runs cost at most this.</summary>
    public required decimal P95 { get; init; }
}

/// <summary>The exposure of a category.</summary>
public sealed record CategoryExposure : ExposureFigures
{
    /// <summary>The category.</summary>
    public required RiskCategory Category { get; init; }
}

/// <summary>The exposure of a plan, compared with the reserves of its budgets.</summary>
public sealed record PlanExposure : ExposureFigures
{
    /// <summary>Id of the plan; null for risks without a plan.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>What is left of its reserves.</summary>
    public required decimal Reserve { get; init; }

    /// <summary>Reserve ÷ P80; null if P80 is 0.</summary>
    public required decimal? Coverage { get; init; }
}

/// <summary>A risk that lacks figures.</summary>
public sealed record MissingFigures
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>Name of the risk.</summary>
    [MaxLength(Risk.TitleLength)]
    public required string Title { get; init; }

    /// <summary>Names of the members that it lacks.</summary>
    [MaxLength(3)]
    [Items(20)]
    public required IReadOnlyList<string> Members { get; init; }
}

internal sealed class GetRiskExposureHandler(IMarketingDb db) : IRequestHandler<GetRiskExposure, Result<RiskExposureResponse>>
{
    public const int MaxMissing = 100;

    public Task<Result<RiskExposureResponse>> Handle(GetRiskExposure query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query.Arguments, cancellationToken), cancellationToken);

    private async Task<Result<RiskExposureResponse>> ReadAsync(ExposureArguments arguments, CancellationToken ct)
    {
        var open = db.Risks.AsNoTracking().Where(risk => risk.Status != RiskStatus.Closed);
        PlanId? plan = arguments.PlanId is { } given ? PlanId.From(given) : null;
        if (plan is not null)
        {
            open = open.Where(risk => risk.PlanId == plan);
        }

        var risks = await open.OrderBy(risk => risk.Id).Select(risk => new ExposedRisk(risk.Id.Value, risk.Terms)).ToListAsync(ct);
        var reserves = await ReservesAsync(plan, ct);
        var incomplete = risks.Where(risk => risk.Missing.Any()).ToList();
        var complete = risks.Where(risk => !risk.Missing.Any()).ToList();
        return new RiskExposureResponse
        {
            Seed = arguments.Seed,
            Runs = RiskSimulation.Runs,
            Generator = RiskSimulation.Generator,
            Currencies =
            [
                .. complete
                    .GroupBy(risk => risk.Terms.Currency!)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group =>
                        Of(group.Key, [.. group], arguments.Seed, [.. reserves.Where(reserve => reserve.Currency == group.Key)])
                    ),
            ],
            Counted = complete.Count,
            Incomplete = incomplete.Count,
            Missing =
            [
                .. incomplete
                    .Take(MaxMissing)
                    .Select(risk => new MissingFigures
                    {
                        RiskId = risk.Id,
                        Title = risk.Terms.Title,
                        Members = [.. risk.Missing],
                    }),
            ],
        };
    }

    private static CurrencyExposure Of(string currency, List<ExposedRisk> risks, int seed, List<Reserve> reserves)
    {
        var simulation = new RiskSimulation();
        foreach (var risk in risks)
        {
            simulation.Add(risk.In(currency), seed, ["", CategoryOf(risk), PlanOf(risk)]);
        }

        var total = FiguresOf(simulation, "", risks, currency);
        var reserve = reserves.Sum(each => each.Amount);
        return new CurrencyExposure
        {
            Currency = currency,
            Total = total,
            Reserve = reserve,
            Coverage = CoverageOf(reserve, total.P80),
            Categories =
            [
                .. from risk in risks
                group risk by risk.Terms.Category into ofCategory
                orderby ofCategory.Key
                let figures = FiguresOf(simulation, CategoryOf(ofCategory.First()), [.. ofCategory], currency)
                select new CategoryExposure
                {
                    Category = ofCategory.Key,
                    Count = figures.Count,
                    Expected = figures.Expected,
                    P50 = figures.P50,
                    P80 = figures.P80,
                    P95 = figures.P95,
                },
            ],
            Plans =
            [
                .. from risk in risks
                group risk by risk.Terms.PlanId into ofPlan
                orderby ofPlan.Key
                let figures = FiguresOf(simulation, PlanOf(ofPlan.First()), [.. ofPlan], currency)
                let own = reserves.Where(each => each.PlanId is not null && each.PlanId == ofPlan.Key).Sum(each => each.Amount)
                select new PlanExposure
                {
                    PlanId = ofPlan.Key,
                    Count = figures.Count,
                    Expected = figures.Expected,
                    P50 = figures.P50,
                    P80 = figures.P80,
                    P95 = figures.P95,
                    Reserve = own,
                    Coverage = CoverageOf(own, figures.P80),
                },
            ],
        };
    }

    private static ExposureFigures FiguresOf(RiskSimulation simulation, string group, List<ExposedRisk> risks, string currency)
    {
        var cost = simulation.Of(group);
        var minor = decimal.Round(risks.Sum(risk => risk.In(currency).Expected), MidpointRounding.AwayFromZero);
        return new ExposureFigures
        {
            Count = risks.Count,
            Expected = MinorUnits.ToAmount((long)minor, currency),
            P50 = MinorUnits.ToAmount(cost.P50, currency),
            P80 = MinorUnits.ToAmount(cost.P80, currency),
            P95 = MinorUnits.ToAmount(cost.P95, currency),
        };
    }

    private static decimal? CoverageOf(decimal reserve, decimal cost) => cost == 0 ? null : decimal.Round(reserve / cost, 4);

    private static string CategoryOf(ExposedRisk risk) => $"category/{risk.Terms.Category}";

    private static string PlanOf(ExposedRisk risk) => $"plan/{risk.Terms.PlanId}";

    private async Task<List<Reserve>> ReservesAsync(PlanId? plan, CancellationToken ct)
    {
        var budgets = db.Budgets.Where(budget => budget.InForceRevision != null);
        if (plan is not null)
        {
            budgets = budgets.Where(budget => budget.PlanId == plan);
        }

        var rows = await (
            from balance in db.BudgetBalances.AsNoTracking()
            join budget in budgets on balance.BudgetId equals budget.Id
            where balance.IsOpen && balance.Scope == BalanceScope.Line
            select new
            {
                budget.PlanId,
                budget.Currency,
                balance.Terms,
                balance.Available,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Where(row => row.Terms.Kind == BudgetLineKind.Contingency)
                .Select(row => new Reserve(row.PlanId?.Value, row.Currency, MinorUnits.ToAmount(row.Available, row.Currency))),
        ];
    }

    private sealed record Reserve(Guid? PlanId, string Currency, decimal Amount);

    private sealed record ExposedRisk(Guid Id, RiskTerms Terms)
    {
        /// <summary>The figures that it lacks. The lowest and highest cost are optional.</summary>
        public IEnumerable<string> Missing
        {
            get
            {
                if (Terms.Chance is null)
                {
                    yield return JsonNamingPolicy.CamelCase.ConvertName(nameof(RiskTerms.Chance));
                }

                if (Terms.CostLikely is null)
                {
                    yield return JsonNamingPolicy.CamelCase.ConvertName(nameof(RiskTerms.CostLikely));
                }
            }
        }

        public SimulatedRisk In(string currency)
        {
            var likely = MinorUnits.Of(Terms.CostLikely!.Value, currency);
            return new SimulatedRisk(
                Id,
                (double)(Terms.Chance!.Value / 100),
                Terms.CostLow is { } low ? MinorUnits.Of(low, currency) : likely,
                likely,
                Terms.CostHigh is { } high ? MinorUnits.Of(high, currency) : likely
            );
        }
    }
}
