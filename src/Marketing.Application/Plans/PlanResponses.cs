using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;

namespace Marketing.Application.Plans;

/// <summary>A plan in a list.</summary>
public record PlanSummary : ResourceResponse
{
    public static readonly Feed<PlanSummary> Feed = new("plans");

    /// <summary>Short code, unique among the plans of the workspace.</summary>
    /// <example>BRAND-2026</example>
    public required string? Code { get; init; }

    /// <summary>Title on the cover.</summary>
    /// <example>2026 年度品牌维护计划</example>
    public required string Title { get; init; }

    /// <summary>What the plan is about.</summary>
    public required PlanType PlanType { get; init; }

    /// <summary>Language and script of the plan's text (BCP 47).</summary>
    /// <example>zh-Hans</example>
    public required string Language { get; init; }

    /// <summary>Currency of the plan's amounts, ISO 4217.</summary>
    /// <example>CNY</example>
    public required string Currency { get; init; }

    /// <summary>First day of the plan period, as in the plan. In CSV the date alone.</summary>
    public required PlannedDate? PeriodStart { get; init; }

    /// <summary>Last day of the plan period, as in the plan. In CSV the date alone.</summary>
    public required PlannedDate? PeriodEnd { get; init; }

    /// <summary>Status in the plan's life cycle.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Number of the revision that is open for writing; null if the content is frozen.</summary>
    /// <example>1</example>
    public required int? WorkingRevision { get; init; }

    /// <summary>Number of the approved revision in force; null before the first approval.</summary>
    public required int? InForceRevision { get; init; }

    /// <summary>The number of writes of the plan's content. The plan's ETag is <c>"7.12"</c>, the version and this number.</summary>
    /// <example>12</example>
    [Range(0, int.MaxValue)]
    public required long ContentVersion { get; init; }

    /// <summary>
    /// When the plan or its content was last changed, in UTC. <c>updatedSince</c> compares it; <c>updatedAt</c> is that of the plan alone.
    /// </summary>
    public required DateTime ContentUpdatedAt { get; init; }

    /// <summary>The plan's objectives, with <c>expand=objectives</c>; otherwise null.</summary>
    [JsonPropertyOrder(80)]
    [Discriminator(PlanSectionName.Objectives)]
    public IReadOnlyList<PartResponse>? Objectives { get; init; }

    protected override bool HasETag => Objectives is null;

    protected override long? VersionOfContent => ContentVersion;
}

/// <summary>A plan with its whole cover and narrative.</summary>
public sealed record PlanResponse : ResourceResponse
{
    /// <summary>Cover and narrative, as clients send them.</summary>
    [Flatten]
    public required PlanHeader Header { get; init; }

    /// <summary>Status in the plan's life cycle.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Number of the revision that is open for writing; null if the content is frozen.</summary>
    /// <example>1</example>
    public required int? WorkingRevision { get; init; }

    /// <summary>Number of the approved revision in force; null before the first approval.</summary>
    public required int? InForceRevision { get; init; }

    /// <summary>The number of writes of the plan's content. The plan's ETag is <c>"7.12"</c>, the version and this number.</summary>
    /// <example>12</example>
    [Range(0, int.MaxValue)]
    public required long ContentVersion { get; init; }

    /// <summary>
    /// When the plan or its content was last changed, in UTC. <c>updatedSince</c> compares it; <c>updatedAt</c> is that of the plan alone.
    /// </summary>
    public required DateTime ContentUpdatedAt { get; init; }

    /// <summary>The plan's objectives, with <c>expand=objectives</c>; otherwise null.</summary>
    [JsonPropertyOrder(80)]
    [Discriminator(PlanSectionName.Objectives)]
    public IReadOnlyList<PartResponse>? Objectives { get; init; }

    protected override bool HasETag => Objectives is null;

    protected override long? VersionOfContent => ContentVersion;
}

/// <summary>Relations that can be returned with a plan.</summary>
public enum PlanExpansion
{
    /// <summary>The objectives of each plan.</summary>
    Objectives,
}

/// <summary>Maps table rows to responses.</summary>
internal sealed class PlanProjections : Profile
{
    public PlanProjections()
    {
        CreateProjection<Plan, PlanSummary>()
            .ForMember(plan => plan.Objectives, member => member.Ignore())
            .ForMember(
                plan => plan.PeriodStart,
                member =>
                    member.MapFrom(plan =>
                        plan.PeriodStart == null && plan.PeriodStartPlaceholder == null && plan.PeriodStartText == null
                            ? null
                            : new PlannedDate
                            {
                                Date = plan.PeriodStart,
                                Placeholder = plan.PeriodStartPlaceholder,
                                Text = plan.PeriodStartText,
                            }
                    )
            )
            .ForMember(
                plan => plan.PeriodEnd,
                member =>
                    member.MapFrom(plan =>
                        plan.PeriodEnd == null && plan.PeriodEndPlaceholder == null && plan.PeriodEndText == null
                            ? null
                            : new PlannedDate
                            {
                                Date = plan.PeriodEnd,
                                Placeholder = plan.PeriodEndPlaceholder,
                                Text = plan.PeriodEndText,
                            }
                    )
            );
        CreateProjection<Plan, PlanResponse>().ForMember(plan => plan.Objectives, member => member.Ignore());
    }
}
