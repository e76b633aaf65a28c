using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Risks;

public readonly record struct RiskAssessmentId(Guid Value) : IEntityId<RiskAssessmentId>
{
    public static RiskAssessmentId From(Guid value) => new(value);

    public int CompareTo(RiskAssessmentId other) => Value.CompareTo(other.Value);
}

/// <summary>A session in which people judged a register again (R24). The picture of the register is frozen with it.</summary>
public sealed class RiskAssessment : Resource<RiskAssessmentId>
{
    public const int NoteLength = 4_000;
    public const int MaxEntries = 200;

    protected override string TypeName => ResourceTypes.RiskAssessment;

    protected override Guid? Parent => PlanId?.Value;

    private RiskAssessment() { }

    private RiskAssessment(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public PlanId? PlanId { get; private set; }

    public DateOnly HeldOn { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The ratings that were made.</summary>
    public IReadOnlyList<Guid> RatingIds { get; private set; } = [];

    /// <summary>The open risks of the register as they were afterwards.</summary>
    [NotAudited]
    public IReadOnlyList<AssessedRisk> Picture { get; private set; } = [];

    /// <summary>Records a session.</summary>
    public static RiskAssessment Hold(
        WorkspaceId workspaceId,
        PlanId? plan,
        DateOnly day,
        string? note,
        IReadOnlyList<Guid> ratings,
        IReadOnlyList<AssessedRisk> picture
    ) =>
        new(workspaceId)
        {
            PlanId = plan,
            HeldOn = day,
            Note = note,
            RatingIds = ratings,
            Picture = picture,
        };

    /// <summary>Returns when a risk of a level is assessed next: the higher, the sooner. Unrated risks: monthly (R24).</summary>
    public static DateOnly NextReview(RiskBand? level, DateOnly day) =>
        level switch
        {
            RiskBand.Critical => day.AddDays(7),
            RiskBand.High or null => day.AddMonths(1),
            RiskBand.Medium => day.AddMonths(3),
            _ => day.AddMonths(6),
        };
}

/// <summary>A risk as it was in an assessment.</summary>
public sealed record AssessedRisk
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>Name of the risk.</summary>
    public required string Title { get; init; }

    /// <summary>State of the risk.</summary>
    public required RiskStatus Status { get; init; }

    /// <summary>Score; null if it was not rated.</summary>
    public int? Score { get; init; }

    /// <summary>Level; null if it was not rated.</summary>
    public RiskBand? Level { get; init; }

    /// <summary>Whether the session rated it.</summary>
    public required bool IsRated { get; init; }
}
