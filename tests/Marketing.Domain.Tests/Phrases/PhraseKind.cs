using Marketing.Domain.Phrases;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>The kinds of phrases and how each is read; a reading is described in one line.</summary>
internal static class PhraseKind
{
    public const string Unparsed = "unparsed";

    public static readonly IReadOnlyDictionary<string, Func<string, string>> Readers = new Dictionary<string, Func<string, string>>
    {
        ["deadline"] = text => string.Join(" | ", DeadlineParser.ParseAll(text).Select(Describe.Of)),
        ["frequency"] = text => Describe.Of(FrequencyParser.Parse(text)),
        ["target"] = text => string.Join(" | ", TargetParser.ParseAll(text).Select(Describe.Of)),
        ["window"] = text => Describe.Of(WindowParser.Parse(text)),
        ["money"] = text => Describe.Of(MoneyParser.Parse(text)),
        ["share"] = text => Describe.Of(PercentRangeParser.Parse(text)),
        ["date"] = text => Describe.Of(PlannedDateParser.Parse(text)),
        ["quantity"] = text => Describe.Of(PlannedNumberParser.Parse(text)),
    };
}
