using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>Writes the 3.1 document without line breaks and indents, which are half of its bytes and nothing to a reader that is a program.</summary>
internal sealed class CompactDialect : ISwaggerDocumentSerializer
{
    public void SerializeDocument(OpenApiDocument document, IOpenApiWriter writer, OpenApiSpecVersion specVersion) => writer.WriteRaw(Write(document));

    public static string Write(OpenApiDocument document)
    {
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return text.ToString();
    }
}
