using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;

namespace Marketing.Api.Risks;

/// <summary>Incidents, contingency plans with their drills, and assessments of registers.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Incidents");
        api.Get("/v1/incidents", "listIncidents", ListIncidents, Scopes.RisksRead);
        api.Post("/v1/incidents", "createIncident", CreateIncident, Scopes.RisksWrite);
        api.Get("/v1/incidents/{incidentId}", "getIncident", GetIncident, Scopes.RisksRead);
        api.Patch("/v1/incidents/{incidentId}", "updateIncident", UpdateIncident, Scopes.RisksWrite);
        api.Delete("/v1/incidents/{incidentId}", "deleteIncident", DeleteIncident, Scopes.RisksWrite);
        api.Post("/v1/incidents/{incidentId}/restore", "restoreIncident", RestoreIncident, Scopes.RisksWrite);
        api.Post("/v1/incidents/{incidentId}/timeline", "addToTimeline", AddToTimeline, Scopes.RisksWrite);
        api.Post("/v1/incidents/{incidentId}/lessons", "learnFromIncident", LearnFromIncident, Scopes.RisksWrite);
        api.Post("/v1/incidents/{incidentId}/reserve-draws", "drawForIncident", DrawForIncident, Scopes.BudgetsWrite);

        var plans = routes.Tagged("ContingencyPlans");
        plans.Get("/v1/contingency-plans", "listContingencyPlans", ListContingencyPlans, Scopes.RisksRead);
        plans.Post("/v1/contingency-plans", "createContingencyPlan", CreateContingencyPlan, Scopes.RisksWrite);
        plans.Post("/v1/plans/{planId}/contingency-plans/adopt", "adoptContingencyPlans", AdoptContingencyPlans, Scopes.RisksWrite);
        plans.Get("/v1/contingency-plans/{contingencyPlanId}", "getContingencyPlan", GetContingencyPlan, Scopes.RisksRead);
        plans.Patch("/v1/contingency-plans/{contingencyPlanId}", "updateContingencyPlan", UpdateContingencyPlan, Scopes.RisksWrite);
        plans.Get("/v1/contingency-plans/{contingencyPlanId}/drills", "listDrills", ListDrills, Scopes.RisksRead);
        plans.Post("/v1/contingency-plans/{contingencyPlanId}/drills", "createDrill", CreateDrill, Scopes.RisksWrite);
        plans.Get("/v1/contingency-plans/{contingencyPlanId}/drills/{drillId}", "getDrill", GetDrill, Scopes.RisksRead);
        plans.Delete("/v1/contingency-plans/{contingencyPlanId}/drills/{drillId}", "deleteDrill", DeleteDrill, Scopes.RisksWrite);
        plans.Post("/v1/contingency-plans/{contingencyPlanId}/drills/{drillId}/hold", "holdDrill", HoldDrill, Scopes.RisksWrite);

        var assessments = routes.Tagged("RiskAssessments");
        assessments.Get("/v1/risk-assessments", "listRiskAssessments", ListRiskAssessments, Scopes.RisksRead);
        assessments.Post("/v1/risk-assessments", "createRiskAssessment", CreateRiskAssessment, Scopes.RisksWrite);
        assessments.Get("/v1/risk-assessments/{riskAssessmentId}", "getRiskAssessment", GetRiskAssessment, Scopes.RisksRead);
        assessments.Get("/v1/risk-assessments/{riskAssessmentId}/report", "getRiskReport", GetRiskReport, Scopes.RisksRead);
    }

    /// <summary>List incidents</summary>
    /// <remarks>Returns incidents, the latest first. Sorts by `detectedAt`, `updatedAt`.</remarks>
    private static Task<Ok<Page<IncidentResponse>>> ListIncidents(Query<ListIncidents> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Record an incident</summary>
    /// <remarks>Records what has gone wrong. Plan, risk and owner must exist (422).</remarks>
    private static Task<Created<IncidentResponse>> CreateIncident(Body<IncidentTerms> body, UseCases useCases) =>
        useCases.Create(new RecordIncident(body.Value), incident => $"/v1/incidents/{incident.Id}");

    /// <summary>Get an incident</summary>
    /// <remarks>Returns one incident with its timeline and response time.</remarks>
    private static Task<Ok<IncidentResponse>> GetIncident(IncidentId incidentId, UseCases useCases) =>
        useCases.Read(new GetIncident(incidentId));

    /// <summary>Change an incident</summary>
    /// <remarks>Changes what is known about the incident. Its timeline only grows.</remarks>
    private static Task<Changed<IncidentResponse>> UpdateIncident(
        IncidentId incidentId,
        MergePatch<IncidentTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateIncident(incidentId, ifMatch.Version, patch));

    /// <summary>Delete an incident</summary>
    /// <remarks>Deletes an incident. One that has drawn from a reserve stays (409). It can be restored.</remarks>
    private static Task<NoContent> DeleteIncident(IncidentId incidentId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteIncident(incidentId, ifMatch.Version));

    /// <summary>Restore a deleted incident</summary>
    /// <remarks>Restores the incident with its timeline.</remarks>
    private static Task<Changed<IncidentResponse>> RestoreIncident(IncidentId incidentId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreIncident(incidentId, ifMatch.Version));

    /// <summary>Add to the timeline of an incident</summary>
    /// <remarks>Adds an entry. The first mitigation ends the response time.</remarks>
    private static Task<Changed<IncidentResponse>> AddToTimeline(
        IncidentId incidentId,
        Body<IncidentEntry> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new AddToTimeline(incidentId, ifMatch.Version, body.Value));

    /// <summary>Record a lesson of an incident</summary>
    /// <remarks>Creates a knowledge item with its owner and due date, and a task.</remarks>
    private static Task<Changed<IncidentResponse>> LearnFromIncident(
        IncidentId incidentId,
        Body<LessonInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new LearnFromIncident(incidentId, ifMatch.Version, body.Value));

    /// <summary>Draw from the reserve for an incident</summary>
    /// <remarks>Asks for money from the contingency reserve of a budget. It is held until somebody else decides.</remarks>
    private static Task<Changed<IncidentResponse>> DrawForIncident(
        IncidentId incidentId,
        Body<IncidentDrawInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new DrawForIncident(incidentId, ifMatch.Version, body.Value));

    /// <summary>List contingency plans</summary>
    /// <remarks>Returns contingency plans, the last changed first.</remarks>
    private static Task<Ok<Page<ContingencyPlanResponse>>> ListContingencyPlans(Query<ListContingencyPlans> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a contingency plan</summary>
    /// <remarks>Creates a contingency plan. With `establishedOn` and a rhythm, its first drill is planned by itself.</remarks>
    private static Task<Created<ContingencyPlanResponse>> CreateContingencyPlan(Body<ContingencyTerms> body, UseCases useCases) =>
        useCases.Create(new CreateContingencyPlan(body.Value), plan => $"/v1/contingency-plans/{plan.Id}");

    /// <summary>Adopt the contingency plans of a plan</summary>
    /// <remarks>
    /// Creates a contingency plan for each one in the working copy that has none. Adopt the risks first: it then covers them. Safe to
    /// repeat; neither changes the other later.
    /// </remarks>
    private static Task<CreatedOrChanged<AdoptedContingencyPlansResponse>> AdoptContingencyPlans(PlanId planId, UseCases useCases) =>
        useCases.CreateOrChange(
            new AdoptContingencyPlans(planId),
            adopted => adopted.ContingencyPlans.Any(plan => plan.IsNew) ? $"/v1/contingency-plans?planId={planId.Value}" : null
        );

    /// <summary>Get a contingency plan</summary>
    /// <remarks>Returns one contingency plan.</remarks>
    private static Task<Ok<ContingencyPlanResponse>> GetContingencyPlan(ContingencyPlanId contingencyPlanId, UseCases useCases) =>
        useCases.Read(new GetContingencyPlan(contingencyPlanId));

    /// <summary>Change a contingency plan</summary>
    /// <remarks>Changes what the contingency plan says. Once it is established, its first drill is planned.</remarks>
    private static Task<Changed<ContingencyPlanResponse>> UpdateContingencyPlan(
        ContingencyPlanId contingencyPlanId,
        MergePatch<ContingencyTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateContingencyPlan(contingencyPlanId, ifMatch.Version, patch));

    /// <summary>List the drills of a contingency plan</summary>
    /// <remarks>Returns drills, the latest first: planned, held and missed ones.</remarks>
    private static Task<Ok<Page<DrillResponse>>> ListDrills(
        ContingencyPlanId contingencyPlanId,
        Query<DrillArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListDrills(contingencyPlanId, query.Value));

    /// <summary>Plan a drill</summary>
    /// <remarks>
    /// Plans a drill for a day. A contingency plan that is not established yet is 409; a day before it was established is 422.
    /// </remarks>
    private static Task<Created<DrillResponse>> CreateDrill(
        ContingencyPlanId contingencyPlanId,
        Body<DrillInput> body,
        UseCases useCases
    ) =>
        useCases.Create(
            new PlanDrill(contingencyPlanId, body.Value),
            drill => $"/v1/contingency-plans/{drill.ContingencyPlanId}/drills/{drill.Id}"
        );

    /// <summary>Get a drill</summary>
    /// <remarks>Returns one drill.</remarks>
    private static Task<Ok<DrillResponse>> GetDrill(ContingencyPlanId contingencyPlanId, DrillId drillId, UseCases useCases) =>
        useCases.Read(new GetDrill(contingencyPlanId, drillId));

    /// <summary>Delete a drill</summary>
    /// <remarks>Deletes a drill that is planned (409 for others). The next one is planned at the rhythm after its day.</remarks>
    private static Task<NoContent> DeleteDrill(ContingencyPlanId contingencyPlanId, DrillId drillId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteDrill(contingencyPlanId, drillId, ifMatch.Version));

    /// <summary>Record that a drill took place</summary>
    /// <remarks>Records result and findings, opens a task for each follow-up, and plans the next drill at the rhythm.</remarks>
    private static Task<Changed<DrillResponse>> HoldDrill(
        ContingencyPlanId contingencyPlanId,
        DrillId drillId,
        Body<HoldDrillInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new HoldDrill(contingencyPlanId, drillId, ifMatch.Version, body.Value));

    /// <summary>List assessments</summary>
    /// <remarks>Returns the sessions in which registers were assessed, the latest first.</remarks>
    private static Task<Ok<Page<RiskAssessmentResponse>>> ListRiskAssessments(Query<ListRiskAssessments> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Record an assessment</summary>
    /// <remarks>
    /// Rates several risks at once, plans their next assessment by their level, and freezes the picture of the register. All ratings are
    /// made or none.
    /// </remarks>
    private static Task<Created<RiskAssessmentResponse>> CreateRiskAssessment(Body<RiskAssessmentInput> body, UseCases useCases) =>
        useCases.Create(new HoldRiskAssessment(body.Value), session => $"/v1/risk-assessments/{session.Id}");

    /// <summary>Get an assessment</summary>
    /// <remarks>Returns one session with the picture of the register afterwards.</remarks>
    private static Task<Ok<RiskAssessmentResponse>> GetRiskAssessment(RiskAssessmentId riskAssessmentId, UseCases useCases) =>
        useCases.Read(new GetRiskAssessment(riskAssessmentId));

    /// <summary>Get the risk report of a period</summary>
    /// <remarks>
    /// Reports on the time since the assessment before: the register, new and risen risks, alerts, incidents and the effect of control,
    /// treatments, drills.
    /// </remarks>
    private static Task<OkOr<RiskReportResponse, Markdown>> GetRiskReport(
        RiskAssessmentId riskAssessmentId,
        Query<RiskReportArguments> query,
        UseCases useCases
    ) =>
        useCases.Read<RiskReportResponse, RiskReportResponse, Markdown>(
            new GetRiskReport(riskAssessmentId, query.Value),
            report => report,
            RiskReportMarkdown.Write
        );
}
