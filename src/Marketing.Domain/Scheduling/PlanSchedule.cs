using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>
/// The calendar that a plan's content makes: one entry for each deadline, window, day and rhythm wherever it stands in a part, with its dates or what it
/// waits for. Dates depend on the content, the header, the recorded events and the working days, never on the clock; nothing is guessed.
/// </summary>
public static class PlanSchedule
{
    private const int TitleLength = 300;

    private static readonly string[] TitleMembers = ["name", "title", "subject", "heading", "metric", "audience", "period", "text"];

    /// <summary>The entries in the order of the parts and of what they say, made one by one as they are asked for.</summary>
    /// <param name="header">Gives the plan's period, its launch day and its deadline policy; placeholders count as not given.</param>
    /// <param name="parts">All parts, in order.</param>
    /// <param name="anchors">All recorded events, in any order.</param>
    /// <param name="isWorkingDay">Whether people work on a day.</param>
    /// <param name="from">First day for which rhythms are written out; the other entries are complete.</param>
    /// <param name="to">Last such day.</param>
    public static IEnumerable<ScheduleEntry> Enumerate(
        PlanHeader header,
        IReadOnlyList<ScheduledPart> parts,
        IReadOnlyList<AnchorOccurrence> anchors,
        Func<DateOnly, bool> isWorkingDay,
        DateOnly from,
        DateOnly to)
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
        return parts.SelectMany(part => Entries(part, context with { Anchors = subjects.For(part) }, chain, from, to));
    }

    /// <inheritdoc cref="Enumerate"/>
    /// <summary>All entries in the order of the parts and of what they say.</summary>
    public static IReadOnlyList<ScheduleEntry> Resolve(
        PlanHeader header,
        IReadOnlyList<ScheduledPart> parts,
        IReadOnlyList<AnchorOccurrence> anchors,
        Func<DateOnly, bool> isWorkingDay,
        DateOnly from,
        DateOnly to) => [.. Enumerate(header, parts, anchors, isWorkingDay, from, to)];

    private static IEnumerable<ScheduleEntry> Entries(ScheduledPart part, ScheduleContext context, PredecessorChain chain, DateOnly from, DateOnly to)
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
            var point = chain.Before(part, time.Pointer);
            var entry = EntryResolver.Resolve(part, time, context with { PredecessorEnd = point.LastDay }, point, from, to);
            yield return entry with
            {
                Title = Title(titles, ""),
                ItemTitle = time.Holder.Length == 0 ? null : Title(titles, time.Holder),
            };
        }
    }

    // Outer values answer for those inside them; two deadlines named start and end side by side are one window.
    private static IEnumerable<TimedValue> Times(IReadOnlyList<ContentNode> nodes)
    {
        var answered = "\0";
        var byPointer = nodes.ToDictionary(node => node.Pointer, node => node.Value, StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => node.Value is Deadline or PeriodWindow or PlannedDate or Frequency))
        {
            if (node.Pointer.StartsWith(answered, StringComparison.Ordinal))
            {
                continue;
            }

            answered = node.Pointer + "/";
            var member = node.Pointer[..node.Pointer.LastIndexOf('/')];
            var holder = char.IsAsciiDigit(node.Pointer[^1]) ? member[..member.LastIndexOf('/')] : member;
            switch (node.Value)
            {
                case Deadline start when node.Pointer == holder + "/start" && byPointer.GetValueOrDefault(holder + "/end") is Deadline end:
                    yield return new TimedValue(holder, holder, new PeriodWindow { Kind = PeriodWindowKind.Bounded, Text = Joined(start.Text, end.Text), Start = start, End = end });
                    break;
                case Deadline when node.Pointer == holder + "/end" && byPointer.GetValueOrDefault(holder + "/start") is Deadline:
                    break;
                default:
                    yield return new TimedValue(node.Pointer, holder, node.Value);
                    break;
            }
        }
    }

    private static string? Joined(string? start, string? end) => start is null && end is null ? null : $"{start} – {end}";

    private static string? Title(Dictionary<string, string> titles, string holder)
    {
        var title = TitleMembers.Select(member => titles.GetValueOrDefault($"{holder}/{member}")).FirstOrDefault(text => text is not null);
        return title is { Length: > TitleLength } ? title[..(char.IsHighSurrogate(title[TitleLength - 2]) ? TitleLength - 2 : TitleLength - 1)] + "…" : title;
    }
}

/// <summary>A value of time inside a part.</summary>
/// <param name="Pointer">JSON pointer to it, relative to the part.</param>
/// <param name="Holder">JSON pointer to the record that holds it.</param>
/// <param name="Value">The value.</param>
internal sealed record TimedValue(string Pointer, string Holder, object Value);
