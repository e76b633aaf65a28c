namespace Marketing.Domain.Scheduling;

/// <summary>Finds cycles of dependencies: items in a cycle could never start.</summary>
public static class Cycles
{
    /// <summary>Returns the shortest way from an item over predecessors back to itself, with both ends; null if there is none.</summary>
    /// <param name="start">The item.</param>
    /// <param name="predecessors">The direct predecessors of each item.</param>
    public static IReadOnlyList<T>? Shortest<T>(T start, IReadOnlyDictionary<T, IReadOnlyList<T>> predecessors)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(predecessors);
        var cameFrom = new Dictionary<T, T>();
        var queue = new Queue<T>([start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in predecessors.GetValueOrDefault(at) ?? [])
            {
                if (next.Equals(start))
                {
                    return Path(at, start, cameFrom);
                }

                if (cameFrom.TryAdd(next, at))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<T> Path<T>(T end, T start, Dictionary<T, T> cameFrom)
        where T : notnull
    {
        var path = new List<T> { start };
        for (var at = end; !at.Equals(start); at = cameFrom[at])
        {
            path.Insert(1, at);
        }

        path.Add(start);
        return path;
    }
}
