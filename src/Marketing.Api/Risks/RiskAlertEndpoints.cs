using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Access;
using Marketing.Domain.Risks;

namespace Marketing.Api.Risks;

/// <summary>Alerts of risks, and what people do about them.</summary>
internal static class RiskAlertEndpoints
{
    /// <summary>People who report on tasks react to alerts too.</summary>
    private static readonly string[] Reacting = [Scopes.RisksWrite, Scopes.TasksReport];

    public static void MapRiskAlerts(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("RiskAlerts");
        api.Get("/v1/alerts", "listRiskAlerts", ListRiskAlerts, Scopes.RisksRead);
        api.Get("/v1/alerts/{alertId}", "getRiskAlert", GetRiskAlert, Scopes.RisksRead);
        api.Post("/v1/alerts/{alertId}/acknowledge", "acknowledgeRiskAlert", AcknowledgeRiskAlert, Reacting);
        api.Post("/v1/alerts/{alertId}/snooze", "snoozeRiskAlert", SnoozeRiskAlert, Reacting);
        api.Post("/v1/alerts/{alertId}/decide", "decideRiskAlert", DecideRiskAlert, Scopes.RisksWrite);
        api.Post("/v1/risks/{riskId}/triggers/{triggerId}/fire", "fireRiskTrigger", FireRiskTrigger, Reacting);
    }

    /// <summary>List alerts</summary>
    /// <remarks>Returns alerts, the latest first. There is one for each crossing of a threshold, not for each reading.</remarks>
    private static Task<Ok<Page<RiskAlertResponse>>> ListRiskAlerts(Query<ListRiskAlerts> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Get an alert</summary>
    /// <remarks>Returns one alert.</remarks>
    private static Task<Ok<RiskAlertResponse>> GetRiskAlert(RiskAlertId alertId, UseCases useCases) =>
        useCases.Read(new GetRiskAlert(alertId));

    /// <summary>Acknowledge an alert</summary>
    /// <remarks>Records that somebody has seen it. A stop-loss point still needs a decision.</remarks>
    private static Task<Changed<RiskAlertResponse>> AcknowledgeRiskAlert(RiskAlertId alertId, OptionalIfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new AcknowledgeRiskAlert(alertId, ifMatch.Version));

    /// <summary>Snooze an alert</summary>
    /// <remarks>Puts it off until a day, on which it opens again. A day that has come is 422.</remarks>
    private static Task<Changed<RiskAlertResponse>> SnoozeRiskAlert(
        RiskAlertId alertId,
        Body<SnoozeInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new SnoozeRiskAlert(alertId, ifMatch.Version, body.Value.Until));

    /// <summary>Decide about an alert</summary>
    /// <remarks>
    /// Decides to adjust or to terminate, with a reason. The decision about a stop-loss point ends its block: after `adjust` money can be
    /// spent again, after `terminate` the line is frozen. While another stop-loss point of the line waits, the block stays.
    /// </remarks>
    private static Task<Changed<RiskAlertResponse>> DecideRiskAlert(
        RiskAlertId alertId,
        Body<AlertDecisionInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new DecideRiskAlert(alertId, ifMatch.Version, body.Value));

    /// <summary>Fire a trigger by hand</summary>
    /// <remarks>
    /// Raises an alert because somebody has seen the sign. The risk becomes `triggered`, tasks are opened for its treatments, and a
    /// stop-loss point blocks new spending on its line.
    /// </remarks>
    private static Task<Created<RiskAlertResponse>> FireRiskTrigger(
        RiskId riskId,
        RiskTriggerId triggerId,
        Body<FireTriggerInput> body,
        UseCases useCases
    ) => useCases.Create(new FireRiskTrigger(riskId, triggerId, body.Value.Note), alert => $"/v1/alerts/{alert.Id}");
}
