using Marketing.Domain.Values;

namespace Marketing.Domain.Risks;

/// <summary>A reading that triggers are compared with.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Value">Its value.</param>
public readonly record struct SignalReading(DateOnly Date, decimal Value);

/// <summary>Finds where readings cross a threshold.</summary>
public static class RiskSeries
{
    /// <summary>
    /// Returns the crossings that fire a trigger. A crossing begins with the first reading beyond the threshold and ends with the first one
    /// behind it by the hysteresis. With a window, the readings must be beyond the threshold on that many days in a row; a day without a
    /// reading is no evidence, so the count starts again after it.
    /// </summary>
    /// <param name="terms">What fires the trigger.</param>
    /// <param name="readings">The readings, one a day, in any order.</param>
    public static IReadOnlyList<Crossing> CrossingsOf(RiskTriggerTerms terms, IEnumerable<SignalReading> readings)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms is not { Comparator: { } comparator, Threshold: { } threshold })
        {
            return [];
        }

        var crossings = new List<Crossing>();
        var back = threshold + (IsUpward(comparator) ? -1 : 1) * (terms.Hysteresis ?? 0);
        var needed = DaysOf(terms.Window);
        Crossing? open = null;
        var (row, before, fired) = (0, DateOnly.MinValue, false);
        foreach (var (date, value) in readings.OrderBy(reading => reading.Date))
        {
            var beyond = IsBeyond(comparator, value, threshold);
            if (open is not null && !beyond && !IsBeyond(comparator, value, back))
            {
                (open, row, fired) = (null, 0, false);
                continue;
            }

            if (!beyond)
            {
                row = 0;
                continue;
            }

            row = row > 0 && before.AddDays(1) == date ? row + 1 : 1;
            before = date;
            open = open is null ? new Crossing(date, date, value) : open with { LastOn = date };
            if (fired)
            {
                crossings[^1] = crossings[^1] with { LastOn = date };
            }
            else if (row >= needed)
            {
                fired = true;
                crossings.Add(open with { Value = value });
            }
        }

        return crossings;
    }

    /// <summary>Whether the crossing has an alert: of its first day, or of one that was its first before a late reading came.</summary>
    public static bool IsKnown(Crossing crossing, IEnumerable<DateOnly> alerts) =>
        alerts.Any(day => day >= crossing.From && day <= crossing.LastOn);

    /// <summary>Whether a value is back behind the threshold by the hysteresis.</summary>
    public static bool IsBack(RiskTriggerTerms terms, decimal value)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms is { Comparator: { } comparator, Threshold: { } threshold }
            && !IsBeyond(comparator, value, threshold)
            && !IsBeyond(comparator, value, threshold + ((IsUpward(comparator) ? -1 : 1) * (terms.Hysteresis ?? 0)));
    }

    private static bool IsUpward(Comparator comparator) => comparator is Comparator.Gt or Comparator.Gte;

    private static bool IsBeyond(Comparator comparator, decimal value, decimal threshold) =>
        comparator switch
        {
            Comparator.Gt => value > threshold,
            Comparator.Gte => value >= threshold,
            Comparator.Lt => value < threshold,
            Comparator.Lte => value <= threshold,
            _ => value == threshold,
        };

    /// <summary>Returns the length of a window in days; months count 30 days, and less than a day counts as one.</summary>
    private static int DaysOf(RiskWindow? window) =>
        window is null
            ? 1
            : window.Amount
                * window.Unit switch
                {
                    TimeUnit.Week => 7,
                    TimeUnit.Month => 30,
                    TimeUnit.Quarter => 91,
                    TimeUnit.HalfYear => 182,
                    TimeUnit.Year => 365,
                    _ => 1,
                };
}
