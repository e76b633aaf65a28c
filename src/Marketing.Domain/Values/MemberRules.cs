namespace Marketing.Domain.Values;

/// <summary>The members of one kind of a flat value object; it has no others but its words.</summary>
/// <param name="Kind">The kind, as on the wire.</param>
/// <param name="Required">Groups of members: of each exactly one is there.</param>
/// <param name="Optional">Groups of members: of each at most one is there.</param>
public sealed record KindMembers(string Kind, IReadOnlyList<IReadOnlyList<string>> Required, IReadOnlyList<IReadOnlyList<string>> Optional);

/// <summary>Which members of the flat value objects go together, for those who describe them.</summary>
public static class MemberRules
{
    /// <summary>The rules of each value object that has kinds. Without a kind, a value is its words (<c>unparsed</c>).</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<KindMembers>> ByKind { get; } = new Dictionary<Type, IReadOnlyList<KindMembers>>
    {
        [typeof(Deadline)] = [.. Deadline.Rules.Members],
        [typeof(Frequency)] = [.. Frequency.Rules.Members],
        [typeof(PeriodWindow)] = [.. PeriodWindow.Rules.Members],
        [typeof(TargetExpression)] = [.. TargetExpression.Rules.Members],
    };

    /// <summary>The members of each open value that hold its figure: with one of them it has no placeholder, without both it has its words.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> FiguresOf { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(PlannedMoney)] = ["amount"],
        [typeof(PlannedNumber)] = ["value"],
        [typeof(PlannedDate)] = ["date"],
        [typeof(PercentRange)] = ["min", "max"],
    };
}
