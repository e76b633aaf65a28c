using Marketing.Domain.Phrases;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>Reads the values of a record that come as words alone (<c>{ "text": "計劃開始後10個月內" }</c>), wherever they stand in it.</summary>
public static class PhraseReading
{
    /// <summary>Most deadlines or rhythms in one list; a text that holds more stays unparsed.</summary>
    public const int Most = 20;

    private static readonly HashSet<Type> Phrases =
    [
        typeof(Deadline), typeof(Frequency), typeof(PeriodWindow), typeof(TargetExpression),
        typeof(PlannedDate), typeof(PlannedNumber), typeof(PlannedMoney), typeof(PercentRange),
    ];

    /// <summary>Whether values of the type are read where their words come alone.</summary>
    public static bool Reads(Type type) => Phrases.Contains(type);

    /// <summary>The record with each such value read; what is not understood is unparsed, its words kept.</summary>
    /// <param name="content">The record.</param>
    /// <param name="currency">ISO 4217 code for amounts that name no currency.</param>
    public static T Read<T>(T content, string currency)
        where T : class => ContentTree.Rewrite(content, (value, inList) => Read(value, inList, currency));

    private static IReadOnlyList<object>? Read(object value, bool inList, string currency) => value switch
    {
        Deadline { Text: { } text } deadline when deadline == new Deadline { Text = text } =>
            inList ? Several(DeadlineParser.ParseAll(text), deadline, text, (one, whole) => one with { Text = whole }) : [DeadlineParser.Parse(text)],
        Frequency { Text: { } text } frequency when frequency == new Frequency { Text = text } =>
            FrequencyParser.Parse(text) is var read && (inList || read.Count == 1) ? Several(read, frequency, text, (one, whole) => one with { Text = whole }) : [frequency],
        PeriodWindow { Text: { } text } window when window == new PeriodWindow { Text = text } => [WindowParser.Parse(text)],
        TargetExpression { Text: { } text } target when target == new TargetExpression { Text = text } => [TargetParser.Parse(text)],
        PlannedDate { Text: { } text, Date: null, Placeholder: null } => [PlannedDateParser.Parse(text)],
        PlannedNumber { Text: { } text } number when number == new PlannedNumber { Text = text } => [PlannedNumberParser.Parse(text)],
        PercentRange { Text: { } text, Min: null, Max: null, Placeholder: null } => [PercentRangeParser.Parse(text)],
        PlannedMoney money => [money.Read(currency)],
        _ => null,
    };

    /// <summary>A text that says several things becomes several records, each under the whole text, so that no reader has to put it together again.</summary>
    private static IReadOnlyList<object> Several<T>(IReadOnlyList<T> read, T unread, string text, Func<T, string, T> under)
        where T : class => read.Count is > 0 and <= Most ? [.. read.Select(one => under(one, text))] : [unread];
}
