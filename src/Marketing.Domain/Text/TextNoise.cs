using System.Text.RegularExpressions;

namespace Marketing.Domain.Text;

/// <summary>Removes text that converters inserted and the author did not write.</summary>
public static class TextNoise
{
    private static readonly Regex Insertion = new(
        @"([㐀-䶿一-鿿豈-﫿])[((][a-zü]*(?:[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]|[aeioumnü][\u0300\u0301\u0304\u030C])[a-zü\u0308]*[))]",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    );

    /// <summary>
    /// Removes pinyin insertions: toned Latin letters in parentheses right after a Han character (內(nèi)容 becomes 內容).
    /// Parentheses with untoned letters, digits or spaces are kept: 客户关系管理(CRM). Returns the same instance if nothing is removed.
    /// </summary>
    public static string StripPinyin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Insertion.Replace(text, "$1");
    }

    /// <summary>Returns the ranges of the insertions, including the parentheses.</summary>
    internal static List<Range> PinyinRanges(string text)
    {
        var ranges = new List<Range>();
        foreach (var match in Insertion.EnumerateMatches(text))
        {
            ranges.Add((match.Index + 1)..(match.Index + match.Length));
        }

        return ranges;
    }
}
