using System.Buffers;
using System.Collections.Frozen;
using Marketing.Domain.Values;
using static Marketing.Domain.Phrases.ActivityWords;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Tells whether words are the plain name of an activity: without a time, another frequency, a number, a condition or a doubt.
/// </summary>
internal static class FrequencyActivity
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("%<>=:*+~");

    private static readonly FrozenSet<string> NotInEnglish = NotInEnglishActivities
        .Concat(DateGrammar.MonthNames.Select(month => month.Word))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns whether folded words name an activity and do not mention a time, a frequency or a condition.</summary>
    public static bool IsName(string words)
    {
        if (words.Length > ValueLimits.Activity + 1 || words.Contains('每'))
        {
            return false;
        }

        var folded = FalseMatches.Aggregate(words, (text, match) => text.Replace(match, "某某", StringComparison.Ordinal));
        var parts = folded.Split('|', StringSplitOptions.TrimEntries);
        if (folded.AsSpan().ContainsAny(NumberGlyphs.ListMark, NumberGlyphs.Sign) || EventNames.HoldsInexactNumber(folded))
        {
            return false;
        }

        if (
            folded.Trim('|').Length > 0
            && parts.Any(part =>
                NotNextToFrequency.Any(word =>
                    part.StartsWith(word, StringComparison.Ordinal) || part.EndsWith(word, StringComparison.Ordinal)
                )
            )
        )
        {
            return false;
        }

        if (parts.Any(IsMark))
        {
            return false;
        }

        // Words after the frequency may still say when: 每季度首月, 每月月初.
        var rest = folded[(folded.IndexOf('|', StringComparison.Ordinal) + 1)..];
        if (TimeWords.Any(word => rest.StartsWith(word, StringComparison.Ordinal)) || StartsWithNumber(rest.AsSpan().TrimStart(' ')))
        {
            return false;
        }

        if (NotInActivities.Any(word => folded.Contains(word, StringComparison.Ordinal)) || folded.AsSpan().ContainsAny(Signs))
        {
            return false;
        }

        return !HoldsEnglishLimit(folded) && !StartsWithPreposition(rest) && !ContainsTimeAmount(folded);
    }

    /// <summary>Returns whether folded words hold an English word for a time, a frequency or a condition.</summary>
    public static bool HoldsEnglishLimit(string words) =>
        words.Split([' ', '|', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Any(NotInEnglish.Contains);

    // 3), 1. and 一、 number an item.
    private static bool IsMark(string part)
    {
        var length = 0;
        while (length < part.Length && (char.IsAsciiDigit(part[length]) || Numerals.IsNumeral(part[length])))
        {
            length++;
        }

        return length > 0 && (length == part.Length || part[length] is '.' or ')' or '、');
    }

    // 每月十五, 隔周五, weekly 2: the rest of a date or a count, not an activity. 每周三方会议 has one.
    private static bool StartsWithNumber(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || Numerals.IsNumeral(rest[length])))
        {
            length++;
        }

        return length > 0 && (length > 1 || length == rest.Length || !WordsOfNumbers.Contains(rest[length], StringComparison.Ordinal));
    }

    // weekly in stores, monthly for members: the preposition limits the frequency.
    private static bool StartsWithPreposition(string rest) =>
        rest.TrimStart(' ').Split(' ') is ["IN" or "FOR" or "OVER" or "UNDER" or "OF" or "AS" or "SAVE" or "PLUS" or "MINUS", ..];

    private static bool ContainsTimeAmount(string folded)
    {
        for (var at = 1; at < folded.Length; at++)
        {
            var (before, c) = (folded[at - 1], folded[at]);
            var isNumber =
                char.IsAsciiDigit(before)
                || (char.IsAsciiLetter(before) && "次场回轮遍期".Contains(c, StringComparison.Ordinal))
                || "一二两三四五六七八九十半几".Contains(before, StringComparison.Ordinal);
            if (isNumber && "天日周月年点时号分小个次篇条场".Contains(c, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
