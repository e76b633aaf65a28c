using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The served document, as tests read it.</summary>
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
               select new ContractOperation(entry.Key.ToUpperInvariant(), path.Key, entry.Value!.AsObject(), ParametersOf(entry.Value!), PatternOf(path.Key)),
        ];
        _routes = _operations.ToLookup(operation => (operation.Method, DepthOf(operation.Path)));
    }

    public static ServedContract Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    public SchemaChecker Schemas { get; }

    public IReadOnlyList<ContractOperation> Operations => _operations;

    public JsonObject Problem => _document["components"]!["schemas"]![nameof(Problem)]!.AsObject();

    /// <summary>The operation that a request goes to; HEAD is asked of GET. Paths without placeholders win.</summary>
    public ContractOperation? Find(string method, string path)
    {
        var verb = method == "HEAD" ? "GET" : method;
        return _routes[(verb, DepthOf(path))].Where(operation => operation.Pattern.IsMatch(path))
            .OrderBy(operation => operation.Path.Count(letter => letter == '{')).FirstOrDefault();
    }

    /// <summary>The object itself, or what it refers to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var members = node.AsObject();
        return members["$ref"] is { } reference ? Resolve(SchemaChecker.Resolve(_document, (string)reference!)) : members;
    }

    /// <summary>The example of a media type: its own, or that beside its schema; null where neither is.</summary>
    public static JsonNode? ExampleOf(JsonNode media) => media["example"] ?? (media["schema"]!["examples"] as JsonArray)?.FirstOrDefault();

    private static int DepthOf(string path) => path.Count(letter => letter == '/');

    private List<JsonObject> ParametersOf(JsonNode operation) => [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!))];

    private static Regex PatternOf(string path) => new($"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]*}", "[^/]+")}$", RegexOptions.CultureInvariant);
}

/// <summary>An operation of the document, its parameters as they are where it only refers to them.</summary>
internal sealed record ContractOperation(string Method, string Path, JsonObject Node, IReadOnlyList<JsonObject> Parameters, Regex Pattern)
{
    public string Id => (string)Node["operationId"]!;
}
