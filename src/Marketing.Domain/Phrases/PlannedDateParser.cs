using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Reads dates as plans write them (2026年3月15日, XXXX年XX月XX日, [日期], March 15, 2026). A date without a year, or with an open part, stays a placeholder.
/// What is no date comes back as text alone.
/// </summary>
public static class PlannedDateParser
{
    /// <summary>Reads one date.</summary>
    public static PlannedDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cursor = new Cursor(PhraseText.Of(text));
        _ = cursor.Try(() => cursor.Eat("编制日期", "日期", "时间", "DATE") && cursor.Eat(":"));
        var day = DateGrammar.Day(cursor) ?? Token(cursor);
        cursor.Eat("。", ".", ";", ",");
        return day is not null && cursor.IsAtEnd
            ? new PlannedDate { Date = day.Date, Placeholder = day.Placeholder, Text = text }
            : new PlannedDate { Text = text };
    }

    // [编制日期], [YYYY-MM-DD]
    private static Deadline? Token(Cursor cursor) =>
        cursor.Next == '[' && cursor.EatPlaceholder(out var token) ? new Deadline { Kind = DeadlineKind.Date, Placeholder = token.Placeholder } : null;
}
