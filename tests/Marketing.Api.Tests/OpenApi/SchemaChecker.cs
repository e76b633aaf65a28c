using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>
/// Checks values against the schemas of the document. Supports exactly the keywords that the document uses; any other is an error.
/// </summary>
internal sealed class SchemaChecker(JsonObject document)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Annotations = new(
        ["description", "example", "examples", "default", "readOnly", "writeOnly", "deprecated", "title", "discriminator"],
        StringComparer.Ordinal
    );

    /// <summary>Every fault of the value with its JSON pointer; empty if there is none.</summary>
    public List<string> Check(JsonNode schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema.AsObject(), value, "", faults);
        return faults;
    }

    private void Check(JsonObject schema, JsonNode? value, string at, List<string> faults)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (
                !Annotations.Contains(keyword)
                && !keyword.StartsWith("x-", StringComparison.Ordinal)
                && !Apply(keyword, rule!, schema, value, at, faults)
            )
            {
                throw new NotSupportedException($"The checker does not know the keyword {keyword}.");
            }
        }
    }

    private bool Apply(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(Resolve(document, (string)rule!), value, at, faults);
                return true;
            case "allOf":
                rule.AsArray().ToList().ForEach(each => Check(each!.AsObject(), value, at, faults));
                return true;
            case "oneOf":
                CheckOneOf(schema, value, at, faults);
                return true;
            case "if":
                if (schema[Check(rule, value).Count == 0 ? "then" : "else"] is JsonObject consequence)
                {
                    Check(consequence, value, at, faults);
                }

                return true;
            case "then" or "else":
                return true;
            case "not":
                Demand(Check(rule, value).Count > 0, at, $"fits {rule.ToJsonString()}", faults);
                return true;
            case "unevaluatedProperties":
                Demand((bool)rule, at, "must not be closed twice", faults);
                return true;
            case "const":
                Demand(JsonNode.DeepEquals(rule, value), at, $"is {value?.ToJsonString()}, not {rule.ToJsonString()}", faults);
                return true;
            case "type":
                var types = rule is JsonArray many ? many.Select(each => (string)each!).ToList() : [(string)rule!];
                Demand(
                    types.Any(type => IsOf(type, value)),
                    at,
                    $"is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}",
                    faults
                );
                return true;
            case "enum":
                Demand(
                    rule.AsArray().Any(each => JsonNode.DeepEquals(each, value)),
                    at,
                    $"is {value?.ToJsonString()}, not one of {rule.ToJsonString()}",
                    faults
                );
                return true;
            default:
                return value switch
                {
                    JsonObject members => ApplyToObject(keyword, rule, schema, members, at, faults),
                    JsonArray items => ApplyToArray(keyword, rule, items, at, faults),
                    JsonValue scalar => ApplyToScalar(keyword, rule, scalar, at, faults),
                    _ => IsKnown(keyword),
                };
        }
    }

    /// <summary>
    /// Checks the form that the discriminator selects, or the reference besides null, so that faults point to the member; exactly one
    /// alternative can match.
    /// </summary>
    private void CheckOneOf(JsonObject schema, JsonNode? value, string at, List<string> faults)
    {
        if (Chosen(schema, value) is { } chosen)
        {
            Check(chosen, value, at, faults);
        }
        else
        {
            faults.Add($"{at}/{schema["discriminator"]!["propertyName"]} selects none of the alternatives: {value?.ToJsonString()}");
        }
    }

    /// <summary>The alternative of a <c>oneOf</c> that a value must match; null if its discriminator selects none.</summary>
    public JsonObject? Chosen(JsonObject schema, JsonNode? value)
    {
        var choices = schema["oneOf"]!.AsArray();
        if (schema["discriminator"] is { } discriminator)
        {
            var word =
                (value as JsonObject)?[(string)discriminator["propertyName"]!] is JsonValue text && text.TryGetValue<string>(out var given)
                    ? given
                    : "";
            return discriminator["mapping"]![word] is { } reference ? Resolve(document, (string)reference!) : null;
        }

        var isNull = choices.Single(choice => (string?)choice!["type"] == "null")!;
        return value is null ? isNull.AsObject() : choices.Single(choice => choice != isNull)!.AsObject();
    }

    private bool ApplyToObject(string keyword, JsonNode rule, JsonObject schema, JsonObject members, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "required":
                foreach (var name in rule.AsArray().Select(each => (string)each!).Where(name => !members.ContainsKey(name)))
                {
                    faults.Add($"{at}/{name} is missing");
                }

                return true;
            case "properties":
                foreach (var (name, property) in rule.AsObject().Where(property => members.ContainsKey(property.Key)))
                {
                    Check(property!.AsObject(), members[name], $"{at}/{name}", faults);
                }

                return true;
            case "additionalProperties":
                var others = members.Where(member => schema["properties"]?.AsObject().ContainsKey(member.Key) != true).ToList();
                if (rule is JsonObject values)
                {
                    others.ForEach(member => Check(values, member.Value, $"{at}/{member.Key}", faults));
                }
                else
                {
                    others.ForEach(member => Demand((bool)rule, $"{at}/{member.Key}", "is not in the schema", faults));
                }

                return true;
            case "propertyNames":
                members.ToList().ForEach(member => Check(rule.AsObject(), JsonValue.Create(member.Key), $"{at}/{member.Key}", faults));
                return true;
            case "minProperties":
                Demand(members.Count >= (int)rule, at, $"has {members.Count} members, fewer than {rule}", faults);
                return true;
            case "maxProperties":
                Demand(members.Count <= (int)rule, at, $"has {members.Count} members, more than {rule}", faults);
                return true;
            default:
                return IsKnown(keyword);
        }
    }

    private bool ApplyToArray(string keyword, JsonNode rule, JsonArray items, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "items":
                for (var i = 0; i < items.Count; i++)
                {
                    Check(rule.AsObject(), items[i], $"{at}/{i}", faults);
                }

                return true;
            case "minItems":
                Demand(items.Count >= (int)rule, at, $"has {items.Count} items, fewer than {rule}", faults);
                return true;
            case "maxItems":
                Demand(items.Count <= (int)rule, at, $"has {items.Count} items, more than {rule}", faults);
                return true;
            default:
                return IsKnown(keyword);
        }
    }

    private static bool ApplyToScalar(string keyword, JsonNode rule, JsonValue value, string at, List<string> faults)
    {
        if (value.TryGetValue<string>(out var text))
        {
            switch (keyword)
            {
                case "minLength":
                    Demand(text.EnumerateRunes().Count() >= (int)rule, at, $"is shorter than {rule}", faults);
                    return true;
                case "maxLength":
                    Demand(text.EnumerateRunes().Count() <= (int)rule, at, $"is longer than {rule}", faults);
                    return true;
                case "pattern":
                    Demand(PatternOf((string)rule!).IsMatch(text), at, $"'{text}' does not match {rule}", faults);
                    return true;
                case "format":
                    Demand(HasFormat((string)rule!, text), at, $"'{text}' is not a valid {rule}", faults);
                    return true;
                default:
                    return IsKnown(keyword);
            }
        }

        if (IsOf("number", value) && keyword is "minimum" or "maximum")
        {
            var (number, bound) = (Number(value), Number(rule));
            Demand(keyword == "minimum" ? number >= bound : number <= bound, at, $"{number} is beyond the {keyword} {bound}", faults);
            return true;
        }

        return IsKnown(keyword);
    }

    /// <summary>Keywords for other types do not apply.</summary>
    private static bool IsKnown(string keyword) =>
        keyword
            is "required"
                or "properties"
                or "additionalProperties"
                or "propertyNames"
                or "minProperties"
                or "maxProperties"
                or "items"
                or "minItems"
                or "maxItems"
                or "minLength"
                or "maxLength"
                or "pattern"
                or "format"
                or "minimum"
                or "maximum";

    private static bool IsOf(string type, JsonNode? value) =>
        type switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "number" => value?.GetValueKind() == JsonValueKind.Number,
            "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(Number(value)),
            _ => throw new NotSupportedException($"The checker does not know the type {type}."),
        };

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool HasFormat(string format, string text) =>
        format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                && text.Contains('T', StringComparison.OrdinalIgnoreCase),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };

    /// <summary>In .NET a closing <c>$</c> also matches before a last line break; in a schema it does not.</summary>
    private static Regex PatternOf(string pattern) =>
        Patterns.GetOrAdd(
            pattern,
            static text => new Regex(text.EndsWith('$') ? text[..^1] + @"\z" : text, RegexOptions.CultureInvariant, Longest)
        );

    private static void Demand(bool met, string at, string fault, List<string> faults)
    {
        if (!met)
        {
            faults.Add($"{(at.Length == 0 ? "/" : at)} {fault}");
        }
    }

    /// <summary>Returns the target of a local reference.</summary>
    public static JsonObject Resolve(JsonObject document, string reference)
    {
        var places = reference.TrimStart('#').TrimStart('/').Split('/');
        JsonNode? node = document;
        foreach (var place in places)
        {
            node = node?[place.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return node?.AsObject() ?? throw new InvalidOperationException($"{reference} does not exist.");
    }
}
