using System.Globalization;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.OpenApi;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Conformance;

/// <summary>Generates values that a schema of the document allows.</summary>
/// <param name="contract">The document.</param>
/// <param name="random">Decides what the schema leaves open.</param>
/// <param name="marker">Contained in every free text and code, to identify its owner.</param>
internal sealed class Sampler(ServedContract contract, Random random, string marker = "sample")
{
    private static readonly Dictionary<string, string[]> ByFormat = new(StringComparer.Ordinal)
    {
        ["iso-4217"] = ["CNY", "EUR", "USD", "JPY", "TWD"],
        ["iana-time-zone"] = ["Asia/Shanghai", "Asia/Taipei", "Europe/Berlin", "UTC"],
        ["bcp-47"] = ["zh-Hans", "zh-Hant", "en", "de-CH"],
        ["date"] = ["2026-03-02", "2028-02-29", "1999-12-31"],
        ["date-time"] = ["2199-03-02T01:30:00Z", "2150-12-31T23:59:59.5+08:00"],
        ["decimal"] = ["80", "0.5", "12.25", "1000000"],
        ["uuid"] = ["0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"],
    };

    /// <summary>Names that only the documentation of the operation lists, not its schema.</summary>
    private static readonly Dictionary<string, string[]> ByName = new(StringComparer.Ordinal)
    {
        ["scopes"] = ["plans:read", "plans:write", "feeds:read"],
        ["sort"] = ["-updatedAt", "updatedAt"],
        ["types"] = ["plan"],
        ["currency"] = ["CNY", "EUR", "USD"],
        ["ownedMembers"] = ["title"],
        ["until"] = ["2199-12-31"],
    };

    /// <summary>The largest numbers that suit the fixtures, such as the sides of the smallest risk matrix.</summary>
    private static readonly Dictionary<string, long> Largest = new(StringComparer.Ordinal) { ["impact"] = 3, ["probability"] = 3 };

    /// <summary>The version that an item of a bulk expects, which no sample knows.</summary>
    private const string Expected = "version";

    private static readonly HashSet<string> Names = new(["name", "title", "displayName", "subject", "code", "q"], StringComparer.Ordinal);

    private static readonly string[] Shapes =
    [
        "a",
        "A-1",
        "a1",
        "crm",
        "name@example.com",
        "https://example.com/a",
        "+86 21 5555 0100",
        "/title",
    ];

    private static int _serial;

    /// <summary>Share of the optional members to include.</summary>
    public double Richness { get; init; }

    /// <summary>Whether to omit members that refer to parts of the plan, because a schema does not contain the existing parts.</summary>
    public bool NamesNoParts { get; init; }

    /// <summary>Whether to use any form of a union; otherwise always the first, so that generated values match.</summary>
    public bool AnyForm { get; init; }

    /// <summary>Existing ids, by the name of the member that accepts them.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    public JsonNode? Of(JsonNode schema, string name = "")
    {
        var rules = Form(schema);
        if (rules["const"] is { } word)
        {
            return word.DeepClone();
        }

        if (rules["enum"] is JsonArray words)
        {
            return words[random.Next(words.Count)]?.DeepClone();
        }

        return TypeOf(rules) switch
        {
            "object" => ObjectOf(rules),
            "array" => ArrayOf(rules, name),
            "integer" => JsonValue.Create(
                random.NextInt64(
                    (long?)rules["minimum"] ?? 0,
                    Math.Min((long?)rules["maximum"] ?? 100, Largest.GetValueOrDefault(name, 1_000_000)) + 1
                )
            ),
            "number" => JsonValue.Create(random.Next(100)),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "string" => JsonValue.Create(TextOf(rules, name)),
            var other => throw new NotSupportedException($"No sample of type {other}."),
        };
    }

    /// <summary>
    /// Returns an object that contains the marker: if no required member is a text, an optional text is added.
    /// </summary>
    public JsonObject Marked(JsonNode schema)
    {
        var made = (JsonObject)Of(schema)!;
        Mark(made, Form(schema));
        return made;
    }

    private void Mark(JsonObject made, JsonObject rules)
    {
        if (made["content"] is JsonObject content)
        {
            Mark(content, Form(rules["properties"]!["content"]!));
            return;
        }

        foreach (
            var (name, value) in rules["properties"]!
                .AsObject()
                .Where(member => member.Key != "ref" && IsText(contract.Resolve(member.Value!)))
        )
        {
            if (made.Any(member => $"{member.Value}".Contains(marker, StringComparison.Ordinal)))
            {
                break;
            }

            made[name] ??= Of(value!, name);
        }
    }

