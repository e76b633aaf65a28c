using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi.Schemas;

namespace Marketing.Api.Contract.OpenApi.Examples;

/// <summary>Examples of bodies: from the files that the tests execute, otherwise generated from the schema.</summary>
internal sealed class ExampleSource(SchemaIndex index, ExampleValues values)
{
    /// <summary>Returns an example request body.</summary>
    public JsonNode? Request(EndpointContract contract) =>
        FromFile($"{contract.Id}.request.json")
        ?? values.Of(index.ShapeOf(contract.Body!, SchemaUse.Request), contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request);

    /// <summary>Returns an example response body. A response with the same type as a request uses the request's example.</summary>
    public JsonNode? Response(EndpointContract contract) =>
        FromFile($"{contract.Id}.response.json")
        ?? (index.SenderOf(contract.Response!) is { } sender ? FromFile($"{sender.Id}.request.json") : null)
        ?? values.Of(index.ResponseOf(contract), SchemaUse.Response);

    /// <summary>Returns an example of a response type.</summary>
    public JsonNode? Response(Type type) => values.Of(index.ShapeOf(type, SchemaUse.Response), SchemaUse.Response);

    private static JsonNode? FromFile(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{name}");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
