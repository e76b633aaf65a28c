using Marketing.Api.Contract.Endpoints;
using Marketing.Application.History;
using Marketing.Domain.Access;

namespace Marketing.Api.History;

internal static class MemoryEndpoints
{
    public static void MapMemory(this IEndpointRouteBuilder api)
    {
        api.OnGet("/audit", ListAudit, Operation.List<ListAudit, AuditResponse>("listAudit", Scopes.AuditRead) with { Csv = true }).WithTags("Audit");
        api.OnGet("/changes", ReadChanges, new Operation
        {
            Id = "readChanges",
            Scopes = [Scopes.FeedsRead],
            Query = typeof(ReadChanges),
            Response = typeof(ChangesResponse),
            Refusals = [StatusCodes.Status410Gone],
        }).WithTags("Changes");
    }

    /// <summary>Read the audit trail</summary>
    /// <remarks>Who changed what, when, from which value to which; also of what has been deleted since. Sorts by `at`. With `Accept: text/csv` all matching entries are streamed, oldest first, one line for each changed member.</remarks>
    private static async Task<IResult> ListAudit(QueryArguments<ListAudit> query, AuditReader reader, HttpContext http) =>
        CsvStream.IsWanted(http.Request) ? new AuditCsv(reader.StreamAsync(query.Value, http.RequestAborted)) : await http.Read(query.Value);

    /// <summary>Follow the change feed</summary>
    /// <remarks>
    /// Every change of the workspace that the caller may see, in the order of commits, without a gap. Keep `nextCursor` and ask again with it;
    /// begin with `start=now` after reading the lists, or with the oldest change kept. 410 where the cursor is too old, or from before a restore:
    /// read the lists anew, then go on from `start=now`.
    /// </remarks>
    private static Task<IResult> ReadChanges(QueryArguments<ReadChanges> query, HttpContext http) => http.Read(query.Value);
}
