using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
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

    /// <summary>The preparer, as the cover names them; null if it names none.</summary>
    /// <example>王芳</example>
    [MaxLength(ValueLimits.EntryText)]
    public required string? PreparedBy { get; init; }

    /// <summary>Status in the plan's life cycle.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Why the plan was suspended, terminated or reopened; null after any other step.</summary>
    public required string? StatusReason { get; init; }

    /// <summary>The revision that is being written or decided; null if none is open.</summary>
    public required RevisionResponse? WorkingRevision { get; init; }

    /// <summary>An approved revision that is not in force yet; null if there is none. `activatePlan` puts it into force.</summary>
    public required RevisionResponse? ApprovedRevision { get; init; }

    /// <summary>The approved revision in force; null before the plan is activated.</summary>
    public required RevisionResponse? InForceRevision { get; init; }

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

    /// <summary>What the plan contains, with <c>expand=counts</c>; otherwise null.</summary>
    [JsonPropertyOrder(79)]
    public PlanCounts? Counts { get; init; }

    /// <summary>
    /// Where the words of `q` were found, with <c>expand=foundIn</c>; otherwise null. At most ten places, in the order of the plan, with
    /// at least one for each word.
    /// </summary>
    [JsonPropertyOrder(81)]
    [MaxLength(PlanFinder.MostPlaces)]
    public IReadOnlyList<FoundText>? FoundIn { get; init; }

    protected override bool HasETag => Objectives is null;

    protected override long? VersionOfContent => ContentVersion;
}

/// <summary>How much a plan contains.</summary>
public sealed record PlanCounts
{
    /// <summary>Number of objectives.</summary>
    /// <example>4</example>
    [Range(0, int.MaxValue)]
    public required int Objectives { get; init; }

    /// <summary>Number of work packages and subtasks; null if an earlier version of the service wrote some of them.</summary>
    /// <example>23</example>
    [Range(0, int.MaxValue)]
    public required int? Tasks { get; init; }

    /// <summary>
    /// Number of open placeholders. A name that is missing in several parts counts in each. Null if an earlier version of the service wrote
    /// some of the content.
    /// </summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int? OpenPlaceholders { get; init; }
}

/// <summary>A text of a plan that contains a word of the search.</summary>
public sealed record FoundText
{
    /// <summary>Section of the part; null for the cover and narrative.</summary>
    public required PlanSectionName? Section { get; init; }

    /// <summary>Id of the part; null for the cover and narrative.</summary>
    public required Guid? PartId { get; init; }

    /// <summary>Ref of the part; null for the cover and narrative.</summary>
    /// <example>T3</example>
    public required string? Ref { get; init; }

    /// <summary>JSON pointer to the text, inside the part's content or the plan.</summary>
    /// <example>/subtasks/1/name</example>
    public required string Member { get; init; }

    /// <summary>The text, or an excerpt of a long one with the word.</summary>
    /// <example>梳理现有会员等级与复购数据</example>
    [MaxLength(SearchWords.ExcerptLength + 2)]
    public required string Text { get; init; }
}

/// <summary>A plan with its whole cover and narrative.</summary>
public sealed record PlanResponse : ResourceResponse
{
    /// <summary>Cover and narrative, as clients send them.</summary>
    [Flatten]
    public required PlanHeader Header { get; init; }

    /// <summary>Status in the plan's life cycle.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Why the plan was suspended, terminated or reopened; null after any other step.</summary>
    public required string? StatusReason { get; init; }

    /// <summary>The revision that is being written or decided; null if none is open.</summary>
    public required RevisionResponse? WorkingRevision { get; init; }

    /// <summary>An approved revision that is not in force yet; null if there is none. `activatePlan` puts it into force.</summary>
    public required RevisionResponse? ApprovedRevision { get; init; }

    /// <summary>The approved revision in force; null before the plan is activated.</summary>
    public required RevisionResponse? InForceRevision { get; init; }

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

    /// <summary>The steps of the plan and whether the caller can take them now, with <c>expand=actions</c>; otherwise null.</summary>
    [JsonPropertyOrder(81)]
    [MaxLength(20)]
    public IReadOnlyList<PlanAction>? Actions { get; init; }

    protected override bool HasETag => Objectives is null && Actions is null;

