namespace Marketing.Domain.Phrases;

/// <summary>Chinese numerals up to 9,999 (十二, 两百, 廿四, 叁拾). A row of digits without places (两三, 二〇二六) is no number here.</summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string Places = "十拾廿卅百佰千仟";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Reads a numeral at the start of the text; <paramref name="next"/> is the position behind it, counted from <paramref name="offset"/>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out int next, int offset)
    {
        int total = 0, digit = -1, read = 0, lastPlace = int.MaxValue;
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

    /// <summary>Whether a figure of any kind may begin with the character.</summary>
    public static bool MayBeginFigure(char unit) =>
        char.IsAsciiLetterOrDigit(unit) || unit is '[' or '_' or '两' or '〇' or '○'
        || Digits.Contains(unit, StringComparison.Ordinal) || FormalDigits.Contains(unit, StringComparison.Ordinal) || Places.Contains(unit, StringComparison.Ordinal);

    /// <summary>A year of four Chinese digits in a row (二〇二六, also with the letter O).</summary>
    public static int? ReadYear(ReadOnlySpan<char> text)
    {
        if (text.Length < 4)
        {
            return null;
        }

        var year = 0;
        foreach (var unit in text[..4])
        {
            if ((unit == 'O' ? 0 : DigitOf(unit)) is not { } digit || char.IsAsciiDigit(unit))
            {
                return null;
            }

            year = (year * 10) + digit;
        }

        return year;
    }

    private static int? DigitOf(char unit) => unit switch
    {
        '两' => 2,
        '〇' or '○' => 0,
        _ when Digits.IndexOf(unit, StringComparison.Ordinal) is >= 0 and var digit => digit,
        _ when FormalDigits.IndexOf(unit, StringComparison.Ordinal) is >= 0 and var digit => digit,
        _ => null,
    };

    // 廿 and 卅 bring their own digit.
    private static (int Places, int Factor)? PlaceOf(char unit) => unit switch
    {
        '十' or '拾' => (10, 1),
        '廿' => (10, 2),
        '卅' => (10, 3),
        '百' or '佰' => (100, 1),
        '千' or '仟' => (1000, 1),
        _ => null,
    };
}
