using System.Text.Json;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Text;
using Marketing.Domain.Values;

namespace Marketing.Domain.Checks;

/// <summary>A plan as input of the checks: its header, its sections and all parts with their position in the plan document.</summary>
public sealed class CheckedPlan
{
    // The checks ignore frequencies, so they are expanded in a range before every plan.
    private static readonly DateOnly NoFrequencies = new(1900, 1, 1);

    private readonly Lazy<IReadOnlyList<ScheduleEntry>> schedule;
    private readonly Lazy<IReadOnlyList<ScheduleEntry>> comparableSchedule;
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
            items.AddRange(
                bySection[section.Name].Select((part, i) => new CheckedItem(part.Content, $"/{section.Name}/{i}", section.Name, part))
            );
        }

        Items = items;
        byId = items.Where(item => item.Part is not null).ToDictionary(item => item.Part!.Id);
        schedule = new(() => Resolve(Header));
        comparableSchedule = new(() =>
            Resolve(
                Header with
                {
                    DeadlinePolicy = DeadlinePolicy.PlanStart,
                    PeriodStart = HasStart ? Header.PeriodStart : SubstituteDay(2001),
                    LaunchDate = HasLaunchDay ? Header.LaunchDate : SubstituteDay(2002),
                }
            )
        );
    }

    public PlanHeader Header { get; }

    /// <summary>All parts, section by section in their order.</summary>
    public IReadOnlyList<ScheduledPart> Parts { get; }

    /// <summary>The header, then each section and its parts.</summary>
    public IReadOnlyList<CheckedItem> Items { get; }

    /// <summary>The recorded events.</summary>
    public IReadOnlyList<AnchorOccurrence> Anchors { get; init; } = [];

    /// <summary>Returns whether a day is a working day; by default Monday to Friday.</summary>
    public Func<DateOnly, bool> IsWorkingDay { get; init; } = static day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The normalised name and aliases of each linked party.</summary>
    public ILookup<Guid, string> PartyNames { get; init; } = Array.Empty<(Guid, string)>().ToLookup(name => name.Item1, name => name.Item2);

    /// <summary>The unit of each linked metric that has one.</summary>
    public IReadOnlyDictionary<Guid, string> MetricUnits { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Whether an earlier version of the grammar read some of the phrases.</summary>
    public bool HasOlderReadings { get; init; }

    /// <summary>The budget that the plan's budget parts were adopted into; null if there is none.</summary>
    public AdoptedBudget? Adopted { get; init; }

    /// <summary>The plan's schedule, without the dates of frequencies.</summary>
    public IReadOnlyList<ScheduleEntry> Schedule => schedule.Value;

    /// <summary>
    /// The schedule for comparing times with one another: everything without an event counts from the plan's start. If the header has no
    /// start or launch day, substitute days are used; then only times that count from the same event can be compared.
    /// </summary>
    internal IReadOnlyList<ScheduleEntry> ComparableSchedule => comparableSchedule.Value;

    internal bool HasStart => Header.PeriodStart?.Date is not null;

    internal bool HasLaunchDay => Header.LaunchDate?.Date is not null;

    internal CheckedItem HeaderItem => Items[0];

    internal CheckedItem SectionItem(string section) => Items.First(item => item.Section == section);

    /// <summary>Returns all parts with content of a type, in their order.</summary>
    internal IEnumerable<(TContent Content, CheckedItem Item)> PartsOf<TContent>()
        where TContent : PlanPartContent => Items.Where(item => item.Content is TContent).Select(item => ((TContent)item.Content, item));

    internal CheckedItem ItemOf(ScheduledPart part) => byId[part.Id];

    /// <summary>Returns the normalised names of a party: its text in the plan, and the names of the linked party.</summary>
    internal IEnumerable<string> NameKeysOf(PartyRef party)
    {
        var own = NameKeys.Of(party.Text);
        var linked = party.PartyId is { } id ? PartyNames[id] : [];
        return linked.Prepend(own).Where(key => key.Length > 0);
    }

    private static PlannedDate SubstituteDay(int year) => new() { Date = new DateOnly(year, 1, 1) };

    private IReadOnlyList<ScheduleEntry> Resolve(PlanHeader header) =>
        PlanSchedule.Resolve(header, Parts, Anchors, IsWorkingDay, NoFrequencies, NoFrequencies);
}

