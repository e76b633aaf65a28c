using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketing.Domain.Text;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Phrases;

/// <summary>
/// Changes the phrases of the sample plans and of the tables, and compares each reading with that of the unchanged phrase. Set
/// MARKETING_PHRASE_MUTATIONS to try more than a few hundred per kind.
/// </summary>
public sealed class MutationTests
{
    private static readonly int PerKind = int.TryParse(
        Environment.GetEnvironmentVariable("MARKETING_PHRASE_MUTATIONS"),
        CultureInfo.InvariantCulture,
        out var number
    )
        ? number
        : 400;

    private static readonly string[] ChineseConditions = ["如有必要,", "若条件允许,", "视情况", "除非另行通知,"];
    private static readonly string[] EnglishConditions = ["if necessary, ", "unless cancelled, "];
    private static readonly string[] ConditionsBehind = [",如有需要", ",视情况而定", "(若预算允许)", "(仅旺季)"];
    private static readonly string[] EnglishConditionsBehind = [" if needed", " in peak season", " unless cancelled", " in March"];
    private static readonly string[] Negations = ["并非", "不再", "无需", "取消", "暂停"];
    private static readonly string[] EnglishNegations = ["no longer "];
    private static readonly string[] Approximations = ["约", "大约", "近", "将近"];
    private static readonly string[] Marks = ["①", "②", "⑳", "㉑", "(1)", "(2)", "1、", "3)", "一、", "(三)", "• ", "■", "1. ", "❶"];
    private static readonly string[] Glyphs = ["²", "₅", "½", "③", "¹", "㊀", "Ⅳ", "⅓"];

    private const string Simplified = "个内后动达开总预万启实户费满务网购线话发计间无时会产额销场应机团对项业门门类货际约终种节";
    private const string Traditional = "個內後動達開總預萬啟實戶費滿務網購線話發計間無時會產額銷場應機團對項業門門類貨際約終種節";

