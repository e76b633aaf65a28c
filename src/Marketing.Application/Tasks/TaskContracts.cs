using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;

namespace Marketing.Application.Tasks;

/// <summary>Something to do, with its progress.</summary>
public sealed record TaskResponse : ResourceResponse
{
    public static readonly Feed<TaskResponse> Feed = new("tasks");

    /// <summary>Id of the plan; null for a task without a plan.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>What the task comes from.</summary>
    public required TaskOrigin Origin { get; init; }

    /// <summary>What the task is in its plan.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Id of the plan's part that it is, or that contains it; null for additional tasks.</summary>
    public required Guid? PartId { get; init; }

    /// <summary>Ref of the part or item in the plan; null for additional tasks.</summary>
    /// <example>T3</example>
    [MaxLength(PlanPart.RefLength)]
    public required string? Ref { get; init; }

    /// <summary>Id of the task of the work package that it belongs to; null for others.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>Number or letter of the task in the plan.</summary>
    /// <example>2.1</example>
    [MaxLength(PlanTask.CodeLength)]
    public required string? Code { get; init; }

    /// <summary>Name of the task.</summary>
    /// <example>调查问卷设计</example>
    [MaxLength(PlanTask.TitleLength)]
    public required string Title { get; init; }

    /// <summary>What needs to be done; only of additional tasks.</summary>
    [MaxLength(PlanTask.TextLength)]
    public required string? Description { get; init; }

    /// <summary>Responsible parties.</summary>
    public required IReadOnlyList<PartyRef> Owners { get; init; }

    /// <summary>The owners as the plan words them.</summary>
    /// <example>市场部、客户服务部</example>
    [MaxLength(PlanTask.TextLength)]
    public required string? OwnerText { get; init; }

    /// <summary>First day of the deadlines' spans.</summary>
    public required DateOnly? StartDate { get; init; }

    /// <summary>The day on which the task is due; null if a deadline has no date.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>Whether a missed due date makes the task overdue. Ongoing and immediate tasks never are.</summary>
    public required bool CanBeOverdue { get; init; }

    /// <summary>State of the least resolved deadline; null without deadlines.</summary>
    public required ResolutionState? DueState { get; init; }

    /// <summary>What the due date waits for: code of an event, placeholder, or ref of a part.</summary>
    /// <example>LAUNCH_DAY</example>
    [MaxLength(PlanTask.WaitLength)]
    public required string? WaitsFor { get; init; }

    /// <summary>Its share in the progress of what it belongs to, in relation to the other tasks there.</summary>
    /// <example>1</example>
    [Range(0, PlanTask.MaxWeight)]
    public required int Weight { get; init; }

    /// <summary>Planned effort in hours. Progress is weighted by it where all tasks have one.</summary>
    /// <example>40</example>
    [Range(0, PlanTask.MaxHours)]
    public required int? PlannedHours { get; init; }

    /// <summary>How far the task is.</summary>
    public required TaskState State { get; init; }

    /// <summary>How much is done, in percent.</summary>
    /// <example>60</example>
    [Range(0, TaskProgress.Whole)]
    public required int Percent { get; init; }

    /// <summary>The day on which work began.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>The day on which it was completed, or achieved.</summary>
    public required DateOnly? FinishedOn { get; init; }

