namespace Marketing.Domain.Budgets;

/// <summary>Divides whole numbers in proportion to weights, so that the parts add up to the whole.</summary>
public static class LargestRemainder
{
    /// <summary>
    /// Returns a part for each weight. What rounding down leaves goes to the largest remainders, of equal ones to the first.
    /// </summary>
    /// <param name="total">The whole.</param>
    /// <param name="weights">Weights of zero or more; at least one is above zero.</param>
    public static long[] Divide(long total, IReadOnlyList<long> weights)
    {
        var sum = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
        if (sum <= 0 || weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("The weights must not be negative, and one must be above zero.", nameof(weights));
        }

        var (size, sign) = (Int128.Abs(total), total < 0 ? -1 : 1);
        var parts = weights.Select(weight => (long)(size * weight / sum)).ToArray();
        var left = (int)(size - parts.Aggregate(Int128.Zero, (sum, part) => sum + part));
        var byRemainder = Enumerable.Range(0, weights.Count).OrderByDescending(i => size * weights[i] % sum).ThenBy(i => i);
        foreach (var i in byRemainder.Take(left))
        {
            parts[i]++;
        }

        return [.. parts.Select(part => sign * part)];
    }
}
