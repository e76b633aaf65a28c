using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.OpenApi.Schemas;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Plans.Parts;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>
/// Documents the resources of the change feed. They are open objects, not a union: a generated client would reject an entry of a type
/// that it does not know. <c>x-resource-schemas</c> names the schema of each type.
/// </summary>
internal static class FeedResources
{
    public const string Extension = "x-resource-schemas";
    private const string Member = "resource";

    /// <summary>Completes the schema of an entry of the feed.</summary>
    public static void Describe(IDictionary<string, IOpenApiSchema> schemas, SchemaIndex index, IEnumerable<IResourceReader> readers)
    {
        var entry = schemas[index.NameOf(index.ShapeOf(typeof(ChangeResponse), SchemaUse.Response), SchemaUse.Response)];
        var untyped = entry.Properties![Member];
        var names = readers.SelectMany(reader => NamesOf(reader, index)).OrderBy(name => name.Type, StringComparer.Ordinal);
        entry.Properties[Member] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            Description = untyped.Description,
            // The library omits additionalProperties if they are allowed; some generators then read an object without members.
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["additionalProperties"] = new JsonNodeExtension(JsonValue.Create(true)),
                [Extension] = new JsonNodeExtension(
                    new JsonObject(names.Select(name => KeyValuePair.Create(name.Type, (JsonNode?)$"#/components/schemas/{name.Schema}")))
                ),
            },
        };
    }

    private static IEnumerable<(string Type, string Schema)> NamesOf(IResourceReader reader, SchemaIndex index)
    {
        var shape = index.ShapeOf(reader.Response, SchemaUse.Response);
        return shape is UnionShape union
            ? PlanSections.All.Select(section => (section.Type, index.NameOf(union.Forms[section.Name], SchemaUse.Response)))
            : reader.Types.Select(type => (type, index.NameOf(shape, SchemaUse.Response)));
    }
}
