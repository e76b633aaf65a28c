using Marketing.Api.Http;
using Marketing.Application.Segments;

namespace Marketing.Api.Segments;

internal static class SegmentEndpoints
{
    public static void MapSegments(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<SegmentInput, SegmentResponse, SegmentArguments>("/segments", "Segments", "Segment", "a segment", "segments");
}
