namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads Chinese numerals up to 9,999 and their decimals (十二, 两百, 廿四, 叁拾, 九十九点五). Digits in a row without place values (两三, 二〇二六)
/// are not a number, nor is a numeral whose last place is left out (五百二).
/// </summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";
    private const char Point = '点';

    /// <summary>Reads a numeral at the start of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value of the numeral.</param>
    /// <param name="next">The position after the numeral, including <paramref name="offset"/>.</param>
    /// <param name="offset">The position of <paramref name="text"/> in the phrase.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value, out int next, int offset)
    {
        next = offset;
        if (!TryReadWhole(text, out var whole, out var read))
        {
            value = 0;
            return false;
        }

        value = whole;
        if (read + 1 < text.Length && text[read] == Point && DecimalDigitOf(text[read + 1]) is not null)
        {
            read++;
            for (var unit = 0.1m; read < text.Length && DecimalDigitOf(text[read]) is { } digit && unit > 0.000001m; read++, unit /= 10)
            {
                value += digit * unit;
            }
        }

        next = offset + read;
        return read == text.Length || !IsNumeral(text[read]);
    }

    /// <summary>Returns whether the character is a Chinese digit or place of a numeral below 10,000.</summary>
    public static bool IsNumeral(char c) => DigitOf(c) is not null || PlaceOf(c) is not null;

    /// <summary>
    /// Returns whether the position of a text lies inside a numeral: behind another numeral character, behind a decimal point or behind an
    /// enumeration comma that joins two numerals (两、三百).
    /// </summary>
    public static bool IsInside(string text, int at)
    {
        if (at == 0 || !(char.IsAsciiDigit(text[at]) || IsNumeral(text[at])))
        {
            return false;
        }

        var before = text[at - 1];
        if (char.IsAsciiDigit(before) || IsNumeral(before) || NumberGlyphs.IsGlyph(before) || before is '几' or '数')
        {
            return true;
        }

        return before is Point or '、' or '又' && at > 1 && (IsNumeral(text[at - 2]) || char.IsAsciiDigit(text[at - 2]));
    }

    /// <summary>
    /// Returns whether the position of a text lies inside a numeral, behind its 万 or 亿 or in a range, so that no figure can start there.
    /// </summary>
    public static bool IsInsideAmount(string text, int at) =>
        IsInside(text, at)
        || (
            at > 0
            && IsNumberAt(text, at)
            && (text[at - 1] is '万' or '亿' || (IsRangeWord(text[at - 1]) && at > 1 && IsNumberAt(text, at - 2)))
        );

    private static bool IsNumberAt(string text, int at) => char.IsAsciiDigit(text[at]) || IsNumeral(text[at]);

    private static bool IsRangeWord(char c) => c is '至' or '到' or '-' or '~';

    /// <summary>
    /// Returns whether two Chinese numerals may share the places of the second one: 两到三百 is 2 or 200 to 300.
    /// </summary>
    public static bool MayShareUnit(Figure lower, Figure upper) =>
        !lower.InDigits && !upper.InDigits && lower.Value < 10 && upper.Value >= 20 && upper.Value % 10 == 0;

    /// <summary>Returns whether a number or placeholder can start with the character.</summary>
    public static bool CanStartFigure(char c) => char.IsAsciiLetterOrDigit(c) || c is '[' or '_' || IsNumeral(c);

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

    private static bool TryReadWhole(ReadOnlySpan<char> text, out int total, out int read)
    {
        (total, read) = (0, 0);
        var lastPlace = 10_000;
        var hasZero = false;
        while (read < text.Length)
        {
            if (PlaceOf(text[read]) is var (bare, factor))
            {
                // 十二 starts with its place, 廿 and 卅 include their digit.
                var isTen = bare == 10 && (factor > 1 || total == 0);
                if (!isTen || !Follows(bare, lastPlace, total, hasZero))
                {
                    return false;
                }

                total += bare * factor;
                (lastPlace, hasZero) = (bare, false);
                read++;
            }
            else if (DigitOf(text[read]) is not { } digit)
            {
                break;
            }
            else if (digit == 0)
            {
                read++;
                if (hasZero || lastPlace == 10)
                {
                    return false;
                }

                hasZero = true;
            }
            else if (read + 1 < text.Length && PlaceOf(text[read + 1]) is (var place, 1))
            {
                if (!Follows(place, lastPlace, total, hasZero))
                {
                    return false;
                }

                total += digit * place;
                (lastPlace, hasZero) = (place, false);
                read += 2;
            }
            else
            {
                // The last digit counts ones. Without 零 it needs the tens before it: 五百二 may be 502 or 520.
                var isOnes = total == 0 ? !hasZero : lastPlace == 10 || hasZero;
                total += digit;
                read++;
                return isOnes;
            }
        }

        // 零 alone is a numeral; behind places it needs a digit.
        return read > 0 && (!hasZero || total == 0);
    }

    // Each place is the next smaller one; 零 stands for the places that are left out.
    private static bool Follows(int place, int lastPlace, int total, bool hasZero) =>
        total == 0 ? !hasZero
        : hasZero ? place * 10 < lastPlace
        : place * 10 == lastPlace;

    private static int? DecimalDigitOf(char c) => c == '两' ? null : DigitOf(c);

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
