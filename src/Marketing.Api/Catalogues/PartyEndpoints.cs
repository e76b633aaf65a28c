using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;

namespace Marketing.Api.Catalogues;

internal static class PartyEndpoints
{
    public static void MapParties(this IEndpointRouteBuilder api)
    {
        var parties = api.MapCatalogue<PartyInput, PartyResponse, PartyArguments>("/parties", "Parties", "Party", "a party", "parties");
        parties.OnPost("/{id:id}/merge", Merge, Operation.Act<PartyResponse>("mergeParty", Scopes.CataloguesWrite) with { Body = typeof(MergeInput) });
        parties.OnPost("/{id:id}/erase", Erase, Operation.Act<PartyResponse>("eraseParty", Scopes.Admin));
    }

    /// <summary>Merge a party into another</summary>
    /// <remarks>The party becomes another name of `intoId`, which takes over its names, children, members and references in plans that are open for writing. Answers the party that remains.</remarks>
    private static Task<IResult> Merge(Guid id, JsonBody<MergeInput> body, RequestContext request, HttpContext http) =>
        http.Change(new MergeParty(PartyId.From(id), request.ExpectedVersion, PartyId.From(body.Value.IntoId)));

    /// <summary>Erase a party's personal data</summary>
    /// <remarks>Makes its contact data unreadable everywhere, in the audit trail and in later backups too. There is no way back.</remarks>
    private static Task<IResult> Erase(Guid id, RequestContext request, HttpContext http) =>
        http.Change(new EraseParty(PartyId.From(id), request.ExpectedVersion));
}
