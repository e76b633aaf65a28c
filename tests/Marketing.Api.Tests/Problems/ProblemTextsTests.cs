using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Problems;

/// <summary>Every problem and finding has a text in three languages, and every text belongs to one.</summary>
public sealed partial class ProblemTextsTests
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly Dictionary<string, Dictionary<string, string>> Files = ProblemTexts.Languages.ToDictionary(
        language => language,
        Read
    );

    public static TheoryData<string> Languages => [.. ProblemTexts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_has_a_text_and_every_text_a_code(string language)
    {
        var texts = Files[language].Keys.Where(key => !char.IsAsciiDigit(key[0])).ToList();
        var codes = ProblemCodes.Uses.Select(use => use.Key).ToList();

        codes.Except(texts).ShouldBeEmpty("codes without a text");
        texts.Except(codes).ShouldBeEmpty("texts of codes that are never returned");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_returned_status_has_a_title(string language)
    {
        int[] statuses = [400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 421, 422, 428, 429, 431, 500, 503];

        Files[language].Keys.Where(key => char.IsAsciiDigit(key[0])).Select(int.Parse).ShouldBe(statuses, ignoreOrder: true);
        statuses.Select(ProblemTexts.In(language).Title).ShouldBeUnique();
    }

    [Fact]
    public void The_scan_finds_the_codes_of_input_faults_and_of_every_rule_table()
    {
        var codes = ProblemCodes.Uses.Select(use => use.Key).ToHashSet();

        typeof(InputCode)
            .GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(["deadline.memberRequired", "target.membersExclusive", "money.empty", "auth.scopeMissing", "http.ifMatchRequired"])
            .ShouldAllBe(code => codes.Contains(code));
    }

    [Fact]
    public void A_text_has_the_same_placeholders_in_all_languages()
    {
        foreach (var (key, english) in Files["en"])
        {
            foreach (var language in ProblemTexts.Languages)
            {
                var text = Files[language][key];
                TextTemplate.Names(text).Order().ShouldBe(TextTemplate.Names(english).Order(), $"{key} in {language}");
                TextTemplate.RequiredNames(text).Order().ShouldBe(TextTemplate.RequiredNames(english).Order(), $"{key} in {language}");
                TextTemplate.Labels(text).Order().ShouldBe(TextTemplate.Labels(english).Order(), $"{key} in {language}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_label_that_a_text_uses_exists(string language)
    {
        foreach (var (key, text) in Files[language])
        {
            foreach (var (enumeration, value) in TextTemplate.Labels(text))
            {
                LabelTexts.Names.ShouldContain(enumeration, key);
                (value is null ? "" : LabelTexts.Find(enumeration, value, language)).ShouldNotBeNull($"{enumeration}.{value} in {key}");
            }
        }
    }

    [Fact]
    public void A_value_with_a_label_is_shown_by_it_unless_clients_have_to_send_it()
    {
        string[] labelled =
        [
            "changeBasis",
            "direction",
            "kind",
            "member",
            "members",
            "otherRole",
            "planType",
            "policy",
            "referrers",
            "required",
            "role",
            "scope",
            "scopes",
            "section",
            "unit",
        ];
        string[] sent =
        [
            "apiKey.scopesUnknown",
            "bulk.deleteWithMember",
            "campaign.itemIncomplete",
            "campaign.memberOwned",
            "check.sectionUnknown",
            "contentAsset.itemIncomplete",
            "deadline.kindUnknown",
            "frequency.kindUnknown",
            "input.duplicateMember",
            "input.unknownMember",
            "input.unknownParameter",
            "metric.unitInUse",
            "schedule.sectionUnknown",
            "syncSystem.memberTaken",
            "syncSystem.memberUnknown",
            "target.kindUnknown",
            "window.kindUnknown",
        ];

        var shown = Files["en"]
            .Where(text => labelled.Any(name => Regex.IsMatch(text.Value, $@"\{{{name}( or)?\}}")))
            .Select(text => text.Key);

        shown.Order().ShouldBe(sent);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_case_for_all_other_values_comes_last(string language)
    {
        foreach (var (key, text) in Files[language])
        {
            Cases()
                .Matches(text)
                .ShouldAllBe(cases => cases.Value.LastIndexOf("|=", StringComparison.Ordinal) == cases.Value.LastIndexOf('|'), key);
        }
    }

    public static TheoryData<string, string, string, Dictionary<string, object?>> Readings =>
        new()
        {
            { "en", "input.format", "“2027-02-30” is not a valid date. Use YYYY-MM-DD, such as 2026-03-01.", Date },
            { "zh-Hans", "input.format", "“2027-02-30”不是有效的日期，请使用 YYYY-MM-DD 格式，例如 2026-03-01。", Date },
            {
                "en",
                "auth.scopeMissing",
                "Requires one of these scopes: Edit plans, Edit catalogues. Ask an administrator of the workspace for access.",
                TwoScopes
            },
            { "zh-Hant", "auth.scopeMissing", "此操作需要以下任一權限範圍：編製與修改計畫、管理目錄。請洽工作區管理員授權。", TwoScopes },
            {
                "en",
                "check.targetWrongSide",
                "The direction is “Decrease”, but the target 8 is not below the baseline 5. Correct one of them.",
                WrongSide
            },
            { "zh-Hans", "check.targetWrongSide", "目标方向为“降低”，目标值 8 却不低于基线 5。请核对修改。", WrongSide },
            {
                "zh-Hans",
                "check.samePersonTwice",
                "“王芳”既是编制人又是审核人。编制人、审核人和批准人必须是不同的人。",
                new()
                {
                    ["name"] = "王芳",
                    ["role"] = SignatoryRole.ReviewedBy,
                    ["otherRole"] = SignatoryRole.PreparedBy,
                }
            },
            {
                "zh-Hant",
                "deadline.memberRequired",
                "「時限內」類型的期限必須填寫數量或佔位符。",
                new() { ["kind"] = "within", ["members"] = new[] { "amount", "placeholder" } }
            },
            {
                "zh-Hans",
                "planPart.referenced",
                "计划中的其他条目引用了“O1”：任务 T4、里程碑 M2。请先修改这些条目。",
                new() { ["ref"] = "O1", ["referrers"] = new[] { "workPackage/T4", "milestone/M2" } }
            },
            {
                "zh-Hans",
                "input.required",
                "“标题”为必填项，请填写。",
                new() { ["member"] = "title" }
            },
            {
                "en",
                "input.tooFew",
                "Enter at least 1 item; there are 0.",
                new() { ["min"] = 1, ["actual"] = 0 }
            },
            {
                "en",
                "target.outOfRange",
                "0 is out of range for this target. Enter a value above 0 up to 100.",
                new()
                {
                    ["value"] = 0m,
                    ["min"] = 0m,
                    ["max"] = 100m,
                    ["exclusive"] = true,
                }
            },
            {
                "zh-Hans",
                "anchor.givenByPlan",
                "“上市日（T日）”不能作为事件记录，其日期取自计划的“上市日”。请在计划中修改。",
                new() { ["code"] = "LAUNCH_DAY", ["member"] = "launchDate" }
            },
        };

    private static Dictionary<string, object?> Date => new() { ["actual"] = "2027-02-30", ["format"] = "date" };

    private static Dictionary<string, object?> TwoScopes => new() { ["required"] = new[] { "plans:write", "catalogues:write" } };

    private static Dictionary<string, object?> WrongSide =>
        new()
        {
            ["value"] = 8m,
            ["baseline"] = 5m,
            ["direction"] = Direction.Decrease,
        };

    [Theory]
    [MemberData(nameof(Readings))]
    public void A_text_states_the_problem_and_the_remedy_in_the_readers_language(
        string language,
        string code,
        string text,
        Dictionary<string, object?> args
    ) => ProblemTexts.In(language).Text(code, args).ShouldBe(text);

    [Fact]
    public void Every_placeholder_has_an_argument()
    {
        foreach (var uses in ProblemCodes.Uses)
        {
            var template = Files["en"][uses.Key];
            TextTemplate.Names(template).Except(uses.SelectMany(args => args)).ShouldBeEmpty($"{uses.Key} never gets these");
            foreach (var given in uses)
            {
                TextTemplate.RequiredNames(template).Except(given).ShouldBeEmpty($"{uses.Key} does not always get these");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_text_of_every_error_is_complete(string language)
    {
        foreach (var error in ProblemCodes.Errors)
        {
            var text = ProblemTexts.In(language).Text(error.Code, error.Args);

            text.ShouldNotContain("…", customMessage: error.Code);
            text.IndexOfAny(['{', '}', '[', ']']).ShouldBe(-1, error.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_without_its_arguments_shows_no_placeholder(string language)
    {
        var nothing = new Dictionary<string, object?>();

        foreach (var code in ProblemTexts.In(language).Codes)
        {
            ProblemTexts.In(language).Text(code, nothing).IndexOfAny(['{', '}', '[', ']']).ShouldBe(-1, code);
        }
    }

    [Fact]
    public void The_two_chinese_scripts_are_not_mixed()
    {
        Files["zh-Hans"].Values.ShouldAllBe(text => !Traditional().IsMatch(text));
        Files["zh-Hant"].Values.ShouldAllBe(text => !Simplified().IsMatch(text));
    }

    [Fact]
    public void Every_error_has_a_status_and_a_unique_code()
    {
        foreach (var error in ProblemCodes.Errors)
        {
            ProblemResult.StatusOf(error).ShouldBeInRange(400, 499, error.GetType().Name);
        }

        ProblemCodes.Errors.Select(error => error.Code).ShouldBeUnique();
    }

    [Fact]
    public async Task The_document_contains_no_code_that_is_never_returned()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var document = api.Generate();
        var contract = new ServedContract(document);

        var shown = document["components"]!["responses"]!
            .AsObject()
            .Select(response => response.Value!["content"]?["application/problem+json"])
            .OfType<JsonNode>()
            .Select(media => contract.ExampleOf(media)!)
            .ToList();

        var codes = ProblemCodes.Uses.Select(use => use.Key).ToList();
        shown.Select(problem => (string)problem["code"]!).Except(codes).ShouldBeEmpty();
        shown.SelectMany(problem => problem["errors"]!.AsArray()).Select(fault => (string)fault!["code"]!).Except(codes).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Read(string language)
    {
        using var stream = typeof(ProblemTexts).Assembly.GetManifestResourceStream(
            $"Marketing.Api.Contract.Problems.problems.{language}.json"
        )!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Strict)!;
    }

    [GeneratedRegex(@"\{[^{}]*\|[^{}]*\}")]
    private static partial Regex Cases();

    [GeneratedRegex("[請無據檔開關個數會為對應後過還選擇項類編號點從與]")]
    private static partial Regex Traditional();

    [GeneratedRegex("[请无据档开关个数会为对应过还选择项类编号点从与务误错]")]
    private static partial Regex Simplified();
}
