using System.Globalization;
using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Microsoft.Net.Http.Headers;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Reads the headers of conditional requests. ETags are strong and hold the version: <c>"7"</c>, or with the version of the content
/// <c>"7.12"</c>; of what is in force, with the number of the revision <c>"r2.7.12"</c>. Versions are exact, so a tag that a proxy marked
/// as weak or extended by its encoding still names its version.
/// </summary>
internal static partial class Preconditions
{
    /// <summary>The pattern of a tag in If-Match: one of ours, as it is or as a compressing proxy changed it.</summary>
    public const string TagPattern = "(W/)?\"(r[0-9]+\\.)?[0-9]+(\\.[0-9]+)?([-;]{1,2}(gzip|br|deflate|zstd))?\"";

    public static string ETagOf(IVersioned value) => ETagOf(value.Tag);

    public static string ETagOf(VersionTag tag) =>
        tag is { Content: { } shown, Revision: { } revision }
            ? string.Create(CultureInfo.InvariantCulture, $"\"r{revision}.{tag.Version}.{shown}\"")
        : tag.Content is { } content ? string.Create(CultureInfo.InvariantCulture, $"\"{tag.Version}.{content}\"")
        : $"\"{tag.Version.ToString(CultureInfo.InvariantCulture)}\"";

    public static ProblemResult IfMatchRequired() => new(StatusCodes.Status428PreconditionRequired, "http.ifMatchRequired");

    /// <summary>Reads the condition of a write from If-Match and If-None-Match; null if the client sent neither.</summary>
    /// <param name="request">The request.</param>
    /// <param name="input">Collects faults.</param>
    /// <param name="hasContentVersion">Whether the ETag of the resource also holds the version of its content.</param>
    public static ExpectedVersion? Read(HttpRequest request, RequestInput input, bool hasContentVersion = false)
    {
        var mustBeNew = HttpMethods.IsPut(request.Method) && request.Headers.IfNoneMatch is [{ } text] && text.Trim() == "*";
        if (!request.Headers.TryGetValue("If-Match", out var values))
        {
            return mustBeNew ? ExpectedVersion.Absent : null;
        }

        if (
            !EntityTagHeaderValue.TryParseStrictList(values, out var tags)
            || tags.Count == 0
            || (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any))
        )
        {
            input.AddHeader("If-Match", "input.entityTag");
            return ExpectedVersion.Never;
        }

        return mustBeNew ? ExpectedVersion.Never
            : tags[0].Equals(EntityTagHeaderValue.Any) ? ExpectedVersion.Any
            : Expected([.. tags.Select(tag => VersionOf(tag, hasContentVersion)).OfType<TaggedVersion>()]);
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

        var current = etag.AsSpan().Trim('"');
        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any) || AsIssued(tag.Tag.Value).SequenceEqual(current))
            {
                return true;
            }
        }

        return false;
    }

    private static ExpectedVersion Expected(IReadOnlyList<TaggedVersion> tags) =>
        ExpectedVersion.OneOf(
            [.. tags.Where(tag => !tag.IsInForce).Select(tag => tag.Version)],
            [.. tags.Where(tag => tag.IsInForce).Select(tag => tag.Version)]
        );

    /// <returns>The version of the resource; null for a tag that this resource never has.</returns>
    private static TaggedVersion? VersionOf(EntityTagHeaderValue tag, bool hasContentVersion)
    {
        var issued = AsIssued(tag.Tag.Value);
        var isInForce = hasContentVersion && Revision().IsMatch(issued);
        if (isInForce)
        {
            issued = issued[(issued.IndexOf('.') + 1)..];
        }

        var dot = issued.IndexOf('.');
        if (dot >= 0 && (!hasContentVersion || !long.TryParse(issued[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        return int.TryParse(dot < 0 ? issued : issued[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new TaggedVersion(version, isInForce)
            : null;
    }

    /// <summary>Returns the tag without quotes and without what a compressing proxy appended.</summary>
    private static ReadOnlySpan<char> AsIssued(string? tag)
    {
        var text = tag.AsSpan().Trim('"');
        foreach (var added in Appended().EnumerateMatches(text))
        {
            return text[..added.Index];
        }

        return text;
    }

    [GeneratedRegex("^r[0-9]+\\.[0-9]+\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Revision();

    [GeneratedRegex("[-;]{1,2}(gzip|br|deflate|zstd)$", RegexOptions.CultureInvariant)]
    private static partial Regex Appended();

    /// <summary>A version that a tag names.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="IsInForce">Whether the tag is that of what is in force.</param>
    private readonly record struct TaggedVersion(int Version, bool IsInForce);
}
