namespace Marketing.Domain.Loyalty;

/// <summary>Counts the loyalty programmes that are live. An objective that counts programmes counts only these (R37).</summary>
public static class LiveProgrammes
{
    /// <summary>The formula of metrics that count loyalty programmes.</summary>
    public const string FormulaCode = "liveLoyaltyProgrammes";

    /// <summary>
    /// Returns how many programmes were live at the end of each day that matters: of the day before a period, of its first day, of each day
    /// with a step, and of the last day. Empty without programmes.
    /// </summary>
    /// <param name="programmes">The programmes.</param>
    /// <param name="first">First day of the period; null if it is open.</param>
    /// <param name="last">The day of the report.</param>
    /// <param name="knownAt">The time until which steps are included; null for all that are known.</param>
    public static IReadOnlyList<(DateOnly Day, int Count)> Counts(
        IReadOnlyCollection<LoyaltyLife> programmes,
        DateOnly? first,
        DateOnly last,
        DateTime? knownAt
    )
    {
        ArgumentNullException.ThrowIfNull(programmes);
        if (programmes.Count == 0)
        {
            return [];
        }

        var days = new SortedSet<DateOnly>(programmes.SelectMany(programme => programme.Steps).Select(step => step.On)) { last };
        if (first is { } start)
        {
            days.UnionWith([start.AddDays(-1), start]);
        }

        return [.. days.Where(day => day <= last).Select(day => (day, programmes.Count(programme => programme.IsLiveOn(day, knownAt))))];
    }
}
