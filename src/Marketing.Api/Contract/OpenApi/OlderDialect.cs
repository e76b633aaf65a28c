using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Writes the 3.1 document in the words of OpenAPI 3.0, for generators that know no other.</summary>
internal sealed class OlderDialect : ISwaggerDocumentSerializer
{
    private const string SchemaPrefix = "#/components/schemas/";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void SerializeDocument(OpenApiDocument document, IOpenApiWriter writer, OpenApiSpecVersion specVersion)
    {
        writer.WriteRaw(Translate(JsonNode.Parse(CompactDialect.Write(document))!.AsObject()).ToJsonString(Readable));
    }

    private static JsonObject Translate(JsonObject root)
    {
        root["openapi"] = "3.0.4";
        root.Remove("jsonSchemaDialect");
        root.Remove("webhooks");
        root["info"]!.AsObject().Remove("summary");
        root["info"]!["license"]!.AsObject().Remove("identifier");
        foreach (var operation in OperationsOf(root))
        {
            operation["security"] = WithoutScopes(operation["security"]!.AsArray());
        }

        KeepUsedTags(root);
        KeepUsedSchemas(root);
        Walk(root, root["components"]!["schemas"]!.AsObject());
        return root;
    }

    private static IEnumerable<JsonObject> OperationsOf(JsonObject root) =>
        root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(entry => entry.Value).OfType<JsonObject>();

    /// <summary>3.0 allows scopes for OAuth only; they stay in <c>x-required-scopes</c> and in the description.</summary>
    private static JsonArray WithoutScopes(JsonArray requirements)
    {
        var names = requirements.SelectMany(requirement => requirement!.AsObject()).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);
        return new JsonArray([.. names.Select(name => new JsonObject { [name] = new JsonArray() })]);
    }

    private static void KeepUsedTags(JsonObject root)
    {
        var used = OperationsOf(root).SelectMany(operation => operation["tags"]?.AsArray() ?? []).Select(tag => (string)tag!).ToHashSet(StringComparer.Ordinal);
        root["tags"] = new JsonArray([.. root["tags"]!.AsArray().Where(tag => used.Contains((string)tag!["name"]!)).Select(tag => tag!.DeepClone())]);
    }

    /// <summary>Without the webhooks their payloads are left over.</summary>
    private static void KeepUsedSchemas(JsonObject root)
    {
        var schemas = root["components"]!["schemas"]!.AsObject();
        while (true)
        {
            var text = root.ToJsonString();
            var unused = schemas.Select(schema => schema.Key).Where(name => !text.Contains($"\"{SchemaPrefix}{name}\"", StringComparison.Ordinal)).ToList();
            if (unused.Count == 0)
            {
                return;
            }

            unused.ForEach(name => schemas.Remove(name));
        }
    }

    private static void Walk(JsonNode? node, JsonObject schemas)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Walk(item, schemas);
            }
        }
        else if (node is JsonObject members)
        {
            Rephrase(members, schemas);
            foreach (var (name, value) in members.ToList())
            {
                WalkMember(members, name, value, schemas);
            }
        }
    }

    private static void WalkMember(JsonObject holder, string name, JsonNode? value, JsonObject schemas)
    {
        if (name == "properties")
        {
            foreach (var (_, property) in value!.AsObject().ToList())
            {
                Walk(property, schemas);
            }
        }
        else if (name == "example" && HasNull(value))
        {
            holder.Remove(name);
        }
        else if (name is not ("example" or "default" or "enum") && !name.StartsWith("x-", StringComparison.Ordinal))
        {
            Walk(value, schemas);
        }
    }

    private static void Rephrase(JsonObject schema, JsonObject schemas)
    {
        schema.Remove("propertyNames");
        schema.Remove("if");
        schema.Remove("then");
        schema.Remove("else");
        if (schema["examples"] is JsonArray examples)
        {
            schema.Remove("examples");
            schema["example"] = examples[0]?.DeepClone();
        }

        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => (string)type!).Single(type => type != "null");
            schema["nullable"] = true;
        }

        if (schema["anyOf"] is JsonArray { Count: 2 } alternatives && alternatives[1]?["type"] is JsonValue second && (string)second! == "null")
        {
            schema.Remove("anyOf");
            MakeNullable(schema, (string)alternatives[0]!["$ref"]!, schemas);
        }
        else if (schema.Count > 1 && schema["$ref"] is JsonValue reference)
        {
            schema.Remove("$ref");
            schema["allOf"] = References((string)reference!);
        }
    }

    /// <summary>The idiom that the generators of 3.0 understand, although validators take null for a fault: examples with a null go.</summary>
    private static void MakeNullable(JsonObject schema, string reference, JsonObject schemas)
    {
        var target = schemas[reference[SchemaPrefix.Length..]]!;
        schema["type"] = (string)target["type"]!;
        schema["nullable"] = true;
        if (target["enum"] is JsonArray words)
        {
            schema["maxLength"] = words.Max(word => ((string)word!).Length);
        }

        schema["allOf"] = References(reference);
    }

    private static JsonArray References(string reference) => [new JsonObject { ["$ref"] = reference }];

    private static bool HasNull(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Any(HasNull),
        JsonObject members => members.Any(member => HasNull(member.Value)),
        _ => false,
    };
}
