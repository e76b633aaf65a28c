using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>Example values of shapes: from comments, otherwise the simplest valid value.</summary>
internal sealed class ExampleValues(XmlTexts texts)
{
    private const int Deepest = 6;
    public const string Uuid = "0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d";
    public const string Date = "2026-03-02";
    public const string Instant = "2026-03-02T01:30:00Z";

    private static readonly string[] Words = ["Text", "text", "TEXT", "T1", "zh-Hans", "CNY", "Asia/Shanghai", "1", "T", "t"];

    /// <summary>Returns the example in a member's comment. Dates, times and ids always have one.</summary>
    public static JsonNode? Stated(InputProperty property, XmlTexts texts) =>
        Parse(property.Shape, texts.Example(property.Member))
        ?? property.Shape switch
        {
            UuidShape => JsonValue.Create(Uuid),
            DateShape => JsonValue.Create(Date),
            InstantShape => JsonValue.Create(Instant),
            _ => null,
        };

    /// <summary>
    /// Returns an example of a whole shape. Responses contain every member; requests the required ones and those with an example.
    /// </summary>
    public JsonNode? Of(InputShape shape, SchemaUse use) => Value(shape, use, 0);

    private JsonNode? Value(InputShape shape, SchemaUse use, int depth) =>
        shape switch
        {
            ObjectShape members => Whole(members, use) ?? Object(members, use, depth),
            UnionShape union => Object(union.Forms.Values.First(), use, depth),
            ArrayShape array => Array(array, use, depth),
            MapShape map => new JsonObject(),
            EnumerationShape word => JsonValue.Create(word.Names[0]),
            BooleanShape => JsonValue.Create(false),
            IntegerShape integer => JsonValue.Create(Math.Clamp(1, integer.Minimum, integer.Maximum)),
            DecimalShape number => JsonValue.Create(
                Math.Clamp(1, number.Minimum ?? 0, number.Maximum ?? 1).ToString(CultureInfo.InvariantCulture)
            ),
            DateShape => JsonValue.Create(Date),
            InstantShape => JsonValue.Create(Instant),
            UuidShape => JsonValue.Create(Uuid),
            TextShape text => JsonValue.Create(Word(text)),
            _ => JsonValue.Create("value"),
        };

    /// <summary>Returns the example in a type's comment. In responses, missing members are null.</summary>
    private JsonObject? Whole(ObjectShape shape, SchemaUse use)
    {
        var stated = Parse(shape, texts.Example(shape.Type))?.AsObject();
        return stated is null || use != SchemaUse.Response
            ? stated
            : new JsonObject(shape.Properties.Select(property => KeyValuePair.Create(property.Name, stated[property.Name]?.DeepClone())));
    }

    private JsonObject Object(ObjectShape shape, SchemaUse use, int depth)
    {
        var node = new JsonObject();
        foreach (var property in shape.Properties)
        {
            if (property.Name == shape.Form?.Discriminator)
            {
                node[property.Name] = shape.Form.Name;
            }
            else if (IsShown(property, use))
            {
                node[property.Name] = Member(property, use, depth);
            }
        }

        if (node.Count == 0 && use == SchemaUse.Patch && depth == 0)
        {
            node[shape.Properties[0].Name] = Value(shape.Properties[0].Shape, use, depth + 1);
        }

        return node;
    }

    private bool IsShown(InputProperty property, SchemaUse use) =>
        use switch
        {
            SchemaUse.Response => true,
            SchemaUse.Request => property.Required || texts.Example(property.Member) is not null,
            _ => texts.Example(property.Member) is not null,
        };

    private JsonNode? Member(InputProperty property, SchemaUse use, int depth) =>
        Parse(property.Shape, texts.Example(property.Member))
        ?? (property.Nullable && (use == SchemaUse.Response || depth >= Deepest) ? null : Value(property.Shape, use, depth + 1));

    private JsonArray Array(ArrayShape shape, SchemaUse use, int depth) =>
        depth >= Deepest && shape.MinItems == 0
            ? []
            :
            [
                .. Enumerable
                    .Range(0, Math.Max(1, shape.MinItems))
                    .Select(_ => Value(shape.Items, use == SchemaUse.Patch ? SchemaUse.Request : use, depth + 1)),
            ];

    private static string Word(TextShape shape)
    {
        var pattern = SchemaPatterns.Join(shape.Patterns);
        return Words.FirstOrDefault(word =>
                word.Length >= shape.MinLength && word.Length <= shape.MaxLength && (pattern is null || Regex.IsMatch(word, pattern))
            ) ?? throw new InvalidOperationException($"A text with the pattern {pattern} needs an <example>.");
    }

    private static JsonNode? Parse(InputShape shape, string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return shape switch
            {
                ObjectShape or UnionShape or MapShape or ArrayShape or IntegerShape or BooleanShape or AnyShape => JsonNode.Parse(text),
                _ => JsonValue.Create(text),
            };
        }
        catch (JsonException)
        {
            return shape is ArrayShape
                ? new JsonArray(JsonValue.Create(text))
                : throw new InvalidOperationException($"The example {text} is not of type {shape.JsonType}.");
        }
    }
}
