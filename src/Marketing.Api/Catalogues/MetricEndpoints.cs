using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Catalogues;
using Marketing.Domain.Access;

namespace Marketing.Api.Catalogues;

internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        var metrics = api.MapCatalogue<MetricInput, MetricResponse, MetricArguments>("/metrics", "Metrics", "Metric", "a metric", "metrics");
        metrics.OnPost("/standard", AddStandard, new Operation
        {
            Id = "addStandardMetrics",
            Scopes = [Scopes.CataloguesWrite],
            Body = typeof(StandardMetricsInput),
            Writes = true,
            Response = typeof(StandardMetricsResponse),
        });
    }

    /// <summary>Add the standard metrics</summary>
    /// <remarks>
    /// Adds the metrics that the service knows (ROI, CAC, LTV, CTR, NPS, repurchase, churn, market share, awareness …), each with code, unit, direction, the way it
    /// adds up and its names in English and both Chinese scripts. A metric of the workspace that has the code or one of the names stays as it is, and the
    /// standard one is left out; so it may be sent again at any time. The codes are those that the labels suggest (`metric`).
    /// </remarks>
    private static Task<IResult> AddStandard(JsonBody<StandardMetricsInput> body, HttpContext http) => http.Change(new AddStandardMetrics(body.Value.Language));
}
