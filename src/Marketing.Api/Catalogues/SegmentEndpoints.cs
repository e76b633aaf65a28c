using Marketing.Application.Catalogues;

namespace Marketing.Api.Catalogues;

internal static class SegmentEndpoints
{
    public static void MapSegments(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<SegmentInput, SegmentResponse, SegmentArguments>("/segments", "Segments", "Segment", "a segment", "segments");
}
