using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.OpenApi.Schemas;
using Marketing.Api.Contract.Problems;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>The problem responses of operations, each described once.</summary>
internal static class ProblemResponses
{
    public const string Unexpected = "default";
    private const string ProblemJson = "application/problem+json";

    private static readonly Kind[] Kinds =
    [
        new(400, "The request is malformed or does not match the schema; `errors` lists every fault with its pointer.", "input.invalid"),
        new(401, "The credential is missing or invalid.", "auth.missing", "WWW-Authenticate"),
        new(403, "The credential lacks the required scope or role.", "auth.scopeMissing"),
        new(404, "The workspace has no such resource, or the caller cannot see it.", "plan.notFound"),
        new(409, "The state of the resource does not allow it, or a unique value is already in use.", "plan.codeTaken"),
        new(410, "The cursor has expired; read the lists again and continue from there.", "feed.cursorGone"),
        new(412, "The resource has changed; `args` contains its current version.", "resource.stale", Headers.ETagWhereKnown),
        new(413, "The body is larger than the operation accepts.", "http.bodyTooLarge"),
        new(415, "The body has an unsupported media type or is compressed.", "http.unsupportedMediaType"),
        new(422, "The values are valid but break a rule; `errors` lists every fault with its pointer.", "input.rulesBroken"),
        new(428, "The operation requires an If-Match header.", "http.ifMatchRequired"),
        new(429, "Too many requests; retry after the seconds in Retry-After.", "http.tooManyRequests", "Retry-After"),
        new(500, "An unexpected error; `traceId` identifies it in the log.", "internal"),
        new(
            503,
            "The server or its database is busy, and nothing was saved; retry after the seconds in Retry-After.",
            "http.unavailable",
            "Retry-After"
        ),
    ];

    /// <summary>Returns the error statuses of an operation.</summary>
    public static IEnumerable<int> StatusesOf(EndpointContract contract, string path)
    {
        var statuses = new SortedSet<int>(contract.Errors) { 400, 429, 500, 503 };
        statuses.UnionWith(contract.Anonymous ? [] : [401, 403]);
        statuses.UnionWith(path.Contains('{', StringComparison.Ordinal) ? [404] : []);
        statuses.UnionWith(contract.Writes ? [409, 422] : []);
        statuses.UnionWith(contract.Body is null && contract.Streams.Count == 0 ? [] : [413, 415]);
        statuses.UnionWith(
            contract.IfMatch switch
            {
                IfMatchUse.Required => [412, 428],
                IfMatchUse.Optional => [412],
                _ => Array.Empty<int>(),
            }
        );
        return statuses;
    }

    /// <summary>Returns the name of the response for a status: the status, because each operation refers to a dozen of them.</summary>
    public static string NameOf(int status) =>
        Kinds.Any(kind => kind.Status == status) ? $"{status}" : throw new InvalidOperationException($"Status {status} is not described.");

    /// <summary>Returns all problem responses, including the default for unexpected errors.</summary>
    public static IEnumerable<KeyValuePair<string, IOpenApiResponse>> All(SchemaWriter schemas, OpenApiDocument document)
    {
        foreach (var kind in Kinds)
        {
            yield return new(NameOf(kind.Status), Write(kind, kind.Description, schemas, document));
        }

        yield return new(Unexpected, Write(Kinds.Single(kind => kind.Status == 500), "Any other error.", schemas, document));
    }

    private static OpenApiResponse Write(Kind kind, string description, SchemaWriter schemas, OpenApiDocument document) =>
        new()
        {
            Description = description,
            Headers = Headers.References(document, [.. kind.Headers, "Content-Language", "Vary", "RateLimit", "RateLimit-Policy"]),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemJson] = new() { Schema = Exemplified(schemas.Of(typeof(Problem), SchemaUse.Response), kind) },
            },
        };

    /// <summary>
    /// Places the example next to the reference to the schema. As an example of the media type, thousands of uses would repeat it for
    /// linters that resolve references. That was half the cost of reading the document.
    /// </summary>
    private static IOpenApiSchema Exemplified(IOpenApiSchema schema, Kind kind)
    {
        ((OpenApiSchemaReference)schema).Examples = [Example(kind)];
        return schema;
    }

    private static JsonNode Example(Kind kind) =>
        JsonSerializer.SerializeToNode(
            new Problem
            {
                Type = $"urn:marketing-api:problem:{kind.Code}",
                Title = ProblemTexts.In(ProblemTexts.Languages[0]).Title(kind.Status),
                Status = kind.Status,
                Detail = kind.Description.Replace("`", "", StringComparison.Ordinal),
                Instance = "/v1/plans",
                TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
                Code = kind.Code,
                Errors = kind.Status is not (400 or 422)
                    ? []
                    :
                    [
                        new ProblemFault
                        {
                            Pointer = "/title",
                            In = "body",
                            Code = "input.tooLong",
                            Message = "The text has 412 characters; the maximum is 300. Shorten it.",
                            Args = new Dictionary<string, object?> { ["actual"] = 412, ["max"] = 300 },
                        },
                    ],
            },
            JsonInput.Options
        )!;

    private sealed record Kind(int Status, string Description, string Code, params string[] Headers);
}
