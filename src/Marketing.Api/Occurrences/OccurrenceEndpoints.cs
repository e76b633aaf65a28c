using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Access;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;

namespace Marketing.Api.Occurrences;

/// <summary>The days of what recurs: meetings, reports, drills.</summary>
internal static class OccurrenceEndpoints
{
    /// <summary>Like recording an event, this is part of execution.</summary>
    private static readonly string[] Recording = [Scopes.PlansWrite, Scopes.TasksReport];

    public static void MapOccurrences(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Occurrences");
        api.Get("/v1/occurrences", "listOccurrences", ListOccurrences, Scopes.PlansRead);
        api.Get("/v1/occurrences/{occurrenceId}", "getOccurrence", GetOccurrence, Scopes.PlansRead);
        api.Post("/v1/plans/{planId}/occurrences/hold", "holdOccurrence", HoldOccurrence, Recording);
        api.Post("/v1/plans/{planId}/occurrences/skip", "skipOccurrence", SkipOccurrence, Recording);
        api.Post("/v1/plans/{planId}/occurrences/reopen", "reopenOccurrence", ReopenOccurrence, Recording);
    }

    /// <summary>List occurrences</summary>
    /// <remarks>
    /// Returns the days on which something recurs, by date. They follow from the content in force. A day is stored once it has come, or
    /// once something is recorded about it; later days are computed, at most 400 days ahead. If the rhythm changes, what was held,
    /// skipped or missed stays, and what is still to come follows the new rhythm. Two rhythms of one item that meet on a day are one
    /// occurrence. Name a plan that was never in force to see what its working copy would plan.
    /// </remarks>
    private static Task<Ok<Page<OccurrenceResponse>>> ListOccurrences(Query<ListOccurrences> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Get an occurrence</summary>
    /// <remarks>Returns one that is stored. Its state depends on today's date in the time zone of the plan.</remarks>
    private static Task<Ok<OccurrenceResponse>> GetOccurrence(OccurrenceId occurrenceId, UseCases useCases) =>
        useCases.Read(new GetOccurrence(occurrenceId));

    /// <summary>Record that something took place</summary>
    /// <remarks>
    /// Records the day, a note and the address of the minutes. It can be late or early, but not in the future. A later request corrects the
    /// record. The content in force must plan the item for that day (422 with the nearest days).
    /// </remarks>
    private static Task<Changed<OccurrenceResponse>> HoldOccurrence(
        PlanId planId,
        Body<HoldOccurrenceInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new HoldOccurrence(planId, ifMatch.Version, body.Value));

    /// <summary>Record that something is called off</summary>
    /// <remarks>Records why it does not take place, before or after its day. A later request corrects the record.</remarks>
    private static Task<Changed<OccurrenceResponse>> SkipOccurrence(
        PlanId planId,
        Body<SkipOccurrenceInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new SkipOccurrence(planId, ifMatch.Version, body.Value));

    /// <summary>Take a record back</summary>
    /// <remarks>Removes what was recorded. The occurrence is planned, due or missed again. Without a record, the response is 409.</remarks>
    private static Task<Changed<OccurrenceResponse>> ReopenOccurrence(
        PlanId planId,
        Body<ReopenOccurrenceInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReopenOccurrence(planId, ifMatch.Version, body.Value));
}
