using System.Globalization;
using System.Text.Json;
using Marketing.Api.Contract.Labels;
using Marketing.Application.Calendar;
using Marketing.Domain.Occurrences;

namespace Marketing.Api.Calendar;

/// <summary>
/// Writes a calendar as iCalendar (RFC 5545). All entries are all-day, so no change of the clocks moves them; their ends are exclusive.
/// </summary>
internal static class CalendarText
{
    private const string Product = "-//Marketing.Api//Calendar//EN";
    private const string DefaultName = "Marketing";
    private const int LongestSummary = 250;

    /// <summary>Returns the calendar in UTF-8.</summary>
    public static byte[] Of(CalendarFeedContent content)
    {
        var text = new IcalText()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", Product)
            .Line("METHOD", "PUBLISH")
            .Text("X-WR-CALNAME", content.Name ?? DefaultName);
        var stamp = content.ChangedAt.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var row in content.Rows)
        {
            Write(text, row, content.Language, stamp);
        }

        return text.Line("END", "VCALENDAR").ToUtf8();
    }

    private static void Write(IcalText text, CalendarRow row, string language, string stamp)
    {
        var entry = row.Entry;
        var lasts = entry.Kind is CalendarKind.Window or CalendarKind.Campaign;
        var first = entry.Start is { } start && lasts ? start : entry.Date;
        var last = lasts ? entry.End ?? first : entry.Date;
        text.Line("BEGIN", "VEVENT")
            .Line("UID", $"{row.Uid}@marketing-api")
            .Line("DTSTAMP", stamp)
            .Line("DTSTART;VALUE=DATE", DayOf(first))
            .Line("DTEND;VALUE=DATE", DayOf(last < DateOnly.MaxValue ? last.AddDays(1) : last))
            .Line("SEQUENCE", Math.Min(row.Sequence, int.MaxValue).ToString(CultureInfo.InvariantCulture))
            .Text("SUMMARY", SummaryOf(entry, language))
            .Text("DESCRIPTION", DescriptionOf(entry))
            .Text("CATEGORIES", Label("calendarKind", entry.Kind, language))
            .Line("STATUS", entry.OccurrenceState == OccurrenceState.Skipped ? "CANCELLED" : "CONFIRMED")
            .Line("TRANSP", "TRANSPARENT")
            .Line("END", "VEVENT");
    }

    private static string SummaryOf(CalendarEntry entry, string language)
    {
        var name = entry.ItemTitle is null || entry.Title is null ? entry.ItemTitle ?? entry.Title : $"{entry.Title} · {entry.ItemTitle}";
        var label = entry.ApprovalStep is { } step ? Label("approvalStep", step, language) : Label("calendarKind", entry.Kind, language);
        var text = entry.Kind is CalendarKind.Window or CalendarKind.Occurrence
            ? name ?? entry.Text ?? label
            : $"{label}{(language == "en" ? ": " : "：")}{name ?? entry.Text}";
        return text.Length <= LongestSummary
            ? text
            : text[..(char.IsHighSurrogate(text[LongestSummary - 2]) ? LongestSummary - 2 : LongestSummary - 1)] + "…";
    }

    private static string DescriptionOf(CalendarEntry entry) =>
        string.Join(
            '\n',
            new[] { entry.Text, string.Join(", ", entry.Parties), entry.PlanTitle }.Where(line => !string.IsNullOrEmpty(line))
        );

    private static string Label(string enumeration, Enum value, string language) =>
        LabelTexts.Find(enumeration, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), language)!;

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
