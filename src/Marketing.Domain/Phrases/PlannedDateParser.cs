using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>
/// Parses dates as plans word them (2026年3月15日, XXXX年XX月XX日, [日期], March 15, 2026). A date without a year or with an open part becomes
/// a placeholder. A text that is not a date is kept without date and placeholder.
/// </summary>
public static class PlannedDateParser
{
    public static PlannedDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new PhraseScanner(PhraseText.Of(text));
        scanner.Try(() => scanner.Accept("编制日期", "日期", "时间", "DATE") && scanner.Accept(":"));
        var day = DateGrammar.Read(scanner) ?? Token(scanner);
        scanner.Skip("。", ".", ";", ",");
        return day is not null && scanner.IsAtEnd
            ? new PlannedDate
            {
                Date = day.Date,
                Placeholder = day.Placeholder,
                Text = text,
            }
            : new PlannedDate { Text = text };
    }

    // [编制日期], [YYYY-MM-DD]
    private static Deadline? Token(PhraseScanner scanner) =>
        scanner.NextChar == '[' && scanner.TryReadPlaceholder(out var token)
            ? new Deadline { Kind = DeadlineKind.Date, Placeholder = token.Placeholder }
            : null;
}
