using Marketing.Domain.Phrases;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>How a window of two numbers is read.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="IsDefault">Whether no other window of the plan shows which reading is meant.</param>
public sealed record WindowChoice(WindowReading Reading, bool IsDefault);

/// <summary>
/// Decides how the windows of a plan are read that consist of two numbers, with all of them in view. Windows that share their boundaries
/// (1-2, 2-4, 4-6个月) are elapsed time; windows that count on (1-4周, 5-8周) are numbered periods. The windows of one section form a chain
/// for each event and unit; a section without a clear chain follows the phases. A window that starts with 1 means the same either way.
/// </summary>
internal sealed class WindowChains
{
    private readonly Dictionary<(string Section, string Anchor, TimeUnit Unit), WindowReading> readings = [];

    public WindowChains(IReadOnlyList<ScheduledPart> parts)
    {
        foreach (var section in parts.GroupBy(part => part.Section, StringComparer.Ordinal))
        {
            var counts = section
                .SelectMany(part => ContentTree.Nodes(part.Content))
                .Select(node => node.Value)
                .OfType<PeriodWindow>()
                .Select(WindowParser.CountOf)
                .OfType<WindowCount>();
            foreach (var chain in counts.GroupBy(count => (count.Anchor, count.Unit)))
            {
                if (ReadingOf([.. chain]) is { } reading)
                {
                    readings[(section.Key, chain.Key.Anchor, chain.Key.Unit)] = reading;
                }
            }
        }
    }

    /// <summary>Returns how a window of a section is read; null if its words have only one reading.</summary>
    public WindowChoice? For(string section, PeriodWindow window)
    {
        if (WindowParser.CountOf(window) is not { Min: > 1 } count)
        {
            return null;
        }

        var phases = PlanSections.Of<Phase>().Name;
        var isKnown =
            readings.TryGetValue((section, count.Anchor, count.Unit), out var reading)
            || readings.TryGetValue((phases, count.Anchor, count.Unit), out reading);
        return isKnown ? new WindowChoice(reading, IsDefault: false)
            : count.Max is null ? null
            : new WindowChoice(WindowReading.Elapsed, IsDefault: true);
    }

    // Null unless each window shares its boundary with the next one, or each counts on from the one before.
    private static WindowReading? ReadingOf(List<WindowCount> chain)
    {
        var pairs = chain.Zip(chain.Skip(1), (before, after) => (before.Max, after.Min, IsOpen: after.Max is null)).ToList();
        var closed = pairs.Where(pair => !pair.IsOpen).ToList();
        var counted = pairs.TrueForAll(pair => pair.Min == pair.Max + 1 || (pair.IsOpen && pair.Min == pair.Max));
        var elapsed = pairs.TrueForAll(pair => pair.Min == pair.Max);
        return pairs.Count == 0 ? null
            : elapsed && closed.Count > 0 ? WindowReading.Elapsed
            : counted && pairs.Exists(pair => pair.Min == pair.Max + 1) ? WindowReading.Counted
            : null;
    }
}
