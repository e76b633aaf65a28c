using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;

namespace Marketing.Api.Budgets;

internal static class RateSetEndpoints
{
    public static void MapRateSets(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("RateSets");
        api.Get("/v1/rate-sets", "listRateSets", ListRateSets, Scopes.BudgetsRead);
        api.Post("/v1/rate-sets", "createRateSet", CreateRateSet, Scopes.FiscalWrite);
        api.Get("/v1/rate-sets/{rateSetId}", "getRateSet", GetRateSet, Scopes.BudgetsRead);
        api.Patch("/v1/rate-sets/{rateSetId}", "updateRateSet", UpdateRateSet, Scopes.FiscalWrite);
        api.Get("/v1/rate-sets/{rateSetId}/versions", "listRateVersions", ListRateVersions, Scopes.BudgetsRead);
        api.Post("/v1/rate-sets/{rateSetId}/versions", "publishRates", PublishRates, Scopes.FiscalWrite);
        api.Get("/v1/rate-sets/{rateSetId}/versions/{number}", "getRateVersion", GetRateVersion, Scopes.BudgetsRead);
    }

    /// <summary>List rate sets</summary>
    /// <remarks>Returns the rate sets of the workspace by name.</remarks>
    private static Task<Ok<Page<RateSetResponse>>> ListRateSets(Query<ListRateSets> query, UseCases useCases) => useCases.Read(query.Value);

    /// <summary>Create a rate set</summary>
    /// <remarks>Creates a rate set without rates; `publishRates` adds them. Its code must be unique (409).</remarks>
    private static Task<Created<RateSetResponse>> CreateRateSet(Body<RateSetInput> body, UseCases useCases) =>
        useCases.Create(new CreateRateSet(body.Value), set => $"/v1/rate-sets/{set.Id}");

    /// <summary>Get a rate set</summary>
    /// <remarks>Returns one rate set; `listRateVersions` returns its rates.</remarks>
    private static Task<Ok<RateSetResponse>> GetRateSet(RateSetId rateSetId, UseCases useCases) => useCases.Read(new GetRateSet(rateSetId));

    /// <summary>Change a rate set</summary>
    /// <remarks>Changes code, name, or what happens if a rate is missing. Booked amounts stay as they are.</remarks>
    private static Task<Changed<RateSetResponse>> UpdateRateSet(
        RateSetId rateSetId,
        MergePatch<RateSetInput> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateRateSet(rateSetId, ifMatch.Version, patch));

    /// <summary>List the versions of a rate set</summary>
    /// <remarks>Returns all versions with their rates, the latest first.</remarks>
    private static Task<Ok<Page<RateVersionResponse>>> ListRateVersions(
        RateSetId rateSetId,
        Query<RateVersionArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListRateVersions(rateSetId, query.Value));

    /// <summary>Add rates</summary>
    /// <remarks>
    /// Adds a version with rates for a range of days, both ends included. A booking uses the rate of its day in the time zone of the plan,
    /// from the latest version that has one. Versions never change, and booked amounts stay as they are.
    /// </remarks>
    private static Task<Created<RateVersionResponse>> PublishRates(RateSetId rateSetId, Body<RateVersionInput> body, UseCases useCases) =>
        useCases.Create(new PublishRates(rateSetId, body.Value), version => $"/v1/rate-sets/{version.RateSetId}/versions/{version.Number}");

    /// <summary>Get a version of a rate set</summary>
    /// <remarks>Returns the rates of one version.</remarks>
    private static Task<Ok<RateVersionResponse>> GetRateVersion(RateSetId rateSetId, [MaxLength(10)] string number, UseCases useCases) =>
        useCases.Read(new GetRateVersion(rateSetId, int.TryParse(number, out var parsed) ? parsed : 0));
}
