using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.OpenApi.Schemas;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Writes an operation from the contract of its endpoint.</summary>
internal sealed class OperationFilter(DocumentParts parts) : IOperationFilter
{
    private const string Json = "application/json";

    /// <summary>From this number of object schemas on, a body has its example next to its schema.</summary>
    private const int Many = 30;

    private readonly Parameters _parameters = new(parts);

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var contract = metadata.OfType<EndpointContract>().Single();
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        var path = context.ApiDescription.RelativePath!;
        var verb = HttpMethod.Parse(context.ApiDescription.HttpMethod);
        var document = context.Document;

        operation.OperationId = contract.Id;
        operation.Tags = metadata
            .OfType<ITagsMetadata>()
            .SelectMany(tags => tags.Tags)
            .Take(1)
            .Select(tag => new OpenApiTagReference(tag, document))
            .ToHashSet();
        operation.Summary = (contract.Summary ?? parts.Texts.Summary(handler))?.TrimEnd('.');
        operation.Description = Descriptions.Of(contract, parts.Texts.Remarks(handler));
        operation.Security = SecuritySchemes.Of(contract, document);
        operation.Parameters = _parameters.Of(contract, path, verb, handler, document);
        operation.RequestBody =
            contract.Body is not null ? RequestBody(contract)
            : contract.Streams.Count > 0 ? StreamBody(contract)
            : null;
        operation.Responses = Responses(contract, path, verb, document);
    }

    private OpenApiRequestBody RequestBody(EndpointContract contract)
    {
        var media = () =>
            Media(
                parts.Schemas.Of(contract.Body!, contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request),
                parts.Examples.Request(contract),
                parts.Index.ShapeOf(contract.Body!, SchemaUse.Request)
            );
        var content = new Dictionary<string, OpenApiMediaType>();
        if (contract.IsMergePatch)
        {
            content["application/merge-patch+json"] = media();
        }

        content[Json] = media();
        return new OpenApiRequestBody
        {
            Required = !contract.BodyIsOptional,
            Content = content,
            Description = parts.Texts.Summary(contract.Body),
        };
    }

    private static OpenApiRequestBody StreamBody(EndpointContract contract) =>
        new()
        {
            Required = true,
            Description = "The rows, read while they arrive.",
            Content = contract.Streams.ToDictionary(
                mediaType => mediaType,
                mediaType => new OpenApiMediaType
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MaxLength = int.MaxValue,
                        Pattern = TextPattern,
                    },
                    Example = JsonValue.Create(BodyStream.Examples[mediaType]),
                }
            ),
        };

    private OpenApiResponses Responses(EndpointContract contract, string path, HttpMethod verb, OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        foreach (var status in contract.Statuses)
        {
            responses[$"{status}"] = Success(contract, status, verb, document);
        }

        if (contract.ETag && verb == HttpMethod.Get)
        {
            responses["304"] = new OpenApiResponse
            {
                Description = "The client's copy is current.",
                Headers = Headers.References(document, "ETag"),
            };
        }

        foreach (var status in ProblemResponses.StatusesOf(contract, path))
        {
            responses[$"{status}"] = new OpenApiResponseReference(ProblemResponses.NameOf(status), document);
        }

        responses["default"] = new OpenApiResponseReference(ProblemResponses.Unexpected, document);
        return responses;
    }

    private OpenApiResponse Success(EndpointContract contract, int status, HttpMethod verb, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description =
                contract.Text is not null ? "The text."
                : contract.Response is null ? "Done. The response has no body."
                : parts.Schemas.WordsFor(contract.Response) ?? "Done.",
            Headers = Headers.OfSuccess(contract, status, document),
        };
        if (contract.Response is not null)
        {
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = Media(parts.Schemas.ResponseOf(contract), parts.Examples.Response(contract), parts.Index.ResponseOf(contract)),
            };
        }

        if ((contract.Text ?? contract.AlsoAs) is { } mediaType)
        {
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            response.Content[mediaType] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MaxLength = int.MaxValue,
                    Pattern = TextPattern,
                },
            };
        }

        return response;
    }

    /// <summary>
    /// Places the example of a body with many schemas next to the reference to its schema. Linters that resolve references would compile
    /// the whole schema for each example of a media type, which takes seconds for a plan or a part.
    /// </summary>
    private static OpenApiMediaType Media(IOpenApiSchema schema, JsonNode? example, InputShape shape)
    {
        if (schema is not OpenApiSchemaReference reference || example is null || SchemaIndex.ObjectsIn(shape) < Many)
        {
            return new OpenApiMediaType { Schema = schema, Example = example };
        }

        reference.Examples = [example];
        return new OpenApiMediaType { Schema = reference };
    }

    private const string TextPattern = TextShape.LinesPattern;
}
