using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;
using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Writes shapes as schemas of OpenAPI 3.1.</summary>
internal sealed class SchemaWriter(SchemaIndex index, XmlTexts texts)
{
    public const int LongestInstant = 35;
    private const int LongestDate = 10;
    public const int LongestUuid = 36;

    /// <summary>Returns the named schemas, ordered by name.</summary>
    public IEnumerable<KeyValuePair<string, IOpenApiSchema>> Components() =>
        index
            .Objects.Select(entry => KeyValuePair.Create(entry.Name, (IOpenApiSchema)Object(entry.Shape, entry.Use)))
            .Concat(index.Unions.Select(entry => KeyValuePair.Create(entry.Name, (IOpenApiSchema)Union(entry.Shape, entry.Use))))
            .Concat(index.Words.Select(entry => KeyValuePair.Create(entry.Key, (IOpenApiSchema)Enumeration(entry.Value))))
            .Concat(SharedScalars.All.Select(entry => KeyValuePair.Create(entry.Key, (IOpenApiSchema)entry.Value)))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Returns the schema of a body.</summary>
    public IOpenApiSchema Of(Type type, SchemaUse use) => Value(index.ShapeOf(type, use), use, nullable: false);

    /// <summary>Returns the schema of an endpoint's response.</summary>
    public IOpenApiSchema ResponseOf(EndpointContract contract) => Value(index.ResponseOf(contract), SchemaUse.Response, nullable: false);

    /// <summary>Returns the schema of a query parameter.</summary>
    public IOpenApiSchema OfParameter(InputProperty property, JsonNode? fallback)
    {
        var schema = Value(property.Shape, SchemaUse.Request, nullable: false);
        return WithDefault(WithoutExamples(Unshared(property.Shape) ?? schema), fallback);
    }

    /// <summary>Removes examples from a query parameter: "Try it out" of Swagger UI would send them as filters.</summary>
    private static IOpenApiSchema WithoutExamples(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema own)
        {
            own.Examples = null;
            own.Extensions?.Remove("example");
            if (own.Items is { } items)
            {
                WithoutExamples(items);
            }
        }

