using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Feeds;
using Marketing.Domain.Access;

namespace Marketing.Api.Feeds;

/// <summary>Flat tables over the content of all plans. The lists of plans, parts and audit entries are tables as well.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Tables");
        api.Get("/v1/objective-measures", "listObjectiveMeasures", ListObjectiveMeasures, Scopes.PlansRead);
        api.Get("/v1/planned-tasks", "listPlannedTasks", ListPlannedTasks, Scopes.PlansRead);
        api.Get("/v1/schedule-items", "listScheduleItems", ListScheduleItems, Scopes.PlansRead);
    }

    /// <summary>List the measures of objectives</summary>
    /// <remarks>
    /// Returns one row for each measure of each objective, with its target, the columns of its plan and the resolved due date. An
    /// objective without measures is one row. Rows are ordered by plan, then as in the plan. Dates are computed on each request, so a page
    /// covers at most 100 plans: it may have fewer rows than `pageSize`, or none, even if `nextCursor` is present.
    /// </remarks>
    private static Task<OkOrCsv<Page<ObjectiveMeasureRow>>> ListObjectiveMeasures(Query<ListObjectiveMeasures> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ObjectiveMeasureRow.Feed);

    /// <summary>List work packages and subtasks</summary>
    /// <remarks>
    /// Returns one row for each work package and each subtask, with the columns of its plan, its owners and the resolved due date. Rows
    /// are ordered by plan, then as in the plan. Dates are computed on each request, so a page covers at most 100 plans: it may have
    /// fewer rows than `pageSize`, or none, even if `nextCursor` is present.
    /// </remarks>
    private static Task<OkOrCsv<Page<PlannedTaskRow>>> ListPlannedTasks(Query<ListPlannedTasks> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, PlannedTaskRow.Feed);

    /// <summary>List the schedules of all plans</summary>
    /// <remarks>
    /// Returns one row for each date of each deadline, window, day and rhythm, with the columns of its plan. An entry without a date is
    /// one row with the reason. By default a rhythm is one row; `rhythms=all` expands its days. Rows are ordered by plan, then as in the
    /// plan, not by date. Dates are computed on each request, so a page covers at most 100 plans: it may have fewer rows than `pageSize`,
    /// or none, even if `nextCursor` is present.
    /// </remarks>
    private static Task<OkOrCsv<Page<ScheduleItemRow>>> ListScheduleItems(Query<ListScheduleItems> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ScheduleItemRow.Feed);
}
