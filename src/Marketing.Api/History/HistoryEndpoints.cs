using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Access;

namespace Marketing.Api.History;

internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.Tagged("Audit").Get("/v1/audit", "listAudit", ListAudit, Scopes.AuditRead);
        routes.Tagged("Changes").Get("/v1/changes", "readChanges", ReadChanges, Scopes.FeedsRead).MayFail(StatusCodes.Status410Gone);
    }

    /// <summary>Read the audit trail</summary>
    /// <remarks>
    /// Returns who changed what and when, with the old and new values, including deleted resources. Sorts by `at`, newest first by
    /// default. CSV has one line for each changed member, in the same order, and ends with the entries that existed when the request
    /// began.
    /// </remarks>
    private static Task<OkOrCsv<Page<AuditResponse>>> ListAudit(Query<ListAudit> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, AuditRow.Feed, AuditRow.Of);

    /// <summary>Follow the change feed</summary>
    /// <remarks>
    /// Returns every change of the workspace that the caller can see, in commit order, without gaps. Keep `nextCursor` and send it with
    /// the next request; while `hasMore` is true at once, otherwise after 5 to 60 seconds. To build a copy, first get a cursor with
    /// `start=now`, then read the lists, then follow the feed from that cursor. Apply a change only if its `version` is newer than that of
    /// your copy, because changes made while you read the lists are in both. In the other order, changes between the lists and the cursor
    /// would be lost. With a filter that matches little, a page can be empty while `hasMore` is true. Changes are kept for 30 days by
    /// default. 410 if the cursor is older, or from before a restore of the database: build the copy again in the same order.
    /// </remarks>
    private static Task<Ok<ChangesResponse>> ReadChanges(Query<ReadChanges> query, UseCases useCases) => useCases.Read(query.Value);
}
