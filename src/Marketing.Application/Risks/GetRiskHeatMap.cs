using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Which risks to show, and in which matrix.</summary>
public sealed record HeatMapArguments
{
    /// <summary>Only risks of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only risks of this category.</summary>
    public RiskCategory? Category { get; init; }

    /// <summary>Id of the matrix; by default that of the plan, or else the built-in 3×3 matrix.</summary>
    public Guid? MatrixId { get; init; }

    /// <summary>Language of the labels.</summary>
    public LabelLanguage Lang { get; init; }
}

/// <summary>Counts the risks in each cell of a matrix. Closed and deleted risks are in none.</summary>
public sealed record GetRiskHeatMap(HeatMapArguments Arguments) : IQuery<RiskHeatMapResponse>;

/// <summary>The current ratings of risks in a matrix.</summary>
public sealed record RiskHeatMapResponse
{
    /// <summary>Id of the matrix; null for the built-in 3×3 matrix.</summary>
    public required Guid? MatrixId { get; init; }

    /// <summary>Version of the matrix whose levels are shown.</summary>
    [Range(1, RiskMatrix.MaxVersions)]
    public required int MatrixVersion { get; init; }

    /// <summary>Name of the matrix.</summary>
    [MaxLength(RiskMatrix.NameLength)]
    public required string Name { get; init; }

    /// <summary>Language of the labels.</summary>
    public required LabelLanguage Language { get; init; }

    /// <summary>Labels of the values of impact, from 1 upwards.</summary>
    [MaxLength(RiskMatrix.MaxSide)]
    [Items(RiskMatrix.LabelLength)]
    public required IReadOnlyList<string> Impacts { get; init; }

    /// <summary>Labels of the values of probability, from 1 upwards.</summary>
    [MaxLength(RiskMatrix.MaxSide)]
    [Items(RiskMatrix.LabelLength)]
    public required IReadOnlyList<string> Probabilities { get; init; }

    /// <summary>All cells, by impact and probability, empty ones included.</summary>
    [MaxLength(RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required IReadOnlyList<RiskHeatMapCell> Cells { get; init; }

    /// <summary>Number of open risks without a rating.</summary>
    [Range(0, int.MaxValue)]
    public required int Unrated { get; init; }

    /// <summary>Number of open risks that were rated with another matrix, or outside of the latest version of this one.</summary>
    [Range(0, int.MaxValue)]
    public required int RatedElsewhere { get; init; }
}

/// <summary>A cell of a heat map.</summary>
public sealed record RiskHeatMapCell
{
    /// <summary>Value of impact.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Impact { get; init; }

    /// <summary>Value of probability.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Probability { get; init; }

    /// <summary>Impact × probability.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int Score { get; init; }

    /// <summary>Level of the cell.</summary>
    public required RiskBand Level { get; init; }

    /// <summary>Number of risks in the cell.</summary>
    [Range(0, int.MaxValue)]
    public required int Count { get; init; }
}

internal sealed class GetRiskHeatMapHandler(IMarketingDb db, RiskMatrices matrices)
    : IRequestHandler<GetRiskHeatMap, Result<RiskHeatMapResponse>>
{
    public Task<Result<RiskHeatMapResponse>> Handle(GetRiskHeatMap query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query.Arguments, cancellationToken), cancellationToken);

    private async Task<Result<RiskHeatMapResponse>> ReadAsync(HeatMapArguments arguments, CancellationToken ct)
    {
        PlanId? plan = arguments.PlanId is { } given ? PlanId.From(given) : null;
        var chosen = await matrices.ChooseAsync(arguments.MatrixId, plan, ct);
        if (!chosen.Succeeded)
        {
            return chosen.Error;
        }

        var risks = db.Risks.Where(risk => risk.Status != RiskStatus.Closed);
        if (plan is not null)
        {
            risks = risks.Where(risk => risk.PlanId == plan);
        }

        if (arguments.Category is { } category)
        {
            risks = risks.Where(risk => risk.Category == category);
        }

        var places = await risks
            .GroupBy(risk => new
            {
                risk.MatrixId,
                risk.ImpactValue,
                risk.ProbabilityValue,
            })
            .Select(group => new
            {
                group.Key.MatrixId,
                group.Key.ImpactValue,
                group.Key.ProbabilityValue,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        var (matrix, terms) = (chosen.Value?.Id, chosen.Value?.Terms ?? RiskMatrixTerms.Standard);
        var inside = places
            .Where(place =>
                place.MatrixId == matrix && place.ImpactValue <= terms.Impacts.Count && place.ProbabilityValue <= terms.Probabilities.Count
            )
            .ToList();
        var cells =
            from impact in Enumerable.Range(1, terms.Impacts.Count)
            from probability in Enumerable.Range(1, terms.Probabilities.Count)
            select new RiskHeatMapCell
            {
                Impact = impact,
                Probability = probability,
                Score = impact * probability,
                Level = terms.LevelOf(impact, probability),
                Count = inside
                    .Where(place => place.ImpactValue == impact && place.ProbabilityValue == probability)
                    .Sum(place => place.Count),
            };
        return new RiskHeatMapResponse
        {
            MatrixId = matrix?.Value,
            MatrixVersion = chosen.Value?.Number ?? 1,
            Name = terms.Name,
            Language = arguments.Lang,
            Impacts = [.. terms.Impacts.Select(label => In(label, arguments.Lang))],
            Probabilities = [.. terms.Probabilities.Select(label => In(label, arguments.Lang))],
            Cells = [.. cells],
            Unrated = places.Where(place => place.ImpactValue is null).Sum(place => place.Count),
            RatedElsewhere = places.Where(place => place.ImpactValue is not null).Except(inside).Sum(place => place.Count),
        };
    }

    private static string In(RiskScaleLabel label, LabelLanguage language) =>
        language switch
        {
            LabelLanguage.English => label.En,
            LabelLanguage.Hant => label.ZhHant,
            _ => label.ZhHans,
        };
}
