using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Reads the headers of conditional requests. ETags are strong and hold the version: <c>"7"</c>.</summary>
internal static class Preconditions
{
    /// <summary>The version of a tag that the server never issued; no resource has it.</summary>
    private const int NeverIssued = -1;

    public static string ETagOf(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    public static ProblemResult IfMatchRequired() => new(StatusCodes.Status428PreconditionRequired, "http.ifMatchRequired");

    /// <summary>Reads If-Match: whether it was sent, and the version it names; null for <c>*</c>.</summary>
    public static (bool Given, int? Version) ReadIfMatch(HttpRequest request, RequestInput input)
    {
        if (!request.Headers.TryGetValue("If-Match", out var values))
        {
            return (false, null);
        }

        if (
            !EntityTagHeaderValue.TryParseStrictList(values, out var tags)
            || tags.Count == 0
            || (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any))
        )
        {
            input.AddHeader("If-Match", "input.entityTag");
            return (true, NeverIssued);
        }

        if (tags[0].Equals(EntityTagHeaderValue.Any))
        {
            return (true, null);
        }

        return (true, tags.Count == 1 ? VersionOf(tags[0]) : NeverIssued);
    }

    /// <summary>Whether the client sends the ETag of its copy to revalidate it.</summary>
    public static bool AsksForFreshness(HttpContext http) => http.Request.Headers.ContainsKey("If-None-Match");

    /// <summary>Whether the client's copy is current; compared weakly, as RFC 9110 requires for If-None-Match.</summary>
    public static bool IsFresh(HttpContext http, string etag)
    {
        if (!http.Request.Headers.TryGetValue("If-None-Match", out var values) || !EntityTagHeaderValue.TryParseList(values, out var tags))
        {
            return false;
        }

        var current = EntityTagHeaderValue.Parse(etag);
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }

    private static int VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NeverIssued;
}
