namespace Marketing.Domain.Plans.Parts;

/// <summary>
/// Positions of the parts of a section: numbers that rise in the order of the list, with room between them, so that putting
/// one part elsewhere changes that part and no other.
/// </summary>
public static class PartOrder
{
    /// <summary>The room between two parts that were added one after the other.</summary>
    public const int Step = 1024;

    /// <summary>The position behind the last one.</summary>
    /// <param name="last">Position of the last part; null in an empty section.</param>
    public static int After(int? last) => (int)Math.Min((last ?? 0L) + Step, int.MaxValue);

    /// <summary>
    /// Strictly rising, positive positions for parts in this order. As many parts as possible keep the position that they
    /// have; only where there is no room left are all of them numbered anew.
    /// </summary>
    /// <param name="current">The present position of each part, in the order wanted; null for one that has none yet.</param>
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
                var place = isLast ? below + ((long)Step * (i - done + 1)) : below + ((current[kept]!.Value - (long)below) * (i - done + 1) / (kept - done + 1));
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

    /// <summary>The indexes of a longest strictly rising run of positive positions, not necessarily side by side.</summary>
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
