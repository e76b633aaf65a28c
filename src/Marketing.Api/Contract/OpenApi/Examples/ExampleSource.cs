using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi.Schemas;

namespace Marketing.Api.Contract.OpenApi.Examples;

/// <summary>Examples of bodies: from the files that the tests execute, otherwise generated from the schema.</summary>
internal sealed class ExampleSource(SchemaCatalogue catalogue, ExampleValues values)
{
    /// <summary>Returns an example request body.</summary>
    public JsonNode? Request(EndpointContract contract) =>
        FromFile($"{contract.Id}.request.json")
        ?? values.Of(catalogue.ShapeOf(contract.Body!, SchemaUse.Request), contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request);

    /// <summary>Returns an example response body.</summary>
    public JsonNode? Response(EndpointContract contract) =>
        FromFile($"{contract.Id}.response.json") ?? values.Of(catalogue.ResponseOf(contract), SchemaUse.Response);

    /// <summary>Returns an example of a response type.</summary>
    public JsonNode? Response(Type type) => values.Of(catalogue.ShapeOf(type, SchemaUse.Response), SchemaUse.Response);

    private static JsonNode? FromFile(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{name}");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
