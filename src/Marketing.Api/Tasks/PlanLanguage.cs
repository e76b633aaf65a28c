namespace Marketing.Api.Tasks;

/// <summary>The language of texts that the service adds to those of a plan.</summary>
internal static class PlanLanguage
{
    private static readonly string[] Traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"];

    /// <summary>Returns the language of labels that is closest to the language of a plan (BCP 47).</summary>
    public static string LabelsOf(string language) =>
        Array.Exists(Traditional, tag => Begins(language, tag)) ? "zh-Hant"
        : Begins(language, "zh") ? "zh-Hans"
        : "en";

    private static bool Begins(string language, string tag) =>
        language.StartsWith(tag, StringComparison.OrdinalIgnoreCase) && (language.Length == tag.Length || language[tag.Length] == '-');
}
