using System.Text.RegularExpressions;

namespace Marketing.Domain.Checks;

/// <summary>Finds placeholder tokens in plain text: [姓名], XXXX年XX月XX日, X%, A万元, 第X月.</summary>
internal static partial class PlaceholderTokens
{
    /// <summary>Returns the distinct tokens of a text, in order.</summary>
    public static IReadOnlyList<string> In(string text) =>
        text.Length == 0 ? [] : [.. Tokens().Matches(text).Select(token => token.Value).Distinct(StringComparer.Ordinal)];

    private const string Bracketed = @"[\[【]\s*[\p{L} /]{1,20}\s*[\]】]";
    private const string Repeated = @"[X×]{2,}(?:年(?:[X×]{1,2}月(?:[X×]{1,2}日)?)?|月[X×]{1,2}日|月|日)?";
    private const string Units = "%|%|‰|万|萬|亿|億|人|家|篇|次|个|個|元|天|周|週|年|分|款|项|項|名|场|場|条|條|倍";

    // A single capital letter counts only before a unit: C端, 5G网络, A/B测试 and T日 are words.
    private const string BeforeUnit = $@"(?<![\p{{Lu}}\p{{Ll}}\d])[A-Z](?=\s?(?:{Units}))";
    private const string InOrdinal = @"(?<=第)[A-Z](?=[天日周週月季年])";

    [GeneratedRegex($"{Bracketed}|{Repeated}|{BeforeUnit}|{InOrdinal}", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
