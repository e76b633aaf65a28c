namespace Marketing.Domain.Tasks;

/// <summary>What one task counts for in the progress of what it belongs to.</summary>
public sealed record WeighedProgress(TaskState State, int Percent, int Weight, int? PlannedHours);

/// <summary>The progress of several tasks as one figure.</summary>
public static class ProgressRollUp
{
    /// <summary>
    /// Returns the weighted mean of the percentages, rounded down, so that 100 means that all are complete. The weights are the planned
    /// hours if every task has some, else the weights of the tasks. Cancelled tasks do not count. Null if nothing counts.
    /// </summary>
    public static int? Of(IEnumerable<WeighedProgress> tasks)
    {
        var counted = tasks.Where(task => task.State != TaskState.Cancelled).ToList();
        var byHours = counted.TrueForAll(task => task.PlannedHours > 0);
        var (whole, done) = (0L, 0L);
        foreach (var task in counted)
        {
            long weight = byHours ? task.PlannedHours!.Value : task.Weight;
            whole += weight;
            done += weight * task.Percent;
        }

        return whole == 0 ? null : (int)(done / whole);
    }
}
