namespace Marketing.Domain.Tasks;

/// <summary>A task as a progress report shows it.</summary>
public sealed record ReportedTask
{
    public required Guid TaskId { get; init; }

    public Guid? ParentId { get; init; }

    public required TaskKind Kind { get; init; }

    public string? Ref { get; init; }

    public int Position { get; init; }

    public required string Title { get; init; }

    public string? OwnerText { get; init; }

    public DateOnly? DueDate { get; init; }

    public bool CanBeOverdue { get; init; }

    public int Weight { get; init; } = 1;

    public int? PlannedHours { get; init; }

    public TaskState State { get; init; }

    public int Percent { get; init; }

    public DateOnly? FinishedOn { get; init; }

    public string? Reason { get; init; }

    public bool IsOpen => State is not (TaskState.Done or TaskState.Cancelled);
}

/// <summary>
/// The weekly report of a plan: what is done and open, what is overdue or blocked, and what comes next. Work packages with subtasks are
/// represented by these.
/// </summary>
public sealed record ProgressReport
{
    /// <summary>The number of days that count as soon.</summary>
    public const int SoonDays = 7;

    private static readonly TaskKind[] Work = [TaskKind.WorkPackage, TaskKind.Subtask, TaskKind.Additional];

    public required DateOnly AsOf { get; init; }

    /// <summary>The progress of the whole plan; null without work.</summary>
    public required int? Percent { get; init; }

    /// <summary>All work that is not cancelled.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<ReportedTask> Done { get; init; }

    public required IReadOnlyList<ReportedTask> Open { get; init; }

    /// <summary>What was due before the day and is not done, milestones and actions included; the longest overdue first.</summary>
    public required IReadOnlyList<ReportedTask> Overdue { get; init; }

    /// <summary>What is blocked.</summary>
    public required IReadOnlyList<ReportedTask> Problems { get; init; }

    /// <summary>What is due on the day or within <see cref="SoonDays"/> days after it.</summary>
    public required IReadOnlyList<ReportedTask> DueSoon { get; init; }

    public required IReadOnlyList<ReportedTask> Milestones { get; init; }

    /// <summary>Makes the report from the tasks as they were at the end of a day.</summary>
    public static ProgressReport Of(IEnumerable<ReportedTask> tasks, DateOnly asOf)
    {
        var all = tasks
            .OrderBy(task => task.Kind == TaskKind.Additional)
            .ThenBy(task => task.Position)
            .ThenBy(task => task.TaskId)
            .ToList();
        var parents = all.Where(task => task.Kind == TaskKind.Subtask).Select(task => task.ParentId).OfType<Guid>().ToHashSet();
        var work = all.FindAll(task => Work.Contains(task.Kind) && !parents.Contains(task.TaskId) && task.State != TaskState.Cancelled);
        var shown = all.FindAll(task => task.Kind != TaskKind.Phase && !parents.Contains(task.TaskId) && task.IsOpen);
        return new ProgressReport
        {
            AsOf = asOf,
            Percent = ProgressRollUp.Of(work.Select(task => new WeighedProgress(task.State, task.Percent, task.Weight, task.PlannedHours))),
            Total = work.Count,
            Done = work.FindAll(task => !task.IsOpen),
            Open = work.FindAll(task => task.IsOpen),
            Overdue = [.. shown.Where(task => task.CanBeOverdue && task.DueDate < asOf).OrderBy(task => task.DueDate)],
            Problems = shown.FindAll(task => task.State == TaskState.Blocked),
            DueSoon =
            [
                .. shown.Where(task => task.DueDate >= asOf && task.DueDate <= asOf.AddDays(SoonDays)).OrderBy(task => task.DueDate),
            ],
            Milestones = all.FindAll(task => task.Kind == TaskKind.Milestone),
        };
    }
}
