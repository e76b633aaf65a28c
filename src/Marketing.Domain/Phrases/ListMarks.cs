using System.Text.RegularExpressions;

namespace Marketing.Domain.Phrases;

/// <summary>Finds the mark that numbers an item of a list: 1、, (2), 一、, •.</summary>
internal static class ListMarks
{
    private static readonly Regex Mark = new(
        @"^\s*(?:[(\uFF08](?:[0-9\uFF10-\uFF19]{1,2}|[一二三四五六七八九十]{1,2})[)\uFF09]"
            + @"|(?:[0-9\uFF10-\uFF19]{1,2}|[一二三四五六七八九十]{1,2})[、.\uFF0E)\uFF09]"
            + @"|[•●■□◆◇▪▫◦‣※★☆►▶➤➢✓✔√])\s*",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <summary>
    /// Returns the length of the mark at the start of a text, with the spaces around it; 0 if there is none, or if its number may belong
    /// to the words behind it (1.5天, 一、二季度, (3)个月).
    /// </summary>
    public static int LengthIn(string text)
    {
        var first = text.AsSpan().TrimStart() is [var c, ..] ? c : '\0';
        if (char.IsLetter(first) && !Numerals.IsNumeral(first))
        {
            return 0;
        }

        var length = 0;
        foreach (var match in Mark.EnumerateMatches(text))
        {
            length = match.Length;
        }

        if (length == 0 || length == text.Length)
        {
            return 0;
        }

        var mark = text.AsSpan(0, length).TrimEnd()[^1];
        var next = text[length];
        var isSpaced = char.IsWhiteSpace(text[length - 1]);
        var continues = IsSeparator(mark) && (char.IsDigit(next) || Numerals.IsNumeral(next));
        var counts = !isSpaced && (IsSeparator(mark) || IsBracket(mark)) && NumberGlyphs.IsCounted(next);
        return continues || counts || next == '0' ? 0 : length;
    }

    private static bool IsSeparator(char mark) => mark is '、' or '.' or '\uFF0E';

    private static bool IsBracket(char mark) => mark is ')' or '\uFF09';
}
