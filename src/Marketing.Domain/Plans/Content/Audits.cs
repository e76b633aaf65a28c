using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Domain.Plans.Content;

/// <summary>A planned audit or inspection (审计).</summary>
public sealed record PlanAudit : PlanPartContent
{
    /// <summary>Name of the audit.</summary>
    /// <example>预算执行审计</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Name { get; init; }

    /// <summary>Kind of audit.</summary>
    public AuditKind? Kind { get; init; }

    /// <summary>Scope of the audit.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Scope { get; init; }

    /// <summary>The audit, as worded in the plan.</summary>
    /// <example>预算执行情况每季度审计一次。</example>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>How often the audit takes place.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>Deadlines of a one-off audit.</summary>
    [MaxLength(PhraseReading.MaxPerList)]
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Party that carries out the audit.</summary>
    public PartyRef? Auditor { get; init; }
}

/// <summary>Kinds of audits.</summary>
public enum AuditKind
{
    /// <summary>Financial (财务审计).</summary>
    Financial,

    /// <summary>Budget execution (预算执行审计).</summary>
    BudgetExecution,

    /// <summary>Data quality (数据品质审计).</summary>
    DataQuality,

    /// <summary>Security (安全审计).</summary>
    Security,

    /// <summary>Compliance (合规审计).</summary>
    Compliance,

    /// <summary>Other (其他).</summary>
    Other,
}
