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
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the document of all mapped endpoints in OpenAPI 3.1.</summary>
    public static JsonObject Write(IServiceProvider services)
    {
        var document = services.GetRequiredService<ISwaggerProvider>().GetSwagger(OpenApiSetup.Document);
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return JsonNode.Parse(text.ToString())!.AsObject();
    }

    /// <summary>Returns the same document in OpenAPI 3.0.</summary>
    public static JsonObject WriteOlder(IServiceProvider services) => OlderDialect.Translate(Write(services));

    /// <summary>Returns the text of a document as the repository keeps it.</summary>
    public static string Print(JsonObject document) => document.ToJsonString(Indented) + "\n";
}
