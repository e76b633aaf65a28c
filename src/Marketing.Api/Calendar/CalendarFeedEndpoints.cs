using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Calendar;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Calendar;
using Microsoft.AspNetCore.Mvc;

namespace Marketing.Api.Calendar;

/// <summary>Calendars that programs subscribe to.</summary>
internal static class CalendarFeedEndpoints
{
    private const int LongestSecret = 100;

    public static void MapCalendarFeeds(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Calendar");
        api.Get("/v1/calendar-feeds", "listCalendarFeeds", ListCalendarFeeds, Scopes.PlansRead);
        api.Post("/v1/calendar-feeds", "createCalendarFeed", CreateCalendarFeed, Scopes.PlansRead);
        api.Get("/v1/calendar-feeds/{calendarFeedId}", "getCalendarFeed", GetCalendarFeed, Scopes.PlansRead);
        api.Delete("/v1/calendar-feeds/{calendarFeedId}", "deleteCalendarFeed", DeleteCalendarFeed, Scopes.PlansRead);
        api.Get("/v1/calendar-feeds/{address}/calendar.ics", "subscribeCalendar", SubscribeCalendar)
            .Anonymous()
            .MayFail(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>List calendar feeds</summary>
    /// <remarks>Returns the caller's feeds, without their addresses; administrators see all. Sorts by `createdAt`, `updatedAt`.</remarks>
    private static Task<Ok<Page<CalendarFeedResponse>>> ListCalendarFeeds(Query<ListCalendarFeeds> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a calendar feed</summary>
    /// <remarks>
    /// Creates a secret address for calendar programs: for a plan, for a party, or for what the caller is responsible for and asked to
    /// decide. The address is returned only once, and whoever knows it can read the calendar. Labels are in the language of this request.
    /// The feed shows what its owner can read; it ends when it is deleted, when the owner leaves the workspace, or when the key is
    /// revoked.
    /// </remarks>
    private static Task<Created<NewCalendarFeedResponse>> CreateCalendarFeed(
        Body<CalendarFeedInput> body,
        AcceptedLanguage language,
        [FromServices] FeedRequest feeds,
        UseCases useCases
    ) => useCases.Create(new AddCalendarFeed(body.Value, language.Tag, feeds.Prefix), feed => $"/v1/calendar-feeds/{feed.Id}");

    /// <summary>Get a calendar feed</summary>
    /// <remarks>Returns what it shows, without its address.</remarks>
    private static Task<Ok<CalendarFeedResponse>> GetCalendarFeed(CalendarFeedId calendarFeedId, UseCases useCases) =>
        useCases.Read(new GetCalendarFeed(calendarFeedId));

    /// <summary>Delete a calendar feed</summary>
    /// <remarks>Its address is 404 at once. Administrators can delete any.</remarks>
    private static Task<NoContent> DeleteCalendarFeed(CalendarFeedId calendarFeedId, OptionalIfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteCalendarFeed(calendarFeedId, ifMatch.Version));

    /// <summary>Subscribe to a calendar</summary>
    /// <remarks>
    /// Returns the calendar at a secret address as iCalendar (RFC 5545), from 90 days ago to 400 days ahead. All entries are all-day.
    /// Programs should send `If-None-Match`: without changes, the response is 304. An address that was deleted, or whose owner can no
    /// longer read plans, is 404.
    /// </remarks>
    /// <param name="address">The address of the feed.</param>
    private static Task<OkCalendar> SubscribeCalendar(
        [MaxLength(LongestSecret)] string address,
        [FromServices] FeedRequest feeds,
        UseCases useCases
    ) =>
        feeds.Feed is { } feed && address.Length > 0
            ? useCases.ReadCalendar(new ReadCalendarFeed(feed), CalendarText.Of)
            : Task.FromResult<OkCalendar>(new ProblemResult(new CalendarFeedNotFound()));
}
