using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.OpenApi.Schemas;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>The parameters of operations.</summary>
internal sealed partial class Parameters(DocumentParts parts)
{
    private const int LongestHeader = 1000;
    private const int LongestSegment = 200;
    private const string AnySegment = "^[^/\\u0000-\\u001f]+$";

    /// <summary>The parameters that many operations share.</summary>
    public static IReadOnlyDictionary<string, OpenApiParameter> Shared { get; } =
        new Dictionary<string, OpenApiParameter>
        {
            ["AcceptLanguage"] = Header(
                "Accept-Language",
                "Language of problems: `en`, `zh-Hans` or `zh-Hant`; the most preferred of them is used.",
                @"^[\x20-\x7e]*$",
                "zh-Hans, en;q=0.5",
                LongestHeader
            ),
            ["IdempotencyKey"] = Header(
                "Idempotency-Key",
                "Makes a retry safe: the first response to a write with this key is stored for 48 hours and returned again.",
                "^[\\x21-\\x7e]{1,255}$",
                "9f1c2f6e-import-2026-03",
                255
            ),
            ["IfMatch"] = Required(
                Header(
                    "If-Match",
                    "The ETag of the version that the change is based on, or several of them; `*` for any version.",
                    IfMatchPattern,
                    "\"7\"",
                    LongestHeader
                )
            ),
            ["IfMatchOptional"] = Header(
                "If-Match",
                "The ETag of the version that the change is based on, to prevent lost updates.",
                IfMatchPattern,
                "\"7\"",
                LongestHeader
            ),
            ["IfNoneMatch"] = Header(
                "If-None-Match",
                "ETags of the client's copies; if one is current, the response is 304 without a body.",
                @"^[\x20-\x7e]*$",
                "\"7\"",
                LongestHeader
            ),
            ["WorkspaceId"] = new()
            {
                Name = "Workspace-Id",
                In = ParameterLocation.Header,
                Description = "The workspace to use; required only if the credential has several.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "uuid",
                    MaxLength = 36,
                    Pattern = new UuidShape().Patterns[0],
                    Examples = ["0198c0de-0000-7000-8000-000000000001"],
                },
            },
        };

    private static string IfMatchPattern => $@"^(\*|{Preconditions.TagPattern}(\s*,\s*{Preconditions.TagPattern})*)$";

    /// <summary>Returns all parameters of an operation: path, query and headers.</summary>
    public List<IOpenApiParameter> Of(
        EndpointContract contract,
        string path,
        HttpMethod verb,
        MethodInfo? handler,
        OpenApiDocument document
    ) =>
        [
            .. Placeholders().Matches(path).Select(match => OfPath(match.Groups[1].Value, handler)),
            .. OfQuery(contract),
            .. HeadersOf(contract, verb).Select(name => new OpenApiParameterReference(name, document)),
        ];

    private IEnumerable<IOpenApiParameter> OfQuery(EndpointContract contract)
    {
        if (DocumentParts.QueryOf(contract) is not { } query)
        {
            yield break;
        }

        var defaults = Defaults.Of(query);
        foreach (var property in DocumentParts.Describe(query).Properties)
        {
            var isList = property.Shape is ArrayShape;
            yield return new OpenApiParameter
            {
                Name = property.Name,
                In = ParameterLocation.Query,
                Required = property.Required,
                Description = parts.Texts.Summary(property.Member) ?? WordsOf(property.Name),
                Style = isList ? ParameterStyle.Form : null,
                Explode = !isList,
                Extensions = isList ? StyleStated() : null,
                Schema = parts.Schemas.OfParameter(property, Defaults.Node(property, defaults)),
            };
        }
    }

    /// <summary>States the default style explicitly for comma-separated lists, because the writer omits it.</summary>
    private static Dictionary<string, IOpenApiExtension> StyleStated() =>
        new() { ["style"] = new JsonNodeExtension(JsonValue.Create("form")) };

    private OpenApiParameter OfPath(string name, MethodInfo? handler)
    {
        var parameter = handler?.GetParameters().FirstOrDefault(candidate => candidate.Name == name);
        var shape = ShapeOf(parameter);
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = parts.Texts.Parameter(handler, name) ?? WordsOf(name),
            Schema = parts.Schemas.OfScalar(shape),
        };
    }

    private static InputShape ShapeOf(ParameterInfo? parameter)
    {
        var type = parameter?.ParameterType ?? typeof(string);
        if (HandlerSignature.IsId(type))
        {
            return new UuidShape();
        }

        if (type == typeof(string))
        {
            var limits = MemberLimits.Of(parameter);
            var patterns = limits.Patterns.Count > 0 ? limits.Patterns : [AnySegment];
            return new TextShape([.. patterns.Select(TextRule.Of)]) { MinLength = 1, MaxLength = limits.MaxLength ?? LongestSegment };
        }

        return new ResponseShapes(JsonInput.Options).Of(type);
    }

    private static IEnumerable<string> HeadersOf(EndpointContract contract, HttpMethod verb)
    {
        if (contract is { Anonymous: false, OutsideWorkspace: false })
        {
            yield return "WorkspaceId";
        }

        if (contract.Writes)
        {
            yield return "IdempotencyKey";
        }

        if (contract.IfMatch != IfMatchUse.None)
        {
            yield return contract.IfMatch == IfMatchUse.Required ? "IfMatch" : "IfMatchOptional";
        }

        if (contract.ETag && verb == HttpMethod.Get)
        {
            yield return "IfNoneMatch";
        }

        yield return "AcceptLanguage";
    }

    /// <summary>"planId" becomes "Id of the plan", "id" alone "Id of the entry".</summary>
    private static string WordsOf(string name)
    {
        if (name == "id")
        {
            return "Id of the entry.";
        }

        var words = Capitals().Replace(name, match => " " + match.Value.ToLowerInvariant());
        return words.EndsWith(" id", StringComparison.Ordinal)
            ? $"Id of the {words[..^3]}."
            : $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
    }

    private static OpenApiParameter Header(string name, string description, string pattern, string example, int maxLength) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MaxLength = maxLength,
                Pattern = pattern,
                Examples = [example],
            },
        };

    private static OpenApiParameter Required(OpenApiParameter parameter)
    {
        parameter.Required = true;
        return parameter;
    }

    [GeneratedRegex(@"\{([^}:?*]+)[^}]*\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
