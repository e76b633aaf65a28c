using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>The language of a report.</summary>
public sealed record RiskReportArguments
{
    /// <summary>Language of the labels in Markdown.</summary>
    public LabelLanguage Lang { get; init; }
}

/// <summary>Reports on the risks of the period that an assessment ends.</summary>
public sealed record GetRiskReport(RiskAssessmentId Id, RiskReportArguments Arguments) : IQuery<RiskReportResponse>;

/// <summary>What happened to the risks of a register between two assessments.</summary>
public sealed record RiskReportResponse
{
    /// <summary>Language of the labels in Markdown.</summary>
    public required LabelLanguage Language { get; init; }

    /// <summary>Id of the assessment that ends the period.</summary>
    public required Guid AssessmentId { get; init; }

    /// <summary>The first day of the period: the day after the assessment before; a month before without one.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The open risks at the end, the highest score first.</summary>
    public required IReadOnlyList<AssessedRisk> Risks { get; init; }

    /// <summary>Ids of the risks that the assessment before did not have.</summary>
    public required IReadOnlyList<Guid> NewRiskIds { get; init; }

    /// <summary>Ids of the risks whose level has risen since then.</summary>
    public required IReadOnlyList<Guid> RisenRiskIds { get; init; }

    /// <summary>Number of alerts in the period.</summary>
    [Range(0, int.MaxValue)]
    public required int Alerts { get; init; }

    /// <summary>Number of incidents in the period.</summary>
    [Range(0, int.MaxValue)]
    public required int Incidents { get; init; }

    /// <summary>Number of incidents in a period of the same length before.</summary>
    [Range(0, int.MaxValue)]
    public required int IncidentsBefore { get; init; }

    /// <summary>1 − incidents ÷ incidents before; null if there were none before.</summary>
    /// <example>0.5</example>
    public required decimal? ControlEffect { get; init; }

    /// <summary>Number of treatments that were carried out and judged.</summary>
    [Range(0, int.MaxValue)]
    public required int JudgedTreatments { get; init; }

    /// <summary>Effective treatments ÷ judged treatments; null if none was judged.</summary>
    /// <example>0.8</example>
    public required decimal? EffectiveShare { get; init; }

    /// <summary>Number of drills that took place in the period.</summary>
    [Range(0, int.MaxValue)]
    public required int DrillsHeld { get; init; }

    /// <summary>Number of drills of the period that were missed.</summary>
    [Range(0, int.MaxValue)]
    public required int DrillsMissed { get; init; }
}

internal sealed class GetRiskReportHandler(IMarketingDb db) : IRequestHandler<GetRiskReport, Result<RiskReportResponse>>
{
    public Task<Result<RiskReportResponse>> Handle(GetRiskReport query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<RiskReportResponse>> ReadAsync(GetRiskReport query, CancellationToken ct)
    {
        var id = query.Id;
        if (await db.RiskAssessments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } session)
        {
            return new RiskAssessmentNotFound(id.Value);
        }

        var (plan, to) = (session.PlanId, session.HeldOn);
        var before = await db
            .RiskAssessments.AsNoTracking()
            .Where(row => row.PlanId == plan && row.HeldOn < to)
            .OrderByDescending(row => row.HeldOn)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(ct);
        var from = before?.HeldOn.AddDays(1) ?? to.AddMonths(-1).AddDays(1);
        var calendar = WorkCalendar.Of(await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct));
        var (start, end) = (calendar.StartOf(from), calendar.EndOf(to));
        var earlier = calendar.StartOf(from.AddDays(from.DayNumber - to.DayNumber - 1));
        var risks = db.Risks.IgnoreQueryFilters([DbFilters.Deletion]).Where(risk => plan == null || risk.PlanId == plan);
        var incidents = db.Incidents.Where(incident => plan == null || incident.PlanId == plan);
        var (now, then) = (
            await incidents.CountAsync(incident => incident.DetectedAt >= start && incident.DetectedAt < end, ct),
            await incidents.CountAsync(incident => incident.DetectedAt >= earlier && incident.DetectedAt < start, ct)
        );
        var alerts = await db.RiskAlerts.CountAsync(
            alert => alert.CreatedAt >= start && alert.CreatedAt < end && risks.Any(risk => risk.Id == alert.RiskId),
            ct
        );
        var treatments = await db
            .RiskTreatments.AsNoTracking()
            .Where(treatment => risks.Any(risk => risk.Id == treatment.RiskId))
            .Select(treatment => treatment.Terms)
            .ToListAsync(ct);
        var judged = treatments.Where(terms => terms is { State: RiskTreatmentState.Done, Effectiveness: not null }).ToList();
        var drills = db.Drills.Where(drill =>
            db.ContingencyPlans.Any(row => row.Id == drill.ContingencyPlanId && (plan == null || row.PlanId == plan))
        );
        var known = before?.Picture.ToDictionary(risk => risk.RiskId);
        return new RiskReportResponse
        {
            Language = query.Arguments.Lang,
            AssessmentId = id.Value,
            From = from,
            To = to,
            Risks = session.Picture,
            NewRiskIds = known is null
                ? []
                : [.. session.Picture.Where(risk => !known.ContainsKey(risk.RiskId)).Select(risk => risk.RiskId)],
            RisenRiskIds =
            [
                .. session
                    .Picture.Where(risk => known?.GetValueOrDefault(risk.RiskId)?.Level is { } level && risk.Level > level)
                    .Select(risk => risk.RiskId),
            ],
            Alerts = alerts,
            Incidents = now,
            IncidentsBefore = then,
            ControlEffect = then == 0 ? null : decimal.Round(1 - ((decimal)now / then), 4),
            JudgedTreatments = judged.Count,
            EffectiveShare =
                judged.Count == 0
                    ? null
                    : decimal.Round((decimal)judged.Count(terms => terms.Effectiveness == RiskEffectiveness.Effective) / judged.Count, 4),
            DrillsHeld = await drills.CountAsync(drill => drill.HeldOn >= from && drill.HeldOn <= to, ct),
            DrillsMissed = await drills.CountAsync(
                drill => drill.State == DrillState.Missed && drill.PlannedOn >= from && drill.PlannedOn <= to,
                ct
            ),
        };
    }
}
