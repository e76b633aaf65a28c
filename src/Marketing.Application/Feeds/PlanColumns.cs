using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Marketing.Domain.Plans;

namespace Marketing.Application.Feeds;

/// <summary>The columns about the plan, repeated in each row about its content.</summary>
public sealed record PlanColumns
{
    internal static readonly Expression<Func<Plan, PlanColumns>> Selection = plan => new PlanColumns
    {
        PlanId = plan.Id.Value,
        PlanCode = plan.Code,
        PlanTitle = plan.Title,
        PlanType = plan.PlanType,
        PlanStatus = plan.Status,
        PlanLanguage = plan.Language,
        PlanCurrency = plan.Currency,
        PlanPeriodStart = plan.PeriodStart,
        PlanPeriodEnd = plan.PeriodEnd,
        PlanUpdatedAt = plan.UpdatedAt,
        Deleted = plan.DeletedAt != null,
    };

    /// <summary>Returns the same columns with the values of another header, such as that in force.</summary>
    internal PlanColumns Under(PlanHeader header) =>
        this with
        {
            PlanCode = header.Code,
            PlanTitle = header.Title,
            PlanType = header.PlanType,
            PlanLanguage = header.Language,
            PlanCurrency = header.Currency,
            PlanPeriodStart = header.PeriodStart?.Date,
            PlanPeriodEnd = header.PeriodEnd?.Date,
        };

    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Code of the plan.</summary>
    /// <example>BRAND-2026</example>
    [MaxLength(50)]
    public required string? PlanCode { get; init; }

    /// <summary>Title of the plan.</summary>
    /// <example>2026 年度品牌维护计划</example>
    public required string PlanTitle { get; init; }

    /// <summary>What the plan is about.</summary>
    public required PlanType PlanType { get; init; }

    /// <summary>State of the plan.</summary>
    public required PlanStatus PlanStatus { get; init; }

    /// <summary>Language and script of the plan (BCP 47).</summary>
    /// <example>zh-Hans</example>
    public required string PlanLanguage { get; init; }

    /// <summary>Currency of the plan's amounts, ISO 4217.</summary>
    /// <example>CNY</example>
    public required string PlanCurrency { get; init; }

    /// <summary>First day of the plan period; null if it is still a placeholder.</summary>
    public required DateOnly? PlanPeriodStart { get; init; }

    /// <summary>Last day of the plan period; null if it is still a placeholder.</summary>
    public required DateOnly? PlanPeriodEnd { get; init; }

    /// <summary>When the plan's cover or state last changed, in UTC. `updatedSince` also considers its parts and recorded events.</summary>
    public required DateTime PlanUpdatedAt { get; init; }

    /// <summary>Whether the plan or the part of this row is deleted. Such rows are returned only with `includeDeleted`.</summary>
    public required bool Deleted { get; init; }
}
