using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi.Schemas;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Writes an operation from what its endpoint states.</summary>
internal sealed class OperationFilter(DocumentParts parts) : IOperationFilter
{
    private const string Json = "application/json";
    private readonly Parameters _parameters = new(parts);

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var stated = metadata.OfType<Operation>().Single();
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        var path = context.ApiDescription.RelativePath!;
        var verb = HttpMethod.Parse(context.ApiDescription.HttpMethod);
        var document = context.Document;

        operation.OperationId = stated.Id;
        operation.Tags = metadata.OfType<ITagsMetadata>().SelectMany(tags => tags.Tags).Take(1)
            .Select(tag => new OpenApiTagReference(tag, document)).ToHashSet();
        operation.Summary = (stated.Summary ?? parts.Texts.Summary(handler))?.TrimEnd('.');
        operation.Description = Descriptions.Of(stated, verb, parts.Texts.Remarks(handler));
        operation.Security = SecuritySchemes.Of(stated, document);
        operation.Parameters = _parameters.Of(stated, path, verb, handler, document);
        operation.RequestBody = stated.Body is null ? null : RequestBody(stated);
        operation.Responses = Responses(stated, path, verb, document);
        if (stated.Scopes.Count > 0)
        {
            operation.Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-required-scopes"] = new JsonNodeExtension(new JsonArray([.. stated.Scopes.Select(scope => JsonValue.Create(scope))])),
            };
        }
    }

    private OpenApiRequestBody RequestBody(Operation stated)
    {
        var media = () => new OpenApiMediaType
        {
            Schema = parts.Schemas.Of(stated.Body!, stated.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request),
            Example = parts.Examples.Request(stated),
        };
        var content = new Dictionary<string, OpenApiMediaType>();
        if (stated.IsMergePatch)
        {
            content["application/merge-patch+json"] = media();
        }

        content[Json] = media();
        return new OpenApiRequestBody { Required = !stated.BodyOptional, Content = content, Description = parts.Texts.Summary(stated.Body) };
    }

    private OpenApiResponses Responses(Operation stated, string path, HttpMethod verb, OpenApiDocument document)
    {
        var responses = new OpenApiResponses { [$"{stated.Status}"] = Success(stated, verb, document) };
        if (stated.MayCreate)
        {
            responses["201"] = Success(stated with { Location = true }, verb, document);
        }

        if (stated.ETag && verb == HttpMethod.Get)
        {
            responses["304"] = new OpenApiResponse { Description = "The client's copy is current.", Headers = Headers.References(document, "ETag") };
        }

        foreach (var status in ProblemResponses.StatusesOf(stated, path))
        {
            responses[$"{status}"] = new OpenApiResponseReference(ProblemResponses.NameOf(status), document);
        }

        responses["default"] = new OpenApiResponseReference(ProblemResponses.Unexpected, document);
        return responses;
    }

    private OpenApiResponse Success(Operation stated, HttpMethod verb, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = stated.Response is null ? "Done; there is nothing to answer." : parts.Schemas.WordsFor(stated.Response) ?? "Done.",
            Headers = Headers.OfSuccess(stated, verb == HttpMethod.Post, document),
        };
        if (stated.Response is not null)
        {
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = new() { Schema = parts.Schemas.Of(stated.Response, SchemaUse.Response), Example = parts.Examples.Response(stated) },
            };
        }

        if (stated.Csv)
        {
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            response.Content["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = int.MaxValue, Pattern = TextPattern } };
        }

        return response;
    }

    private const string TextPattern = Input.TextShape.LinesPattern;
}
