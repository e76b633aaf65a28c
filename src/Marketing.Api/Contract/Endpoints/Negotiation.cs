using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Chooses between JSON and CSV by the Accept header (RFC 9110).</summary>
internal static class Negotiation
{
    public const string Csv = "text/csv";
    private const string Json = "application/json";

    /// <summary>Whether the client prefers CSV to JSON.</summary>
    public static bool PrefersCsv(HttpRequest request) => Qualities(request) is { } quality && quality.Csv > quality.Json;

    /// <summary>Whether the client accepts CSV and not JSON.</summary>
    public static bool AcceptsOnlyCsv(HttpRequest request) => Qualities(request) is { Csv: > 0, Json: 0 };

    private static (double Csv, double Json)? Qualities(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            ? (QualityOf(Csv, accepted), QualityOf(Json, accepted))
            : null;

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
