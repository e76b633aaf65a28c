using System.Text;
using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>Tables that cross the dimensions of the grammar (numerals, units, anchors, comparisons, scripts) with near misses; one file for each kind of value.</summary>
public sealed class CrossedPhraseTests
{
    private static readonly Dictionary<string, Func<string, string>> Readers = new()
    {
        ["Deadlines"] = text => string.Join(" | ", DeadlineParser.ParseAll(text).Select(Describe.Of)),
        ["Rhythms"] = text => Describe.Of(FrequencyParser.Parse(text)),
        ["Targets"] = text => string.Join(" | ", TargetParser.ParseAll(text).Select(Describe.Of)),
        ["Windows"] = text => Describe.Of(WindowParser.Parse(text)),
        ["Money"] = text => Describe.Of(MoneyParser.Parse(text)),
        ["Percentages"] = text => Describe.Of(PercentRangeParser.Parse(text)),
        ["Dates"] = text => Describe.Of(PlannedDateParser.Parse(text)),
        ["Quantities"] = text => Describe.Of(PlannedNumberParser.Parse(text)),
    };

    public static TheoryData<string> Tables() => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_phrase_means_what_it_says_or_stays_unparsed(string table) =>
        Rows(table).Where(row => Readers[table](row.Text) != row.Meaning).Select(row => $"{row.Text} => {Readers[table](row.Text)}, not {row.Meaning}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Digits_of_full_width_mean_the_same(string table) =>
        Differing(table, text => string.Concat(text.Select(unit => char.IsAsciiDigit(unit) ? (char)(unit - '0' + '\uFF10') : unit))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Blanks_around_a_phrase_mean_nothing(string table) => Differing(table, text => $" \u3000{text}\t").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Pinyin_behind_a_character_means_nothing(string table) =>
        Differing(table, text => text.Replace("内", "內(nèi)", StringComparison.Ordinal).Replace("应", "應(yīng)", StringComparison.Ordinal).Replace("周", "週(zhōu)", StringComparison.Ordinal)).ShouldBeEmpty();

    // Own codes, units and placeholders quote the words, so only meanings without them compare.
    private static IEnumerable<string> Differing(string table, Func<string, string> other) =>
        Rows(table).Where(row => row.Meaning.All(char.IsAscii) && !row.Text.Contains("(y", StringComparison.Ordinal)).Select(row => row.Text).Where(text => Readers[table](text) != Readers[table](other(text)).Normalize(NormalizationForm.FormKC))
            .Select(text => $"{text}: {Readers[table](text)}, but {other(text)}: {Readers[table](other(text))}");

    private static IEnumerable<(string Text, string Meaning)> Rows(string table)
    {
        using var reader = new StreamReader(typeof(CrossedPhraseTests).Assembly.GetManifestResourceStream("Crossed/" + table)!);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.LastIndexOf(" => ", StringComparison.Ordinal);
            yield return (line[..at], line[(at + 4)..]);
        }
    }
}
