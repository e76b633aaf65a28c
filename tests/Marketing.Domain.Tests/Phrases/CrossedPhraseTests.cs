using System.Text;
using Marketing.Domain.Phrases;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>
/// Tables that combine the dimensions of the grammar (numerals, units, anchors, comparisons, scripts), with near misses.
/// There is one file per kind of value.
/// </summary>
public sealed class CrossedPhraseTests
{
    private static readonly Dictionary<string, Func<string, string>> Parsers = new()
    {
        ["Deadlines"] = text => string.Join(" | ", DeadlineParser.ParseAll(text).Select(Describe.Of)),
        ["Frequencies"] = text => Describe.Of(FrequencyParser.Parse(text)),
        ["Targets"] = text => string.Join(" | ", TargetParser.ParseAll(text).Select(Describe.Of)),
        ["Windows"] = text => Describe.Of(WindowParser.Parse(text)),
        ["Money"] = text => Describe.Of(MoneyParser.Parse(text)),
        ["Percentages"] = text => Describe.Of(PercentRangeParser.Parse(text)),
        ["Dates"] = text => Describe.Of(PlannedDateParser.Parse(text)),
        ["Quantities"] = text => Describe.Of(PlannedNumberParser.Parse(text)),
    };

    public static TheoryData<string> Tables() => [.. Parsers.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_phrase_is_understood_completely_or_stays_unparsed(string table) =>
        Rows(table)
            .Where(row => Parsers[table](row.Text) != row.Meaning)
            .Select(row => $"{row.Text} => {Parsers[table](row.Text)}, not {row.Meaning}")
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Full_width_digits_mean_the_same(string table) =>
        Differing(table, text => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\uFF10') : c))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void White_space_around_a_phrase_is_ignored(string table) => Differing(table, text => $" \u3000{text}\t").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Tables))]
    public void Pinyin_after_a_character_is_ignored(string table) =>
        Differing(
                table,
                text =>
                    text.Replace("内", "內(nèi)", StringComparison.Ordinal)
                        .Replace("应", "應(yīng)", StringComparison.Ordinal)
                        .Replace("周", "週(zhōu)", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();

    // Plan-specific codes, units and placeholders quote the original text, so only ASCII meanings are compared.
    private static IEnumerable<string> Differing(string table, Func<string, string> other) =>
        Rows(table)
            .Where(row => row.Meaning.All(char.IsAscii) && !row.Text.Contains("(y", StringComparison.Ordinal))
            .Select(row => row.Text)
            .Where(text => Parsers[table](text) != Parsers[table](other(text)).Normalize(NormalizationForm.FormKC))
            .Select(text => $"{text}: {Parsers[table](text)}, but {other(text)}: {Parsers[table](other(text))}");

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
