using System.Text.Json.Nodes;
using Marketing.Api.Contract.OpenApi.Operations;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Common;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>
/// Writes the parts that operations share: schemas, parameters, headers, problem responses, tags, webhooks and problem codes.
/// </summary>
internal sealed class DocumentFilter(DocumentParts parts, IServiceScopeFactory scopes) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var document = swaggerDoc;
        document.Components = new OpenApiComponents
        {
            Schemas = new Dictionary<string, IOpenApiSchema>(parts.Schemas.Components()),
            Headers = Headers.All.ToDictionary(entry => entry.Key, entry => (IOpenApiHeader)entry.Value),
            SecuritySchemes = SecuritySchemes.All.ToDictionary(entry => entry.Key, entry => (IOpenApiSecurityScheme)entry.Value),
        };
        using var scope = scopes.CreateScope();
        FeedResources.Describe(document.Components.Schemas, parts.Index, scope.ServiceProvider.GetServices<IResourceReader>());
        document.Components.Responses = new Dictionary<string, IOpenApiResponse>(ProblemResponses.All(parts.Schemas, document));
        document.Webhooks = new Dictionary<string, IOpenApiPathItem> { ["change"] = Webhooks.Change(parts, document) };
        document.Components.Examples = SharedExamples.Extract(OperationsOf(document), document);
        document.Components.Parameters = Used(
            document,
            [.. Parameters.Shared, .. SharedParameters.Extract(OperationsOf(document), document)]
        );
        document.Components.Responses = Used(document, document.Components.Responses);
        document.Tags = TagsOf(document);
        document.Paths = Sorted(document.Paths);
        document.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-problem-codes"] = new JsonNodeExtension(Codes()) };
        document.RegisterComponents();
    }

    private static Dictionary<string, IOpenApiParameter> Used(
        OpenApiDocument document,
        IEnumerable<KeyValuePair<string, OpenApiParameter>> shared
    )
    {
        var used = OperationsOf(document)
            .SelectMany(operation => operation.Parameters ?? [])
            .OfType<OpenApiParameterReference>()
            .Select(reference => reference.Reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        return shared
            .Where(entry => used.Contains(entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Key, entry => (IOpenApiParameter)entry.Value);
    }

    private static Dictionary<string, IOpenApiResponse> Used(OpenApiDocument document, IDictionary<string, IOpenApiResponse> shared)
    {
        var used = OperationsOf(document)
            .SelectMany(operation => operation.Responses!.Values)
            .OfType<OpenApiResponseReference>()
            .Select(reference => reference.Reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        return shared.Where(entry => used.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value);
    }

    private static HashSet<OpenApiTag> TagsOf(OpenApiDocument document)
    {
        var used = OperationsOf(document)
            .SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        var unknown = used.Except(Tags.All.Select(tag => tag.Name)).ToList();
        return unknown.Count == 0
            ? Tags
                .All.Where(tag => used.Contains(tag.Name))
                .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
                .ToHashSet()
            : throw new InvalidOperationException($"Tags without a description: {string.Join(", ", unknown)}.");
    }

    private static IEnumerable<OpenApiOperation> OperationsOf(OpenApiDocument document) =>
        document
            .Paths.Values.Concat(document.Webhooks?.Values ?? [])
            .SelectMany(item => item.Operations ?? [])
            .Select(entry => entry.Value);

    private static OpenApiPaths Sorted(OpenApiPaths paths)
    {
        var sorted = new OpenApiPaths();
        foreach (var (path, item) in paths.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            sorted.Add(path, item);
        }

        return sorted;
    }

    private static JsonObject Codes()
    {
        var texts = ProblemTexts.In("en");
        return new JsonObject(
            texts.Codes.Order(StringComparer.Ordinal).Select(code => KeyValuePair.Create(code, (JsonNode?)texts.Describe(code)))
        );
    }
}
