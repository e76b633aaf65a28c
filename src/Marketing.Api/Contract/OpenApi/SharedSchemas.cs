using System.Text.Json.Nodes;
using Marketing.Api.Contract.OpenApi.Schemas;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>
/// Moves members and values that many schemas repeat to components, so that the document contains each once. Only in 3.1: in 3.0, nothing
/// can be next to a reference, and its generators would create a class for each.
/// </summary>
internal static class SharedSchemas
{
    private const string SchemaPrefix = "#/components/schemas/";
    private const string Reference = "$ref";

    /// <summary>Up to this number of uses, a member or value is easier to read in place.</summary>
    private const int Few = 5;

    private static readonly string[] Annotations = ["description", "examples", "example"];

    /// <summary>Replaces repeated members and values of the named schemas with references.</summary>
    public static void Extract(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var owners = schemas.Select(schema => schema.Value!["properties"]).OfType<JsonObject>().ToList();
        OmitRepeated(owners, schemas);
        ExtractMembers(owners, schemas);
        ExtractValues(owners, schemas);
        // Again, for lists of what the first pass has extracted.
        ExtractValues(owners, schemas);
        document["components"]!["schemas"] = new JsonObject(
            schemas
                .OrderBy(schema => schema.Key, StringComparer.Ordinal)
                .Select(schema => KeyValuePair.Create(schema.Key, schema.Value?.DeepClone()))
        );
    }

    /// <summary>Removes descriptions and examples that the target of a member's reference has too.</summary>
    private static void OmitRepeated(List<JsonObject> owners, JsonObject schemas)
    {
        foreach (var member in owners.SelectMany(owner => owner.Select(member => member.Value!.AsObject())))
        {
            if ((string?)member[Reference] is { } reference)
            {
                Refer(member, reference[SchemaPrefix.Length..], schemas[reference[SchemaPrefix.Length..]]!.AsObject());
            }
        }
    }

    /// <summary>Extracts members that are the same in many schemas, with the name of the member: <c>createdBy</c> is CreatedBy.</summary>
    private static void ExtractMembers(List<JsonObject> owners, JsonObject schemas)
    {
        var repeated = owners
            .SelectMany(owner => owner)
            .Where(member => member.Value!.AsObject().Count > 1)
            .GroupBy(member => (Name: NameOf(member.Key, member.Value!.AsObject()), Text: member.Value!.ToJsonString()))
            .Where(alike => alike.Count() > Few)
            .OrderByDescending(alike => alike.Count())
            .ThenBy(alike => alike.Key.Text, StringComparer.Ordinal)
            .ToList();
        foreach (var alike in repeated.Where(alike => !schemas.ContainsKey(alike.Key.Name)))
        {
            var shared = JsonNode.Parse(alike.Key.Text)!.AsObject();
            schemas.Add(alike.Key.Name, shared);
            alike.ToList().ForEach(member => Refer(member.Value!.AsObject(), alike.Key.Name, shared));
        }
    }

    private static string NameOf(string member, JsonObject schema) =>
        $"{char.ToUpperInvariant(member[0])}{member[1..]}{SharedNames.Ending(schema)}";

    private static void ExtractValues(List<JsonObject> owners, JsonObject schemas)
    {
        var repeated = owners
            .SelectMany(owner => owner)
            .SelectMany(member => ValuesIn(member.Value!.AsObject()))
            .GroupBy(value => (Name: SharedNames.Of(value), Text: TextOf(value)))
            .Where(alike => alike.Key.Name is not null && alike.Count() > Few)
            .OrderByDescending(alike => alike.Count())
            .ThenBy(alike => alike.Key.Text, StringComparer.Ordinal)
            .ToList();
        foreach (var alike in repeated.Where(alike => !schemas.ContainsKey(alike.Key.Name!)))
        {
            var shared = JsonNode.Parse(alike.Key.Text)!.AsObject();
            SharedNames.Describe(shared, schemas);
            schemas.Add(alike.Key.Name!, shared);
            alike.ToList().ForEach(value => Refer(value, alike.Key.Name!, shared));
        }
    }

    /// <summary>Returns a member's schema and those of its items and values.</summary>
    private static IEnumerable<JsonObject> ValuesIn(JsonObject schema) =>
        new[] { schema["items"], schema["additionalProperties"] }.OfType<JsonObject>().SelectMany(ValuesIn).Prepend(schema);

    /// <summary>Returns the schema as text, without what only describes it.</summary>
    private static string TextOf(JsonObject schema) =>
        new JsonObject(
            schema
                .Where(member => !Annotations.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        ).ToJsonString();

    /// <summary>Replaces a schema with a reference and those of its annotations that the target lacks.</summary>
    private static void Refer(JsonObject schema, string name, JsonObject target)
    {
        var own = schema
            .Where(member => Annotations.Contains(member.Key) && !JsonNode.DeepEquals(member.Value, target[member.Key]))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
            .ToList();
        schema.Clear();
        schema[Reference] = SchemaPrefix + name;
        own.ForEach(schema.Add);
    }
}
