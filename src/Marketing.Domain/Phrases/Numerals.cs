namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads Chinese numerals up to 9,999 (十二, 两百, 廿四, 叁拾). Digits in a row without place values (两三, 二〇二六) are not a number.
/// </summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string Places = "十拾廿卅百佰千仟";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Reads a numeral at the start of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value of the numeral.</param>
    /// <param name="next">The position after the numeral, including <paramref name="offset"/>.</param>
    /// <param name="offset">The position of <paramref name="text"/> in the phrase.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out int next, int offset)
    {
        int total = 0,
            digit = -1,
            read = 0,
            lastPlace = int.MaxValue;
        value = 0;
        next = offset;
        for (; read < text.Length; read++)
        {
            if (DigitOf(text[read]) is { } found)
            {
                if (digit > 0 || (digit == 0 && found == 0))
                {
                    return false;
                }

                digit = found;
            }
            else if (PlaceOf(text[read]) is var (places, factor))
            {
                if (places >= lastPlace || (digit <= 0 && factor == 1 && !(places == 10 && total == 0 && digit < 0)))
                {
                    return false;
                }

                total += (digit > 0 ? digit : 1) * factor * places;
                lastPlace = places;
                digit = -1;
            }
            else
            {
                break;
            }
        }

        value = total + Math.Max(digit, 0);
        next = offset + read;
        return read > 0;
    }

    /// <summary>Returns whether a number or placeholder can start with the character.</summary>
    public static bool CanStartFigure(char c) =>
        char.IsAsciiLetterOrDigit(c)
        || c is '[' or '_' or '两' or '〇' or '○'
        || Digits.Contains(c, StringComparison.Ordinal)
        || FormalDigits.Contains(c, StringComparison.Ordinal)
        || Places.Contains(c, StringComparison.Ordinal);

    /// <summary>Returns the year in four Chinese digits at the start of the text (二〇二六, or with the letter O for zero), or null.</summary>
    public static int? ReadYear(ReadOnlySpan<char> text)
    {
        if (text.Length < 4)
        {
            return null;
        }

        var year = 0;
        foreach (var c in text[..4])
        {
            if ((c == 'O' ? 0 : DigitOf(c)) is not { } digit || char.IsAsciiDigit(c))
            {
                return null;
            }

            year = (year * 10) + digit;
        }

        return year;
    }

    private static int? DigitOf(char c) =>
        c switch
        {
            '两' => 2,
            '〇' or '○' => 0,
            _ when Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit => digit,
            _ when FormalDigits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit => digit,
            _ => null,
        };

    // 廿 (20) and 卅 (30) include their digit.
    private static (int Places, int Factor)? PlaceOf(char c) =>
        c switch
        {
            '十' or '拾' => (10, 1),
            '廿' => (10, 2),
            '卅' => (10, 3),
            '百' or '佰' => (100, 1),
            '千' or '仟' => (1000, 1),
            _ => null,
        };
}
