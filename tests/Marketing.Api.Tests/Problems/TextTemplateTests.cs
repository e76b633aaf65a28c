using Marketing.Api.Contract.Problems;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Problems;

/// <summary>Filling texts with arguments.</summary>
public sealed class TextTemplateTests
{
    private static readonly Dictionary<string, object?> Nothing = [];

    [Theory]
    [InlineData("At most {max}.", "At most 3.")]
    [InlineData("At most {max}[, at byte {position}].", "At most 3.")]
    [InlineData("At most {max}[, now {actual}].", "At most 3, now 5.")]
    [InlineData("At least {min}.", "At least ….")]
    [InlineData("At most {max}[, {actual} at {position}].", "At most 3.")]
    [InlineData("{empty}[ ({empty})]", "…")]
    [InlineData("No arguments.", "No arguments.")]
    public void Arguments_fill_placeholders_and_optional_texts_without_theirs_are_omitted(string template, string text) =>
        Fill(
                template,
                new()
                {
                    ["max"] = 3,
                    ["actual"] = 5,
                    ["empty"] = null,
                }
            )
            .ShouldBe(text);

    [Fact]
    public void Placeholders_in_argument_values_are_not_filled() =>
        Fill("{first} {second} {first:member}", new() { ["first"] = "{second} [x] $0", ["second"] = "{first}" })
            .ShouldBe("{second} [x] $0 {first} {second} [x] $0");

    [Fact]
    public void Arguments_are_written_as_in_JSON() =>
        Fill(
                "{date} {instant} {number} {word} {list} {truth}",
                new()
                {
                    ["date"] = new DateOnly(2026, 3, 1),
                    ["instant"] = new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc),
                    ["number"] = 1234.50m,
                    ["word"] = TimeUnit.HalfYear,
                    ["list"] = new[] { "amount", "placeholder" },
                    ["truth"] = true,
                }
            )
            .ShouldBe("2026-03-01 2026-03-01T08:30:00Z 1234.5 halfYear amount, placeholder true");

    [Theory]
    [InlineData("en", "Prepared by", "Evaluation standards", "Half-year")]
    [InlineData("zh-Hans", "编制人", "评估标准", "半年")]
    [InlineData("zh-Hant", "編製人", "評估標準", "半年")]
    public void An_argument_with_an_enumeration_is_written_as_its_label(string language, string role, string section, string unit) =>
        Fill(
                "{role:signatoryRole} {section:planSectionName} {unit:timeUnit}",
                new()
                {
                    ["role"] = SignatoryRole.PreparedBy,
                    ["section"] = "evaluationStandards",
                    ["unit"] = "halfYear",
                },
                language
            )
            .ShouldBe($"{role} {section} {unit}");

    [Fact]
    public void A_value_without_a_label_is_unchanged() =>
        Fill("{event:anchor} {unit:nothing}", new() { ["event"] = "双11", ["unit"] = TimeUnit.Week }).ShouldBe("双11 week");

    [Fact]
    public void A_referrer_is_the_label_of_its_type_with_its_id() =>
        Fill("{referrers:recordType}", new() { ["referrers"] = new[] { "workPackage/T4", "tree/7" } }, "zh-Hant")
            .ShouldBe("任務 T4、tree/7");

    [Theory]
    [InlineData("en", "A, B, C or D", "A, B, C, D")]
    [InlineData("zh-Hans", "A、B、C或D", "A、B、C、D")]
    public void Lists_are_joined_as_usual_in_the_language_and_as_alternatives_on_request(string language, string alternatives, string list)
    {
        var args = new Dictionary<string, object?> { ["all"] = new[] { "A", "B", "C", "D" }, ["one"] = new[] { "A" } };

        Fill("{all or}", args, language).ShouldBe(alternatives);
        Fill("{all}", args, language).ShouldBe(list);
        Fill("{one or} {one}", args, language).ShouldBe("A A");
    }

    [Fact]
    public void Members_are_listed_as_alternatives_by_their_labels() =>
        Fill("{members:member or}", new() { ["members"] = new[] { "amount", "placeholder" } }, "zh-Hans").ShouldBe("数量或占位符");

    [Theory]
    [InlineData(1, "1 day")]
    [InlineData(2, "2 days")]
    [InlineData(null, "… days")]
    public void A_case_is_selected_by_value_and_the_last_one_is_the_default(int? count, string text) =>
        Fill("{count} {count|1=day|=days}", new() { ["count"] = count }).ShouldBe(text);

    [Fact]
    public void The_argument_of_a_case_is_optional()
    {
        TextTemplate.RequiredNames("{min} {exclusive|true=x|=y}[ {max}]").ShouldBe(["min"]);
        Fill("[{exclusive|true=above|=from} {min}]", new() { ["min"] = 3 }).ShouldBe("from 3");
    }

    [Fact]
    public void A_fixed_value_is_written_as_its_label()
    {
        Fill("{timeUnit.week} {anchor.PLAN_START}", Nothing).ShouldBe("Week Plan start");
        TextTemplate.Names("{timeUnit.week} {unit:timeUnit}").ShouldBe(["unit"]);
        TextTemplate
            .Labels("{timeUnit.week} {unit:timeUnit} {max}")
            .ShouldBe([("timeUnit", "week"), ("timeUnit", null)], ignoreOrder: true);
    }

    [Fact]
    public void Documents_show_arguments_by_name_and_all_optional_text() =>
        TextTemplate
            .Describe(
                "{end|true=Below|=At most} {max} {max|1=day|=days} of {kind:deadlineKind}[, at {position}], not {timeUnit.week}.",
                "en"
            )
            .ShouldBe("Below / At most {max} days of {kind}, at {position}, not Week.");

    private static string Fill(string template, Dictionary<string, object?> args, string language = "en") =>
        TextTemplate.Fill(template, args, language);
}
