using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Risks;

/// <summary>
/// Two matrices, the registers and contingency plans of both sample plans, adopted, the risks rated in an assessment, an open alert, an
/// incident, and a contingency plan with a drill that was held, one that was missed and one that is planned.
/// </summary>
internal sealed class SampleRisks(TimeProvider clock) : ISampleStep
{
    private static readonly (int Impact, int Probability)[] Ratings = [(3, 2), (3, 3), (3, 1), (2, 2), (2, 1)];

    public int Order => SampleOrder.Plans + 60;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await workspace.RunAsync(new CreateRiskMatrix(new RiskMatrixInput { Preset = RiskMatrixPreset.ThreeByThree }), ct);
        await workspace.RunAsync(new CreateRiskMatrix(new RiskMatrixInput { Preset = RiskMatrixPreset.FiveByFive }), ct);
        await workspace.RunAsync(new CreateRisk(Estimated), ct);
        var section = PlanSections.Of<PlanRisk>().Name;
        var plans = await workspace
            .Db.Plans.AsNoTracking()
            .Where(plan => workspace.Db.PlanParts.Any(part => part.PlanId == plan.Id && part.Section == section))
            .OrderBy(plan => plan.Id)
            .Select(plan => plan.Id)
            .ToListAsync(ct);
        foreach (var plan in plans)
        {
            var adopted = (await workspace.RunAsync(new AdoptRisks(plan), ct)).Risks;
            var entries = adopted.Zip(Ratings, (risk, rating) => Entry(risk.Id, rating.Impact, rating.Probability));
            var session = new RiskAssessmentInput
            {
                PlanId = plan.Value,
                HeldOn = today.AddDays(-3),
                Entries = [.. entries],
            };
            await workspace.RunAsync(new HoldRiskAssessment(session), ct);
            await FireAsync(workspace, RiskId.From(adopted[0].Id), ct);
            await workspace.RunAsync(new AdoptContingencyPlans(plan), ct);
        }

        await DrillAsync(workspace, today, ct);
        var incident = new IncidentTerms
        {
            Title = "经销商群内流传不实批次召回消息",
            Severity = 3,
            DetectedAt = clock.GetUtcNow().UtcDateTime.Date.AddDays(-2).AddHours(1),
        };
        var recorded = await workspace.RunAsync(new RecordIncident(incident), ct);
        var response = new IncidentEntry
        {
            At = incident.DetectedAt.AddMinutes(35),
            Kind = IncidentEntryKind.Mitigation,
            Text = "官方账号发布澄清声明。",
        };
        await workspace.RunAsync(new AddToTimeline(IncidentId.From(recorded.Id), null, response), ct);
    }

    private static RiskTerms Estimated =>
        new()
        {
            Code = "R-01",
            Title = "平台调整投放政策",
            Category = RiskCategory.PlatformPolicy,
            Cause = "平台收紧行业类目",
            Event = "信息流素材审核不通过",
            Effect = "上市首月曝光不足",
            Impact = RiskLevel.Medium,
            Probability = RiskLevel.High,
            Owners = [new PartyRef { Text = "市场部" }],
            Chance = 30,
            CostLow = 100_000,
            CostLikely = 250_000,
            CostHigh = 800_000,
            Currency = "CNY",
        };

    private static AssessmentEntryInput Entry(Guid risk, int impact, int probability) =>
        new()
        {
            RiskId = risk,
            Rating = new RiskRatingInput { Impact = impact, Probability = probability },
        };

    private static async Task FireAsync(SystemScope workspace, RiskId risk, CancellationToken ct)
    {
        var trigger = await workspace
            .Db.RiskTriggers.AsNoTracking()
            .Where(row => row.RiskId == risk)
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .FirstOrDefaultAsync(ct);
        if (trigger != default)
        {
            await workspace.RunAsync(new FireRiskTrigger(risk, trigger, "门店周报低于阈值。"), ct);
        }
    }

    private static async Task DrillAsync(SystemScope workspace, DateOnly today, CancellationToken ct)
    {
        var terms = new ContingencyTerms
        {
            Title = "负面舆情应急预案",
            Kind = ContingencyKind.Sentiment,
            Activation = "核心媒体出现负面报道",
            Steps = ["一小时内核实", "统一口径", "发布声明", "复盘"],
            EstablishedOn = today.AddDays(-75),
            Drills = [new Frequency { Text = "每月进行一次演练" }],
        };
        var plan = ContingencyPlanId.From((await workspace.RunAsync(new CreateContingencyPlan(terms), ct)).Id);
        var first = await workspace
            .Db.Drills.AsNoTracking()
            .Where(drill => drill.ContingencyPlanId == plan)
            .Select(drill => new { drill.Id, drill.PlannedOn })
            .SingleAsync(ct);
        var held = new HoldDrillInput
        {
            HeldOn = first.PlannedOn,
            Result = DrillResult.PartlyPassed,
            Findings = "发言人名单已过期。",
            FollowUps = [new FollowUpInput { Title = "更新发言人名单", DueDate = today.AddDays(7) }],
        };
        await workspace.RunAsync(new HoldDrill(plan, first.Id, null, held), ct);
        await workspace.RunAsync(new MissDrills(today), ct);
    }
}
