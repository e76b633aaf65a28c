using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A phase of the plan (阶段), in the order of the phases.</summary>
public sealed record Phase : PlanPartContent
{
    /// <summary>Number or letter by which the plan counts it, such as A.</summary>
    [MaxLength(ContentLimits.Name)]
    public string? Code { get; init; }

    /// <summary>Name of the phase.</summary>
    /// <example>上市前预热阶段</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>What happens in it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>What kind of phase it is.</summary>
    public PhaseKind? Kind { get; init; }

    /// <summary>When it runs (T-6周至T-1周, 1-3个月).</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>Whether it tries out what is rolled out later (试点).</summary>
    public bool? Pilot { get; init; }

    /// <summary>Where or with whom it is tried out (试点范围).</summary>
    [MaxLength(ContentLimits.Text)]
    public string? PilotScope { get; init; }

    /// <summary>Refs of the pilot phases whose proven results it rolls out (全面推广).</summary>
    [PartReference(PlanSectionName.Phases)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> RollsOut { get; init; } = [];

    /// <summary>What must be reached before the next phase begins.</summary>
    [MaxLength(ContentLimits.Items)]
    [Items(ContentLimits.Item)]
    public IReadOnlyList<string> ExitCriteria { get; init; } = [];
}

/// <summary>A key milestone (關鍵里程碑).</summary>
public sealed record Milestone : PlanPartContent
{
    /// <summary>What is reached.</summary>
    /// <example>客户关系管理系统上线</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>More about it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Description { get; init; }

    /// <summary>On which day; a placeholder such as XX月XX日 is kept.</summary>
    public PlannedDate? Date { get; init; }

    /// <summary>By when, where it is not a plain day.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Responsible parties (責任人).</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PartyRef> Owners { get; init; } = [];

    /// <summary>Refs of the work packages that lead to it.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>A line of the timetable (時間表); kept apart from the deadlines of the tasks, because both may differ.</summary>
public sealed record TimetableEntry : PlanPartContent
{
    /// <summary>What the line is about, in the plan's words, such as 任務1.</summary>
    /// <example>任务1</example>
    [MaxLength(ContentLimits.Name)]
    public string? Subject { get; init; }

    /// <summary>The line in the plan's own words.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>When it begins (開始時間).</summary>
    public Deadline? Start { get; init; }

    /// <summary>When it ends (結束時間).</summary>
    public Deadline? End { get; init; }

    /// <summary>When it runs, where the line gives one span.</summary>
    public PeriodWindow? Window { get; init; }

    /// <summary>The steps that the line names, in their order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<TimetableSegment> Segments { get; init; } = [];

    /// <summary>Refs of the work packages it speaks of.</summary>
    [PartReference(PlanSectionName.WorkPackages)]
    [MaxLength(ContentLimits.Items)]
    [Items(PlanPart.RefLength, Pattern = PlanPart.RefPattern)]
    public IReadOnlyList<string> WorkPackages { get; init; } = [];
}

/// <summary>One step of a line of the timetable.</summary>
public sealed record TimetableSegment
{
    /// <summary>The step in the plan's own words.</summary>
    /// <example>1个月内完成市场调研与分析</example>
    [MaxLength(ContentLimits.Text)]
    public required string Text { get; init; }

    /// <summary>By when.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];
}

/// <summary>Kinds of phases.</summary>
public enum PhaseKind
{
    /// <summary>Insight and planning (洞察與規劃).</summary>
    Planning,

    /// <summary>Building (搭建).</summary>
    Building,

    /// <summary>Warm-up (預熱).</summary>
    Preheat,

    /// <summary>Launch (上市發布).</summary>
    Launch,

    /// <summary>Growth and care (維護與增長).</summary>
    Growth,

    /// <summary>Pilot (試點).</summary>
    Pilot,

    /// <summary>Roll-out (全面推廣).</summary>
    RollOut,

    /// <summary>Continuous improvement (持續改進).</summary>
    Improvement,

    /// <summary>Other (其他).</summary>
    Other,
}