        return schema;
    }

    /// <summary>Returns the schema of a value in a path or header.</summary>
    public IOpenApiSchema OfScalar(InputShape shape) => Unshared(shape) ?? Value(shape, SchemaUse.Request, nullable: false);

    /// <summary>Returns the whole schema of a shared scalar, or of a list of them; null for other shapes.</summary>
    private OpenApiSchema? Unshared(InputShape shape)
    {
        if (shape is ArrayShape array && SharedScalars.NameOf(array.Items) is not null)
        {
            var list = Inline(shape, SchemaUse.Request);
            list.Items = Inline(array.Items, SchemaUse.Request);
            return list;
        }

        return SharedScalars.NameOf(shape) is null ? null : Inline(shape, SchemaUse.Request);
    }

    /// <summary>Returns the description of a type; null if there is none.</summary>
    public string? WordsFor(Type type) => texts.Summary(type);

    /// <summary>
    /// Returns the schema of one of several objects, selected by the discriminator. Every form repeats all members, so that type checkers
    /// can narrow it.
    /// </summary>
    private OpenApiSchema Union(UnionShape shape, SchemaUse use)
    {
        var forms = shape.Forms.ToDictionary(form => form.Key, form => new OpenApiSchemaReference(index.NameOf(form.Value, use)));
        return new OpenApiSchema
        {
            Description = Patched(texts.Summary(shape.Type) ?? "", use),
            OneOf = [.. forms.Values],
            Discriminator = new OpenApiDiscriminator { PropertyName = shape.Discriminator.Name, Mapping = forms },
        };
    }

    private OpenApiSchema Object(ObjectShape shape, SchemaUse use)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = DescriptionOf(shape, use),
            AdditionalPropertiesAllowed = false,
            Properties = new Dictionary<string, IOpenApiSchema>(),
        };
        var defaults = use == SchemaUse.Request ? Defaults.Of(shape.Type) : null;
        var discriminator = shape.Form?.Discriminator;
        foreach (var property in shape.Properties)
        {
            schema.Properties[property.Name] =
                property.Name == discriminator ? Constant(property, shape.Form!.Name) : Member(property, use, defaults);
        }

        var required = shape
            .Properties.Where(property => property.Required && (use != SchemaUse.Patch || property.Name == discriminator))
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
        schema.Required = required.Count == 0 ? null : required;
        if (use == SchemaUse.Request)
        {
            // The library has no conditions. It writes extensions unchanged, so the conditions are added as extensions.
            schema.Extensions = MemberConditions
                .Of(shape)
                .ToDictionary(rule => rule.Key, rule => (IOpenApiExtension)new JsonNodeExtension(rule.Value!.DeepClone()));
        }

        return schema;
    }

    private string DescriptionOf(ObjectShape shape, SchemaUse use)
    {
        var text = WordsFor(shape.Type) ?? SchemaNames.Of(shape.Type);
        return shape.Form?.Content is not { } content ? Patched(text, use)
            : DiscriminatedMember.IsIn(shape.Type) ? Patched(texts.Summary(content) ?? text, use)
            : Patched($"{texts.Summary(content)} {text}".Trim(), use);
    }

    private static string Patched(string text, SchemaUse use) => use == SchemaUse.Patch ? $"Merge patch. {text}" : text;

    /// <summary>
    /// Describes defaults as text: with the keyword, generators treat a member as required. No member is <c>readOnly</c> either, for
    /// which they generate a second set of types.
    /// </summary>
    private IOpenApiSchema Member(InputProperty property, SchemaUse use, object? defaults)
    {
        var nullable = property.Nullable && !(use == SchemaUse.Patch && property.Required);
        var schema = Exemplified(Value(property.Shape, use, nullable), property);
        var fallback = use == SchemaUse.Request && !property.Required ? Defaults.Node(property, defaults) : null;
        schema.Description = fallback is null ? DescriptionOf(property) : $"{DescriptionOf(property)} Default: `{fallback}`.".Trim();
        return schema;
    }

    private OpenApiSchema Constant(InputProperty property, string word) =>
        new()
        {
            Type = JsonSchemaType.String,
            Const = word,
            Description = DescriptionOf(property),
        };

    /// <summary>Returns the description of a member; null for the dependent member of a union, because its type has one.</summary>
    private string? DescriptionOf(InputProperty property)
    {
        if (property.Member?.IsDefined(typeof(DiscriminatedByAttribute), inherit: true) == true)
        {
            return null;
        }

        var text = texts.Summary(property.Member);
        return property.Shape is DecimalShape { Minimum: not null } or DecimalShape { Maximum: not null }
            ? $"{text} {RangeOf((DecimalShape)property.Shape)}".Trim()
            : text;
    }

    /// <summary>Returns the range of a decimal as text: in JSON it is a string, for which a schema has no bounds.</summary>
    private static string RangeOf(DecimalShape shape)
    {
        var from = shape.Minimum is { } least ? $"{(shape.ExclusiveMinimum ? "more than" : "at least")} {Plain(least)}" : null;
        var to = shape.Maximum is { } greatest ? $"{(shape.ExclusiveMaximum ? "less than" : "at most")} {Plain(greatest)}" : null;
        var range = string.Join(", ", new[] { from, to }.Where(part => part is not null));
        return $"{char.ToUpperInvariant(range[0])}{range[1..]}.";
    }

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private OpenApiSchema Enumeration(EnumerationShape shape)
    {
        var lines = shape.Names.Select(
            (name, i) =>
                texts.Summary(shape.Type.GetFields().FirstOrDefault(field => field.IsLiteral && WireName(field) == name)) is { } text
                    ? $"- `{name}`: {text}"
                    : $"- `{name}`"
        );
        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = $"{texts.Summary(shape.Type)}\n\n{string.Join('\n', lines)}".Trim(),
            Enum = [.. shape.Names.Select(name => (JsonNode)JsonValue.Create(name))],
        };
    }

    private static string WireName(FieldInfo word) =>
        word.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(word.Name);

    private IOpenApiSchema Value(InputShape shape, SchemaUse use, bool nullable)
    {
        if (Reference(shape, use) is { } name)
        {
            var reference = new OpenApiSchemaReference(name);
            return nullable ? new OpenApiSchema { OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }] } : reference;
        }

        var schema = Inline(shape, use);
        if (nullable && schema.Type is { } type)
        {
            schema.Type = type | JsonSchemaType.Null;
            schema.Enum?.Add(JsonNullSentinel.JsonNull);
        }

        return schema;
    }

    private string? Reference(InputShape shape, SchemaUse use) =>
        shape switch
        {
            ObjectShape or UnionShape => index.NameOf(shape, use),
            EnumerationShape word => SchemaIndex.NameOf(word),
            _ => SharedScalars.NameOf(shape),
        };

    private OpenApiSchema Inline(InputShape shape, SchemaUse use) =>
        shape switch
        {
            ArrayShape array => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Value(array.Items, use == SchemaUse.Patch ? SchemaUse.Request : use, array.ItemsNullable),
                MinItems = array.MinItems > 0 ? array.MinItems : null,
                MaxItems = array.MaxItems,
            },
            MapShape map => new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = Value(map.Values, use, map.ValuesNullable || use == SchemaUse.Patch),
                PropertyNames = Text(map.Keys),
                MinProperties = map.MinProperties > 0 ? map.MinProperties : null,
                MaxProperties = map.MaxProperties,
            },
            TextShape text => Text(text),
            BooleanShape => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            IntegerShape integer => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = integer.Format,
                Minimum = integer.Minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = integer.Maximum.ToString(CultureInfo.InvariantCulture),
                Enum = integer.Allowed.Count == 0 ? null : [.. integer.Allowed.Select(number => (JsonNode)JsonValue.Create(number))],
            },
            DecimalShape number => String(number, number.MaxLength),
            DateShape => String(shape, LongestDate),
            InstantShape => String(shape, LongestInstant),
            UuidShape => String(shape, LongestUuid),
            _ => new OpenApiSchema(),
        };

    private static OpenApiSchema Text(TextShape shape)
    {
        var schema = String(shape, shape.MaxLength);
        schema.MinLength = shape.MinLength > 0 ? shape.MinLength : null;
        return schema;
    }

    public static OpenApiSchema String(InputShape shape, int maxLength) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = shape.Format,
            MaxLength = maxLength,
            Pattern = SchemaPatterns.Join(shape.Patterns),
        };

    /// <summary>Adds the example of the member. Named schemas have their own.</summary>
    private IOpenApiSchema Exemplified(IOpenApiSchema schema, InputProperty property)
    {
        if (schema is not OpenApiSchema own || ExampleValues.Stated(property, texts) is not { } example)
        {
            return schema;
        }

        Exemplify(own, property.Shape, example);
        return own;
    }

    /// <summary>Adds an example. Dates and times use the older keyword <c>example</c>, which rule sets check for them.</summary>
    public static void Exemplify(OpenApiSchema schema, InputShape shape, JsonNode example)
    {
        if (shape is DateShape or InstantShape)
        {
#pragma warning disable CS0618 // Deprecated but valid in 3.1. Without it, the rule sets report a date without an example.
            schema.Example = example;
#pragma warning restore CS0618
        }
        else
        {
            schema.Examples = [example];
        }
    }

    private static IOpenApiSchema WithDefault(IOpenApiSchema schema, JsonNode? value)
    {
        if (value is null)
        {
            return schema;
        }

        switch (schema)
        {
            case OpenApiSchema own:
                own.Default = value;
                break;
            case OpenApiSchemaReference reference:
                reference.Default = value;
                break;
        }

        return schema;
    }
}
