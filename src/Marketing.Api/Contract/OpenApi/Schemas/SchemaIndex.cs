using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>All types in the API's operations, with their schemas and schema names.</summary>
internal sealed class SchemaIndex
{
    private readonly List<EndpointContract> _contracts;
    private readonly Dictionary<SchemaKey, ObjectShape> _objects = [];
    private readonly Dictionary<SchemaKey, UnionShape> _unions = [];
    private readonly SortedDictionary<string, EnumerationShape> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<SchemaKey, string> _names;
    private readonly ResponseShapes _responses = new(JsonInput.Members);

    /// <summary>Collects the types of these operations, of problems and of other responses.</summary>
    public SchemaIndex(IEnumerable<EndpointContract> contracts, params IEnumerable<Type> others)
    {
        _contracts = [.. contracts];
        _contracts.ForEach(CollectRequest);
        _contracts.ForEach(CollectResponse);
        foreach (var type in others.Prepend(typeof(Problem)))
        {
            Visit(_responses.Of(type), SchemaUse.Response);
        }

        _names = SchemaNames.Give(_words.Values.Select(word => word.Type), _objects.Keys.Concat(_unions.Keys));
    }

    /// <summary>Every object schema by its name.</summary>
    public IEnumerable<(string Name, ObjectShape Shape, SchemaUse Use)> Objects =>
        _objects.Select(entry => (_names[entry.Key], entry.Value, entry.Key.Use));

    /// <summary>Every union by its name.</summary>
    public IEnumerable<(string Name, UnionShape Shape, SchemaUse Use)> Unions =>
        _unions.Select(entry => (_names[entry.Key], entry.Value, entry.Key.Use));

    /// <summary>Every enumeration by its name.</summary>
    public IReadOnlyDictionary<string, EnumerationShape> Words => _words;

    /// <summary>Returns the shape of a request or response body.</summary>
    public InputShape ShapeOf(Type type, SchemaUse use) => use == SchemaUse.Response ? _responses.Of(type) : JsonInput.Describe(type);

    /// <summary>Returns an endpoint whose request body is the whole type; null if there is none.</summary>
    public EndpointContract? SenderOf(Type type) => _contracts.Find(contract => contract.Body == type && !contract.IsMergePatch);

    /// <summary>Returns the shape of an endpoint's response.</summary>
    public InputShape ResponseOf(EndpointContract contract)
    {
        var shape = _responses.Of(contract.Response!);
        return contract.Discriminator is { } word ? Narrowing.To(shape, word) : shape;
    }

    /// <summary>Returns the schema name of an object or a union.</summary>
    public string NameOf(InputShape shape, SchemaUse use) =>
        _names[SchemaKey.Of(shape, shape is ObjectShape members ? UseOf(members, use) : use)];

    /// <summary>
    /// Returns which of its schemas an object has in a use. Objects that a response returns in the same form as requests share one
    /// schema, so that clients can send back what they read.
    /// </summary>
    public SchemaUse UseOf(ObjectShape shape, SchemaUse use) =>
        use == SchemaUse.Response
        && _objects.TryGetValue(SchemaKey.Of(shape, SchemaUse.Request), out var taken)
        && taken.Names.ToHashSet().SetEquals(shape.Names)
            ? SchemaUse.Request
            : use;

    /// <summary>Returns the schema name of an enumeration.</summary>
    public static string NameOf(EnumerationShape shape) => SchemaNames.Of(shape.Type);

    /// <summary>Returns the number of different objects in a shape.</summary>
    public static int ObjectsIn(InputShape shape)
    {
        var seen = new HashSet<InputShape>();
        var open = new Stack<InputShape>([shape]);
        while (open.TryPop(out var next))
        {
            IEnumerable<InputShape> inner = next switch
            {
                ObjectShape members when seen.Add(members) => members.Properties.Select(property => property.Shape),
                UnionShape union => union.Forms.Values,
                PatchShape patch => [patch.Document],
                ArrayShape array => [array.Items],
                MapShape map => [map.Values],
                _ => [],
            };
            foreach (var each in inner)
            {
                open.Push(each);
            }
        }

        return seen.Count;
    }

    private void CollectRequest(EndpointContract contract)
    {
        if (contract.Body is { } body)
        {
            Visit(JsonInput.Describe(body), contract.IsMergePatch ? SchemaUse.Patch : SchemaUse.Request);
        }

        if (contract.Query is { } query)
        {
            foreach (var property in QueryInput.Describe(query).Properties)
            {
                Visit(property.Shape, SchemaUse.Request);
            }
        }
    }

    private void CollectResponse(EndpointContract contract)
    {
        if (contract.Response is not null)
        {
            Visit(ResponseOf(contract), SchemaUse.Response);
        }
    }

    private void Visit(InputShape shape, SchemaUse use)
    {
        switch (shape)
        {
            case ObjectShape members when UseOf(members, use) == use && _objects.TryAdd(SchemaKey.Of(members, use), members):
                foreach (var property in members.Properties)
                {
                    Visit(property.Shape, use);
                }

                break;
            case UnionShape union when _unions.TryAdd(SchemaKey.Of(union, use), union):
                foreach (var form in union.Forms.Values)
                {
                    Visit(form, use);
                }

                break;
            case PatchShape patch:
                Visit(patch.Document, SchemaUse.Patch);
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
            throw new InvalidOperationException($"Enumerations with the same name: {word.Type} and {_words[NameOf(word)].Type}.");
        }
    }
}

/// <summary>Identifies a schema.</summary>
/// <param name="Type">The CLR type.</param>
/// <param name="Form">The form of the type; null for the declared type.</param>
/// <param name="Use">The use of the schema.</param>
internal sealed record SchemaKey(Type Type, ShapeForm? Form, SchemaUse Use)
{
    public static SchemaKey Of(InputShape shape, SchemaUse use) => new(shape.Type, (shape as ObjectShape)?.Form, use);
}