    /// <summary>Returns the schema without null, and one form of a union.</summary>
    private JsonObject Form(JsonNode schema)
    {
        var rules = contract.WithoutNull(schema);
        if (rules["oneOf"] is null)
        {
            return rules;
        }

        var forms = contract.FormsOf(rules).Values.ToList();
        return forms[AnyForm ? random.Next(forms.Count) : 0];
    }

    /// <summary>Returns the type besides null.</summary>
    public static string TypeOf(JsonObject rules) =>
        rules["type"] switch
        {
            JsonArray types => types.Select(type => (string)type!).First(type => type != "null"),
            { } type => (string)type!,
            null => "object",
        };

    public static bool IsRequired(JsonObject rules, string member) =>
        rules["required"]?.AsArray().Any(name => (string)name! == member) == true;

    private static bool IsText(JsonObject rules) =>
        rules["oneOf"] is null && rules["enum"] is null && rules["const"] is null && rules["format"] is null && TypeOf(rules) == "string";

    private bool NamesAPart(JsonNode schema)
    {
        var rules = contract.Resolve(schema);
        return (string?)rules["pattern"] == PlanPart.RefPattern || (rules["items"] is { } items && NamesAPart(items));
    }

    private JsonObject ObjectOf(JsonObject rules)
    {
        var made = new JsonObject();
        var members = rules["properties"]?.AsObject() ?? [];
        foreach (var (member, schema) in members)
        {
            if (NamesNoParts && member != "ref" && NamesAPart(schema!))
            {
                continue;
            }

            var isId = (string?)contract.Resolve(schema!)["format"] == "uuid";
            if (IsRequired(rules, member) || (!isId && member != Expected && random.NextDouble() < Richness))
            {
                made[member] = Of(schema!, member);
            }
        }

        Obey(rules, made, members);
        return made;
    }

    /// <summary>Adds members that a condition requires and removes those it forbids.</summary>
    private void Obey(JsonObject rules, JsonObject made, JsonObject members)
    {
        if (
            rules["if"] is { } condition
            && rules[contract.Schemas.Check(condition, made).Count == 0 ? "then" : "else"] is JsonObject consequence
        )
        {
            Demand(consequence, made, members);
            Obey(consequence, made, members);
        }
    }

    private void Demand(JsonObject consequence, JsonObject made, JsonObject members)
    {
        foreach (var name in consequence["required"]?.AsArray().Select(name => (string)name!).Where(name => !made.ContainsKey(name)) ?? [])
        {
            made[name] = Of(members[name]!, name);
        }

        foreach (var (name, _) in consequence["properties"]?.AsObject().Where(member => (string?)member.Value!["type"] == "null") ?? [])
        {
            made.Remove(name);
        }

        foreach (var rule in consequence["allOf"]?.AsArray() ?? [])
        {
            Demand(rule!.AsObject(), made, members);
            Obey(rule.AsObject(), made, members);
        }
    }

    private JsonArray ArrayOf(JsonObject rules, string name)
    {
        var min = (int?)rules["minItems"] ?? 0;
        var count = Math.Min((int?)rules["maxItems"] ?? 3, Math.Max(min, ByName.ContainsKey(name) ? 1 : random.Next(3)));
        var items = Enumerable.Range(0, count).Select(_ => Of(rules["items"]!, name)).ToList();
        var distinct = items.DistinctBy(item => item?.ToJsonString()).ToList();
        return [.. distinct.Count < min ? items : distinct];
    }

    private string TextOf(JsonObject rules, string name)
    {
        var candidates = Candidates(rules, name).Where(text => contract.Schemas.Check(rules, JsonValue.Create(text)).Count == 0);
        return candidates.FirstOrDefault() ?? throw new InvalidOperationException($"No sample for '{name}': {rules.ToJsonString()}");
    }

    private IEnumerable<string> Candidates(JsonObject rules, string name)
    {
        if (Known.TryGetValue(name, out var id))
        {
            yield return id;
        }

        if (ByName.TryGetValue(name, out var known))
        {
            yield return known[random.Next(known.Length)];
        }

        if ((string?)rules["format"] is { } format && ByFormat.TryGetValue(format, out var formatted))
        {
            var first = random.Next(formatted.Length);
            foreach (var text in formatted[first..].Concat(formatted[..first]))
            {
                yield return text;
            }
        }

        var serial = Interlocked.Increment(ref _serial).ToString(CultureInfo.InvariantCulture);
        yield return Names.Contains(name) ? $"{marker} {serial}" : $"{marker} 达到80%以上";
        yield return $"{marker}-{serial}";
        foreach (var shape in Shapes)
        {
            yield return shape;
        }

        if (rules["examples"] is JsonArray examples)
        {
            yield return (string)examples[0]!;
        }

        if (rules["example"] is { } example)
        {
            yield return (string)example!;
        }
    }
}
