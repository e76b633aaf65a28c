using Marketing.Domain.Common;

namespace Marketing.Domain.Tasks;

public sealed record TaskNotFound(Guid Id) : NotFoundError("task.notFound");

/// <summary>The caller can report on tasks of the parties they belong to, and this one is of others.</summary>
public sealed record TaskOfOthers() : ForbiddenError("task.ofOthers");

/// <summary>The day of a report is later than today.</summary>
public sealed record TaskReportedAhead(DateOnly Date, DateOnly Today, string Pointer = "/date") : RuleError("task.reportedAhead");

/// <summary>The content of the plan determines this member of the task.</summary>
public sealed record TaskGivenByPlan(string Member, string Pointer) : RuleError("task.givenByPlan");

/// <summary>The progress of the task follows from its subtasks.</summary>
public sealed record TaskRolledUp(int Subtasks) : ConflictError("task.rolledUp");

/// <summary>The plan that a task is for does not exist.</summary>
public sealed record TaskPlanUnknown(Guid Id, string Pointer = "/planId") : RuleError("task.planUnknown");

/// <summary>The submitted content drops tasks that somebody has reported on.</summary>
public sealed record TasksInProgressDropped(IReadOnlyList<string> Refs) : ConflictError("task.inProgressDropped");
