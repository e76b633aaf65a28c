using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>A phrase that means something else than what is stored for it.</summary>
/// <param name="Pointer">JSON pointer inside the record.</param>
/// <param name="Text">The words.</param>
/// <param name="Stored">What an earlier grammar read, as text.</param>
/// <param name="Read">What the words mean now, as text.</param>
public sealed record OutdatedReading(string Pointer, string Text, string Stored, string Read);

/// <summary>A record whose phrases were read again.</summary>
/// <param name="Content">The record with its new readings; the same instance if nothing differs.</param>
/// <param name="Outdated">What differs.</param>
public sealed record RereadContent<T>(T Content, IReadOnlyList<OutdatedReading> Outdated)
    where T : class;

/// <summary>Reads the words of stored phrases again, after the grammar has changed.</summary>
public static class PhraseReread
{
    /// <summary>
    /// Returns the record with every phrase as its words are read now. Members that the words do not mention stay; a member that
    /// contradicts them, or a phrase that was not understood before, gets the new reading. Words that are not understood change nothing.
    /// </summary>
    /// <param name="reader">Reads the words.</param>
    /// <param name="content">The stored record.</param>
    /// <param name="currency">ISO 4217 currency for amounts without a currency.</param>
    public static RereadContent<T> Reread<T>(this PhraseReader reader, T content, string currency)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(reader);
        var replaced = new Dictionary<object, IReadOnlyList<object>>(ReferenceEqualityComparer.Instance);
        var outdated = new List<OutdatedReading>();
        foreach (var node in ContentTree.Nodes(content).Where(node => PhraseReading.IsPhraseType(node.Value.GetType())))
        {
            var inner = outdated.Exists(outer => node.Pointer.StartsWith(outer.Pointer + "/", StringComparison.Ordinal));
            if (!inner && PhraseWords.TextOf(node.Value) is { } text && NewReading(reader, node, text, currency) is { } readings)
            {
                replaced[node.Value] = readings;
                outdated.Add(new OutdatedReading(node.Pointer, text, Text([node.Value]), Text(readings)));
            }
        }

        return replaced.Count == 0
            ? new RereadContent<T>(content, [])
            : new RereadContent<T>(ContentTree.Rewrite(content, (value, _) => replaced.GetValueOrDefault(value)), outdated);
    }

    /// <summary>Returns what replaces a phrase; null if it stays.</summary>
    private static IReadOnlyList<object>? NewReading(PhraseReader reader, ContentNode node, string text, string currency)
    {
        var phrase = node.Value;
        var inList = char.IsAsciiDigit(node.Pointer[^1]);
        var readings = reader.ReadingsOf(phrase.GetType(), text, inList, (phrase as PlannedMoney)?.Currency ?? currency);
        if (readings.Count == 0 || readings.Count > PhraseReading.MaxPerList || !readings.All(PhraseWords.IsUnderstood))
        {
            return null;
        }

        if (PhraseWords.HasOnlyText(phrase))
        {
            return readings;
        }

        var (completed, faults) = PhraseWords.Compare(phrase, readings);
        return faults.Count > 0 ? readings
            : completed.Equals(phrase) ? null
            : [completed];
    }

    private static string Text(IEnumerable<object> phrases) =>
        string.Join(" | ", phrases.Select(phrase => PhraseWords.HasOnlyText(phrase) ? "" : PhraseWords.Describe(phrase)));
}
