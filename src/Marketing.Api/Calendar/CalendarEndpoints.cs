using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Calendar;
using Marketing.Application.Common;
using Marketing.Domain.Access;

namespace Marketing.Api.Calendar;

/// <summary>The calendar of a workspace.</summary>
internal static class CalendarEndpoints
{
    public static void MapCalendar(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Calendar");
        api.Get("/v1/calendar", "getCalendar", GetCalendar, Scopes.PlansRead);
    }

    /// <summary>Get the calendar</summary>
    /// <remarks>
    /// Returns the dates of plans by day: deadlines, periods, named days and milestones, what recurs, and the decisions that are due. The
    /// dates follow from the content in force; a plan that was never in force shows its working copy when it is named. Items without a date
    /// are left out; the plan's schedule says what they wait for. A period is shown if any of its days is in the range. At most 400 days,
    /// 200 plans and 20,000 entries; more is 422.
    /// </remarks>
    private static Task<Ok<Page<CalendarEntry>>> GetCalendar(Query<GetCalendar> query, UseCases useCases) => useCases.Read(query.Value);
}
