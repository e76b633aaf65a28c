namespace Marketing.Application.Common;

/// <summary>Dates and times as the API writes them: <c>2026-02-28</c> and <c>2026-02-28T09:30:00.5+08:00</c>.</summary>
public static class Rfc3339
{
    /// <summary>The first year accepted.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year accepted.</summary>
    public const int LastYear = 2200;

    private const int MostFractionDigits = 9;

    /// <summary>Parses <c>YYYY-MM-DD</c> in any year.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (
            text.Length != 10
            || text[4] != '-'
            || text[7] != '-'
            || !TryDigits(text[..4], out var year)
            || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..], out var day)
            || year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
        )
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>
    /// Parses an RFC 3339 date-time with its offset and converts it to UTC. Accepts up to nine fractional digits and truncates to
    /// microseconds. Leap seconds are rejected.
    /// </summary>
    public static bool TryInstant(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        if (
            text.Length < 20
            || (text[10] | 0x20) != 't'
            || !TryDate(text[..10], out var date)
            || !TryTime(text[11..], out var time, out var length)
            || !TryOffset(text[(11 + length)..], out var offset)
        )
        {
            return false;
        }

        var ticks = (date.DayNumber * TimeSpan.TicksPerDay) + time - offset;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        utc = new DateTime(ticks, DateTimeKind.Utc);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, out long ticks, out int length)
    {
        (ticks, length) = (0, 8);
        if (
            text.Length < 9
            || text[2] != ':'
            || text[5] != ':'
            || !TryDigits(text[..2], out var hour)
            || !TryDigits(text[3..5], out var minute)
            || !TryDigits(text[6..8], out var second)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return false;
        }

        ticks = (((hour * 60L) + minute) * 60L + second) * TimeSpan.TicksPerSecond;
        return text[8] != '.' || TryFraction(text[9..], ref ticks, ref length);
    }

    private static bool TryFraction(ReadOnlySpan<char> text, ref long ticks, ref int length)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MostFractionDigits)
        {
            return false;
        }

        var unit = TimeSpan.TicksPerSecond / 10;
        foreach (var digit in text[..Math.Min(digits, 6)])
        {
            ticks += (digit - '0') * unit;
            unit /= 10;
        }

        length += digits + 1;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (
            text.Length != 6
            || text[0] is not ('+' or '-')
            || text[3] != ':'
            || !TryDigits(text[1..3], out var hours)
            || !TryDigits(text[4..], out var minutes)
            || hours > 23
            || minutes > 59
        )
        {
            return false;
        }

        ticks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        return true;
    }
}
