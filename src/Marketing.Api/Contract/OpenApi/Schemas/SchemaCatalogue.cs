using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>All types of the API's operations: which schemas there are and what they are called.</summary>
internal sealed class SchemaCatalogue
{
    private readonly Dictionary<(Type Type, SchemaUse Use), ObjectShape> _objects = [];
    private readonly SortedDictionary<string, EnumerationShape> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type Type, SchemaUse Use), string> _names;
    private readonly ResponseShapes _responses = new(JsonInput.Options);

    /// <summary>Collects the types of these operations, of problems, and of whatever else is answered.</summary>
    public SchemaCatalogue(IEnumerable<EndpointContract> contracts, params IEnumerable<Type> others)
    {
        foreach (var contract in contracts)
        {
            Collect(contract);
        }

        foreach (var type in others.Prepend(typeof(Problem)))
        {
            Visit(_responses.Of(type), SchemaUse.Response);
        }

        _names = SchemaNames.Give(_words.Values.Select(word => word.Type), _objects.Keys);
    }

    /// <summary>Every object schema by its name.</summary>
    public IEnumerable<(string Name, ObjectShape Shape, SchemaUse Use)> Objects =>
        _objects.Select(entry => (_names[entry.Key], entry.Value, entry.Key.Use));

    /// <summary>Every enumeration by its name.</summary>
    public IReadOnlyDictionary<string, EnumerationShape> Words => _words;

    /// <summary>The shape of a body or an answer.</summary>
    public InputShape ShapeOf(Type type, SchemaUse use) => use == SchemaUse.Response ? _responses.Of(type) : JsonInput.Describe(type);

    /// <summary>The name of an object's schema.</summary>
    public string NameOf(ObjectShape shape, SchemaUse use) => _names[(shape.Type, use)];

    /// <summary>The name of an enumeration's schema.</summary>
    public static string NameOf(EnumerationShape shape) => SchemaNames.Of(shape.Type);

    private void Collect(EndpointContract contract)
    {
        if (contract.Body is { } body)
        {
            Visit(JsonInput.Describe(body), contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request);
        }

        if (contract.Response is { } response)
        {
            Visit(_responses.Of(response), SchemaUse.Response);
        }

        if (contract.Query is { } query)
        {
            foreach (var property in QueryInput.Describe(query).Properties)
            {
                Visit(property.Shape, SchemaUse.Request);
            }
        }
    }

    private void Visit(InputShape shape, SchemaUse use)
    {
        switch (shape)
        {
            case ObjectShape members when _objects.TryAdd((members.Type, use), members):
                foreach (var property in members.Properties)
                {
                    Visit(property.Shape, use);
                }

                break;
            case ArrayShape array:
                Visit(array.Items, use == SchemaUse.Patch ? SchemaUse.Request : use);
                break;
            case MapShape map:
                Visit(map.Values, use);
                break;
            case EnumerationShape word:
                Add(word);
                break;
        }
    }

    private void Add(EnumerationShape word)
    {
        if (!_words.TryAdd(NameOf(word), word) && _words[NameOf(word)].Type != word.Type)
        {
            throw new InvalidOperationException($"Enumerations of the same name: {word.Type} and {_words[NameOf(word)].Type}.");
        }
    }
}
