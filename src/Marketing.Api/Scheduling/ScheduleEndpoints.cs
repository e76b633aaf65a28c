using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;

namespace Marketing.Api.Scheduling;

/// <summary>A plan's schedule, and the events from which its deadlines count.</summary>
internal static class ScheduleEndpoints
{
    private const int LongestAnchor = 200;

    /// <summary>
    /// Recording an event is part of execution, so the scope for reporting progress is enough, as is the one for writing plans.
    /// </summary>
    private static readonly string[] Recording = [Scopes.PlansWrite, Scopes.TasksReport];

    public static void MapSchedule(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Schedule");
        api.Get("/v1/plans/{planId}/schedule", "getPlanSchedule", GetPlanSchedule, Scopes.PlansRead);
        api.Get("/v1/plans/{planId}/anchors", "listAnchors", ListAnchors, Scopes.PlansRead);
        api.Post("/v1/plans/{planId}/anchors", "recordAnchor", RecordAnchor, Recording);
        api.Get("/v1/plans/{planId}/anchors/{anchor}", "getAnchor", GetAnchor, Scopes.PlansRead).MayFail(StatusCodes.Status409Conflict);
        api.Put("/v1/plans/{planId}/anchors/{anchor}", "setAnchor", SetAnchor, Recording);
        api.Patch("/v1/plans/{planId}/anchors/{anchor}", "updateAnchor", UpdateAnchor, Recording);
        api.Delete("/v1/plans/{planId}/anchors/{anchor}", "deleteAnchor", DeleteAnchor, Recording);
    }

    /// <summary>Get a plan's schedule</summary>
    /// <remarks>
    /// Returns every deadline, window, day and rhythm of the working copy, or with `view=inForce` of what is in force, with its dates. They
    /// depend on the plan's start and end, its launch day, the recorded events and its deadline policy. Items without a date say what they
    /// are waiting for; nothing is guessed. `kinds=deadline,window,day` leaves out rhythms, `rhythms=first` returns only the first day of
    /// each. An event that happened several times results in a date each time. Dates relative to the launch move with it. `launchDate`,
    /// `start`, `end` and `deadlinePolicy` preview other settings and save nothing. The response depends only on stored data and the query,
    /// never on today's date.
    /// </remarks>
    private static Task<Ok<ScheduleResponse>> GetPlanSchedule(PlanId planId, Query<ScheduleArguments> query, UseCases useCases) =>
        useCases.Read(new GetSchedule(planId, query.Value, ContentView.Of(query.Value.View)));

    /// <summary>List the events of a plan</summary>
    /// <remarks>
    /// Returns the recorded events from which deadlines and rhythms count. Start, end and launch day are in `given`, because they are
    /// members of the plan. Sorts by `date`, `code`, `updatedAt`, `createdAt`.
    /// </remarks>
    private static Task<Ok<AnchorPage>> ListAnchors(PlanId planId, Query<AnchorArguments> query, UseCases useCases) =>
        useCases.Read(new ListAnchors(planId, query.Value));

    /// <summary>Record an event</summary>
    /// <remarks>
    /// Records that an event happens on a day. A code can be recorded again for another day or subject (409 for the same day and
    /// subject). For the part it is about, and the parts linked with it, an event takes precedence over others with its code. Events are
    /// not content: they need no open revision and create none. PLAN_START, PLAN_END and LAUNCH_DAY are members of the plan and are
    /// rejected (422).
    /// </remarks>
    private static Task<Created<AnchorResponse>> RecordAnchor(PlanId planId, Body<AnchorInput> body, UseCases useCases) =>
        useCases.Create(new RecordAnchor(planId, body.Value), PathOf);

    /// <summary>Get an event</summary>
    /// <remarks>Returns an event by its id, or by a code that is recorded once (otherwise 409 with the ids).</remarks>
    /// <param name="anchor">Id of the event, or its code in either script.</param>
    private static Task<Ok<AnchorResponse>> GetAnchor(PlanId planId, [MaxLength(LongestAnchor)] string anchor, UseCases useCases) =>
        useCases.Read(new GetAnchor(planId, anchor));

    /// <summary>Set the day of an event</summary>
    /// <remarks>
    /// For events that happen once. By code: records the event, or moves the one recorded for that code and subject (409 with the ids if
    /// there are several). By id: replaces that event.
    /// </remarks>
    /// <param name="anchor">Code of the event in either script, or its id.</param>
    private static Task<CreatedOrChanged<AnchorResponse>> SetAnchor(
        PlanId planId,
        [MaxLength(LongestAnchor)] string anchor,
        Body<AnchorDayInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.CreateOrChange(new SetAnchor(planId, anchor, ifMatch.Version, body.Value), set => set.IsNew ? PathOf(set) : null);

    /// <summary>Change an event</summary>
    /// <remarks>JSON Merge Patch of the members sent.</remarks>
    /// <param name="anchor">Id of the event, or its code if that is recorded once.</param>
    private static Task<Changed<AnchorResponse>> UpdateAnchor(
        PlanId planId,
        [MaxLength(LongestAnchor)] string anchor,
        MergePatch<AnchorInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateAnchor(planId, anchor, ifMatch.Version, patch));

    /// <summary>Delete an event</summary>
    /// <remarks>Deletes the event. Items whose dates counted from it wait for it again. The audit trail keeps its last state.</remarks>
    /// <param name="anchor">Id of the event, or its code if that is recorded once.</param>
    private static Task<NoContent> DeleteAnchor(
        PlanId planId,
        [MaxLength(LongestAnchor)] string anchor,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Delete(new DeleteAnchor(planId, anchor, ifMatch.Version));

    private static string PathOf(AnchorResponse anchor) => $"/v1/plans/{anchor.PlanId}/anchors/{anchor.Id}";
}
