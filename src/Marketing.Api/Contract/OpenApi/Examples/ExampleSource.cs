using System.Reflection;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi.Schemas;

namespace Marketing.Api.Contract.OpenApi.Examples;

/// <summary>Examples of bodies: those of the files that the tests execute, and for operations without a file one made from the schema.</summary>
internal sealed class ExampleSource(SchemaIndex index, ExampleValues values)
{
    /// <summary>What a client may send.</summary>
    public JsonNode? Request(EndpointContract contract) =>
        FromFile($"{contract.Id}.request.json")
        ?? values.Of(index.ShapeOf(contract.Body!, SchemaUse.Request), contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request);

    /// <summary>What it returns. What is returned as it is sent has the example of the request.</summary>
    public JsonNode? Response(EndpointContract contract) =>
        FromFile($"{contract.Id}.response.json")
        ?? (index.SenderOf(contract.Response!) is { } sender ? FromFile($"{sender.Id}.request.json") : null)
        ?? values.Of(index.ResponseOf(contract), SchemaUse.Response);

    /// <summary>An answer of that type.</summary>
    public JsonNode? Response(Type type) => values.Of(index.ShapeOf(type, SchemaUse.Response), SchemaUse.Response);

    private static JsonNode? FromFile(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{name}");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
