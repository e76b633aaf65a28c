using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>
/// The named schemas of ids and instants in bodies. Both occur hundreds of times, and a reference is a quarter of the size of the schema.
/// Parameters repeat the schema, since "Try it out" of Swagger UI would send the example of the named one as a filter.
/// </summary>
internal static class SharedScalars
{
    private const string Id = "Id";
    private const string Instant = "Instant";

    /// <summary>The names with the schemas.</summary>
    public static IReadOnlyDictionary<string, OpenApiSchema> All { get; } =
        new Dictionary<string, OpenApiSchema>
        {
            [Id] = Described(new UuidShape(), SchemaWriter.LongestUuid, "An opaque id that the server generated.", ExampleValues.Uuid),
            [Instant] = Described(
                new InstantShape(),
                SchemaWriter.LongestInstant,
                "A date-time of RFC 3339 from 1900 to 2200. Responses are in UTC.",
                ExampleValues.Instant
            ),
        };

    /// <summary>Returns the name of the shape's schema; null if it has none.</summary>
    public static string? NameOf(InputShape shape) =>
        shape switch
        {
            UuidShape => Id,
            InstantShape { OrDay: false } => Instant,
            _ => null,
        };

    /// <summary>Replaces references to shared scalars by their schemas. In 3.0, nothing can stand beside a reference.</summary>
    public static void Inline(JsonObject schema, JsonObject schemas)
    {
        var nullable =
            schema["oneOf"] is JsonArray { Count: 2 } forms && forms[1]?["type"] is JsonValue second && (string?)second == "null";
        var reference =
            nullable ? (string?)schema["oneOf"]![0]!["$ref"]
            : schema["$ref"] is JsonValue own ? (string?)own
            : null;
        var name = reference?[(reference.LastIndexOf('/') + 1)..];
        if (name is null || !All.ContainsKey(name) || reference != $"#/components/schemas/{name}")
        {
            return;
        }

        schema.Remove("$ref");
        schema.Remove("oneOf");
        foreach (var (keyword, value) in schemas[name]!.AsObject().Where(member => !schema.ContainsKey(member.Key)).ToList())
        {
            schema[keyword] = value?.DeepClone();
        }

        if (nullable)
        {
            schema["nullable"] = true;
        }
    }

    private static OpenApiSchema Described(InputShape shape, int maxLength, string description, string example)
    {
        var schema = SchemaWriter.String(shape, maxLength);
        schema.Description = description;
        SchemaWriter.Exemplify(schema, shape, JsonValue.Create(example));
        return schema;
    }
}
