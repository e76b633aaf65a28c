using System.Globalization;
using System.Text;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Characters that look like numbers but are no digits of a numeral: list marks (①, ㈠, Ⓐ) and superscripts, subscripts, fractions and
/// Roman numerals (², ₅, ½, Ⅳ). Compatibility folding would turn them into digits, so each kind is folded to one sign of its own.
/// </summary>
internal static class NumberGlyphs
{
    /// <summary>The folded form of every list mark.</summary>
    public const char ListMark = '①';

    /// <summary>The folded form of every other number sign.</summary>
    public const char Sign = '¹';

    // A list mark before one of these characters may be the number that they count: ②季度, ③个月.
    private const string Counted = "个周月季年日天号次家名篇条款项场期份位人台套件万亿千百十元%倍成分点小工阶轮届级星线";

    // After one of these characters a list mark may be a part of a numeral or an interval.
    private const string Counting = "第每隔前后近约上下逾超-+~/.±=<>*零〇○一二三四五六七八九十两百千万亿几数半";

    /// <summary>Returns whether the character is one of the two signs.</summary>
    public static bool IsGlyph(char c) => c is ListMark or Sign;

    /// <summary>Returns the sign that a character folds to; null for a character that is no such number.</summary>
    public static char? Fold(Rune rune)
    {
        if (rune.Value < 0x80 || rune.Value is 0x3007 or (>= 0xFF10 and <= 0xFF19))
        {
            return null;
        }

        if (IsListMark(rune.Value))
        {
            return ListMark;
        }

        var isNumber =
            Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.OtherNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.DecimalDigitNumber;
        return isNumber || ExpandsToDigits(rune) ? Sign : null;
    }

    /// <summary>
    /// Returns whether a list mark between two folded characters only numbers an item and is not part of its words. It may be part of a
    /// numeral if it stands behind one, before a unit or before a zero.
    /// </summary>
    public static bool NumbersItem(char before, char after) =>
        !char.IsAsciiLetterOrDigit(before)
        && !IsGlyph(before)
        && !Counting.Contains(before, StringComparison.Ordinal)
        && after != '0'
        && !IsGlyph(after)
        && !Counted.Contains(after, StringComparison.Ordinal);

    /// <summary>Returns whether the folded character can be counted, so that a number before it belongs to it.</summary>
    public static bool IsCounted(char c) => Counted.Contains(c, StringComparison.Ordinal);

    private static bool IsListMark(int value) =>
        value
            is (>= 0x2460 and <= 0x24FF)
                or (>= 0x2776 and <= 0x2793)
                or (>= 0x3220 and <= 0x3229)
                or (>= 0x3251 and <= 0x325F)
                or (>= 0x3280 and <= 0x3289)
                or (>= 0x32B1 and <= 0x32BF)
                or (>= 0x1F100 and <= 0x1F16F);

    // ㎡ and ㋀ are squared words with digits.
    private static bool ExpandsToDigits(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.OtherLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter)
        && rune.ToString().Normalize(NormalizationForm.FormKC).AsSpan().ContainsAnyInRange('0', '9');
}
