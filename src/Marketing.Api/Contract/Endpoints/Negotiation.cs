using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Chooses between JSON and another media type by the Accept header (RFC 9110). Parameters such as a charset are ignored.
/// </summary>
internal static class Negotiation
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    private const string Anything = "*/*";

    /// <summary>Whether the client accepts one of the media types. It does if the header is missing or malformed.</summary>
    public static bool Accepts(HttpRequest request, IReadOnlyList<string> mediaTypes) =>
        Accepted(request) is not { } accepted || mediaTypes.Any(mediaType => QualityOf(mediaType, accepted) > 0);

    /// <summary>Whether the client prefers a media type to JSON.</summary>
    public static bool Prefers(HttpRequest request, string mediaType) =>
        Accepted(request) is { } accepted && QualityOf(mediaType, accepted) > QualityOf(Json, accepted);

    /// <summary>Returns the accepted media ranges; null if all media types are equally acceptable.</summary>
    private static IList<MediaTypeHeaderValue>? Accepted(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        return
            !StringValues.IsNullOrEmpty(accept)
            && accept != Anything
            && MediaTypeHeaderValue.TryParseList(accept, out var parsed)
            && parsed.Count > 0
            ? parsed
            : null;
    }

    /// <summary>The most specific range decides.</summary>
    private static double QualityOf(string mediaType, IEnumerable<MediaTypeHeaderValue> accepted)
    {
        var media = new MediaTypeHeaderValue(mediaType);
        return accepted
            .Where(range => media.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)))
            .OrderBy(range =>
                range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes ? 1
                : 2
            )
            .Select(range => range.Quality ?? 1)
            .LastOrDefault();
    }
}
