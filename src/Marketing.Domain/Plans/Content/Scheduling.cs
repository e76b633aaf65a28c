using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A phase of the plan (阶段). The order of the list is the order of the phases.</summary>
public sealed record Phase : PlanPartContent
{
    /// <summary>Number or letter of the phase in the plan, such as A.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the phase.</summary>
    /// <example>上市前预热阶段</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the phase.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Kind of phase.</summary>
    public PhaseKind? Kind { get; init; }

    /// <summary>Period in which the phase runs (T-6周至T-1周, 1-3个月).</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Whether the phase is a pilot for a later rollout (试点).</summary>
    public bool? Pilot { get; init; }

    /// <summary>Region or participants of the pilot (试点范围).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? PilotScope { get; init; }

    /// <summary>Refs of the pilot phases whose results this phase rolls out (全面推广).</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> RollsOut { get; init; } = [];

    /// <summary>Conditions for the next phase to begin.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> ExitCriteria { get; init; } = [];
}

/// <summary>A key milestone (关键里程碑).</summary>
public sealed record Milestone : PlanPartContent
{
    /// <summary>Name of the milestone.</summary>
    /// <example>客户关系管理系统上线</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Description of the milestone.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>Date of the milestone. A placeholder such as XX月XX日 is kept.</summary>
    public PlannedDate? Date { get; init; }

    /// <summary>Deadlines, if the time is not a calendar date.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Responsible parties (责任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the work packages that lead to the milestone.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A row of the timetable (时间表). It is separate from the deadlines of work packages because the two can differ.</summary>
public sealed record TimetableEntry : PlanPartContent
{
    /// <summary>Subject of the row, as worded in the plan, such as 任务1.</summary>
    /// <example>任务1</example>
    [MaxLength(ContentLimits.Name)]
    public string? Subject { get; init; }

    /// <summary>The row, as worded in the plan.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Start (开始时间).</summary>
    public Deadline? Start { get; init; }

    /// <summary>End (结束时间).</summary>
    public Deadline? End { get; init; }

    /// <summary>Period of the row, if it is one span.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Steps of the row, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<TimetableSegment> Segments { get; init; } = [];

    /// <summary>Refs of the work packages in the row.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A step in a row of the timetable.</summary>
public sealed record TimetableSegment
{
    /// <summary>The step, as worded in the plan.</summary>
    /// <example>1个月内完成市场调研与分析</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Deadlines of the step.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];
}

/// <summary>Kinds of phases.</summary>
public enum PhaseKind
{
    /// <summary>Insight and planning (洞察与规划).</summary>
    Planning,

    /// <summary>Building (搭建).</summary>
    Building,

    /// <summary>Warm-up (预热).</summary>
    Preheat,

    /// <summary>Launch (上市发布).</summary>
    Launch,

    /// <summary>Growth and care (维护与增长).</summary>
    Growth,

    /// <summary>Pilot (试点).</summary>
    Pilot,

    /// <summary>Roll-out (全面推广).</summary>
    RollOut,

    /// <summary>Continuous improvement (持续改进).</summary>
    Improvement,

    /// <summary>Other (其他).</summary>
    Other,
}