    public static TheoryData<string> Kinds() => [.. PhraseKind.Readers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_changed_phrase_means_the_same_or_what_the_change_says_or_stays_unparsed(string kind)
    {
        var read = PhraseKind.Readers[kind];
        var phrases = Phrases(kind).Where(phrase => read(phrase) != PhraseKind.Unparsed).ToList();
        var random = new Random(2027);
        var wrong = new List<string>();
        for (var i = 0; i < PerKind; i++)
        {
            var phrase = phrases[random.Next(phrases.Count)];
            var (changed, allowed) = Change(phrase, kind, random);
            var reading = read(changed);
            var isSame = Plain(reading) == Plain(read(phrase));
            if (reading != PhraseKind.Unparsed && !(allowed == Allowed.Same && isSame))
            {
                wrong.Add($"{changed} => {reading}, from {phrase} => {read(phrase)}");
            }
        }

        wrong.Distinct().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void There_are_phrases_of_each_kind(string kind) => Phrases(kind).Count.ShouldBeGreaterThan(10);

    private enum Allowed
    {
        /// <summary>The change does not alter the meaning.</summary>
        Same,

        /// <summary>The change makes the phrase inexact, negated or conditional.</summary>
        UnparsedOnly,
    }

    private static (string Phrase, Allowed Allowed) Change(string phrase, string kind, Random random)
    {
        var isEnglish = phrase.All(char.IsAscii);
        switch (random.Next(10))
        {
            case 0:
                return (Pick(Marks, random) + phrase, Allowed.Same);
            case 1 when Digits(phrase, random) is { } run:
                return (phrase.Insert(run.Index + run.Length, Pick(Glyphs, random)), Allowed.UnparsedOnly);
            case 2 when Digits(phrase, random) is { } run:
                return (phrase.Insert(run.Index, Pick(Approximations, random)), Allowed.UnparsedOnly);
            case 3 when Digits(phrase, random) is { Length: 1 } run:
                return (
                    phrase.Remove(run.Index, 1).Insert(run.Index, Pick(["两三", "三五", "几", "七八", "五百二", "十几"], random)),
                    Allowed.UnparsedOnly
                );
            case 4:
                return (Pick(isEnglish ? EnglishNegations : Negations, random) + phrase, Allowed.UnparsedOnly);
            case 5:
                return (Pick(isEnglish ? EnglishConditions : ChineseConditions, random) + phrase, Allowed.UnparsedOnly);
            case 6 when kind is not "target":
                return (
                    phrase.TrimEnd('。', '.') + Pick(isEnglish ? EnglishConditionsBehind : ConditionsBehind, random),
                    Allowed.UnparsedOnly
                );
            case 7:
                return (Spaced(phrase, random), Allowed.Same);
            case 8:
                return (FullWidth(phrase), Allowed.Same);
            default:
                return (InTraditional(phrase), Allowed.Same);
        }
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    private static Match? Digits(string phrase, Random random)
    {
        var runs = Regex.Matches(phrase, "[0-9]+(?:\\.[0-9]+)?");
        return runs.Count == 0 ? null : runs[random.Next(runs.Count)];
    }

    // Spaces between characters that need none, never inside a number or a word.
    private static string Spaced(string phrase, Random random)
    {
        var spaced = new StringBuilder();
        for (var at = 0; at < phrase.Length; at++)
        {
            if (at > 0 && !char.IsAscii(phrase[at]) && !char.IsAscii(phrase[at - 1]) && random.Next(3) == 0)
            {
                spaced.Append(Pick([" ", "\u3000"], random));
            }

            spaced.Append(phrase[at]);
        }

        return spaced.ToString();
    }

    private static string FullWidth(string phrase) =>
        string.Concat(phrase.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\uFF10') : c));

    private static string InTraditional(string phrase) =>
        string.Concat(phrase.Select(c => Simplified.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Traditional[at] : c));

    // Events, units and activities quote the phrase, so script, width and spaces are ignored.
    private static string Plain(string reading) => SearchText.Normalise(reading).Replace(" ", "", StringComparison.Ordinal);

    private static List<string> Phrases(string kind)
    {
        var phrases = Tables(kind).Concat(SamplePhrases(kind)).Where(phrase => phrase.Length > 0).Distinct().ToList();
        return phrases;
    }

    private static IEnumerable<string> Tables(string kind)
    {
        var name = kind switch
        {
            "deadline" => "Deadlines",
            "frequency" => "Frequencies",
            "target" => "Targets",
            "window" => "Windows",
            "money" => "Money",
            "share" => "Percentages",
            "date" => "Dates",
            _ => "Quantities",
        };
        using var reader = new StreamReader(typeof(MutationTests).Assembly.GetManifestResourceStream("Crossed/" + name)!);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[..line.LastIndexOf(" => ", StringComparison.Ordinal)]),
        ];
    }

    private static IEnumerable<string> SamplePhrases(string kind)
    {
        foreach (var name in (string[])["plan-1.zh-Hans", "plan-2.en"])
        {
            using var stream = typeof(MutationTests).Assembly.GetManifestResourceStream("Samples/" + name)!;
            using var plan = JsonDocument.Parse(stream);
            foreach (var phrase in In(plan.RootElement, "", kind))
            {
                yield return phrase;
            }
        }
    }

    private static IEnumerable<string> In(JsonElement element, string member, string kind) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => In(item, member, kind)),
            JsonValueKind.Object => (
                KindOf(element, member) == kind && element.TryGetProperty("text", out var text)
                    ? [text.GetString()!]
                    : Array.Empty<string>()
            ).Concat(element.EnumerateObject().SelectMany(property => In(property.Value, property.Name, kind))),
            _ => [],
        };

    private static string? KindOf(JsonElement element, string member) =>
        member switch
        {
            "deadlines" => "deadline",
            "frequencies" or "drills" or "auditFrequencies" => "frequency",
            "target" => "target",
            "window" => "window",
            "date" or "periodStart" or "periodEnd" or "launchDate" or "publishOn" => "date",
            "quantity" => "quantity",
            _ when element.TryGetProperty("amount", out _) && element.TryGetProperty("currency", out _) => "money",
            "share" or "contingencyRange" => "share",
            _ => null,
        };
}