    protected override long? VersionOfContent => ContentVersion;

    protected override int? RevisionInForce => ShownRevision;

    /// <summary>The number of the revision in force whose cover and narrative this is; null for the working copy.</summary>
    internal int? ShownRevision { get; init; }

    /// <summary>Whether the working copy can differ from what is in force.</summary>
    internal bool IsRevised => WorkingRevision is not null || ApprovedRevision is not null;
}

/// <summary>The state of a revision between draft and approval.</summary>
public sealed record RevisionResponse
{
    /// <summary>Number within the plan, starting with 1.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>Whether it is being written, waits for a decision, or is approved.</summary>
    public required RevisionStatus Status { get; init; }

    /// <summary>SHA-256 of the submitted content, in hexadecimal digits; null in a draft. Decisions name it.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [MaxLength(64)]
    public required string? Hash { get; init; }

    /// <summary>Incremented by every write of the content. `submitPlan` names it.</summary>
    /// <example>12</example>
    [Range(0, 9_007_199_254_740_991)]
    public required long ContentVersion { get; init; }

    /// <summary>When it was submitted, in UTC; null in a draft.</summary>
    public required DateTime? SubmittedAt { get; init; }

    /// <summary>When it was approved, in UTC; null before.</summary>
    public required DateTime? ApprovedAt { get; init; }

    /// <summary>Returns the open revision. Builds without a lifecycle store its number alone: it is a draft.</summary>
    internal static RevisionResponse? Working(RevisionStates states, int? number, long contentVersion) =>
        number is { } open ? Of(states.Working ?? RevisionState.Draft(open), contentVersion) : null;

    internal static RevisionResponse? Of(RevisionState? state, long contentVersion = 0) =>
        state is null
            ? null
            : new RevisionResponse
            {
                Number = state.Number,
                Status = state.Status,
                Hash = state.Hash,
                ContentVersion = state.ContentVersion ?? contentVersion,
                SubmittedAt = state.SubmittedAt,
                ApprovedAt = state.ApprovedAt,
            };
}

/// <summary>What can be returned with each plan of a list.</summary>
public enum PlanListExpansion
{
    /// <summary>The objectives of each plan.</summary>
    Objectives,

    /// <summary>Where the words of the search were found.</summary>
    FoundIn,

    /// <summary>The numbers of objectives, tasks and open placeholders.</summary>
    Counts,
}

/// <summary>Relations that can be returned with a plan.</summary>
public enum PlanExpansion
{
    /// <summary>The objectives of the plan.</summary>
    Objectives,

    /// <summary>The steps of the plan, each with the reasons why the caller cannot take it now.</summary>
    Actions,
}

/// <summary>Maps table rows to responses.</summary>
internal sealed class PlanProjections : Profile
{
    public PlanProjections()
    {
        CreateProjection<Plan, PlanSummary>()
            .ForMember(plan => plan.Objectives, member => member.Ignore())
            .ForMember(plan => plan.FoundIn, member => member.Ignore())
            .ForMember(plan => plan.Counts, member => member.Ignore())
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
            )
            .ForMember(
                plan => plan.WorkingRevision,
                member => member.MapFrom(plan => RevisionResponse.Working(plan.Revisions, plan.WorkingRevision, plan.ContentVersion))
            )
            .ForMember(plan => plan.ApprovedRevision, member => member.MapFrom(plan => RevisionResponse.Of(plan.Revisions.Approved)))
            .ForMember(plan => plan.InForceRevision, member => member.MapFrom(plan => RevisionResponse.Of(plan.Revisions.InForce)));
        CreateProjection<Plan, PlanResponse>()
            .ForMember(plan => plan.Objectives, member => member.Ignore())
            .ForMember(plan => plan.Actions, member => member.Ignore())
            .ForMember(
                plan => plan.WorkingRevision,
                member => member.MapFrom(plan => RevisionResponse.Working(plan.Revisions, plan.WorkingRevision, plan.ContentVersion))
            )
            .ForMember(plan => plan.ApprovedRevision, member => member.MapFrom(plan => RevisionResponse.Of(plan.Revisions.Approved)))
            .ForMember(plan => plan.InForceRevision, member => member.MapFrom(plan => RevisionResponse.Of(plan.Revisions.InForce)));
    }
}
