using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>What If-Match said.</summary>
/// <param name="Given">Whether it was there.</param>
/// <param name="Version">The version it names; none for <c>*</c>. A tag that we never gave is version -1, which nothing has.</param>
internal sealed record IfMatchHeader(bool Given, int? Version);

/// <summary>ETags are strong and hold the version: <c>"7"</c>.</summary>
internal static class Preconditions
{
    private const int NeverGiven = -1;

    public static string ETagOf(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    public static IfMatchHeader ReadIfMatch(HttpContext http, Operation operation, RequestFaults faults)
    {
        if (operation.IfMatch == IfMatchUse.None || !http.Request.Headers.TryGetValue("If-Match", out var values))
        {
            return new IfMatchHeader(false, null);
        }

        if (!EntityTagHeaderValue.TryParseStrictList(values, out var tags) || tags.Count == 0 || (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any)))
        {
            faults.Header("If-Match", "input.entityTag");
            return new IfMatchHeader(true, NeverGiven);
        }

        if (tags[0].Equals(EntityTagHeaderValue.Any))
        {
            return new IfMatchHeader(true, null);
        }

        return new IfMatchHeader(true, tags.Count == 1 ? VersionOf(tags[0]) : NeverGiven);
    }

    /// <summary>Whether the client has a copy and asks whether it is still good.</summary>
    public static bool AsksForFreshness(HttpContext http) => http.Request.Headers.ContainsKey("If-None-Match");

    /// <summary>Whether the client's copy is still good (weak comparison, as RFC 9110 has it for If-None-Match).</summary>
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
        !tag.IsWeak && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NeverGiven;
}
