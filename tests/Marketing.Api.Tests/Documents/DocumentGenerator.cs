using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Conformance;
using Marketing.Api.Tests.OpenApi;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Documents;

/// <summary>Generates rich plan documents from the served schema, with unusual texts and valid references.</summary>
internal sealed class DocumentGenerator(ServedContract contract, Random random)
{
    /// <summary>Samples of values whose members depend on each other.</summary>
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["Deadline"] =
        [
            """{"text":"計劃開始后10個月內"}""",
            """{"text":"待定"}""",
            """{"text":""}""",
            """{"text":"3月31日前,6月30日前;每季度末"}""",
            """{"kind":"within","amount":3,"unit":"month","text":"三个月内"}""",
            """{"kind":"date","date":"2026-05-01"}""",
            """{"text":"99999天内"}""",
            """{"text":"T-6周"}""",
            """{"kind":"immediate"}""",
            """{"text":"within 3 months of launch"}""",
        ],
        ["Frequency"] =
        [
            """{"text":"每周一次"}""",
            """{"text":"每日站会,每周项目进度会议"}""",
            """{"text":"不定"}""",
            """{"text":"每年99999次"}""",
            """{"text":"每季度末"}""",
        ],
        ["PeriodWindow"] =
        [
            """{"text":"T-6周至T-1周"}""",
            """{"text":"第1-3个月"}""",
            """{"text":"whenever"}""",
            """{"text":"第9999周至第99999周"}""",
            """{"text":""}""",
        ],
        ["TargetExpression"] =
        [
            """{"text":"达到80%以上"}""",
            """{"text":"提升X%"}""",
            """{"text":"很多"}""",
            """{"kind":"level","value":"80.50","unit":"%","comparator":"gte"}""",
            """{"text":"达到99999999999999999999999999"}""",
            """{"text":"从10%提升到20%"}""",
        ],
        ["PlannedMoney"] =
        [
            """{"text":"850万元"}""",
            """{"amount":"120000.50","currency":"CNY"}""",
            """{"placeholder":"X","unitScale":10000}""",
            """{"text":""}""",
            """{"text":"约5元"}""",
            """{"text":"999999999999999亿元"}""",
        ],
        ["PlannedNumber"] =
        [
            """{"value":"3.0","unit":"名"}""",
            """{"placeholder":"X","unit":"家"}""",
            """{"text":""}""",
            """{"text":"若干"}""",
        ],
        ["PlannedDate"] =
        [
            """{"date":"2026-03-02"}""",
            """{"text":"2026年9月1日"}""",
            """{"text":"XXXX年XX月XX日"}""",
            """{"placeholder":"[日期]"}""",
            """{"text":""}""",
        ],
        ["PercentRange"] =
        [
            """{"text":"占总预算10%-15%"}""",
            """{"min":"10","max":"15"}""",
            """{"placeholder":"X%-Y%"}""",
            """{"text":"300%"}""",
        ],
        ["PartyRef"] = ["""{"text":"市场部"}""", """{"text":"[姓名]"}""", """{"text":""}""", """{"text":"𠮷田 👩‍👩‍👧‍👦"}"""],
    };

    private static readonly Dictionary<(string Record, string Member), PlanSectionName> References = (
        from type in typeof(Plan).Assembly.GetTypes()
        from property in type.GetProperties()
        let reference = property.GetCustomAttribute<PartReferenceAttribute>()
        where reference is not null
        select (Key: (type.Name, JsonNamingPolicy.CamelCase.ConvertName(property.Name)), reference.Section)
    )
        .DistinctBy(each => each.Key)
        .ToDictionary(each => each.Key, each => each.Section);

    private readonly Sampler _sampler = new(contract, random, "made");
    private Dictionary<PlanSectionName, List<string>> _refs = [];
    private int _items;

    /// <summary>Share of the optional members to include.</summary>
    public double Richness { get; init; } = 0.6;

    /// <summary>The maximum number of parts in a section.</summary>
    public int Most { get; init; } = 3;

    public JsonObject Make()
    {
        _refs = PlanSections.All.ToDictionary(
            section => section.Key,
            section => Enumerable.Range(1, random.Next(Math.Min(Most, section.Max) + 1)).Select(i => $"{section.Type}.{i}").ToList()
        );
        var schema = contract.Resolve(Fixtures.BodyOf(contract.Operations.Single(operation => operation.Id == "importPlan"))!);
        var document = new JsonObject { ["plan"] = Of(schema["properties"]!["plan"]!, "plan") };
        document["plan"]!.AsObject().Remove("code");
        foreach (var section in PlanSections.All)
        {
            document[section.Name] = new JsonArray([
                .. _refs[section.Key]
                    .Select(name =>
                    {
                        var part = Of(schema["properties"]![section.Name]!["items"]!, section.Type)!.AsObject();
                        part["ref"] = name;
                        return part;
                    }),
            ]);
        }

        return document;
    }

    private JsonNode? Of(JsonNode schema, string name)
    {
        if (contract.Resolve(schema)["oneOf"] is JsonArray choices)
        {
            return Of(choices.First(choice => (string?)choice!["type"] != "null")!, name);
        }

        var record = NameOf(schema);
        if (Values.TryGetValue(record, out var values))
        {
            return JsonNode.Parse(values[random.Next(values.Length)]);
        }

        var rules = contract.Resolve(schema);
        return rules["enum"] is null
            ? Sampler.TypeOf(rules) switch
            {
                "object" => ObjectOf(rules, record),
                "array" => new JsonArray([
                    .. Enumerable.Range(0, random.Next(3)).Select(_ => Of(rules["items"]!, name)).DistinctBy(item => item?.ToJsonString()),
                ]),
                "string" => TextOf(rules, name),
                _ => _sampler.Of(schema, name),
            }
            : _sampler.Of(schema, name);
    }

    /// <summary>The name of the record of a schema.</summary>
    public static string NameOf(JsonNode schema)
    {
        var name = ((string?)schema["$ref"])?.Split('/')[^1] ?? "";
        return name.StartsWith("Document", StringComparison.Ordinal) ? name["Document".Length..] : name;
    }

    private JsonObject ObjectOf(JsonObject rules, string record)
    {
        var made = new JsonObject();
        foreach (var (member, schema) in rules["properties"]!.AsObject())
        {
            var isNeeded = Sampler.IsRequired(rules, member);
            if (References.TryGetValue((record, member), out var section))
            {
                var names = _refs[section].OrderBy(_ => random.Next()).Take(2).ToList();
                if (names.Count > 0)
                {
                    made[member] =
                        Sampler.TypeOf(contract.Resolve(schema!)) == "array"
                            ? new JsonArray([.. names.Select(name => JsonValue.Create(name))])
                            : names[0];
                }
            }
            else if (member == "ref")
            {
                made[member] = random.Next(2) == 0 ? null : $"item.{++_items}";
            }
            else if (isNeeded || ((string?)contract.Resolve(schema!)["format"] != "uuid" && random.NextDouble() < Richness))
            {
                made[member] = Of(schema!, member);
            }
        }

        return made;
    }

    private JsonNode? TextOf(JsonObject rules, string name)
    {
        if (rules["format"] is null && random.Next(3) > 0)
        {
            var most = Math.Min((int?)rules["maxLength"] ?? 50, 4000);
            string[] strange = ["", "a\nb\r\n\tc", "[占位] XX月XX日", string.Concat(Enumerable.Repeat("長", most)), .. HostileTexts.Good];
            var text = JsonValue.Create(strange[random.Next(strange.Length)]);
            if (contract.Schemas.Check(rules, text).Count == 0)
            {
                return text;
            }
        }

        return _sampler.Of(rules, name);
    }
}
