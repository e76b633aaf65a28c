using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Risks;

public readonly record struct RiskRatingId(Guid Value) : IEntityId<RiskRatingId>
{
    public static RiskRatingId From(Guid value) => new(value);

    public int CompareTo(RiskRatingId other) => Value.CompareTo(other.Value);
}

/// <summary>What a rating is about.</summary>
public enum RatingKind
{
    /// <summary>The risk as it is now.</summary>
    Current,

    /// <summary>The risk before any treatment.</summary>
    Inherent,

    /// <summary>The risk that is expected after the treatments.</summary>
    Residual,
}

/// <summary>A rating of a risk. It is never changed: the next one takes its place, and the history keeps both.</summary>
public sealed class RiskRating : Resource<RiskRatingId>
{
    public const int NoteLength = 2_000;

    protected override string TypeName => ResourceTypes.RiskRating;

    protected override Guid? Parent => RiskId.Value;

    private RiskRating() { }

    private RiskRating(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public RiskId RiskId { get; private set; }

    public RatingKind Kind { get; private set; }

    /// <summary>The matrix; null for the built-in 3×3 matrix.</summary>
    public RiskMatrixId? MatrixId { get; private set; }

    /// <summary>The version of the matrix that the rating was made with.</summary>
    public int MatrixVersion { get; private set; }

    public int Impact { get; private set; }

    public int Probability { get; private set; }

    public int Score { get; private set; }

    public RiskBand Level { get; private set; }

    public bool IsBeyondTolerance { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Rates a risk.</summary>
    /// <param name="risk">The risk.</param>
    /// <param name="kind">What the rating is about.</param>
    /// <param name="matrix">The matrix; null for the built-in one.</param>
    /// <param name="impact">Value of impact.</param>
    /// <param name="probability">Value of probability.</param>
    /// <param name="note">What led to the rating.</param>
    public static Result<RiskRating> Of(Risk risk, RatingKind kind, RiskMatrix? matrix, int impact, int probability, string? note)
    {
        ArgumentNullException.ThrowIfNull(risk);
        if (risk.Status == RiskStatus.Closed)
        {
            return new ClosedRiskNotRated(risk.Id.Value);
        }

        var terms = matrix?.Terms ?? RiskMatrixTerms.Standard;
        var outside = new List<RuleFault>();
        AddOutside(outside, "/impact", impact, terms.Impacts.Count);
        AddOutside(outside, "/probability", probability, terms.Probabilities.Count);
        if (outside.Count > 0)
        {
            return new RulesBroken(outside);
        }

        var level = terms.LevelOf(impact, probability);
        return new RiskRating(risk.WorkspaceId)
        {
            RiskId = risk.Id,
            Kind = kind,
            MatrixId = matrix?.Id,
            MatrixVersion = matrix?.Number ?? 1,
            Impact = impact,
            Probability = probability,
            Score = impact * probability,
            Level = level,
            IsBeyondTolerance = terms.IsBeyondTolerance(risk.Category, level),
            Note = note,
        };
    }

    private static void AddOutside(List<RuleFault> faults, string pointer, int value, int max)
    {
        if (value < 1 || value > max)
        {
            faults.Add(RuleFault.Of(pointer, "riskRating.outsideMatrix", ("value", value), ("max", max)));
        }
    }
}

/// <summary>Where a risk is in a matrix.</summary>
public sealed record PlacedRating
{
    /// <summary>The rating; null if it follows from the levels of the register.</summary>
    public Guid? RatingId { get; init; }

    /// <summary>The matrix; null for the built-in 3×3 matrix.</summary>
    public Guid? MatrixId { get; init; }

    /// <summary>The version of the matrix.</summary>
    public required int MatrixVersion { get; init; }

    /// <summary>Value of impact.</summary>
    public required int Impact { get; init; }

    /// <summary>Value of probability.</summary>
    public required int Probability { get; init; }

    /// <summary>Impact × probability.</summary>
    public required int Score { get; init; }

    /// <summary>The level.</summary>
    public required RiskBand Level { get; init; }

    /// <summary>Whether the level exceeds what is tolerated for the category.</summary>
    public bool IsBeyondTolerance { get; init; }

    internal static PlacedRating Of(RiskRating rating) =>
        new()
        {
            RatingId = rating.Id.Value,
            MatrixId = rating.MatrixId?.Value,
            MatrixVersion = rating.MatrixVersion,
            Impact = rating.Impact,
            Probability = rating.Probability,
            Score = rating.Score,
            Level = rating.Level,
            IsBeyondTolerance = rating.IsBeyondTolerance,
        };

    /// <summary>Returns the place that two levels have in the 3×3 matrix; null unless both are known.</summary>
    public static PlacedRating? OfLevels(RiskLevel? impact, RiskLevel? probability) =>
        impact is { } i && probability is { } p
            ? new PlacedRating
            {
                MatrixVersion = 1,
                Impact = ValueOf(i),
                Probability = ValueOf(p),
                Score = ValueOf(i) * ValueOf(p),
                Level = RiskMatrixTerms.Standard.LevelOf(ValueOf(i), ValueOf(p)),
            }
            : null;

    private static int ValueOf(RiskLevel level) =>
        level switch
        {
            RiskLevel.High => 3,
            RiskLevel.Medium => 2,
            _ => 1,
        };
}
