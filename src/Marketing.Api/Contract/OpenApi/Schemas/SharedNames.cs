using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>
/// Names of the schemas of values that many members share: <c>Text4000</c> is a text of up to 4000 characters, <c>DateOrNull</c> a date or
/// null, <c>DeadlineList</c> a list of deadlines.
/// </summary>
internal static class SharedNames
{
    private const string Nullable = "OrNull";
    private const string Size = "{0}";

    private static readonly IReadOnlyDictionary<(string? Pattern, string? Format), Kind> Kinds = new List<Kind>
    {
        new("Text", new TextShape([]), "A text of up to {0} characters, with line breaks"),
        new("FilledText", new TextShape([]) { NotBlank = true }, "A text of up to {0} characters, with line breaks, not only white space"),
        new("Line", new TextShape([]) { SingleLine = true }, "One line of up to {0} characters"),
        new(
            "FilledLine",
            new TextShape([]) { SingleLine = true, NotBlank = true },
            "One line of up to {0} characters, not only white space"
        ),
        new("TrimmedLine", Matching(ValueLimits.TrimmedPattern), "One line of up to {0} characters, without white space at its ends"),
        new("PartRef", Matching(PlanPart.RefPattern), "Ref of a part or of an item in a part, unique in its plan"),
        new("Decimal", ResponseShapes.AnyDecimal, "A decimal number as a string"),
        new("Date", new DateShape(inResponse: true), "A date"),
        new("DateFrom1900", new DateShape(), "A date from 1900 to 2200"),
    }.ToDictionary(kind => (SchemaPatterns.Join(kind.Shape.Patterns), kind.Shape.Format));

    /// <summary>Returns the name of a value's schema; null if it has none.</summary>
    public static string? Of(JsonObject schema) =>
        NullableIn(schema) is { } name ? name + Nullable
        : ListedIn(schema) is { } item ? $"{item}List{Ending(schema)}"
        : KindOf(schema) is { } kind ? $"{kind.Name}{(kind.IsSized ? schema["maxLength"] : "")}{Ending(schema)}"
        : null;

    /// <summary>Adds the description, and the example if it is the same for all values.</summary>
    public static void Describe(JsonObject schema, JsonObject schemas)
    {
        if (NullableIn(schema) is { } name)
        {
            schema["description"] = $"`{name}` or null.";
            foreach (var keyword in new[] { "examples", "example" }.Where(keyword => schemas[name]![keyword] is not null))
            {
                schema[keyword] = schemas[name]![keyword]!.DeepClone();
            }
        }
        else if (ListedIn(schema) is not null)
        {
            schema["description"] = $"A list of up to {schema["maxItems"]} items.";
        }
        else
        {
            var kind = KindOf(schema)!;
            var words = kind.Words.Replace(Size, $"{schema["maxLength"]}", StringComparison.Ordinal);
            schema["description"] = IsNullable(schema) ? $"{words}; or null." : $"{words}.";
            if (kind.Shape is DateShape)
            {
                schema["example"] = ExampleValues.Date;
            }
        }
    }

    /// <summary>Returns the ending for the names of schemas that allow null.</summary>
    public static string Ending(JsonObject schema) => IsNullable(schema) ? Nullable : "";

    private static bool IsNullable(JsonObject schema) =>
        NullableIn(schema) is not null || (schema["type"] as JsonArray)?.Any(type => (string?)type == "null") == true;

    /// <summary>Returns the name of the schema in a <c>oneOf</c> of a reference and null.</summary>
    private static string? NullableIn(JsonObject schema) =>
        schema["oneOf"] is JsonArray { Count: 2 } forms && (string?)forms[1]!["type"] == "null" ? ReferredIn(forms[0]) : null;

    /// <summary>Returns the name of the schema of a list's items.</summary>
    private static string? ListedIn(JsonObject schema) =>
        schema["maxItems"] is not null && schema["minItems"] is null ? ReferredIn(schema["items"]) : null;

    private static string? ReferredIn(JsonNode? schema) =>
        schema is JsonObject { Count: 1 } only && (string?)only["$ref"] is { } reference
            ? reference[(reference.LastIndexOf('/') + 1)..]
            : null;

    private static Kind? KindOf(JsonObject schema) => Kinds.GetValueOrDefault(((string?)schema["pattern"], (string?)schema["format"]));

    private static TextShape Matching(string pattern) => new([TextRule.Of(pattern)]);

    private sealed record Kind(string Name, InputShape Shape, string Words)
    {
        public bool IsSized => Words.Contains(Size, StringComparison.Ordinal);
    }
}
