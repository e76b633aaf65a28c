using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Risks;

namespace Marketing.Application.Risks;

/// <summary>A risk of a register, with its place in the matrix.</summary>
public sealed record RiskResponse : ResourceResponse
{
    public static readonly Feed<RiskResponse> Feed = new("risks");

    /// <summary>What the register says, as clients send it.</summary>
    [Flatten]
    public required RiskTerms Terms { get; init; }

    /// <summary>Ref of the plan's part that the risk was adopted from; null for others.</summary>
    /// <example>R1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string? PartRef { get; init; }

    /// <summary>State of the risk.</summary>
    public required RiskStatus Status { get; init; }

    /// <summary>Why it was closed or opened again.</summary>
    [MaxLength(Risk.ReasonLength)]
    public required string? StatusReason { get; init; }

    /// <summary>Impact × probability of the current rating; null if the risk is not rated.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int? Score { get; init; }

    /// <summary>Level of the current rating.</summary>
    public required RiskBand? Level { get; init; }

    /// <summary>Value of impact in the matrix.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int? ImpactValue { get; init; }

    /// <summary>Value of probability in the matrix.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int? ProbabilityValue { get; init; }

    /// <summary>Id of the matrix; null for the built-in 3×3 matrix.</summary>
    public required Guid? MatrixId { get; init; }

    /// <summary>Version of the matrix that the current rating was made with.</summary>
    [Range(1, RiskMatrix.MaxVersions)]
    public required int? MatrixVersion { get; init; }

    /// <summary>Whether the current level exceeds what is tolerated for the category.</summary>
    public required bool IsBeyondTolerance { get; init; }

    /// <summary>Score before any treatment.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int? InherentScore { get; init; }

    /// <summary>Level before any treatment.</summary>
    public required RiskBand? InherentLevel { get; init; }

    /// <summary>Score expected after the treatments.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int? ResidualScore { get; init; }

    /// <summary>Level expected after the treatments.</summary>
    public required RiskBand? ResidualLevel { get; init; }

    /// <summary>The last day on which an acceptance covers the risk as it is rated; null without one.</summary>
    public required DateOnly? AcceptedUntil { get; init; }

    /// <summary>The day on which the risk is assessed next.</summary>
    public required DateOnly? NextReviewOn { get; init; }

    internal static int? ScoreOf(PlacedRating? rating) => rating?.Score;

    internal static RiskBand? LevelOf(PlacedRating? rating) => rating?.Level;
}

/// <summary>Something that is done about a risk.</summary>
public sealed record RiskTreatmentResponse : ResourceResponse
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>What is done, as clients send it.</summary>
    [Flatten]
    public required RiskTreatmentTerms Terms { get; init; }
}

/// <summary>A sign that a risk happens, or a point at which spending stops.</summary>
public sealed record RiskTriggerResponse : ResourceResponse
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>What fires the trigger, as clients send it.</summary>
    [Flatten]
    public required RiskTriggerTerms Terms { get; init; }

    /// <summary>Whether readings of the metric can fire it: metric, comparator and threshold are known.</summary>
    public required bool IsArmed { get; init; }

    internal static bool IsArmedBy(RiskTriggerTerms terms) => terms.CanFire();
}

/// <summary>Why a risk is closed or opened again.</summary>
public sealed record RiskReasonInput
{
    /// <summary>The reason.</summary>
    /// <example>活动已结束，风险不再存在。</example>
    [MaxLength(Risk.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>The risks of a plan, by the parts that they were adopted from.</summary>
public sealed record AdoptedRisksResponse
{
    /// <summary>The risks in the order of the parts.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<AdoptedPart> Risks { get; init; }
}

/// <summary>What was adopted from a part.</summary>
public sealed record AdoptedPart
{
    /// <summary>Ref of the part.</summary>
    /// <example>R1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string Ref { get; init; }

    /// <summary>Id of what was adopted.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether the request created it.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Names of the members that now differ from those of the part.</summary>
    [MaxLength(20)]
    public required IReadOnlyList<string> Drift { get; init; }
}

internal sealed class RiskProjections : Profile
{
    public RiskProjections()
    {
        CreateProjection<Risk, RiskResponse>()
            .ForMember(risk => risk.InherentScore, member => member.MapFrom(risk => RiskResponse.ScoreOf(risk.Inherent)))
            .ForMember(risk => risk.InherentLevel, member => member.MapFrom(risk => RiskResponse.LevelOf(risk.Inherent)))
            .ForMember(risk => risk.ResidualScore, member => member.MapFrom(risk => RiskResponse.ScoreOf(risk.Residual)))
            .ForMember(risk => risk.ResidualLevel, member => member.MapFrom(risk => RiskResponse.LevelOf(risk.Residual)));
        CreateProjection<RiskTreatment, RiskTreatmentResponse>();
        CreateProjection<RiskTrigger, RiskTriggerResponse>()
            .ForMember(trigger => trigger.IsArmed, member => member.MapFrom(trigger => RiskTriggerResponse.IsArmedBy(trigger.Terms)));
        CreateProjection<RiskRating, RiskRatingResponse>();
        CreateProjection<RiskMatrix, RiskMatrixResponse>();
        CreateProjection<RiskAcceptance, RiskAcceptanceResponse>();
        CreateProjection<RiskAlert, RiskAlertResponse>();
        CreateProjection<Incident, IncidentResponse>()
            .ForMember(
                incident => incident.ResponseMinutes,
                member => member.MapFrom(incident => Incident.ResponseMinutes(incident.Terms, incident.Timeline))
            );
        CreateProjection<ContingencyPlan, ContingencyPlanResponse>();
        CreateProjection<Drill, DrillResponse>();
        CreateProjection<RiskAssessment, RiskAssessmentResponse>();
    }
}

/// <summary>Reads risks for the change feed.</summary>
internal sealed class RiskReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Risk, RiskId, RiskResponse>(db, mappings, ResourceTypes.Risk, Domain.Access.Scopes.RisksRead);

/// <summary>Reads treatments for the change feed.</summary>
internal sealed class RiskTreatmentReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskTreatment, RiskTreatmentId, RiskTreatmentResponse>(
        db,
        mappings,
        ResourceTypes.RiskTreatment,
        Domain.Access.Scopes.RisksRead
    );

/// <summary>Reads triggers for the change feed.</summary>
internal sealed class RiskTriggerReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskTrigger, RiskTriggerId, RiskTriggerResponse>(
        db,
        mappings,
        ResourceTypes.RiskTrigger,
        Domain.Access.Scopes.RisksRead
    );
