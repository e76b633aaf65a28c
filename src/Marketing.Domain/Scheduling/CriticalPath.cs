namespace Marketing.Domain.Scheduling;

/// <summary>An activity of a network.</summary>
/// <param name="Key">Identifies it.</param>
/// <param name="Duration">Number of working days; 0 for a milestone.</param>
/// <param name="NotBefore">The first working day on which it can start, counted from 0, whatever precedes it.</param>
public sealed record NetworkActivity(string Key, int Duration, int NotBefore = 0);

/// <summary>A dependency from finish to start.</summary>
/// <param name="Before">The activity that must be finished first.</param>
/// <param name="After">The activity that follows.</param>
/// <param name="Lag">Working days between them; negative if they overlap.</param>
public sealed record NetworkLink(string Before, string After, int Lag = 0);

/// <summary>
/// When an activity can and must take place. All times are numbers of working days from the start of the network; an activity that starts
/// at 3 and takes 2 days ends at 5, where the next one starts.
/// </summary>
public sealed record NetworkTimes(int EarliestStart, int EarliestFinish, int LatestStart, int LatestFinish)
{
    /// <summary>By how many working days it can be late without delaying the end of the network.</summary>
    public int TotalFloat => LatestStart - EarliestStart;

    /// <summary>Whether any delay delays the end of the network.</summary>
    public bool IsCritical => TotalFloat == 0;
}

/// <summary>
/// The critical path method: a pass forward finds the earliest times, a pass backward the latest ones. What has no float is critical.
/// </summary>
public static class CriticalPath
{
    /// <summary>Returns the times of all activities. Activities in a circle, and those behind it, have none.</summary>
    /// <param name="activities">The activities.</param>
    /// <param name="links">The dependencies; those of unknown activities are ignored.</param>
    public static IReadOnlyDictionary<string, NetworkTimes> Of(
        IReadOnlyCollection<NetworkActivity> activities,
        IReadOnlyCollection<NetworkLink> links
    )
    {
        var byKey = activities.ToDictionary(activity => activity.Key, StringComparer.Ordinal);
        var known = links.Where(link => byKey.ContainsKey(link.Before) && byKey.ContainsKey(link.After)).ToList();
        var before = known.ToLookup(link => link.After, StringComparer.Ordinal);
        var after = known.ToLookup(link => link.Before, StringComparer.Ordinal);
        var order = InOrder(activities, before, after);
        var ordered = order.Select(activity => activity.Key).ToHashSet(StringComparer.Ordinal);
        var earliest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var activity in order)
        {
            earliest[activity.Key] = before[activity.Key]
                .Select(link => earliest[link.Before] + byKey[link.Before].Duration + link.Lag)
                .Append(Math.Max(activity.NotBefore, 0))
                .Max();
        }

        var end = order.Count == 0 ? 0 : order.Max(activity => earliest[activity.Key] + activity.Duration);
        var latest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var activity in Enumerable.Reverse(order))
        {
            latest[activity.Key] = after[activity.Key]
                .Where(link => ordered.Contains(link.After))
                .Select(link => latest[link.After] - byKey[link.After].Duration - link.Lag)
                .Append(end)
                .Min();
        }

        return order.ToDictionary(
            activity => activity.Key,
            activity => new NetworkTimes(
                earliest[activity.Key],
                earliest[activity.Key] + activity.Duration,
                latest[activity.Key] - activity.Duration,
                latest[activity.Key]
            ),
            StringComparer.Ordinal
        );
    }

    /// <summary>Returns the activities with all predecessors before them; those that wait for a circle are left out.</summary>
    private static List<NetworkActivity> InOrder(
        IReadOnlyCollection<NetworkActivity> activities,
        ILookup<string, NetworkLink> before,
        ILookup<string, NetworkLink> after
    )
    {
        var byKey = activities.ToDictionary(activity => activity.Key, StringComparer.Ordinal);
        var open = activities.ToDictionary(activity => activity.Key, activity => before[activity.Key].Count(), StringComparer.Ordinal);
        var ready = new Queue<NetworkActivity>(activities.Where(activity => open[activity.Key] == 0));
        var order = new List<NetworkActivity>();
        while (ready.TryDequeue(out var next))
        {
            order.Add(next);
            foreach (var link in after[next.Key])
            {
                if (--open[link.After] == 0)
                {
                    ready.Enqueue(byKey[link.After]);
                }
            }
        }

        return order;
    }
}
