using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.OpenApi.Examples;
using Marketing.Api.Contract.OpenApi.Schemas;
using Marketing.Application.Webhooks;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>The data that the filters write the document from; built once from the mapped endpoints.</summary>
internal sealed class DocumentParts
{
    public DocumentParts(EndpointDataSource endpoints)
    {
        Index = new SchemaIndex(
            endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => OpenApiSetup.IsDocumented(endpoint.RoutePattern.RawText))
                .Select(endpoint => endpoint.Metadata.GetMetadata<EndpointContract>())
                .OfType<EndpointContract>(),
            typeof(ChangeEvent)
        );
        Schemas = new SchemaWriter(Index, Texts);
        Examples = new ExampleSource(Index, new ExampleValues(Texts));
    }

    public XmlTexts Texts { get; } = new();

    public SchemaIndex Index { get; }

    public SchemaWriter Schemas { get; }

    public ExampleSource Examples { get; }

    /// <summary>Returns the type of an endpoint's query parameters: its own, or those of every write.</summary>
    public static Type? QueryOf(EndpointContract contract) => contract.Query ?? (contract.Writes ? typeof(WriteArguments) : null);

    /// <summary>Returns the shape of a query record.</summary>
    public static ObjectShape Describe(Type query) => QueryInput.Describe(query);
}
