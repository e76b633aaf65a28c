using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>
/// Reads the words that a record keeps beside its lists of times (执行时间, 沟通频率, 评估周期) into those lists. Given lists win: they are never
/// changed. Words that are not understood become one unparsed value, as they would in the list.
/// </summary>
internal static class WordsBesideLists
{
    private static readonly Dictionary<string, (Type Phrase, string[] Lists)> Words = new(StringComparer.Ordinal)
    {
        ["timingText"] = (typeof(Deadline), ["deadlines", "frequencies"]),
        ["deadlinesText"] = (typeof(Deadline), ["deadlines"]),
        ["frequencyText"] = (typeof(Frequency), ["frequencies"]),
        ["period"] = (typeof(Frequency), ["frequencies"]),
    };

    /// <summary>Returns the lists that the words of a member are read into, by their JSON names; none for other members.</summary>
    public static IReadOnlyList<string> ListsOf(Type record, string member) =>
        Words.TryGetValue(member, out var words) && Array.TrueForAll(words.Lists, list => HasList(record, list)) ? words.Lists : [];

    /// <summary>Returns the type of the values that the words of a member are read into; null for other members.</summary>
    public static Type? PhraseIn(Type record, string member) => ListsOf(record, member).Count > 0 ? Words[member].Phrase : null;

    private static bool HasList(Type record, string list) => record.GetProperty($"{char.ToUpperInvariant(list[0])}{list[1..]}") is not null;

    /// <summary>Returns the record with its empty lists filled from the words; null if there is nothing to fill.</summary>
    public static object? Read(object record, PhraseReader reader) =>
        record switch
        {
            PlanRiskTreatment { Deadlines.Count: 0, Frequencies.Count: 0 } treatment when IsPhrase(treatment.TimingText) => Read(
                treatment,
                reader
            ),
            CommunicationEntry { Frequencies.Count: 0 } entry when IsPhrase(entry.FrequencyText) => entry with
            {
                Frequencies = [Frequency(entry.FrequencyText!)],
            },
            MonitoringMechanism { Frequencies.Count: 0 } mechanism when IsPhrase(mechanism.FrequencyText) => mechanism with
            {
                Frequencies = [Frequency(mechanism.FrequencyText!)],
            },
            EvaluationCycle { Frequencies.Count: 0 } cycle when IsPhrase(cycle.Period) => cycle with
            {
                Frequencies = [Frequency(cycle.Period!)],
            },
            WorkPackage { Deadlines.Count: 0 } package when IsPhrase(package.DeadlinesText) => package with
            {
                Deadlines = [Deadline(package.DeadlinesText!)],
            },
            Subtask { Deadlines.Count: 0 } subtask when IsPhrase(subtask.DeadlinesText) => subtask with
            {
                Deadlines = [Deadline(subtask.DeadlinesText!)],
            },
            TargetMeasure { Deadlines.Count: 0, Target: { Text: { } text } target } measure
                when target == new TargetExpression { Text = text } && Due(text, reader) is { } read => measure with
            {
                Target = read.Target,
                Deadlines = read.Deadlines,
            },
            PlanKpi { Deadlines.Count: 0, Target: { Text: { } text } target } kpi
                when target == new TargetExpression { Text = text } && Due(text, reader) is { } read => kpi with
            {
                Target = read.Target,
                Deadlines = read.Deadlines,
            },
            _ => null,
        };

    private static bool IsPhrase(string? words) => !string.IsNullOrWhiteSpace(words) && words.Length <= ValueLimits.Text;

    private static Deadline Deadline(string text) => new() { Text = text };

    private static Frequency Frequency(string text) => new() { Text = text };

    // One-off times are deadlines, recurring ones frequencies: 启动时制定方案,每月复核一次.
    private static PlanRiskTreatment Read(PlanRiskTreatment treatment, PhraseReader reader)
    {
        var read = reader.Deadlines(treatment.TimingText!);
        if (read.Count > PhraseReading.MaxPerList)
        {
            return treatment with { Deadlines = [Deadline(treatment.TimingText!)] };
        }

        return treatment with
        {
            Deadlines = [.. read.Where(deadline => deadline.Frequency is null)],
            Frequencies =
            [
                .. read.Where(deadline => deadline.Frequency is not null)
                    .Select(deadline => deadline.Frequency! with { Text = deadline.Text }),
            ],
        };
    }

    // 3个月内达到80%: the time by which a target is due belongs to the deadlines beside it.
    private static (TargetExpression Target, IReadOnlyList<Deadline> Deadlines)? Due(string text, PhraseReader reader) =>
        reader.Target(text) is { Deadlines.Count: > 0 and <= PhraseReading.MaxPerList } read ? read : null;
}
