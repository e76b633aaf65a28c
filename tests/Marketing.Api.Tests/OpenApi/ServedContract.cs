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

    public IReadOnlyList<ContractOperation> Operations => _operations;

    public JsonObject Problem => _document["components"]!["schemas"]![nameof(Problem)]!.AsObject();

    /// <summary>The operation that a request goes to; HEAD is asked of GET. Paths without placeholders win.</summary>
    public ContractOperation? Find(string method, string path)
    {
        var verb = method == "HEAD" ? "GET" : method;
        return _routes[(verb, DepthOf(path))]
            .Where(operation => operation.Pattern.IsMatch(path))
            .OrderBy(operation => operation.Path.Count(letter => letter == '{'))
            .FirstOrDefault();
    }

    /// <summary>The object itself, or what it refers to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var members = node.AsObject();
        return members["$ref"] is { } reference ? Resolve(SchemaChecker.Resolve(_document, (string)reference!)) : members;
    }

    /// <summary>What a schema that may be null allows besides null; any other schema itself.</summary>
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

    /// <summary>The forms of a union by the words of its discriminator; the schema itself, under no word, if it is none.</summary>
    public IReadOnlyDictionary<string, JsonObject> FormsOf(JsonNode schema)
    {
        var rules = Resolve(schema);
        return rules["discriminator"]?["mapping"] is JsonObject forms
            ? forms.ToDictionary(form => form.Key, form => SchemaChecker.Resolve(_document, (string)form.Value!))
            : new Dictionary<string, JsonObject> { [""] = rules };
    }

    /// <summary>The example of a media type: its own, a shared one, or the one beside its schema; null for none.</summary>
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

/// <summary>An operation of the document, its parameters as they are where it only refers to them.</summary>
internal sealed record ContractOperation(string Method, string Path, JsonObject Node, IReadOnlyList<JsonObject> Parameters, Regex Pattern)
{
    public string Id => (string)Node["operationId"]!;
}
