using Marketing.Api.Contract.Problems;
using Microsoft.AspNetCore.Http;

namespace Marketing.Api.Tests.Problems;

/// <summary>The language of a response by Accept-Language.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("*", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("de", "en")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-Hans-HK", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-MO", "zh-Hant")]
    [InlineData("ZH-hant", "zh-Hant")]
    [InlineData("zh_TW", "zh-Hant")]
    [InlineData("zh_CN", "zh-Hans")]
    [InlineData("zh_Hant_HK", "zh-Hant")]
    [InlineData("yue", "zh-Hant")]
    [InlineData("yue-HK", "zh-Hant")]
    [InlineData("yue-Hans", "zh-Hans")]
    [InlineData("yue-CN", "zh-Hans")]
    [InlineData("zh-yue", "zh-Hant")]
    [InlineData("cmn", "zh-Hans")]
    [InlineData("cmn-Hant", "zh-Hant")]
    [InlineData("cmn-TW", "zh-Hant")]
    [InlineData("wuu", "zh-Hans")]
    [InlineData("zh-CHT", "zh-Hant")]
    [InlineData("de, yue;q=0.5, en;q=0.1", "zh-Hant")]
    [InlineData("zh-Hant-CN", "zh-Hant")]
    [InlineData("zhx, eng", "en")]
    [InlineData("de-CH, zh;q=0.4", "zh-Hans")]
    [InlineData("en;q=0.5, zh-TW;q=0.9", "zh-Hant")]
    [InlineData("zh-TW, zh;q=0.9, en;q=0.8", "zh-Hant")]
    [InlineData("zh-CN;q=0, en", "en")]
    [InlineData("zh;q=0.8, en;q=0.8", "zh-Hans")]
    [InlineData("*;q=0.1, zh;q=0.2", "zh-Hans")]
    [InlineData("zh;q=", "en")]
    [InlineData("zh;q=7", "en")]
    [InlineData("zh-TW;;q=1", "en")]
    [InlineData("<script>", "en")]
    [InlineData(",,,", "en")]
    public void The_preferred_supported_language_is_used(string? header, string language)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = header;

        ProblemTexts.LanguageOf(http.Request).ShouldBe(language);
    }
}
