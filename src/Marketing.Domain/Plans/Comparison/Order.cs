namespace Marketing.Domain.Plans.Comparison;

/// <summary>Compares the order of two lists.</summary>
internal static class Order
{
    /// <summary>
    /// Returns the most numbers that are already in ascending order. The others have to move; no smaller set of moves explains the order.
    /// </summary>
    /// <param name="numbers">Different numbers.</param>
    public static HashSet<int> LongestAscending(IReadOnlyList<int> numbers)
    {
        // tails[n] is the index of the lowest number that ends an ascending row of n + 1 numbers.
        var tails = new List<int>();
        var before = new int[numbers.Count];
        for (var i = 0; i < numbers.Count; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = numbers[tails[middle]] < numbers[i] ? (middle + 1, high) : (low, middle);
            }

            before[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var ascending = new HashSet<int>();
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = before[i])
        {
            ascending.Add(numbers[i]);
        }

        return ascending;
    }

    /// <summary>
    /// Returns what differs between two lists, as pairs of indexes: entries that take each other's place, and entries that only one of
    /// the lists has. Entries of the longest row of equal ones are left out.
    /// </summary>
    /// <param name="left">Length of the first list.</param>
    /// <param name="right">Length of the second list.</param>
    /// <param name="areEqual">Whether two entries are equal.</param>
    public static IEnumerable<(int? Left, int? Right)> Align(int left, int right, Func<int, int, bool> areEqual)
    {
        var start = 0;
        while (start < left && start < right && areEqual(start, start))
        {
            start++;
        }

        while (left > start && right > start && areEqual(left - 1, right - 1))
        {
            (left, right) = (left - 1, right - 1);
        }

        var (i, j) = (start, start);
        foreach (var (nextLeft, nextRight) in EqualRow(start, left, right, areEqual).Append((left, right)))
        {
            for (; i < nextLeft || j < nextRight; i++, j++)
            {
                yield return (i < nextLeft ? i : null, j < nextRight ? j : null);
            }

            (i, j) = (nextLeft + 1, nextRight + 1);
        }
    }

    private static IEnumerable<(int Left, int Right)> EqualRow(int start, int left, int right, Func<int, int, bool> areEqual)
    {
        if (start == left || start == right)
        {
            yield break;
        }

        var equal = new bool[left - start, right - start];
        var lengths = new int[left - start + 1, right - start + 1];
        for (var i = left - start - 1; i >= 0; i--)
        {
            for (var j = right - start - 1; j >= 0; j--)
            {
                equal[i, j] = areEqual(start + i, start + j);
                lengths[i, j] = equal[i, j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < left - start && j < right - start; )
        {
            if (equal[i, j])
            {
                yield return (start + i++, start + j++);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }
}
