namespace Marketing.Domain.Plans.Parts;

/// <summary>
/// Assigns positions to the parts of a section: ascending numbers with gaps, so that moving a part does not change
/// the positions of the others.
/// </summary>
public static class PartOrder
{
    /// <summary>Default gap between two consecutive parts.</summary>
    public const int Step = 1024;

    /// <summary>Returns the position after the last part.</summary>
    /// <param name="last">Position of the last part; null for an empty section.</param>
    public static int After(int? last) => (int)Math.Min((last ?? 0L) + Step, int.MaxValue);

    /// <summary>
    /// Returns strictly ascending, positive positions for parts in this order. As many parts as possible keep their position.
    /// All parts are renumbered only if the gaps are used up.
    /// </summary>
    /// <param name="current">The current position of each part, in the desired order; null for a part without one.</param>
    public static IReadOnlyList<int> Assign(IReadOnlyList<int?> current)
    {
        var positions = new int[current.Count];
        var done = 0;
        var below = 0;
        foreach (var kept in Rising(current).Append(current.Count))
        {
            var isLast = kept == current.Count;
            if (!isLast && current[kept]!.Value - below <= kept - done)
            {
                return Anew(current.Count);
            }

            for (var i = done; i < kept; i++)
            {
                var place = isLast
                    ? below + ((long)Step * (i - done + 1))
                    : below + ((current[kept]!.Value - (long)below) * (i - done + 1) / (kept - done + 1));
                if (place > int.MaxValue)
                {
                    return Anew(current.Count);
                }

                positions[i] = (int)place;
            }

            if (!isLast)
            {
                below = positions[kept] = current[kept]!.Value;
                done = kept + 1;
            }
        }

        return positions;
    }

    private static int[] Anew(int count) => [.. Enumerable.Range(1, count).Select(i => i * Step)];

    /// <summary>Returns the indexes of a longest strictly increasing subsequence of positive positions.</summary>
    private static List<int> Rising(IReadOnlyList<int?> current)
    {
        var ends = new List<int>();
        var before = new int[current.Count];
        for (var i = 0; i < current.Count; i++)
        {
            if (current[i] is not > 0)
            {
                continue;
            }

            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = current[ends[middle]] < current[i] ? (middle + 1, high) : (low, middle);
            }

            before[i] = low == 0 ? -1 : ends[low - 1];
            if (low == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[low] = i;
            }
        }

        var run = new List<int>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = before[i])
        {
            run.Add(i);
        }

        run.Reverse();
        return run;
    }
}