    /// <summary>Why it is blocked or cancelled.</summary>
    [MaxLength(PlanTask.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>The tasks of the same plan that must be finished first.</summary>
    public required IReadOnlyList<TaskPredecessor> Predecessors { get; init; }
}

/// <summary>A task outside the content of plans.</summary>
public sealed record TaskInput
{
    /// <summary>What the task comes from.</summary>
    public required TaskOrigin Origin { get; init; }

    /// <summary>Id of the plan that the task is for.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Name of the task.</summary>
    /// <example>更换供应商</example>
    [MaxLength(PlanTask.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>What needs to be done.</summary>
    [MaxLength(PlanTask.TextLength)]
    public string? Description { get; init; }

    /// <summary>Responsible parties.</summary>
    [MaxLength(PlanTask.MaxOwners)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>First day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>The day on which the task is due.</summary>
    /// <example>2027-03-31</example>
    public DateOnly? DueDate { get; init; }

    /// <summary>Its share in the progress of the plan, in relation to the other tasks.</summary>
    /// <example>1</example>
    [Range(0, PlanTask.MaxWeight)]
    public int Weight { get; init; } = 1;

    /// <summary>Planned effort in hours.</summary>
    /// <example>16</example>
    [Range(0, PlanTask.MaxHours)]
    public int? PlannedHours { get; init; }
}

/// <summary>
/// The members of a task that can be changed. Of a task in the content of a plan, only weight, planned hours, and lags and additional
/// predecessors: the rest follows the plan.
/// </summary>
public sealed record TaskUpdate
{
    /// <summary>Name of the task.</summary>
    [MaxLength(PlanTask.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>What needs to be done.</summary>
    [MaxLength(PlanTask.TextLength)]
    public string? Description { get; init; }

    /// <summary>Responsible parties.</summary>
    [MaxLength(PlanTask.MaxOwners)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>First day.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>The day on which the task is due.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Its share in the progress of what it belongs to, in relation to the other tasks there.</summary>
    [Range(0, PlanTask.MaxWeight)]
    public int Weight { get; init; } = 1;

    /// <summary>Planned effort in hours.</summary>
    /// <example>24</example>
    [Range(0, PlanTask.MaxHours)]
    public int? PlannedHours { get; init; }

    /// <summary>
    /// The tasks of the same plan that must be finished first, with lags. Those that the plan's content names must be among them.
    /// </summary>
    [MaxLength(TaskDependency.Most)]
    public IReadOnlyList<TaskDependency> Predecessors { get; init; } = [];
}

/// <summary>A step of the work.</summary>
public sealed record TaskStepInput
{
    /// <summary>The day of the step; today if omitted.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>A note about the step.</summary>
    [MaxLength(PlanTask.ReasonLength)]
    public string? Note { get; init; }
}

/// <summary>A report on how much is done.</summary>
public sealed record TaskProgressInput
{
    /// <summary>How much is done, in percent. 100 does not complete the task.</summary>
    /// <example>60</example>
    [Range(0, TaskProgress.Whole)]
    public required int Percent { get; init; }

    /// <summary>The day that the report is about; today if omitted.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>A note about the progress.</summary>
    /// <example>问卷已回收 300 份。</example>
    [MaxLength(PlanTask.ReasonLength)]
    public string? Note { get; init; }
}

/// <summary>What prevents the work.</summary>
public sealed record TaskBlockInput
{
    /// <summary>The reason.</summary>
    /// <example>等待供应商报价。</example>
    [MaxLength(PlanTask.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Why a task is not needed any longer.</summary>
public sealed record TaskCancelInput
{
    /// <summary>The reason.</summary>
    /// <example>任务已合并。</example>
    [MaxLength(PlanTask.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>A step of a task, and the state after it.</summary>
public sealed record TaskReportResponse
{
    /// <summary>Opaque id, generated by the server.</summary>
    public required Guid Id { get; init; }

    /// <summary>What changed the task.</summary>
    public required TaskStep Step { get; init; }

    /// <summary>The day of the step itself; null if it has none.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>A note about the step.</summary>
    [MaxLength(PlanTask.ReasonLength)]
    public required string? Note { get; init; }

    /// <summary>The state after the step.</summary>
    public required TaskState State { get; init; }

    /// <summary>How much was done after the step, in percent.</summary>
    [Range(0, TaskProgress.Whole)]
    public required int Percent { get; init; }

    /// <summary>The day on which the task was due after the step.</summary>
    public required DateOnly? DueDate { get; init; }

    /// <summary>Why it was blocked or cancelled after the step.</summary>
    [MaxLength(PlanTask.ReasonLength)]
    public required string? Reason { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Id of the actor that recorded it.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    [MaxLength(200)]
    public required string RecordedBy { get; init; }

    /// <summary>Name of that actor at the time.</summary>
    /// <example>Wang Fang</example>
    [MaxLength(200)]
    public required string RecordedByName { get; init; }
}

internal sealed class TaskProjections : Profile
{
    public TaskProjections()
    {
        CreateProjection<PlanTask, TaskResponse>();
        CreateProjection<TaskReport, TaskReportResponse>();
    }
}

/// <summary>Reads tasks for the change feed.</summary>
internal sealed class TaskReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<PlanTask, PlanTaskId, TaskResponse>(db, mappings, ResourceTypes.Task, Domain.Access.Scopes.PlansRead);
