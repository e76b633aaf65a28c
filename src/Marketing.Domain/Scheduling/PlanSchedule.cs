using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>
/// The calendar of a plan: one entry for each deadline, window, day and frequency anywhere in a part, with its dates or what it waits for.
/// Dates depend on the content, the header, the recorded events and the working days, never on the current time. Nothing is guessed.
/// </summary>
public static class PlanSchedule
{
    /// <summary>Enumerates the entries in document order, resolving each when it is read.</summary>
    /// <param name="header">The header, with the plan's period, launch day and deadline policy. A placeholder counts as no date.</param>
    /// <param name="parts">All parts, in order.</param>
    /// <param name="anchors">All recorded events, in any order.</param>
    /// <param name="isWorkingDay">Returns whether a day is a working day.</param>
    /// <param name="from">First day for which frequencies are expanded to dates. Other entries have all their dates.</param>
    /// <param name="to">Last day for which frequencies are expanded to dates.</param>
    public static IEnumerable<ScheduleEntry> Enumerate(
        PlanHeader header,
        IReadOnlyList<ScheduledPart> parts,
        IReadOnlyList<AnchorOccurrence> anchors,
        Func<DateOnly, bool> isWorkingDay,
        DateOnly from,
        DateOnly to
    )
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(anchors);
        var context = new ScheduleContext
        {
            PlanStart = header.PeriodStart?.Date,
            PlanEnd = header.PeriodEnd?.Date,
            LaunchDay = header.LaunchDate?.Date,
            Policy = header.DeadlinePolicy,
            IsWorkingDay = isWorkingDay,
        };
        var subjects = new AnchorSubjects(parts, anchors);
        var chain = new PredecessorChain(parts, context, subjects);
        var windows = new WindowChains(parts);
        return parts.SelectMany(part => Entries(part, context with { Anchors = subjects.For(part) }, chain, windows, from, to));
    }

    /// <inheritdoc cref="Enumerate"/>
    /// <summary>Returns all entries in document order.</summary>
    public static IReadOnlyList<ScheduleEntry> Resolve(
        PlanHeader header,
        IReadOnlyList<ScheduledPart> parts,
        IReadOnlyList<AnchorOccurrence> anchors,
        Func<DateOnly, bool> isWorkingDay,
        DateOnly from,
        DateOnly to
    ) => [.. Enumerate(header, parts, anchors, isWorkingDay, from, to)];

    private static IEnumerable<ScheduleEntry> Entries(
        ScheduledPart part,
        ScheduleContext context,
        PredecessorChain chain,
        WindowChains windows,
        DateOnly from,
        DateOnly to
    )
    {
        var nodes = ContentTree.Nodes(part.Content);
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => node.Reference is null))
        {
            if (node.Value is string { Length: > 0 } text)
            {
                titles.TryAdd(node.Pointer, text);
            }
        }

        foreach (var time in Times(nodes))
        {
            var point = chain.PointBefore(part, time.Pointer);
            var choice = time.Value is PeriodWindow window ? windows.For(part.Section, window) : null;
            var own = context with { PredecessorEnd = point.LastDay, WindowReading = choice?.Reading };
            var entry = EntryResolver.Resolve(part, time, own, point, from, to);
            yield return entry with
            {
                WindowChoice = choice,
                Title = Title(titles, ""),
                ItemTitle = time.Holder.Length == 0 ? null : Title(titles, time.Holder),
            };
        }
    }

    // Values inside another time value are part of it. Two deadlines named start and end in one record form a window.
    private static IEnumerable<TimedValue> Times(IReadOnlyList<ContentNode> nodes)
    {
        var covered = "\0";
        var byPointer = nodes.ToDictionary(node => node.Pointer, node => node.Value, StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => node.Value is Deadline or PeriodWindow or PlannedDate or Frequency))
        {
            if (node.Pointer.StartsWith(covered, StringComparison.Ordinal))
            {
                continue;
            }

            covered = node.Pointer + "/";
            var member = node.Pointer[..node.Pointer.LastIndexOf('/')];
            var holder = char.IsAsciiDigit(node.Pointer[^1]) ? member[..member.LastIndexOf('/')] : member;
            switch (node.Value)
            {
                case Deadline start when node.Pointer == holder + "/start" && byPointer.GetValueOrDefault(holder + "/end") is Deadline end:
                    var text = Join(start.Text, end.Text);
                    yield return new TimedValue(
                        holder,
                        holder,
                        new PeriodWindow
                        {
                            Kind = PeriodWindowKind.Bounded,
                            Text = text,
                            Start = start,
                            End = end,
                        }
                    );
                    break;
                case Deadline when node.Pointer == holder + "/end" && byPointer.GetValueOrDefault(holder + "/start") is Deadline:
                    break;
                default:
                    yield return new TimedValue(node.Pointer, holder, node.Value);
                    break;
            }
        }
    }

    private static string? Join(string? start, string? end) => start is null && end is null ? null : $"{start} – {end}";

    private static string? Title(Dictionary<string, string> titles, string holder)
    {
        var title = ContentTitle
            .Members.Select(member => titles.GetValueOrDefault($"{holder}/{member}"))
            .FirstOrDefault(text => text is not null);
        return title is null ? null : ContentTitle.Shorten(title);
    }
}

/// <summary>A time value inside a part.</summary>
/// <param name="Pointer">JSON pointer to the value, relative to the part.</param>
/// <param name="Holder">JSON pointer to the record that contains the value.</param>
/// <param name="Value">The value.</param>
internal sealed record TimedValue(string Pointer, string Holder, object Value);
