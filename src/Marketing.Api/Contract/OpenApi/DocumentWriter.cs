using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>
/// Generates the documents that the repository keeps in <c>api-spec</c> and the service embeds. Only the tests run it, to check that the
/// kept documents match the endpoints.
/// </summary>
internal static class DocumentWriter
{
    private const int Columns = 140;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the document of all mapped endpoints in OpenAPI 3.1.</summary>
    public static JsonObject Write(IServiceProvider services)
    {
        var document = Generate(services);
        SharedSchemas.Extract(document);
        SharedResponses.Extract(document);
        return document;
    }

    /// <summary>Returns the same document in OpenAPI 3.0.</summary>
    public static JsonObject WriteOlder(IServiceProvider services) => OlderDialect.Translate(Generate(services));

    /// <summary>Returns the document in 3.1 before its repeated parts are shared.</summary>
    private static JsonObject Generate(IServiceProvider services)
    {
        var document = services.GetRequiredService<ISwaggerProvider>().GetSwagger(OpenApiSetup.Document);
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return JsonNode.Parse(text.ToString())!.AsObject();
    }

    /// <summary>Returns the text of a document as the repository keeps it. Objects and lists that fit on one line stay on it.</summary>
    public static string Print(JsonObject document)
    {
        var text = new StringBuilder();
        Print(document, 0, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Print(JsonNode? node, int depth, int column, StringBuilder text)
    {
        var line = node?.ToJsonString(Compact) ?? "null";
        if (node is not (JsonObject or JsonArray) || column + line.Length <= Columns)
        {
            text.Append(line);
            return;
        }

        var entries = node is JsonObject members
            ? members.Select(member => (Name: JsonSerializer.Serialize(member.Key, Compact) + ": ", member.Value)).ToList()
            : [.. node.AsArray().Select(item => (Name: "", Value: item))];
        text.Append(node is JsonObject ? '{' : '[');
        foreach (var (i, (name, value)) in entries.Index())
        {
            text.Append(i == 0 ? "" : ",").Append('\n').Append(' ', depth + 1).Append(name);
            Print(value, depth + 1, depth + 1 + name.Length, text);
        }

        text.Append('\n').Append(' ', depth).Append(node is JsonObject ? '}' : ']');
    }
}
