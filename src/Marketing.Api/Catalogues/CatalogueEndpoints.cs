using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;

namespace Marketing.Api.Catalogues;

/// <summary>The endpoints that every catalogue has.</summary>
internal static class CatalogueEndpoints
{
    /// <param name="api">The group to map into.</param>
    /// <param name="path">Path of the collection.</param>
    /// <param name="plural">For operation ids and the tag.</param>
    /// <param name="singular">For operation ids.</param>
    /// <param name="one">In sentences, with its article.</param>
    /// <param name="many">In sentences.</param>
    /// <returns>The group, for what is the catalogue's own.</returns>
    public static RouteGroupBuilder MapCatalogue<TInput, TResponse, TArguments>(
        this IEndpointRouteBuilder api, string path, string plural, string singular, string one, string many)
        where TInput : CatalogueEntryInput
        where TResponse : CatalogueEntryResponse
        where TArguments : CatalogueArguments
    {
        var entries = api.MapGroup(path).WithTags(plural);
        entries.OnGet("", (QueryArguments<TArguments> query, HttpContext http) => http.Read(new ListEntries<TArguments, TResponse>(query.Value)),
            Operation.List<TArguments, TResponse>($"list{plural}", CatalogueScopes.Reading) with
            {
                Summary = $"List {many}",
                Description = $"The workspace's {many}, a page at a time. `q` finds names and aliases in either Chinese script. Sorts by `name`, `updatedAt`, `createdAt`.",
            });
        entries.OnPost("", (JsonBody<TInput> body, HttpContext http) => http.Create(new CreateEntry<TInput, TResponse>(body.Value), entry => $"/v1{path}/{entry.Id}"),
            Operation.Create<TInput, TResponse>($"create{singular}", Scopes.CataloguesWrite) with
            {
                Summary = $"Create {one}",
                Description = "Name and code must be free in the catalogue (409 with the id of the entry that has them).",
            });
        entries.OnPost("/match", (JsonBody<MatchInput> body, HttpContext http) => http.Read(new MatchEntries<TResponse>(body.Value)),
            new Operation
            {
                Id = $"match{plural}",
                Scopes = CatalogueScopes.Reading,
                Body = typeof(MatchInput),
                Response = typeof(MatchResponse),
                Summary = $"Find {many} by name",
                Description = "Finds entries by the words of plans: names and aliases, in either Chinese script, whatever the case or width. Says for each text whether it is matched, ambiguous or unmatched. Changes nothing.",
            });
        entries.OnGet("/{id:id}", (Guid id, QueryArguments<EntryArguments> query, HttpContext http) => http.Read(new GetEntry<TResponse>(id, query.Value.IncludeDeleted)),
            Operation.Get<TResponse>($"get{singular}", CatalogueScopes.Reading) with
            {
                Query = typeof(EntryArguments),
                Summary = $"Get {one}",
                Description = "Reads one entry; a deleted one only with `includeDeleted`.",
            });
        entries.OnPatch("/{id:id}", (Guid id, PatchBody<TInput> body, RequestContext request, HttpContext http) =>
                http.Change(new UpdateEntry<TInput, TResponse>(id, request.ExpectedVersion, body.AsPatch())),
            Operation.Patch<TInput, TResponse>($"update{singular}", Scopes.CataloguesWrite) with
            {
                Summary = $"Change {one}",
                Description = "JSON Merge Patch of the members sent.",
            });
        entries.OnDelete("/{id:id}", (Guid id, RequestContext request, HttpContext http) => http.Remove(new DeleteEntry<TResponse>(id, request.ExpectedVersion)),
            Operation.Delete($"delete{singular}", Scopes.CataloguesWrite) with
            {
                Summary = $"Delete {one}",
                Description = "409 with the referrers while anything refers to it. It can be restored within the retention time.",
            });
        entries.OnPost("/{id:id}/restore", (Guid id, RequestContext request, HttpContext http) =>
                http.Change(new RestoreEntry<TResponse>(id, request.ExpectedVersion)),
            Operation.Act<TResponse>($"restore{singular}", Scopes.CataloguesWrite) with
            {
                Summary = $"Restore {one}",
                Description = "Brings a deleted entry back; 409 if its name or code has been taken meanwhile.",
            });
        return entries;
    }
}
