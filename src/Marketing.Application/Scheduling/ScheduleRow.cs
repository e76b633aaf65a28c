using System.Globalization;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;

namespace Marketing.Application.Scheduling;

/// <summary>An item of a schedule with its sort key.</summary>
internal sealed record ScheduleRow(ScheduleRow.Key Place, ScheduleItem Item) : IComparable<ScheduleRow>
{
    private static readonly Dictionary<string, int> SectionOrder = PlanSections
        .All.Select((section, i) => (section.Name, i))
        .ToDictionary(StringComparer.Ordinal);

    public int CompareTo(ScheduleRow? other) => other is null ? 1 : Place.CompareTo(other.Place);

    /// <summary>Returns one row for each date of the entries, and one for each entry without a date.</summary>
    /// <param name="entries">The entries, grouped by part.</param>
    /// <param name="sources">The sources of the entries.</param>
    /// <param name="rhythms">Which days of a recurring entry get a row.</param>
    public static IEnumerable<ScheduleRow> Of(IReadOnlyList<ScheduleEntry> entries, ScheduleSources sources, RhythmDays rhythms)
    {
        var (part, place) = (default(ScheduledPart), 0);
        for (var i = 0; i < entries.Count; i++)
        {
            place = ReferenceEquals(entries[i].Part, part) ? place + 1 : 0;
            part = entries[i].Part;
            if (entries[i].WaitsFor is not null)
            {
                yield return Of(entries[i], null, sources, place, 0);
            }

            var days =
                rhythms == RhythmDays.First && entries[i].Kind == ScheduleKind.Recurrence
                    ? Math.Min(1, entries[i].Dates.Count)
                    : entries[i].Dates.Count;
            for (var occurrence = 0; occurrence < days; occurrence++)
            {
                yield return Of(entries[i], entries[i].Dates[occurrence], sources, place, occurrence);
            }
        }
    }

    private static ScheduleRow Of(ScheduleEntry entry, ScheduledDates? dates, ScheduleSources sources, int place, int occurrence)
    {
        var date = entry.Kind == ScheduleKind.Window ? dates?.Start ?? dates?.End : dates?.End ?? dates?.Start;
        var item = new ScheduleItem
        {
            Date = date,
            Start = dates?.Start,
            End = dates?.End,
            OpenEnded = dates is { End: null },
            Kind = entry.Kind,
            State = entry.State,
            Section = entry.Part.Section,
            Type = PlanSections.TypeOf(entry.Part.Section),
            PartId = entry.Part.Id.Value,
            Ref = entry.Part.Ref,
            Pointer = entry.Pointer,
            Title = entry.Title,
            ItemTitle = entry.ItemTitle,
            Text = entry.Text,
            ResolvedFrom = [.. (dates?.ResolvedFrom ?? []).Select(sources.AsRecorded)],
            Follows = dates?.Predecessor,
            WaitsFor = entry.WaitsFor,
            WindowReading = entry.WindowChoice?.Reading,
            Rhythm = entry.Rhythm,
        };
        return new ScheduleRow(
            new Key(
                date ?? DateOnly.MaxValue,
                date is null ? 1 : 0,
                SectionOrder[entry.Part.Section],
                sources.Positions[entry.Part.Id],
                entry.Part.Ref,
                place,
                occurrence
            ),
            item
        );
    }

    /// <summary>The sort key: by date, rows without a date last, then in the order of the plan.</summary>
    internal sealed record Key(DateOnly Date, int IsUndated, int Section, int Position, string Ref, int Place, int Occurrence)
        : IComparable<Key>
    {
        public int CompareTo(Key? other) =>
            other is null ? 1
            : (Date, IsUndated, Section, Position).CompareTo((other.Date, other.IsUndated, other.Section, other.Position))
                is var first
                    and not 0
                ? first
            : string.CompareOrdinal(Ref, other.Ref) is var second and not 0 ? second
            : (Place, Occurrence).CompareTo((other.Place, other.Occurrence));

        public IReadOnlyList<string> Write() =>
            [Text(Date.DayNumber), Text(IsUndated), Text(Section), Text(Position), Ref, Text(Place), Text(Occurrence)];

        /// <summary>Parses a key from a cursor; null if it is not one.</summary>
        public static Key? Read(IReadOnlyList<string?> keys) =>
            keys is [var date, var undated, var section, var position, { } name, var place, var occurrence]
            && Number(date) is { } day and >= 0
            && day <= DateOnly.MaxValue.DayNumber
            && Number(undated) is { } isUndated
            && Number(section) is { } order
            && Number(position) is { } rank
            && Number(place) is { } at
            && Number(occurrence) is { } time
                ? new Key(DateOnly.FromDayNumber(day), isUndated, order, rank, name, at, time)
                : null;

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        private static int? Number(string? text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
