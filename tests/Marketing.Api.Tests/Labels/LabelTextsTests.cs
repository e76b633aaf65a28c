using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.OpenApi;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Tests.Feeds;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Microsoft.AspNetCore.Routing;

namespace Marketing.Api.Tests.Labels;

/// <summary>Every value of an enumeration and every field of a request has a label in three languages.</summary>
public sealed class LabelTextsTests
{
    private const string Column = "column";

    private const string Member = "member";

    private const string RecordType = "recordType";

    private const string References = "#/components/schemas/";

    [Fact]
    public async Task Exactly_the_values_of_the_APIs_enumerations_have_labels()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var wanted = new DocumentParts(new DefaultEndpointDataSource(api.Endpoints)).Index.Words.ToDictionary(
            word => JsonNamingPolicy.CamelCase.ConvertName(word.Key),
            word => word.Value.Names.AsEnumerable()
        );
        wanted.Add("scope", Scopes.All.Keys);
        wanted.Add("anchor", AnchorCodes.WellKnown);

        var labelled = LabelTexts
            .In(LabelLanguage.English, [])
            .Enumerations.ToDictionary(entry => entry.Name, entry => entry.Values.Select(value => value.Value));

        labelled.Keys.Except([Column, Member, RecordType, "metric", "platform", "unit"]).Order().ShouldBe(wanted.Keys.Order());
        wanted.ShouldAllBe(word => labelled[word.Key].SequenceEqual(word.Value));
        labelled["unit"].ShouldContain(TargetExpression.Percent);
        labelled["unit"].ShouldContain(TargetExpression.NetPromoterScore);
    }

    [Fact]
    public void Every_label_exists_in_all_languages_and_is_unique_in_its_enumeration()
    {
        foreach (var language in Enum.GetValues<LabelLanguage>())
        {
            foreach (var enumeration in LabelTexts.In(language, []).Enumerations)
            {
                enumeration.Values.ShouldNotBeEmpty(enumeration.Name);
                enumeration.Values.ShouldAllBe(value => value.Label.Trim().Length > 0 && value.Label.Trim() == value.Label);
                if (enumeration.Name != Member)
                {
                    enumeration.Values.Select(value => value.Label).ShouldBeUnique($"{enumeration.Name} in {language}");
                }
            }
        }
    }

    [Fact]
    public void Exactly_the_columns_of_the_feeds_have_labels()
    {
        var columns = Tables.All.SelectMany(table => table.Columns).Select(column => column.Name).Distinct();

        ValuesOf(Column).Order(StringComparer.Ordinal).ShouldBe(columns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Exactly_the_fields_of_requests_have_labels()
    {
        var known = ValuesOf(Member);

        var used = new HashSet<string>();
        foreach (var (type, fields) in await RequestTypesAsync())
        {
            used.UnionWith(fields.SelectMany(field => new[] { field, $"{type}.{field}" }.Where(known.Contains)));
            fields.Where(field => !known.Contains(field)).ShouldBeEmpty($"fields of {type} without a label");
        }

        known.Except(used).ShouldBeEmpty("labels without a field");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public async Task The_fields_of_a_type_have_different_labels(string language)
    {
        foreach (var (type, fields) in await RequestTypesAsync())
        {
            fields
                .Select(field => LabelTexts.Find(Member, $"{type}.{field}", language) ?? LabelTexts.Find(Member, field, language))
                .ShouldBeUnique($"{type} in {language}");
        }
    }

    [Fact]
    public void Exactly_the_types_of_records_in_the_history_have_labels()
    {
        var types = typeof(ResourceTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        ValuesOf(RecordType).Order().ShouldBe(types.Concat(PlanSections.All.Select(section => section.Type)).Order());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void A_section_has_one_label_as_a_section_and_as_a_field_of_a_document(string language)
    {
        foreach (var section in PlanSections.All)
        {
            var label = LabelTexts.Find("planSectionName", section.Name, language).ShouldNotBeNull();
            LabelTexts.Find(Member, section.Name, language).ShouldBe(label, section.Name);
        }
    }

    [Fact]
    public void The_file_contains_no_other_languages_and_no_duplicates()
    {
        using var stream = typeof(LabelTexts).Assembly.GetManifestResourceStream(typeof(LabelTexts), "labels.json")!;
        using var file = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });

        var values = file.RootElement.EnumerateObject().SelectMany(enumeration => enumeration.Value.EnumerateObject());
        values.ShouldAllBe(value => value.Value.EnumerateObject().Select(label => label.Name).SequenceEqual(ProblemTexts.Languages));
        LabelTexts.Open.Except(LabelTexts.Names).ShouldBeEmpty();
    }

    private static HashSet<string> ValuesOf(string enumeration) =>
        [.. LabelTexts.In(LabelLanguage.English, [enumeration]).Enumerations.Single().Values.Select(value => value.Value)];

    /// <summary>The types in requests, by their name in labels, with their fields.</summary>
    private static async Task<IReadOnlyList<(string Type, IReadOnlyList<string> Fields)>> RequestTypesAsync()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var document = api.Generate();
        var schemas = document["components"]!["schemas"]!.AsObject();
        var found = new HashSet<string>();
        var open = new Stack<string>(
            document["paths"]!
                .AsObject()
                .SelectMany(path => path.Value!.AsObject())
                .Select(operation => (operation.Value as JsonObject)?["requestBody"])
                .SelectMany(Named)
        );
        while (open.TryPop(out var name))
        {
            if (found.Add(name))
            {
                foreach (var other in Named(schemas[name]))
                {
                    open.Push(other);
                }
            }
        }

        return [.. found.Select(name => (TypeOf(name), FieldsIn(schemas[name]).Distinct().ToList())).Where(type => type.Item2.Count > 0)];
    }

    private static string TypeOf(string schema) => JsonNamingPolicy.CamelCase.ConvertName(Regex.Replace(schema, "(Input|Patch)$", ""));

    private static IEnumerable<string> Named(JsonNode? node) =>
        Nodes(node)
            .OfType<JsonObject>()
            .Select(reference => (string?)reference["$ref"])
            .OfType<string>()
            .Where(reference => reference.StartsWith(References, StringComparison.Ordinal))
            .Select(reference => reference[References.Length..]);

    private static IEnumerable<string> FieldsIn(JsonNode? schema) =>
        Nodes(schema).OfType<JsonObject>().SelectMany(node => (node["properties"] as JsonObject)?.Select(property => property.Key) ?? []);

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonObject members => members.SelectMany(member => Nodes(member.Value)).Prepend(node),
            JsonArray items => items.SelectMany(Nodes).Prepend(node),
            _ => [node],
        };
}
