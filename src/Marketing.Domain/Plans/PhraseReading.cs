using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>The values that are parsed if they have only a text (<c>{ "text": "計劃開始後10個月內" }</c>).</summary>
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

    /// <summary>Returns the lists that words beside them (<c>timingText</c>) are read into, by JSON names.</summary>
    /// <param name="record">The type of the record.</param>
    /// <param name="member">The JSON name of the member with the words.</param>
    public static IReadOnlyList<string> ListsBeside(Type record, string member) => WordsBesideLists.ListsOf(record, member);

    /// <summary>Returns the record with its phrases parsed, at any depth.</summary>
    /// <inheritdoc cref="PhraseReader.Read"/>
    public static T Read<T>(T content, string currency)
        where T : class => new PhraseReader().Read(content, currency).Content;
}
