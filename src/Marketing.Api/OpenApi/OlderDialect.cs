using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Marketing.Api.OpenApi;

/// <summary>Writes the 3.1 document in the words of OpenAPI 3.0, for generators that know no other.</summary>
internal sealed class OlderDialect : ISwaggerDocumentSerializer
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void SerializeDocument(OpenApiDocument document, IOpenApiWriter writer, OpenApiSpecVersion specVersion)
    {
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        var root = JsonNode.Parse(text.ToString())!.AsObject();
        Translate(root);
        writer.WriteRaw(root.ToJsonString(Indented));
    }

    private static void Translate(JsonObject root)
    {
        root["openapi"] = "3.0.4";
        root.Remove("jsonSchemaDialect");
        root.Remove("webhooks");
        DropUnreachable(root);
        if (root["info"]?["license"] is JsonObject license)
        {
            license.Remove("identifier");
        }

        foreach (var operation in root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(entry => entry.Value).OfType<JsonObject>())
        {
            operation["security"] = WithoutScopes(operation["security"]!.AsArray());
        }

        Walk(root);
    }

    /// <summary>What only the webhooks used.</summary>
    private static void DropUnreachable(JsonObject root)
    {
        var schemas = root["components"]!["schemas"]!.AsObject();
        while (schemas.Where(schema => !root.ToJsonString().Contains($"\"#/components/schemas/{schema.Key}\"", StringComparison.Ordinal)).ToList() is { Count: > 0 } unused)
        {
            unused.ForEach(schema => schemas.Remove(schema.Key));
        }

        var used = root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(entry => entry.Value?["tags"]?.AsArray() ?? []).Select(tag => (string)tag!).ToHashSet(StringComparer.Ordinal);
        root["tags"] = new JsonArray([.. root["tags"]!.AsArray().Where(tag => used.Contains((string)tag!["name"]!)).Select(tag => tag!.DeepClone())]);
    }

    /// <summary>3.0 allows scopes for OAuth only; they stay in <c>x-required-scopes</c> and in the description.</summary>
    private static JsonArray WithoutScopes(JsonArray requirements)
    {
        var names = requirements.SelectMany(requirement => requirement!.AsObject()).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);
        return new JsonArray([.. names.Select(name => new JsonObject { [name] = new JsonArray() })]);
    }

    private static void Walk(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Walk(item);
            }
        }
        else if (node is JsonObject members)
        {
            Rephrase(members);
            foreach (var (name, value) in members.ToList())
            {
                if (name is not ("example" or "default" or "enum") && !name.StartsWith("x-", StringComparison.Ordinal))
                {
                    Walk(value);
                }
            }
        }
    }

    private static void Rephrase(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => (string)type!).Single(type => type != "null");
            schema["nullable"] = true;
        }

        if (schema["anyOf"] is JsonArray { Count: 2 } alternatives && alternatives[1]?["type"] is JsonValue type && (string)type! == "null")
        {
            schema.Remove("anyOf");
            schema["allOf"] = new JsonArray(alternatives[0]!.DeepClone());
            schema["nullable"] = true;
        }
        else if (schema.Count > 1 && schema["$ref"] is JsonValue reference)
        {
            schema.Remove("$ref");
            schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = (string)reference! });
        }

        schema.Remove("propertyNames");
        if (schema["examples"] is JsonArray examples)
        {
            schema.Remove("examples");
            schema["example"] = examples[0]?.DeepClone();
        }
    }
}
