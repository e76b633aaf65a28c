using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;

namespace Marketing.Domain.Occurrences;

/// <summary>
/// A day on which something that recurs is planned, computed from its rhythm. Two rhythms of one item that meet on a day are one
/// occurrence: the weekly and the monthly meeting are held together.
/// </summary>
/// <param name="Ref">Ref of the item that recurs: the innermost one that has a ref, such as a subtask, or else the part.</param>
/// <param name="Date">The day on which it is due.</param>
/// <param name="Start">The first day of its period; it can take place on any day from this one.</param>
/// <param name="Part">The part of the plan.</param>
/// <param name="Title">Name of the item, or else of the part.</param>
/// <param name="Text">The rhythm as the plan words it.</param>
public sealed record PlannedOccurrence(string Ref, DateOnly Date, DateOnly Start, ScheduledPart Part, string? Title, string? Text)
{
    /// <summary>The furthest day for which occurrences are planned, in days from today.</summary>
    public const int DaysAhead = 400;

    /// <summary>Pointer inside the part to the first rhythm that it follows from.</summary>
    public string Pointer { get; private init; } = "";

    /// <summary>Returns the occurrences of the recurring entries, by date.</summary>
    /// <param name="entries">Entries of a plan's schedule; the others are ignored.</param>
    public static IEnumerable<PlannedOccurrence> Of(IEnumerable<ScheduleEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries
            .Where(entry => entry.Kind == ScheduleKind.Recurrence)
            .SelectMany(Days)
            .GroupBy(each => (PartRef.KeyOf(each.Ref), each.Date))
            .Select(Join)
            .OrderBy(each => each.Date);
    }

    private static IEnumerable<PlannedOccurrence> Days(ScheduleEntry entry)
    {
        if (entry.Dates.Count == 0)
        {
            return [];
        }

        var name = ItemRef.At(entry.Part, entry.Pointer);
        return entry.Dates.Select(dates => new PlannedOccurrence(
            name,
            dates.End!.Value,
            dates.Start ?? dates.End!.Value,
            entry.Part,
            entry.ItemTitle ?? entry.Title,
            entry.Text
        )
        {
            Pointer = entry.Pointer,
        });
    }

    private static PlannedOccurrence Join(IEnumerable<PlannedOccurrence> same)
    {
        var all = same.ToList();
        var texts = all.Select(each => each.Text).Where(text => !string.IsNullOrEmpty(text)).Distinct().ToList();
        return all[0] with { Start = all.Min(each => each.Start), Text = texts.Count == 0 ? null : string.Join("; ", texts) };
    }
}

/// <summary>Finds the item that a place in a part belongs to.</summary>
public static class ItemRef
{
    /// <summary>Returns the ref of the innermost item around a place, or of the part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="pointer">JSON pointer inside the part.</param>
    public static string At(ScheduledPart part, string pointer)
    {
        ArgumentNullException.ThrowIfNull(part);
        return ContentTree
                .Items(part.Content)
                .Where(item => item.Item.Ref is not null && pointer.StartsWith(item.Pointer + "/", StringComparison.Ordinal))
                .OrderByDescending(item => item.Pointer.Length)
                .Select(item => item.Item.Ref)
                .FirstOrDefault()
            ?? part.Ref;
    }
}
