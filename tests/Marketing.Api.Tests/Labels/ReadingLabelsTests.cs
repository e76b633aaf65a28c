using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Labels;

/// <summary>Listing labels.</summary>
[Collection(FirstApi.Name)]
public sealed class ReadingLabelsTests(MarketingApi api) : ApiTest(api)
{
    [Theory]
    [InlineData("?lang=zh-Hans", null, "zh-Hans", "品牌维护")]
    [InlineData("?lang=zh-Hant", "en", "zh-Hant", "品牌維護")]
    [InlineData("?lang=en", "zh-TW", "en", "Brand maintenance")]
    [InlineData("", "zh-HK, en;q=0.5", "zh-Hant", "品牌維護")]
    [InlineData("", null, "en", "Brand maintenance")]
    public async Task The_query_parameter_selects_the_language_and_defaults_to_that_of_the_request(
        string query,
        string? accept,
        string language,
        string label
    )
    {
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accept);

        var answer = await Client.ReadAsync($"/v1/labels{query}");

        answer.Text("language").ShouldBe(language);
        var planType = answer["enumerations"]!.AsArray().Single(entry => entry!.Text("name") == "planType")!;
        planType["open"]!.GetValue<bool>().ShouldBeFalse();
        planType["values"]![0]!.Text("value").ShouldBe("brandMaintenance");
        planType["values"]![0]!.Text("label").ShouldBe(label);
    }

    [Fact]
    public async Task Only_the_requested_enumerations_are_returned()
    {
        var answer = await Client.ReadAsync("/v1/labels?enumeration=unit,planType&lang=en");

        answer["enumerations"]!.AsArray().Select(entry => entry!.Text("name")).ShouldBe(["planType", "unit"]);
        answer["enumerations"]![1]!["open"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Unknown_enumerations_and_languages_are_rejected_with_the_known_ones()
    {
        var unknown = await Client
            .GetAsync("/v1/labels?enumeration=planType,planKind")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");
        var language = await Client.GetAsync("/v1/labels?lang=zhHans").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");

        unknown.Pointers().ShouldBe(["/enumeration/1"]);
        Allowed(unknown).ShouldContain("planType");
        language.Pointers().ShouldBe(["/lang"]);
        Allowed(language).ShouldBe(["en", "zh-Hans", "zh-Hant"]);
    }

    [Fact]
    public async Task A_credential_is_required_but_no_scope()
    {
        await Api.Anonymous().GetAsync("/v1/labels").ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "auth.missing");
        await Api.With($"Bearer {MarketingApi.TokenFor("stranger", "Nobody", [])}").ReadAsync("/v1/labels");
    }

    [Fact]
    public async Task An_error_is_in_the_requested_language()
    {
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "zh-TW");

        var problem = await Client
            .PostAsync("/v1/plans", """{"title":7,"colour":"red"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.invalid");

        problem.Text("title").ShouldBe("請求有誤");
        var messages = problem["errors"]!.AsArray().Select(fault => fault!.Text("message")).ToList();
        messages.ShouldContain("此處的 JSON 型別應為 string，而不是 number。例如：\"7\"");
        messages.ShouldContain(message =>
            message.StartsWith("此處沒有欄位「colour」。請檢查拼寫，或將其移除。可用的欄位有：code、title、", StringComparison.Ordinal)
        );
    }

    private static IEnumerable<string> Allowed(JsonObject problem) =>
        problem["errors"]![0]!["args"]!["allowed"]!.AsArray().Select(name => name!.GetValue<string>());
}
