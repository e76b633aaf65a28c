using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>A whole plan as the rules see it: the header and every part at its place in the plan's document.</summary>
public sealed class CheckedPlan
{
    // Rhythms are not looked at, so the range in which they would be written out lies before every plan.
    private static readonly DateOnly NoRhythms = new(1900, 1, 1);

    private readonly Lazy<IReadOnlyList<ScheduleEntry>> schedule;
    private readonly Lazy<IReadOnlyList<ScheduleEntry>> stated;
    private readonly Dictionary<PlanPartId, CheckedItem> byId;

    /// <param name="header">The plan's header.</param>
    /// <param name="parts">All parts, section by section in their order.</param>
    public CheckedPlan(PlanHeader header, IReadOnlyList<ScheduledPart> parts)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(parts);
        Header = header;
        Parts = parts;
        var items = new List<CheckedItem> { new(header, "/plan", null, null) };
        var bySection = parts.ToLookup(part => part.Section, StringComparer.Ordinal);
        foreach (var section in PlanSections.All)
        {
            items.Add(new CheckedItem(section, $"/{section.Name}", section.Name, null));
            items.AddRange(bySection[section.Name].Select((part, i) => new CheckedItem(part.Content, $"/{section.Name}/{i}", section.Name, part)));
        }

        Items = items;
        byId = items.Where(item => item.Part is not null).ToDictionary(item => item.Part!.Id);
        schedule = new(() => Times(Header));
        stated = new(() => Times(Header with
        {
            DeadlinePolicy = DeadlinePolicy.PlanStart,
            PeriodStart = HasStart ? Header.PeriodStart : StandIn(2001),
            LaunchDate = HasLaunchDay ? Header.LaunchDate : StandIn(2002),
        }));
    }

    /// <summary>The header.</summary>
    public PlanHeader Header { get; }

    /// <summary>All parts, section by section in their order.</summary>
    public IReadOnlyList<ScheduledPart> Parts { get; }

    /// <summary>The header, then each section and its parts.</summary>
    public IReadOnlyList<CheckedItem> Items { get; }

    /// <summary>The recorded events.</summary>
    public IReadOnlyList<AnchorOccurrence> Anchors { get; init; } = [];

    /// <summary>Whether people work on a day; Monday to Friday unless given.</summary>
    public Func<DateOnly, bool> IsWorkingDay { get; init; } = static day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Name and aliases, normalised, of each party that the plan is linked to.</summary>
    public ILookup<Guid, string> PartyNames { get; init; } = Array.Empty<(Guid, string)>().ToLookup(name => name.Item1, name => name.Item2);

    /// <summary>The plan's calendar, without rhythms.</summary>
    public IReadOnlyList<ScheduleEntry> Schedule => schedule.Value;

    /// <summary>
    /// What the times say beside one another: the calendar if everything without an event counted from the plan's start. Where the header gives no start
    /// or launch day, other days stand in for them, and only what counts from the same event may be compared.
    /// </summary>
    internal IReadOnlyList<ScheduleEntry> Stated => stated.Value;

    internal bool HasStart => Header.PeriodStart?.Date is not null;

    internal bool HasLaunchDay => Header.LaunchDate?.Date is not null;

    internal CheckedItem HeaderItem => Items[0];

    internal CheckedItem SectionItem(string section) => Items.First(item => item.Section == section);

    /// <summary>All parts of a kind, in their order.</summary>
    internal IEnumerable<(TContent Content, CheckedItem Item)> Of<TContent>()
        where TContent : PlanPartContent => Items.Where(item => item.Content is TContent).Select(item => ((TContent)item.Content, item));

    internal CheckedItem ItemOf(ScheduledPart part) => byId[part.Id];

    /// <summary>The keys under which a party is known: its words, and the names of what they are linked to.</summary>
    internal IEnumerable<string> KeysOf(PartyRef party)
    {
        var own = NameKeys.Of(party.Text);
        var linked = party.PartyId is { } id ? PartyNames[id] : [];
        return linked.Prepend(own).Where(key => key.Length > 0);
    }

    private static PlannedDate StandIn(int year) => new() { Date = new DateOnly(year, 1, 1) };

    private IReadOnlyList<ScheduleEntry> Times(PlanHeader header) => PlanSchedule.Resolve(header, Parts, Anchors, IsWorkingDay, NoRhythms, NoRhythms);
}

/// <summary>The header, a section as a whole or a part, at its place in the plan's document.</summary>
public sealed class CheckedItem
{
    private readonly Lazy<IReadOnlyList<ContentNode>> nodes;

    internal CheckedItem(object content, string path, string? section, ScheduledPart? part)
    {
        (Content, Path, Section, Part) = (content, path, section, part);
        nodes = new(() => Content is PlanSection ? [] : ContentTree.Nodes(Content));
    }

    /// <summary>What it says; the section's description where it is a section as a whole.</summary>
    public object Content { get; }

    /// <summary>JSON pointer to it in the plan's document.</summary>
    public string Path { get; }

    /// <summary>Name of the section; null for the header.</summary>
    public string? Section { get; }

    /// <summary>The part; null for the header and for a section as a whole.</summary>
    public ScheduledPart? Part { get; }

    /// <summary>All values inside it.</summary>
    internal IReadOnlyList<ContentNode> Nodes => nodes.Value;

    /// <summary>A finding about something inside it.</summary>
    /// <param name="pointer">JSON pointer inside the item.</param>
    /// <param name="code">Its kind.</param>
    /// <param name="args">What its message needs.</param>
    internal CheckFinding Finding(string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> args) =>
        new(CheckCodes.Of(code), this, pointer, RuleFault.Of(pointer, code, args).Args);
}

/// <summary>One thing that is missing, contradictory or open in a plan.</summary>
/// <param name="Code">Its kind.</param>
/// <param name="Item">Where it stands.</param>
/// <param name="Within">JSON pointer inside the item; empty for the item as a whole.</param>
/// <param name="Args">What its message needs.</param>
public sealed record CheckFinding(CheckCode Code, CheckedItem Item, string Within, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>JSON pointer into the plan's document.</summary>
    public string Pointer => Item.Path + Within;
}

/// <summary>How names of plans are compared: over scripts, case, width and spacing, and without what converters inserted.</summary>
internal static class NameKeys
{
    private static readonly char[] Separators = ['、', ',', ',', ';', ';', '。', '.', '\n'];

    public static string Of(string name) => SearchText.Normalise(TextNoise.StripPinyin(name));

    /// <summary>The names that a sentence lists (市場部、客戶服務部等。).</summary>
    public static IEnumerable<string> Listed(string? text) =>
        (text ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Of(name.EndsWith('等') ? name[..^1] : name)).Where(key => key.Length > 0);
}
