using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Moves examples that several bodies share to the components, so that the document contains each once.</summary>
internal static class SharedExamples
{
    private const string Key = "example";

    /// <summary>Replaces shared examples with references.</summary>
    /// <returns>The shared examples by name: the name of their schema, numbered if one schema has several.</returns>
    public static Dictionary<string, IOpenApiExample> Extract(IEnumerable<OpenApiOperation> operations, OpenApiDocument document)
    {
        var shared = new SortedDictionary<string, IOpenApiExample>(StringComparer.Ordinal);
        var bodies = operations.SelectMany(BodiesOf).Where(body => body is { Example: not null, Schema: OpenApiSchemaReference }).ToList();
        foreach (
            var alike in bodies
                .GroupBy(body => (Schema: NameOf(body), Text: body.Example!.ToJsonString()))
                .Where(alike => alike.Count() > 1)
        )
        {
            var name = Enumerable
                .Range(1, bodies.Count)
                .Select(number => number == 1 ? alike.Key.Schema : $"{alike.Key.Schema}{number}")
                .First(name => !shared.ContainsKey(name));
            shared.Add(name, new OpenApiExample { Value = JsonNode.Parse(alike.Key.Text) });
            foreach (var body in alike)
            {
                body.Example = null;
                body.Examples = new Dictionary<string, IOpenApiExample> { [Key] = new OpenApiExampleReference(name, document) };
            }
        }

        return new Dictionary<string, IOpenApiExample>(shared, StringComparer.Ordinal);
    }

    private static IEnumerable<OpenApiMediaType> BodiesOf(OpenApiOperation operation)
    {
        var responses = operation.Responses?.Select(response => response.Value).OfType<OpenApiResponse>() ?? [];
        return responses
            .Select(response => response.Content)
            .Prepend(operation.RequestBody?.Content)
            .SelectMany(content => content?.Values.OfType<OpenApiMediaType>() ?? []);
    }

    private static string NameOf(OpenApiMediaType body) => ((OpenApiSchemaReference)body.Schema!).Reference.Id!;
}
