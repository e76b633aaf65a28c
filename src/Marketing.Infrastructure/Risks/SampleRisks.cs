using Marketing.Application.Risks;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Risks;

/// <summary>Two matrices, and the registers of both sample plans, adopted and rated.</summary>
internal sealed class SampleRisks : ISampleStep
{
    private static readonly (RatingKind Kind, int Impact, int Probability)[] Ratings =
    [
        (RatingKind.Inherent, 3, 3),
        (RatingKind.Current, 3, 2),
        (RatingKind.Residual, 2, 1),
    ];

    public int Order => SampleOrder.Plans + 60;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        await workspace.RunAsync(new CreateRiskMatrix(new RiskMatrixInput { Preset = RiskMatrixPreset.ThreeByThree }), ct);
        await workspace.RunAsync(new CreateRiskMatrix(new RiskMatrixInput { Preset = RiskMatrixPreset.FiveByFive }), ct);
        var section = PlanSections.Of<PlanRisk>().Name;
        var plans = await workspace
            .Db.Plans.AsNoTracking()
            .Where(plan => workspace.Db.PlanParts.Any(part => part.PlanId == plan.Id && part.Section == section))
            .OrderBy(plan => plan.Id)
            .Select(plan => plan.Id)
            .ToListAsync(ct);
        foreach (var plan in plans)
        {
            var adopted = await workspace.RunAsync(new AdoptRisks(plan), ct);
            var rated = RiskId.From(adopted.Risks[0].Id);
            foreach (var (kind, impact, probability) in Ratings)
            {
                var rating = new RiskRatingInput
                {
                    Kind = kind,
                    Impact = impact,
                    Probability = probability,
                };
                await workspace.RunAsync(new RateRisk(rated, null, rating), ct);
            }

            await workspace.RunAsync(new StepRisk(rated, null, RiskVerb.Assess), ct);
        }
    }
}
