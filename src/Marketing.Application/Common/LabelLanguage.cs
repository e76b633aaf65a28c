using System.Text.Json.Serialization;

namespace Marketing.Application.Common;

/// <summary>The languages the service has names and labels in.</summary>
public enum LabelLanguage
{
    /// <summary>English.</summary>
    [JsonStringEnumMemberName("en")]
    English,

    /// <summary>Chinese in simplified script.</summary>
    [JsonStringEnumMemberName("zh-Hans")]
    Hans,

    /// <summary>Chinese in traditional script.</summary>
    [JsonStringEnumMemberName("zh-Hant")]
    Hant,
}

/// <summary>Maps languages to BCP 47 tags.</summary>
public static class LabelLanguages
{
    /// <summary>Returns the BCP 47 tag of a language.</summary>
    public static string TagOf(LabelLanguage language) =>
        language switch
        {
            LabelLanguage.Hans => "zh-Hans",
            LabelLanguage.Hant => "zh-Hant",
            _ => "en",
        };
}
