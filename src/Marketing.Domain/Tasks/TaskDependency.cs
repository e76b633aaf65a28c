using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Tasks;

/// <summary>Units of the time between two tasks.</summary>
public enum LagUnit
{
    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Working days of the workspace.</summary>
    WorkingDay,

    /// <summary>Weeks.</summary>
    Week,
}

/// <summary>A task that must be finished before another one can start.</summary>
public sealed record TaskDependency
{
    public const int Most = 100;
    public const int LongestLag = 1_000;

    /// <summary>Id of the task that must be finished first.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Time between the end of that task and the start of this one; negative if they overlap.</summary>
    /// <example>2</example>
    [Range(-LongestLag, LongestLag)]
    public int Lag { get; init; }

    /// <summary>Unit of the lag.</summary>
    public LagUnit Unit { get; init; } = LagUnit.WorkingDay;
}

/// <summary>Each task of a circle waits for the one before, so none could ever start.</summary>
/// <param name="Circle">The refs or titles of the tasks; the first one is also the last.</param>
/// <param name="Pointer">JSON pointer to the predecessors.</param>
public sealed record TaskCircle(IReadOnlyList<string> Circle, string Pointer = "/predecessors") : RuleError("task.circle");

/// <summary>A task that must be finished first, and where that comes from.</summary>
public sealed record TaskPredecessor
{
    /// <summary>Id of the task that must be finished first.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Time between the end of that task and the start of this one; negative if they overlap.</summary>
    /// <example>2</example>
    [Range(-TaskDependency.LongestLag, TaskDependency.LongestLag)]
    public int Lag { get; init; }

    /// <summary>Unit of the lag.</summary>
    public LagUnit Unit { get; init; } = LagUnit.WorkingDay;

    /// <summary>Whether the plan's content names it.</summary>
    public bool Planned { get; init; }
}