/// <summary>The budget of a plan that carries out its budget parts.</summary>
/// <param name="Code">Code of the budget.</param>
/// <param name="Content">Its working copy.</param>
public sealed record AdoptedBudget(string Code, BudgetContent Content);

/// <summary>The header, a section or a part, with its position in the plan document.</summary>
public sealed class CheckedItem
{
    // Members of values whose own name says nothing.
    private static readonly string[] ValueMembers = ["text", "placeholder", "baselinePlaceholder", "party"];

    private readonly Lazy<IReadOnlyList<ContentNode>> nodes;

    internal CheckedItem(object content, string path, string? section, ScheduledPart? part)
    {
        (Content, Path, Section, Part) = (content, path, section, part);
        nodes = new(() => Content is PlanSection ? [] : ContentTree.Nodes(Content));
    }

    /// <summary>The content of the header or part; for a section, its <see cref="PlanSection"/>.</summary>
    public object Content { get; }

    /// <summary>JSON pointer into the plan document.</summary>
    public string Path { get; }

    /// <summary>Name of the section; null for the header.</summary>
    public string? Section { get; }

    /// <summary>The part; null for the header and for a section.</summary>
    public ScheduledPart? Part { get; }

    /// <summary>All values in the content.</summary>
    internal IReadOnlyList<ContentNode> Nodes => nodes.Value;

    /// <summary>
    /// Returns the field that a pointer leads to, as messages name it: the innermost one that says what it contains, and the type of the
    /// record that it belongs to.
    /// </summary>
    internal (string Name, string Record) FieldAt(string pointer)
    {
        var segments = pointer.Split('/');
        var at = Array.FindLastIndex(segments, name => name.Length > 0 && !char.IsAsciiDigit(name[0]) && !ValueMembers.Contains(name));
        at = at < 0 ? segments.Length - 1 : at;
        var holder = string.Join('/', segments[..at]);
        var record = holder.Length == 0 ? Content : Nodes.FirstOrDefault(node => node.Pointer == holder)?.Value ?? Content;
        return (segments[at], JsonNamingPolicy.CamelCase.ConvertName(record.GetType().Name));
    }

    /// <summary>Creates a finding about a value in the item.</summary>
    /// <param name="pointer">JSON pointer inside the item.</param>
    /// <param name="code">Code of the finding.</param>
    /// <param name="args">Arguments of its message. Those without a value are omitted.</param>
    internal CheckFinding Finding(string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        var named = new Dictionary<string, object?>(args.Length, StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            if (value is not null)
            {
                named[name] = value;
            }
        }

        return new CheckFinding(CheckCodes.Of(code), this, pointer, named);
    }
}

/// <summary>Something missing, contradictory or open in a plan.</summary>
/// <param name="Code">The kind of finding.</param>
/// <param name="Item">The header, section or part that it is about.</param>
/// <param name="Within">JSON pointer inside the item; empty for the whole item.</param>
/// <param name="Args">Arguments of its message.</param>
public sealed record CheckFinding(CheckCode Code, CheckedItem Item, string Within, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>JSON pointer into the plan document.</summary>
    public string Pointer => Item.Path + Within;
}

/// <summary>Normalises names for comparison: script, case, width, spacing and inserted pinyin are ignored.</summary>
internal static class NameKeys
{
    private static readonly char[] Separators = ['、', ',', ',', ';', ';', '。', '.', '\n'];

    public static string Of(string name) => SearchText.Normalise(TextNoise.StripPinyin(name));

    /// <summary>Returns the normalised names in an enumeration (市场部、客户服务部等。).</summary>
    public static IEnumerable<string> Listed(string? text) =>
        (text ?? "")
            .Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Of(name.EndsWith('等') ? name[..^1] : name))
            .Where(key => key.Length > 0);
}
