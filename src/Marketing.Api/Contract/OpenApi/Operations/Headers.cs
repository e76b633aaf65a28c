using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Response headers.</summary>
internal static class Headers
{
    /// <summary>The component for an ETag that may be missing.</summary>
    public const string ETagWhereKnown = "ETagWhereKnown";

    private const string ETagPattern = "^\"(r[0-9]+\\.)?[0-9]+(\\.[0-9]+)?\"$";
    private const int LongestText = 200;
    private const int LongestPath = 2000;
    private const int LongestWait = 86_400;

    public static IReadOnlyDictionary<string, OpenApiHeader> All { get; } =
        new Dictionary<string, OpenApiHeader>
        {
            ["ETag"] = Always(
                Text("Version of the resource as a strong entity tag, for If-Match and If-None-Match.", ETagPattern, "\"7\"")
            ),
            [ETagWhereKnown] = Text(
                "Version of the resource as a strong entity tag; missing if the response contains more than the version covers, or was only validated.",
                ETagPattern,
                "\"7\""
            ),
            ["Location"] = Text(
                "Path of the new resource on this server; missing if the request was only validated.",
                "^/[\\x21-\\x7e]*$",
                "/v1/plans/0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d",
                LongestPath
            ),
            ["Link"] = Text(
                "The next page (RFC 8288), if there is one.",
                "^<[^<>]*>; rel=\"next\"$",
                "</v1/plans?cursor=abc>; rel=\"next\"",
                2 * LongestPath
            ),
            ["Retry-After"] = Always(Seconds("Seconds to wait before retrying.")),
            ["RateLimit"] = Text("The remaining quota: `r` requests, restored in `t` seconds.", null, "\"default\";r=99;t=1"),
            ["RateLimit-Policy"] = Text("The limit: `q` requests in `w` seconds.", null, "\"default\";q=100;w=1"),
            ["Idempotency-Replayed"] = Text(
                "Present if this is the stored response to an earlier request with this Idempotency-Key.",
                "^true$",
                "true"
            ),
            ["WWW-Authenticate"] = Text(
                "The accepted schemes, and why the credential was rejected.",
                null,
                "Bearer error=\"invalid_token\"",
                LongestPath
            ),
            ["Content-Language"] = Text("Language of the response's texts.", "^(en|zh-Hans|zh-Hant)$", "en"),
            ["Vary"] = Text("The request headers that the response depends on.", null, "Accept-Language"),
        };

    /// <summary>Returns the headers of a successful response.</summary>
    public static Dictionary<string, IOpenApiHeader> OfSuccess(EndpointContract contract, int status, OpenApiDocument document)
    {
        var names = new List<string>();
        if (contract.ETag)
        {
            names.Add(contract.Writes || IsExpandable(contract) ? ETagWhereKnown : "ETag");
        }

        if (status == StatusCodes.Status201Created)
        {
            names.Add("Location");
        }

        if (contract.Response?.IsAssignableTo(typeof(IPage)) == true)
        {
            names.Add("Link");
        }

        if (contract.Writes)
        {
            names.Add("Idempotency-Replayed");
        }

        if (contract.Localized || contract.AlsoAs == Negotiation.Csv)
        {
            names.Add("Content-Language");
        }

        if (contract.Localized || contract.AlsoAs is not null)
        {
            names.Add("Vary");
        }

        return References(document, [.. names, "RateLimit", "RateLimit-Policy"]);
    }

    public static Dictionary<string, IOpenApiHeader> References(OpenApiDocument document, params IEnumerable<string> names) =>
        names.ToDictionary(
            name => name == ETagWhereKnown ? "ETag" : name,
            name => (IOpenApiHeader)new OpenApiHeaderReference(name, document)
        );

    /// <summary>A response with expanded relations contains more than its version covers.</summary>
    private static bool IsExpandable(EndpointContract contract) => contract.Query?.GetProperty("Expand") is not null;

    private static OpenApiHeader Always(OpenApiHeader header)
    {
        header.Required = true;
        return header;
    }

    private static OpenApiHeader Text(string description, string? pattern, string example, int maxLength = LongestText) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MaxLength = maxLength,
                Pattern = pattern ?? @"^[\x20-\x7e]*$",
                Examples = [example],
            },
        };

    private static OpenApiHeader Seconds(string description) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "0",
                Maximum = $"{LongestWait}",
                Examples = [2],
            },
        };
}
