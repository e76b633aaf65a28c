using System.Text.Json;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Problems;

/// <summary>Whatever is refused is said in three languages, and nothing else is.</summary>
public sealed partial class ProblemTextsTests
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly Dictionary<string, Dictionary<string, string>> Files = ProblemTexts.Languages.ToDictionary(language => language, Read);

    public static TheoryData<string> Languages => [.. ProblemTexts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_of_the_product_has_a_text_and_every_text_a_code(string language)
    {
        var texts = Files[language].Keys.Where(key => !char.IsAsciiDigit(key[0])).ToList();
        var codes = ProblemCodes.Uses.Select(use => use.Key).ToList();

        codes.Except(texts).ShouldBeEmpty("codes without a text");
        texts.Except(codes).ShouldBeEmpty("texts of codes that nothing answers");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_status_that_is_answered_has_a_title(string language)
    {
        int[] statuses = [400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 421, 422, 428, 429, 431, 500, 503];

        Files[language].Keys.Where(key => char.IsAsciiDigit(key[0])).Select(int.Parse).ShouldBe(statuses, ignoreOrder: true);
        statuses.Select(ProblemTexts.In(language).Title).ShouldBeUnique();
    }

    [Fact]
    public void The_scan_finds_the_codes_of_input_faults_and_of_every_rule_table()
    {
        var codes = ProblemCodes.Uses.Select(use => use.Key).ToHashSet();

        InputCode.All.Order().ShouldBe(typeof(InputCode).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order());
        InputCode.All.Concat(["deadline.memberRequired", "target.membersExclusive", "money.empty", "auth.scopeMissing", "http.ifMatchRequired"]).ShouldAllBe(code => codes.Contains(code));
    }

    [Fact]
    public void A_text_has_the_same_placeholders_in_all_languages()
    {
        foreach (var (key, english) in Files["en"])
        {
            foreach (var language in ProblemTexts.Languages)
            {
                TextTemplate.Names(Files[language][key]).Order().ShouldBe(TextTemplate.Names(english).Order(), $"{key} in {language}");
                WithoutOptions(Files[language][key]).Order().ShouldBe(WithoutOptions(english).Order(), $"{key} in {language}");
            }
        }
    }

    [Fact]
    public void Every_placeholder_is_filled_by_an_argument_that_comes_with_the_code()
    {
        foreach (var uses in ProblemCodes.Uses)
        {
            var template = Files["en"][uses.Key];
            TextTemplate.Names(template).Except(uses.SelectMany(args => args)).ShouldBeEmpty($"{uses.Key} is never given these");
            foreach (var given in uses)
            {
                WithoutOptions(template).Except(given).ShouldBeEmpty($"{uses.Key} is not always given these");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_error_leaves_a_gap_in_its_text(string language)
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
    public void A_text_without_its_arguments_still_shows_no_placeholder(string language)
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
    public void Every_error_has_a_status_and_a_code_of_its_own()
    {
        foreach (var error in ProblemCodes.Errors)
        {
            ProblemResult.StatusOf(error).ShouldBeInRange(400, 499, error.GetType().Name);
        }

        ProblemCodes.Errors.Select(error => error.Code).ShouldBeUnique();
    }

    [Fact]
    public async Task The_document_shows_no_code_that_is_never_answered()
    {
        await using var api = await DocumentHost.OfApiAsync();
        var document = await api.ReadAsync();

        var shown = document["components"]!["responses"]!.AsObject().Select(response => ServedContract.ExampleOf(response.Value!["content"]!["application/problem+json"]!)!);

        shown.Select(problem => (string)problem["code"]!).Except(ProblemCodes.Uses.Select(use => use.Key)).ShouldBeEmpty();
        shown.SelectMany(problem => problem["errors"]!.AsArray()).Select(fault => (string)fault!["code"]!).Except(ProblemCodes.Uses.Select(use => use.Key)).ShouldBeEmpty();
    }

    private static IReadOnlySet<string> WithoutOptions(string template) => TextTemplate.Names(Options().Replace(template, ""));

    private static Dictionary<string, string> Read(string language)
    {
        using var stream = typeof(ProblemTexts).Assembly.GetManifestResourceStream($"Marketing.Api.Contract.Problems.problems.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Strict)!;
    }

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Options();

    [GeneratedRegex("[請無據檔開關個數會為對應後過還選擇項類編號點從與]")]
    private static partial Regex Traditional();

    [GeneratedRegex("[请无据档开关个数会为对应过还选择项类编号点从与务误错]")]
    private static partial Regex Simplified();
}
