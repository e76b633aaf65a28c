namespace Marketing.Domain.Values;

/// <summary>The members of one kind of a flat value object. Besides these it can only have its text.</summary>
/// <param name="Kind">JSON code of the kind.</param>
/// <param name="Required">Groups of members; exactly one of each group is present.</param>
/// <param name="Optional">Groups of members; at most one of each group is present.</param>
public sealed record KindMembers(string Kind, IReadOnlyList<IReadOnlyList<string>> Required, IReadOnlyList<IReadOnlyList<string>> Optional);

/// <summary>The member rules of the flat value objects, for the description of their schemas.</summary>
public static class MemberRules
{
    /// <summary>The rules of each value object that has kinds. A value without a kind has only its text (<c>unparsed</c>).</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<KindMembers>> ByKind { get; } =
        new Dictionary<Type, IReadOnlyList<KindMembers>>
        {
            [typeof(Deadline)] = [.. Deadline.Rules.Members],
            [typeof(Frequency)] = [.. Frequency.Rules.Members],
            [typeof(PeriodWindow)] = [.. PeriodWindow.Rules.Members],
            [typeof(TargetExpression)] = [.. TargetExpression.Rules.Members],
        };

    /// <summary>
    /// The members that hold the figure of each value that may be open. A value with a figure has no placeholder; a value with neither has
    /// its text.
    /// </summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> FiguresOf { get; } =
        new Dictionary<Type, IReadOnlyList<string>>
        {
            [typeof(PlannedMoney)] = ["amount"],
            [typeof(PlannedNumber)] = ["value"],
            [typeof(PlannedDate)] = ["date"],
            [typeof(PercentRange)] = ["min", "max"],
        };
}
