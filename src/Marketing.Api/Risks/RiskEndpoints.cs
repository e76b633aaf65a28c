using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Risks;

namespace Marketing.Api.Risks;

/// <summary>Registers: risks with treatments and triggers. They belong to execution and never change the content of a plan.</summary>
internal static class RiskEndpoints
{
    public static void MapRisks(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Risks");
        api.Get("/v1/risks", "listRisks", ListRisks, Scopes.RisksRead);
        api.Post("/v1/risks", "createRisk", CreateRisk, Scopes.RisksWrite);
        api.Post("/v1/plans/{planId}/risks/adopt", "adoptRisks", AdoptRisks, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}", "getRisk", GetRisk, Scopes.RisksRead);
        api.Patch("/v1/risks/{riskId}", "updateRisk", UpdateRisk, Scopes.RisksWrite);
        api.Delete("/v1/risks/{riskId}", "deleteRisk", DeleteRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/restore", "restoreRisk", RestoreRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/assess", "assessRisk", AssessRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/plan", "planRisk", PlanRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/monitor", "monitorRisk", MonitorRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/respond", "respondToRisk", RespondToRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/close", "closeRisk", CloseRisk, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/reopen", "reopenRisk", ReopenRisk, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/treatments", "listRiskTreatments", ListRiskTreatments, Scopes.RisksRead);
        api.Post("/v1/risks/{riskId}/treatments", "createRiskTreatment", CreateRiskTreatment, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/treatments/{treatmentId}", "getRiskTreatment", GetRiskTreatment, Scopes.RisksRead);
        api.Patch("/v1/risks/{riskId}/treatments/{treatmentId}", "updateRiskTreatment", UpdateRiskTreatment, Scopes.RisksWrite);
        api.Delete("/v1/risks/{riskId}/treatments/{treatmentId}", "deleteRiskTreatment", DeleteRiskTreatment, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/triggers", "listRiskTriggers", ListRiskTriggers, Scopes.RisksRead);
        api.Post("/v1/risks/{riskId}/triggers", "createRiskTrigger", CreateRiskTrigger, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/triggers/{triggerId}", "getRiskTrigger", GetRiskTrigger, Scopes.RisksRead);
        api.Patch("/v1/risks/{riskId}/triggers/{triggerId}", "updateRiskTrigger", UpdateRiskTrigger, Scopes.RisksWrite);
        api.Delete("/v1/risks/{riskId}/triggers/{triggerId}", "deleteRiskTrigger", DeleteRiskTrigger, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/acceptances", "listRiskAcceptances", ListRiskAcceptances, Scopes.RisksRead);
        api.Post("/v1/risks/{riskId}/acceptances", "requestRiskAcceptance", RequestRiskAcceptance, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/acceptances/{acceptanceId}", "getRiskAcceptance", GetRiskAcceptance, Scopes.RisksRead);
    }

    /// <summary>List risks</summary>
    /// <remarks>
    /// Returns the risks of all registers, the highest score first and unrated ones last. Sorts by `score`, `updatedAt`, `title`.
    /// </remarks>
    private static Task<OkOrCsv<Page<RiskResponse>>> ListRisks(Query<ListRisks> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, RiskResponse.Feed);

    /// <summary>Register a risk</summary>
    /// <remarks>
    /// Adds a risk to the register of a plan, or to none. Plan, budget line, tasks, refs and parties must exist (422). Neither impact nor
    /// probability is required.
    /// </remarks>
    private static Task<Created<RiskResponse>> CreateRisk(Body<RiskTerms> body, UseCases useCases) =>
        useCases.Create(new CreateRisk(body.Value), risk => $"/v1/risks/{risk.Id}");

    /// <summary>Adopt the risks of a plan</summary>
    /// <remarks>
    /// Registers a risk, with its treatments and triggers, for each risk of the plan's working copy that has none. Neither changes the
    /// other later; `drift` names the members that differ.
    /// </remarks>
    private static Task<CreatedOrChanged<AdoptedRisksResponse>> AdoptRisks(PlanId planId, UseCases useCases) =>
        useCases.CreateOrChange(
            new AdoptRisks(planId),
            adopted => adopted.Risks.Any(risk => risk.IsNew) ? $"/v1/risks?planId={planId.Value}" : null
        );

    /// <summary>Get a risk</summary>
    /// <remarks>Returns one risk with its place in the matrix.</remarks>
    private static Task<Ok<RiskResponse>> GetRisk(RiskId riskId, UseCases useCases) => useCases.Read(new GetRisk(riskId));

    /// <summary>Change a risk</summary>
    /// <remarks>Changes what the register says. The part that the risk was adopted from stays as it is.</remarks>
    private static Task<Changed<RiskResponse>> UpdateRisk(RiskId riskId, MergePatch<RiskTerms> patch, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new UpdateRisk(riskId, ifMatch.Version, patch));

    /// <summary>Delete a risk</summary>
    /// <remarks>Deletes the risk from its register. It can be restored with its treatments and triggers.</remarks>
    private static Task<NoContent> DeleteRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteRisk(riskId, ifMatch.Version));

    /// <summary>Restore a deleted risk</summary>
    /// <remarks>Restores the risk. If its part was adopted again since, the response is 409.</remarks>
    private static Task<Changed<RiskResponse>> RestoreRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreRisk(riskId, ifMatch.Version));

    /// <summary>Assess a risk</summary>
    /// <remarks>Records that the risk was judged. It needs an impact, in words or as a level, or a rating (422).</remarks>
    private static Task<Changed<RiskResponse>> AssessRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Assess));

    /// <summary>Plan the treatment of a risk</summary>
    /// <remarks>Records that it is decided what to do. The risk needs a treatment (422).</remarks>
    private static Task<Changed<RiskResponse>> PlanRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Plan));

    /// <summary>Monitor a risk</summary>
    /// <remarks>Watches a planned risk, or goes back to watching it after the response.</remarks>
    private static Task<Changed<RiskResponse>> MonitorRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Monitor));

    /// <summary>Respond to a risk</summary>
    /// <remarks>Starts the response to a risk that was triggered, or that is planned or monitored.</remarks>
    private static Task<Changed<RiskResponse>> RespondToRisk(RiskId riskId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Respond));

    /// <summary>Close a risk</summary>
    /// <remarks>Ends the risk with a reason. A triggered risk needs a response first (409).</remarks>
    private static Task<Changed<RiskResponse>> CloseRisk(RiskId riskId, Body<RiskReasonInput> body, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Close, body.Value.Reason));

    /// <summary>Reopen a risk</summary>
    /// <remarks>Opens a closed risk again with a reason: as assessed if it has a rating, else as identified.</remarks>
    private static Task<Changed<RiskResponse>> ReopenRisk(RiskId riskId, Body<RiskReasonInput> body, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new StepRisk(riskId, ifMatch.Version, RiskVerb.Reopen, body.Value.Reason));

    /// <summary>List the treatments of a risk</summary>
    /// <remarks>Returns the treatments in the order in which they were added.</remarks>
    private static Task<Ok<Page<RiskTreatmentResponse>>> ListRiskTreatments(
        RiskId riskId,
        Query<RiskTreatmentArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListRiskTreatments(riskId, query.Value));

    /// <summary>Add a treatment</summary>
    /// <remarks>Adds a treatment with owner, cost, deadlines and rhythms. Its ref must be unique in the risk (409).</remarks>
    private static Task<Created<RiskTreatmentResponse>> CreateRiskTreatment(
        RiskId riskId,
        Body<RiskTreatmentTerms> body,
        UseCases useCases
    ) => useCases.Create(new AddRiskTreatment(riskId, body.Value), treatment => $"/v1/risks/{treatment.RiskId}/treatments/{treatment.Id}");

    /// <summary>Get a treatment</summary>
    /// <remarks>Returns one treatment.</remarks>
    private static Task<Ok<RiskTreatmentResponse>> GetRiskTreatment(RiskId riskId, RiskTreatmentId treatmentId, UseCases useCases) =>
        useCases.Read(new GetRiskTreatment(riskId, treatmentId));

    /// <summary>Change a treatment</summary>
    /// <remarks>Changes what is done, how far it is, or how well it works.</remarks>
    private static Task<Changed<RiskTreatmentResponse>> UpdateRiskTreatment(
        RiskId riskId,
        RiskTreatmentId treatmentId,
        MergePatch<RiskTreatmentTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateRiskTreatment(riskId, treatmentId, ifMatch.Version, patch));

    /// <summary>Delete a treatment</summary>
    /// <remarks>Deletes the treatment.</remarks>
    private static Task<NoContent> DeleteRiskTreatment(RiskId riskId, RiskTreatmentId treatmentId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteRiskTreatment(riskId, treatmentId, ifMatch.Version));

    /// <summary>List the triggers of a risk</summary>
    /// <remarks>Returns early warnings and stop-loss points in the order in which they were added.</remarks>
    private static Task<Ok<Page<RiskTriggerResponse>>> ListRiskTriggers(
        RiskId riskId,
        Query<RiskTriggerArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListRiskTriggers(riskId, query.Value));

    /// <summary>Add a trigger</summary>
    /// <remarks>
    /// Adds a sign that the risk happens: a metric with comparator and threshold, or words alone. Metric and budget line must exist (422).
    /// </remarks>
    private static Task<Created<RiskTriggerResponse>> CreateRiskTrigger(RiskId riskId, Body<RiskTriggerTerms> body, UseCases useCases) =>
        useCases.Create(new AddRiskTrigger(riskId, body.Value), trigger => $"/v1/risks/{trigger.RiskId}/triggers/{trigger.Id}");

    /// <summary>Get a trigger</summary>
    /// <remarks>Returns one trigger.</remarks>
    private static Task<Ok<RiskTriggerResponse>> GetRiskTrigger(RiskId riskId, RiskTriggerId triggerId, UseCases useCases) =>
        useCases.Read(new GetRiskTrigger(riskId, triggerId));

    /// <summary>Change a trigger</summary>
    /// <remarks>Changes what fires the trigger.</remarks>
    private static Task<Changed<RiskTriggerResponse>> UpdateRiskTrigger(
        RiskId riskId,
        RiskTriggerId triggerId,
        MergePatch<RiskTriggerTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateRiskTrigger(riskId, triggerId, ifMatch.Version, patch));

    /// <summary>Delete a trigger</summary>
    /// <remarks>Deletes the trigger. Its alerts stay.</remarks>
    private static Task<NoContent> DeleteRiskTrigger(RiskId riskId, RiskTriggerId triggerId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteRiskTrigger(riskId, triggerId, ifMatch.Version));

    /// <summary>List the acceptances of a risk</summary>
    /// <remarks>Returns all acceptances, the latest first.</remarks>
    private static Task<Ok<Page<RiskAcceptanceResponse>>> ListRiskAcceptances(
        RiskId riskId,
        Query<RiskAcceptanceArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListRiskAcceptances(riskId, query.Value));

    /// <summary>Ask for the acceptance of a risk</summary>
    /// <remarks>
    /// Asks to live with the current rating until the end of a day. Somebody else decides, through `approveApproval`. A higher rating ends
    /// the acceptance. After its last day the risk opens again, once. A rating that is not the current one is 409.
    /// </remarks>
    private static Task<Created<RiskAcceptanceResponse>> RequestRiskAcceptance(
        RiskId riskId,
        Body<RiskAcceptanceInput> body,
        UseCases useCases
    ) =>
        useCases.Create(
            new RequestRiskAcceptance(riskId, body.Value),
            acceptance => $"/v1/risks/{acceptance.RiskId}/acceptances/{acceptance.Id}"
        );

    /// <summary>Get an acceptance</summary>
    /// <remarks>Returns one acceptance.</remarks>
    private static Task<Ok<RiskAcceptanceResponse>> GetRiskAcceptance(RiskId riskId, RiskAcceptanceId acceptanceId, UseCases useCases) =>
        useCases.Read(new GetRiskAcceptance(riskId, acceptanceId));
}
