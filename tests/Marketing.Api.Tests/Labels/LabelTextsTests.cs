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

/// <summary>Every value of an enumeration and every field of a schema has a label in three languages.</summary>
public sealed class LabelTextsTests
{
    private const string Column = "column";

    private const string Member = "member";

    private const string RecordType = "recordType";

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
        var known = ValuesOf(Column);

        var used = new HashSet<string>();
        foreach (var table in Tables.All)
        {
            var names = table.Columns.Select(column => (column.Name, Own: $"{table.Name}.{column.Name}")).ToList();
            names
                .Where(column => !known.Contains(column.Name) && !known.Contains(column.Own))
                .ShouldBeEmpty($"columns of {table.Name} without a label");
            used.UnionWith(names.Select(column => known.Contains(column.Own) ? column.Own : column.Name));
        }

        known.Except(used).ShouldBeEmpty("labels without a column");
    }

    [Fact]
    public async Task Exactly_the_fields_of_all_schemas_have_labels()
    {
        var known = ValuesOf(Member);

        var used = new HashSet<string>();
        foreach (var (type, fields) in await TypesAsync())
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
        foreach (var (type, fields) in await TypesAsync())
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

    // Words of the other side of the strait, and second words for things that already have one.
    [Theory]
    [InlineData(
        "zh-Hant",
        "用戶 激活 教程 編制 責任人 計劃 條目 分區 列表 信息 軟件 數據 質量 視頻 網絡 渠道 默認 服務器 登錄 導入 導出 添加 創建 字段 令牌 密鑰 審批 營銷 欄目 內容項"
    )]
    [InlineData(
        "zh-Hans",
        "使用者 伺服器 金钥 专案 资讯 软体 网路 连结 栏位 字元 建立者 预设 登入 权杖 凭证 搜寻 行销 通路 回馈 汇入 栏目 内容项"
    )]
    public void Chinese_texts_use_the_words_of_their_region(string language, string others)
    {
        var labels = LabelTexts
            .In(LabelTexts.LanguageOf(language), [])
            .Enumerations.SelectMany(enumeration => enumeration.Values.Select(value => ($"{enumeration.Name}.{value.Value}", value.Label)));
        var texts = ProblemTexts.In(language);

        foreach (var (name, text) in labels.Concat(texts.Codes.Select(code => (code, texts.Describe(code)))))
        {
            others.Split(' ').Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty($"{name}: {text}");
        }
    }

    private static HashSet<string> ValuesOf(string enumeration) =>
        [.. LabelTexts.In(LabelLanguage.English, [enumeration]).Enumerations.Single().Values.Select(value => value.Value)];

    /// <summary>The types in requests and responses, by their name in labels, with their fields.</summary>
    private static async Task<IReadOnlyList<(string Type, IReadOnlyList<string> Fields)>> TypesAsync()
    {
        await using var api = await DocumentHost.OfApiAsync();
        return
        [
            .. api.Generate()["components"]!["schemas"]!
                .AsObject()
                .Select(schema => (TypeOf(schema.Key), FieldsIn(schema.Value).Distinct().ToList()))
                .Where(type => type.Item2.Count > 0),
        ];
    }

    private static string TypeOf(string schema) => JsonNamingPolicy.CamelCase.ConvertName(Regex.Replace(schema, "(Input|Patch)$", ""));

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
