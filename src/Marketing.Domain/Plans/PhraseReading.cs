using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>Parses the values of a record that have only a text (<c>{ "text": "計劃開始後10個月內" }</c>), at any depth.</summary>
public static class PhraseReading
{
    /// <summary>Maximum number of deadlines or frequencies in a list. A text that holds more is not parsed.</summary>
    public const int MaxPerList = 20;

    private static readonly HashSet<Type> PhraseTypes =
    [
        typeof(Deadline),
        typeof(Frequency),
        typeof(PeriodWindow),
        typeof(TargetExpression),
        typeof(PlannedDate),
        typeof(PlannedNumber),
        typeof(PlannedMoney),
        typeof(PercentRange),
    ];

    /// <summary>Returns whether values of the type are parsed if they have only a text.</summary>
    public static bool IsPhraseType(Type type) => PhraseTypes.Contains(type);

    /// <summary>
    /// Returns the record with each such value parsed. A text that cannot be parsed is kept and marked as unparsed. Words that stand
    /// beside a list (<c>timingText</c>, <c>frequencyText</c>, <c>period</c>) are read into the list if it is empty.
    /// </summary>
    /// <param name="content">The record.</param>
    /// <param name="currency">ISO 4217 currency for amounts without a currency.</param>
    public static T Read<T>(T content, string currency)
        where T : class => ReadMembers((T)(WordsBesideLists.Read(content) ?? content), currency);

    private static T ReadMembers<T>(T content, string currency)
        where T : class => ContentTree.Rewrite(content, (value, inList) => Read(value, inList, currency));

    private static IReadOnlyList<object>? Read(object value, bool inList, string currency) =>
        value switch
        {
            Deadline { Text: { } text } deadline when deadline == new Deadline { Text = text } => inList
                ? Limited(DeadlineParser.ParseAll(text), deadline)
                : [DeadlineParser.Parse(text)],
            Frequency { Text: { } text } frequency when frequency == new Frequency { Text = text } => FrequencyParser.Parse(text)
                is var frequencies
            && (inList || frequencies.Count == 1)
                ? Limited(Pieces(text, frequencies), frequency)
                : [frequency],
            PeriodWindow { Text: { } text } window when window == new PeriodWindow { Text = text } => [WindowParser.Parse(text)],
            TargetExpression { Text: { } text } target when target == new TargetExpression { Text = text } => [TargetParser.Parse(text)],
            PlannedDate { Text: { } text, Date: null, Placeholder: null } => [PlannedDateParser.Parse(text)],
            PlannedNumber { Text: { } text } number when number == new PlannedNumber { Text = text } => [PlannedNumberParser.Parse(text)],
            PercentRange { Text: { } text, Min: null, Max: null, Placeholder: null } => [PercentRangeParser.Parse(text)],
            PlannedMoney money => [money.Read(currency)],
            _ => WordsBesideLists.Read(value) is { } completed ? [ReadMembers(completed, currency)] : null,
        };

    // A text with several values becomes several records, each with its own piece of the text.
    private static IReadOnlyList<object> Limited<T>(IReadOnlyList<T> values, T unparsed)
        where T : class => values.Count is > 0 and <= MaxPerList ? values : [unparsed];

    private static IReadOnlyList<Frequency> Pieces(string text, IReadOnlyList<Frequency> frequencies) =>
        frequencies.Count == 1 ? [frequencies[0] with { Text = text }] : FrequencyParser.ParsePieces(text);
}
