using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.External;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Access;
using Marketing.Domain.External;

namespace Marketing.Api.Catalogues;

/// <summary>Maps the endpoints that every catalogue has.</summary>
/// <param name="api">Where to map them, grouped under the catalogue's tag.</param>
/// <param name="one">An entry as texts call it, with its article.</param>
/// <param name="many">Entries as texts call them, in the plural.</param>
/// <param name="feed">The entries as a table.</param>
internal sealed class CatalogueRoutes<TInput, TResponse, TArguments>(
    IEndpointRouteBuilder api,
    string one,
    string many,
    Feed<TResponse> feed
)
    where TInput : CatalogueEntryInput
    where TResponse : CatalogueEntryResponse
    where TArguments : CatalogueArguments
{
    public CatalogueRoutes<TInput, TResponse, TArguments> List(string path, string operationId)
    {
        api.Get(
                path,
                operationId,
                (Query<TArguments> query, UseCases useCases) =>
                    useCases.ReadFeed(new ListEntries<TArguments, TResponse>(query.Value), feed),
                CatalogueScopes.Reading
            )
            .Describe(
                $"List {many}",
                $"Returns the workspace's {many}, a page at a time. `q` searches names and aliases in either Chinese script. Sorts by `name`, `updatedAt`, `createdAt`."
            );
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Create(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (Body<TInput> body, UseCases useCases) =>
                    useCases.Create(new CreateEntry<TInput, TResponse>(body.Value), entry => $"{path}/{entry.Id}"),
                Scopes.CataloguesWrite
            )
            .Describe($"Create {one}", "Name and code must be unique in the catalogue (409 with the id of the entry that uses them).");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Match(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (Body<MatchInput> body, UseCases useCases) => useCases.Read(new MatchEntries<TResponse>(body.Value)),
                CatalogueScopes.Reading
            )
            .Describe(
                $"Find {many} by name",
                "Finds entries by names and aliases as plans use them, in either Chinese script, ignoring case and width. Returns for each text whether it is matched, "
                    + "ambiguous or unmatched. Changes nothing."
            );
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Get(string path, string operationId)
    {
        api.Get(
                path,
                operationId,
                (Guid id, Query<EntryArguments> query, UseCases useCases) =>
                    useCases.Read(new GetEntry<TResponse>(id, query.Value.IncludeDeleted)),
                CatalogueScopes.Reading
            )
            .Describe($"Get {one}", "Returns one entry; a deleted one only with `includeDeleted`.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Update(string path, string operationId)
    {
        api.Patch(
                path,
                operationId,
                (Guid id, MergePatch<TInput> patch, IfMatch ifMatch, UseCases useCases) =>
                    useCases.Change(new UpdateEntry<TInput, TResponse>(id, ifMatch.Version, patch)),
                Scopes.CataloguesWrite
            )
            .Describe($"Change {one}", "JSON Merge Patch of the members sent.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Delete(string path, string operationId)
    {
        api.Delete(
                path,
                operationId,
                (Guid id, IfMatch ifMatch, UseCases useCases) => useCases.Delete(new DeleteEntry<TResponse>(id, ifMatch.Version)),
                Scopes.CataloguesWrite
            )
            .Describe($"Delete {one}", "Returns 409 with the referrers if anything refers to it. It can be restored at any time.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Upsert<TSent>(string path, string operationId)
        where TSent : TInput
    {
        var collection = path[..path.IndexOf("/external/", StringComparison.Ordinal)];
        api.Put(
                path,
                operationId,
                (
                    [MaxLength(ExternalKey.SystemLength)] string system,
                    [MaxLength(ExternalKey.IdLength)] string externalId,
                    Query<UpsertArguments> query,
                    MergePatch<TSent> patch,
                    OptionalIfMatch ifMatch,
                    UseCases useCases
                ) =>
                    useCases.CreateOrChange(
                        new UpsertEntry<TSent, TResponse>(
                            new ExternalWrite<TSent>(system, externalId, ifMatch.Version, patch, query.Value.Restore)
                        ),
                        entry => entry.AddressIfCreated(collection)
                    ),
                Scopes.CataloguesWrite
            )
            .Describe($"Create or change {one} by its external id", "Merges the members sent into the entry with this id, or creates it.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Link(string path, string operationId)
    {
        api.Put(
                path,
                operationId,
                (
                    Guid id,
                    [MaxLength(ExternalKey.SystemLength)] string system,
                    Body<ExternalIdInput> body,
                    IfMatch ifMatch,
                    UseCases useCases
                ) => useCases.Change(new LinkEntry<TResponse>(id, system, ifMatch.Version, body.Value.Id)),
                Scopes.CataloguesWrite
            )
            .Describe($"Link {one} to another system", "Sets its id in the system. An id that names another entry is 409.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Unlink(string path, string operationId)
    {
        api.Delete(
                path,
                operationId,
                (Guid id, [MaxLength(ExternalKey.SystemLength)] string system, IfMatch ifMatch, UseCases useCases) =>
                    useCases.Change(new LinkEntry<TResponse>(id, system, ifMatch.Version, null)),
                Scopes.CataloguesWrite
            )
            .Describe($"Unlink {one} from another system", "Removes its id in the system, if there is one.");
        return this;
    }

    public CatalogueRoutes<TInput, TResponse, TArguments> Restore(string path, string operationId)
    {
        api.Post(
                path,
                operationId,
                (Guid id, IfMatch ifMatch, UseCases useCases) => useCases.Change(new RestoreEntry<TResponse>(id, ifMatch.Version)),
                Scopes.CataloguesWrite
            )
            .Describe($"Restore {one}", "Restores a deleted entry. Returns 409 if another entry uses its name or code.");
        return this;
    }
}
