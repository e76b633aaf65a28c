using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Application.Observations;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;

namespace Marketing.Api.Observations;

internal static class ObservationEndpoints
{
    private const int BulkBytes = 2_000_000;

    public static void MapObservations(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Observations");
        api.Post("/v1/observations/bulk", "reportObservations", ReportObservations, Scopes.ResultsWrite).MaxBody(BulkBytes);
        api.Get("/v1/observations", "listObservations", ListObservations, Scopes.CampaignsRead).MayFail(422);
        api.Get("/v1/observation-entries", "listObservationEntries", ListObservationEntries, Scopes.CampaignsRead);
        api.Get("/v1/plans/{planId}/attainment", "getPlanAttainment", GetPlanAttainment, Scopes.PlansRead).MayFail(422);
    }

    /// <summary>Report observations</summary>
    /// <remarks>
    /// Reports up to 1,000 values of metrics. Source, metric, day, scope and measure identify a value: the same again changes nothing,
    /// another replaces it and stays in its history, an older export never replaces a newer one, and `retract` takes it back. Atomic bulks
    /// apply all items or none; independent ones apply what they can and return a result for each item.
    /// </remarks>
    private static Task<Changed<FactBulkResponse>> ReportObservations(Body<BulkObservationInput> body, UseCases useCases) =>
        useCases.Change(new ReportObservations(body.Value));

    /// <summary>List observations</summary>
    /// <remarks>
    /// Returns the values of metrics as they are known now, or as they were at `asOf`. CSV has the rows of all pages. Sorts by `forDate`.
    /// </remarks>
    private static Task<OkOrCsv<Page<ObservationResponse>>> ListObservations(Query<ListObservations> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ObservationResponse.Feed);

    /// <summary>List the history of observations</summary>
    /// <remarks>
    /// Returns every report, restatement and retraction by sequence, with what it adds to the value: the sum of `delta` is always the
    /// current value. Rows are only added, never changed; load new ones with `sequenceFrom`.
    /// </remarks>
    private static Task<OkOrCsv<Page<ObservationEntryRow>>> ListObservationEntries(
        Query<ListObservationEntries> query,
        UseCases useCases
    ) => useCases.ReadFeed(query.Value, ObservationEntryRow.Feed);

    /// <summary>Get the attainment of a plan</summary>
    /// <remarks>
    /// Returns for each measure how far its target is attained on a day: formula, inputs, the value expected by then, and the status. A
    /// measure without a value has the reason. Values for the measure count first, else those of its metric with its scope. A measure that
    /// counts loyalty programmes counts those of the plan that are `live`.
    /// </remarks>
    private static Task<Ok<AttainmentResponse>> GetPlanAttainment(PlanId planId, Query<AttainmentArguments> query, UseCases useCases) =>
        useCases.Read(new GetAttainment(planId, query.Value));
}
