using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Domain.Access;
using Marketing.Domain.Risks;

namespace Marketing.Api.Risks;

/// <summary>Ratings of risks, the matrices that they are made with, and heat maps.</summary>
internal static class RiskRatingEndpoints
{
    public static void MapRiskRatings(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("RiskRatings");
        api.Get("/v1/risks/heat-map", "getRiskHeatMap", GetRiskHeatMap, Scopes.RisksRead).MayFail(422);
        api.Get("/v1/risks/exposure", "getRiskExposure", GetRiskExposure, Scopes.RisksRead);
        api.Get("/v1/risks/{riskId}/ratings", "listRiskRatings", ListRiskRatings, Scopes.RisksRead);
        api.Post("/v1/risks/{riskId}/ratings", "rateRisk", RateRisk, Scopes.RisksWrite);
        api.Get("/v1/risks/{riskId}/ratings/{ratingId}", "getRiskRating", GetRiskRating, Scopes.RisksRead);
        api.Get("/v1/risk-matrices", "listRiskMatrices", ListRiskMatrices, Scopes.RisksRead);
        api.Post("/v1/risk-matrices", "createRiskMatrix", CreateRiskMatrix, Scopes.RisksWrite);
        api.Get("/v1/risk-matrices/{riskMatrixId}", "getRiskMatrix", GetRiskMatrix, Scopes.RisksRead);
        api.Patch("/v1/risk-matrices/{riskMatrixId}", "updateRiskMatrix", UpdateRiskMatrix, Scopes.RisksWrite);
        api.Delete("/v1/risk-matrices/{riskMatrixId}", "deleteRiskMatrix", DeleteRiskMatrix, Scopes.RisksWrite);
        api.Post("/v1/risk-matrices/{riskMatrixId}/restore", "restoreRiskMatrix", RestoreRiskMatrix, Scopes.RisksWrite);
    }

    /// <summary>Get the heat map of risks</summary>
    /// <remarks>
    /// Counts the open risks in each cell of a matrix. Unrated ones are counted apart, as are those rated with another matrix. Closed and
    /// deleted risks are in no cell. `listRisks` with `impactValue` and `probabilityValue` returns the risks of a cell.
    /// </remarks>
    private static Task<OkOr<RiskHeatMapResponse, Svg>> GetRiskHeatMap(Query<HeatMapArguments> query, UseCases useCases) =>
        useCases.Read<RiskHeatMapResponse, RiskHeatMapResponse, Svg>(new GetRiskHeatMap(query.Value), map => map, HeatMapSvg.Write);

    /// <summary>Get the exposure of risks in money</summary>
    /// <remarks>
    /// Sums chance × PERT mean of the open risks up, and simulates them 10,000 times: P50, P80 and P95 by currency, category and plan,
    /// compared with the contingency reserve. The same seed gives the same figures. Risks that lack a figure are named and in no sum.
    /// </remarks>
    private static Task<Ok<RiskExposureResponse>> GetRiskExposure(Query<ExposureArguments> query, UseCases useCases) =>
        useCases.Read(new GetRiskExposure(query.Value));

    /// <summary>List the ratings of a risk</summary>
    /// <remarks>Returns every rating, the latest first, with the version of the matrix that it was made with.</remarks>
    private static Task<Ok<Page<RiskRatingResponse>>> ListRiskRatings(RiskId riskId, Query<RiskRatingArguments> query, UseCases useCases) =>
        useCases.Read(new ListRiskRatings(riskId, query.Value));

    /// <summary>Rate a risk</summary>
    /// <remarks>
    /// Rates the risk as it is, before any treatment, or as expected after the treatments. Values outside of the matrix are 422. Of two
    /// people who rate at once, the later one decides where the risk is, and both ratings stay. With If-Match, the version of the risk is
    /// required.
    /// </remarks>
    private static Task<Created<RiskRatingResponse>> RateRisk(
        RiskId riskId,
        Body<RiskRatingInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Create(new RateRisk(riskId, ifMatch.Version, body.Value), rating => $"/v1/risks/{rating.RiskId}/ratings/{rating.Id}");

    /// <summary>Get a rating</summary>
    /// <remarks>Returns one rating.</remarks>
    private static Task<Ok<RiskRatingResponse>> GetRiskRating(RiskId riskId, RiskRatingId ratingId, UseCases useCases) =>
        useCases.Read(new GetRiskRating(riskId, ratingId));

    /// <summary>List risk matrices</summary>
    /// <remarks>Returns the matrices of the workspace. The built-in 3×3 matrix needs no entry.</remarks>
    private static Task<Ok<Page<RiskMatrixResponse>>> ListRiskMatrices(Query<ListRiskMatrices> query, UseCases useCases) =>
        useCases.Read(query.Value);

    /// <summary>Create a risk matrix</summary>
    /// <remarks>Creates a matrix from a preset, with any member replaced. A plan has one matrix (409).</remarks>
    private static Task<Created<RiskMatrixResponse>> CreateRiskMatrix(Body<RiskMatrixInput> body, UseCases useCases) =>
        useCases.Create(new CreateRiskMatrix(body.Value), matrix => $"/v1/risk-matrices/{matrix.Id}");

    /// <summary>Get a risk matrix</summary>
    /// <remarks>Returns the latest version of the matrix, with the earlier ones.</remarks>
    private static Task<Ok<RiskMatrixResponse>> GetRiskMatrix(RiskMatrixId riskMatrixId, UseCases useCases) =>
        useCases.Read(new GetRiskMatrix(riskMatrixId));

    /// <summary>Change a risk matrix</summary>
    /// <remarks>Makes the next version. Ratings keep the version that they were made with.</remarks>
    private static Task<Changed<RiskMatrixResponse>> UpdateRiskMatrix(
        RiskMatrixId riskMatrixId,
        MergePatch<RiskMatrixTerms> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateRiskMatrix(riskMatrixId, ifMatch.Version, patch));

    /// <summary>Delete a risk matrix</summary>
    /// <remarks>Deletes the matrix. Ratings that were made with it stay.</remarks>
    private static Task<NoContent> DeleteRiskMatrix(RiskMatrixId riskMatrixId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Delete(new DeleteRiskMatrix(riskMatrixId, ifMatch.Version));

    /// <summary>Restore a deleted risk matrix</summary>
    /// <remarks>Restores the matrix. If its plan has another one by now, the response is 409.</remarks>
    private static Task<Changed<RiskMatrixResponse>> RestoreRiskMatrix(RiskMatrixId riskMatrixId, IfMatch ifMatch, UseCases useCases) =>
        useCases.Change(new RestoreRiskMatrix(riskMatrixId, ifMatch.Version));
}
