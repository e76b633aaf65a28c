using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Scheduling;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;

namespace Marketing.Api.Scheduling;

/// <summary>A plan's calendar, and the events that it counts from.</summary>
internal static class ScheduleEndpoints
{
    private const int LongestAnchor = 200;

    /// <summary>Recording what has happened is execution: those who report progress may do it as well as those who write the plan.</summary>
    private static readonly string[] Recording = [Scopes.PlansWrite, Scopes.TasksReport];

    public static void MapSchedule(this IEndpointRouteBuilder api)
    {
        var plan = api.MapGroup("/plans/{planId:id}").WithTags("Schedule");
        plan.OnGet("/schedule", GetSchedule,
            Operation.Get<ScheduleResponse>("getPlanSchedule", Scopes.PlansRead) with { Query = typeof(ScheduleArguments), ETag = false });
        plan.OnGet("/anchors", List, new Operation { Id = "listAnchors", Scopes = [Scopes.PlansRead], Query = typeof(AnchorArguments), Response = typeof(AnchorPage) });
        plan.OnPost("/anchors", Record, Operation.Create<AnchorInput, AnchorResponse>("recordAnchor", Recording));
        plan.OnGet("/anchors/{anchor}", Get, Operation.Get<AnchorResponse>("getAnchor", Scopes.PlansRead) with { Refusals = [StatusCodes.Status409Conflict] });
        plan.OnPut("/anchors/{anchor}", Set,
            Operation.Replace<AnchorDayInput, AnchorResponse>("setAnchor", Recording) with { IfMatch = IfMatchUse.Optional, MayCreate = true });
        plan.OnPatch("/anchors/{anchor}", Update, Operation.Patch<AnchorInput, AnchorResponse>("updateAnchor", Recording));
        plan.OnDelete("/anchors/{anchor}", Delete, Operation.Delete("deleteAnchor", Recording));
    }

    /// <summary>Get a plan's schedule</summary>
    /// <remarks>
    /// Every deadline, window, day and rhythm of the working copy as dates, under the plan's start and end, its launch day, the recorded events and its deadline policy; what has
    /// no date says what it waits for. Nothing is guessed. What happens once is asked for with `kinds=deadline,window,day`, a page without the days of daily rhythms with `rhythms=first`. An event that happened several times gives a date each time. Dates relative to the launch move with it;
    /// `launchDate`, `start`, `end` and `deadlinePolicy` show the schedule as it would be, and write nothing. The answer follows from what is stored and from the arguments, never from today's date.
    /// </remarks>
    private static Task<IResult> GetSchedule(Guid planId, QueryArguments<ScheduleArguments> query, HttpContext http) =>
        http.Read(new GetSchedule(PlanId.From(planId), query.Value));

    /// <summary>List the events of a plan</summary>
    /// <remarks>
    /// The recorded events from which deadlines and rhythms count. Start, end and launch day stand in `given`: the plan's header says them. Sorts by `date`, `code`, `updatedAt`, `createdAt`.
    /// </remarks>
    private static Task<IResult> List(Guid planId, QueryArguments<AnchorArguments> query, HttpContext http) =>
        http.Read(new ListAnchors(PlanId.From(planId), query.Value));

    /// <summary>Record an event</summary>
    /// <remarks>
    /// Says that an event happens on a day; a code may be recorded again for another day or subject (409 for the same day and subject). An event about a part counts for that part and those linked
    /// with it before all others of its code. It is no content: it needs no open revision and makes none. PLAN_START, PLAN_END and LAUNCH_DAY are members of the plan, and are refused (422).
    /// </remarks>
    private static Task<IResult> Record(Guid planId, JsonBody<AnchorInput> body, HttpContext http) =>
        http.Create(new RecordAnchor(PlanId.From(planId), body.Value), PathOf);

    /// <summary>Get an event</summary>
    /// <remarks>By its id, or by a code that is recorded once (409 with the ids otherwise).</remarks>
    /// <param name="planId">Id of the plan.</param>
    /// <param name="anchor">Id of the event, or its code in either script.</param>
    /// <param name="http">The call.</param>
    private static Task<IResult> Get(Guid planId, [MaxLength(LongestAnchor)] string anchor, HttpContext http) => http.Read(new GetAnchor(PlanId.From(planId), anchor));

    /// <summary>Set the day of an event</summary>
    /// <remarks>
    /// For events that happen once: under a code, records the event or moves the one that is recorded for that code and subject (409 with the ids where there are several). Under an id, replaces that event.
    /// </remarks>
    /// <param name="planId">Id of the plan.</param>
    /// <param name="anchor">Code of the event in either script, or its id.</param>
    /// <param name="body">The day.</param>
    /// <param name="request">The call's context.</param>
    /// <param name="http">The call.</param>
    private static Task<IResult> Set(Guid planId, [MaxLength(LongestAnchor)] string anchor, JsonBody<AnchorDayInput> body, RequestContext request, HttpContext http) =>
        http.Write(
            new SetAnchor(PlanId.From(planId), anchor, request.ExpectedVersion, body.Value),
            set => set.IsNew ? new Answer(StatusCodes.Status201Created, set, PathOf(set)) : new Answer(StatusCodes.Status200OK, set, null));

    /// <summary>Change an event</summary>
    /// <remarks>JSON Merge Patch of the members sent.</remarks>
    /// <param name="planId">Id of the plan.</param>
    /// <param name="anchor">Id of the event, or its code where that is recorded once.</param>
    /// <param name="body">The members to change.</param>
    /// <param name="request">The call's context.</param>
    /// <param name="http">The call.</param>
    private static Task<IResult> Update(Guid planId, [MaxLength(LongestAnchor)] string anchor, PatchBody<AnchorInput> body, RequestContext request, HttpContext http) =>
        http.Change(new UpdateAnchor(PlanId.From(planId), anchor, request.ExpectedVersion, body.AsPatch()));

    /// <summary>Take an event back</summary>
    /// <remarks>What counted from it waits again; the audit trail keeps what it said.</remarks>
    /// <param name="planId">Id of the plan.</param>
    /// <param name="anchor">Id of the event, or its code where that is recorded once.</param>
    /// <param name="request">The call's context.</param>
    /// <param name="http">The call.</param>
    private static Task<IResult> Delete(Guid planId, [MaxLength(LongestAnchor)] string anchor, RequestContext request, HttpContext http) =>
        http.Remove(new DeleteAnchor(PlanId.From(planId), anchor, request.ExpectedVersion));

    private static string PathOf(AnchorResponse anchor) => $"/v1/plans/{anchor.PlanId}/anchors/{anchor.Id}";
}
