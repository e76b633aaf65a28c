using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The served document.</summary>
internal sealed class ServedContract
{
    private static readonly string[] Verbs = ["get", "put", "post", "patch", "delete"];
    private readonly JsonObject _document;
    private readonly List<ContractOperation> _operations;
    private readonly ILookup<(string Method, int Depth), ContractOperation> _routes;

    public ServedContract(JsonObject document)
    {
        _document = document;
        Schemas = new SchemaChecker(document);
        _operations =
        [
            .. from path in document["paths"]!.AsObject()
            from entry in path.Value!.AsObject()
            where Verbs.Contains(entry.Key)
            select new ContractOperation(
                entry.Key.ToUpperInvariant(),
                path.Key,
                entry.Value!.AsObject(),
                ParametersOf(entry.Value!),
                PatternOf(path.Key)
            ),
        ];
        _routes = _operations.ToLookup(operation => (operation.Method, DepthOf(operation.Path)));
    }

    public static ServedContract Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public SchemaChecker Schemas { get; }

    public IReadOnlyList<ContractOperation> All => _operations;

    /// <summary>The operations that require a credential. Those without one have secrets in their addresses.</summary>
    public IReadOnlyList<ContractOperation> Operations =>
        field ??= [.. _operations.Where(operation => operation.Node["security"] is not JsonArray { Count: 0 })];

    public JsonObject Problem => _document["components"]!["schemas"]![nameof(Problem)]!.AsObject();

    /// <summary>Returns the operation of a request; HEAD uses GET. Paths without placeholders take precedence.</summary>
    public ContractOperation? Find(string method, string path)
    {
        var verb = method == "HEAD" ? "GET" : method;
        return _routes[(verb, DepthOf(path))]
            .Where(operation => operation.Pattern.IsMatch(path))
            .OrderBy(operation => operation.Path.Count(letter => letter == '{'))
            .FirstOrDefault();
    }

    /// <summary>Returns the object itself, or the target of its reference.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var members = node.AsObject();
        return members["$ref"] is { } reference ? Resolve(SchemaChecker.Resolve(_document, (string)reference!)) : members;
    }

    /// <summary>Returns the schema besides null of a nullable schema; any other schema itself.</summary>
    public JsonObject WithoutNull(JsonNode schema)
    {
        var rules = Resolve(schema);
        return
            rules["oneOf"] is JsonArray choices
            && choices.FirstOrDefault(choice => (string?)choice!["type"] != "null") is { } other
            && choices.Count == 2
            && rules["discriminator"] is null
            ? WithoutNull(other)
            : rules;
    }

    /// <summary>Returns the forms of a union by the values of its discriminator; of another schema, itself under an empty value.</summary>
    public IReadOnlyDictionary<string, JsonObject> FormsOf(JsonNode schema)
    {
        var rules = Resolve(schema);
        return rules["discriminator"]?["mapping"] is JsonObject forms
            ? forms.ToDictionary(form => form.Key, form => SchemaChecker.Resolve(_document, (string)form.Value!))
            : new Dictionary<string, JsonObject> { [""] = rules };
    }

    /// <summary>Returns the example of a media type: its own, a shared one, or that of its schema; null if there is none.</summary>
    public JsonNode? ExampleOf(JsonNode media) =>
        media["example"]
        ?? (
            media["examples"] is JsonObject shared
                ? Resolve(shared.First().Value!)["value"]
                : (media["schema"]!["examples"] as JsonArray)?.FirstOrDefault()
        );

    private static int DepthOf(string path) => path.Count(letter => letter == '/');

    private List<JsonObject> ParametersOf(JsonNode operation) =>
        [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!))];

    private static Regex PatternOf(string path) =>
        new($"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]*}", "[^/]+")}$", RegexOptions.CultureInvariant);
}

/// <summary>An operation of the document, with resolved parameters.</summary>
internal sealed record ContractOperation(string Method, string Path, JsonObject Node, IReadOnlyList<JsonObject> Parameters, Regex Pattern)
{
    public string Id => (string)Node["operationId"]!;
}
