using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Chooses between JSON and another media type by the Accept header (RFC 9110).</summary>
internal static class Negotiation
{
    public const string Csv = "text/csv";
    private const string Json = "application/json";

    /// <summary>The media types beside JSON that some operations can respond with.</summary>
    private static readonly string[] Others = [Csv, Markdown.MediaType, Svg.MediaType];

    /// <summary>Whether the client prefers a media type to JSON.</summary>
    public static bool Prefers(HttpRequest request, string mediaType) =>
        Accepted(request) is { } accepted && QualityOf(mediaType, accepted) > QualityOf(Json, accepted);

    /// <summary>Whether the client accepts media types of this API, but neither JSON nor this one.</summary>
    public static bool AcceptsOnlyOthers(HttpRequest request, string? mediaType) =>
        Accepted(request) is { } accepted
        && QualityOf(Json, accepted) is 0
        && (mediaType is null || QualityOf(mediaType, accepted) is 0)
        && Others.Any(other => QualityOf(other, accepted) > 0);

    private static IList<MediaTypeHeaderValue>? Accepted(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) ? accepted : null;

    /// <summary>The most specific range decides.</summary>
    private static double QualityOf(string type, IEnumerable<MediaTypeHeaderValue> accepted)
    {
        var media = new MediaTypeHeaderValue(type);
        return accepted
            .Where(media.IsSubsetOf)
            .OrderBy(range =>
                range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes ? 1
                : 2
            )
            .Select(range => range.Quality ?? 1)
            .LastOrDefault();
    }
}
