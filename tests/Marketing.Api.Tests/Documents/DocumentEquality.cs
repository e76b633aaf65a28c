using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Api.Tests.Conformance;
using Marketing.Api.Tests.OpenApi;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Documents;

/// <summary>
/// Compares an export with its import: every imported value is in its place. Other values must follow from the schema or the texts:
/// defaults, generated refs, parsed phrases (in a list, one text can become several values, each with its piece of the text), lists filled
/// from the text beside them, and numbers without redundant digits.
/// </summary>
internal sealed class DocumentEquality(ServedContract contract)
{
    private static readonly HashSet<string> Phrases = new(
        ["Deadline", "Frequency", "PeriodWindow", "TargetExpression", "PlannedMoney", "PlannedDate", "PercentRange"],
        StringComparer.Ordinal
    );

    private readonly JsonNode _schema = Fixtures.BodyOf(contract.Operations.Single(operation => operation.Id == "importPlan"))!;

    public IReadOnlyList<string> Differences(JsonNode given, JsonNode exported)
    {
        var found = new List<string>();
        Compare(given, exported, _schema, "", found);
        return found;
    }

    private void Compare(JsonNode? given, JsonNode? exported, JsonNode schema, string at, List<string> found)
    {
        if (contract.Resolve(schema)["oneOf"] is JsonArray choices)
        {
            schema = choices.First(choice => (string?)choice!["type"] != "null")!;
        }

        var rules = contract.Resolve(schema);
        switch (given, exported)
        {
            case (null, null):
                break;
            case (JsonObject from, JsonObject to):
                CompareMembers(from, to, rules, DocumentGenerator.NameOf(schema), at, found);
                break;
            case (JsonArray from, JsonArray to):
                CompareItems(from, to, rules["items"]!, at, found);
                break;
            case (JsonValue from, JsonValue to) when Same(from, to, rules):
                break;
            default:
                found.Add($"{at}: {Short(given)} became {Short(exported)}");
                break;
        }
    }

    private void CompareMembers(JsonObject given, JsonObject exported, JsonObject rules, string record, string at, List<string> found)
    {
        var isRead = Phrases.Contains(record) && given["text"] is not null;
        foreach (var (member, value) in given.Where(member => member.Key != "partyId"))
        {
            // A text alone is parsed, even if its kind is unparsed; a null ref is generated.
            var isOpen = value is null ? isRead || member == "ref" : isRead && member == "kind" && value.ToJsonString() == "\"unparsed\"";
            if (!isOpen && !(value is JsonArray { Count: 0 } && IsReadFromWords(given, member)))
            {
                Compare(value, exported[member], rules["properties"]![member]!, $"{at}/{member}", found);
            }
        }

        foreach (
            var (member, value) in exported.Where(member =>
                !given.ContainsKey(member.Key) && member.Value is not (null or JsonArray { Count: 0 })
            )
        )
        {
            var expected = rules["properties"]![member]?["default"] ?? DefaultOf(record, member);
            var isMade = member == "ref" || isRead || IsReadFromWords(given, member) || (record == "PlannedMoney" && member == "currency");
            if (!isMade && !JsonNode.DeepEquals(expected, value))
            {
                found.Add($"{at}/{member}: came to be {Short(value)}");
            }
        }
    }

    /// <summary>Returns whether an empty list of times is filled from the words beside it, or from those of the target.</summary>
    private static bool IsReadFromWords(JsonObject given, string list) =>
        list switch
        {
            "deadlines" => given["timingText"] is not null || given["deadlinesText"] is not null || given["target"]?["text"] is not null,
            "frequencies" => given["timingText"] is not null || given["frequencyText"] is not null || given["period"] is not null,
            _ => false,
        };

    /// <summary>Returns the value that a member has if the request leaves it out; requests state no defaults in the contract.</summary>
    private static JsonNode? DefaultOf(string record, string member)
    {
        const string inDocuments = "Document";
        var name = record.StartsWith(inDocuments, StringComparison.Ordinal) ? record[inDocuments.Length..] : record;
        var type =
            typeof(PlanHeader).Assembly.GetTypes().FirstOrDefault(candidate => candidate.Name == name && !candidate.IsAbstract)
            ?? typeof(PlanDocument).Assembly.GetTypes().FirstOrDefault(candidate => candidate.Name == record && !candidate.IsAbstract);
        var property = type?.GetProperties().FirstOrDefault(candidate => JsonNamingPolicy.CamelCase.ConvertName(candidate.Name) == member);
        return property is null
            ? null
            : JsonSerializer.SerializeToNode(property.GetValue(Activator.CreateInstance(type!)), JsonInput.Options);
    }

    private void CompareItems(JsonArray given, JsonArray exported, JsonNode schema, string at, List<string> found)
    {
        var next = 0;
        for (var i = 0; i < given.Count; i++)
        {
            var text = Phrases.Contains(DocumentGenerator.NameOf(schema)) ? (string?)given[i]!["text"] : null;
            var several = text is null
                ? 1
                : Pieces(exported, next, text, given.Skip(i + 1).TakeWhile(value => (string?)value!["text"] == text).Count());
            if (several == 1)
            {
                Compare(given[i], next < exported.Count ? exported[next] : null, schema, $"{at}/{i}", found);
            }

            next += several;
        }

        if (next != exported.Count)
        {
            found.Add($"{at}: {given.Count} became {exported.Count}");
        }
    }

    /// <summary>
    /// The number of values from here on that were parsed from a text: their texts are its pieces in order, or they share it. Values that
    /// were sent with the whole text are not counted.
    /// </summary>
    private static int Pieces(JsonArray exported, int from, string text, int given)
    {
        var (count, at, last) = (0, 0, (string?)null);
        foreach (var piece in exported.Skip(from).Select(value => (string?)value!["text"]))
        {
            var found = piece is null or "" ? -1 : text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0 && (piece is null || piece != last))
            {
                break;
            }

            (count, at, last) = (count + 1, found < 0 ? at : found + piece!.Length, piece);
        }

        return Math.Max(1, count - given);
    }

    private static bool Same(JsonValue given, JsonValue exported, JsonObject rules)
    {
        var (from, to) = (given.GetValueKind(), exported.GetValueKind());
        return from == to
            && from switch
            {
                JsonValueKind.String when (string?)rules["pattern"] == PlanPart.RefPattern => PartRef.KeyOf((string)given!)
                    == PartRef.KeyOf((string)exported!),
                JsonValueKind.String when (string?)rules["format"] == "decimal" => decimal.Parse(
                    (string)given!,
                    CultureInfo.InvariantCulture
                ) == decimal.Parse((string)exported!, CultureInfo.InvariantCulture),
                JsonValueKind.String => string.Equals((string)given!, (string)exported!, StringComparison.Ordinal),
                JsonValueKind.Number => decimal.Parse(given.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                    == decimal.Parse(exported.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
                _ => true,
            };
    }

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= 120 ? text : text[..120] + "…";
    }
}
