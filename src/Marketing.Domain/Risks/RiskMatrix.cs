using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Risks;

public readonly record struct RiskMatrixId(Guid Value) : IEntityId<RiskMatrixId>
{
    public static RiskMatrixId From(Guid value) => new(value);

    public int CompareTo(RiskMatrixId other) => Value.CompareTo(other.Value);
}

/// <summary>
/// A matrix of impact and probability. Each change makes a new version; earlier ones stay, because ratings were made with them.
/// </summary>
public sealed class RiskMatrix : Resource<RiskMatrixId>
{
    public const int NameLength = 200;
    public const int LabelLength = 100;
    public const int MaxSide = 10;
    public const int MaxVersions = 100;

    protected override string TypeName => ResourceTypes.RiskMatrix;

    private RiskMatrix() { }

    private RiskMatrix(WorkspaceId workspaceId)
        : base(workspaceId) { }

    [AuditMembers]
    public RiskMatrixTerms Terms { get; private set; } = RiskMatrixTerms.Standard;

    /// <summary>The plan whose risks are rated with it.</summary>
    [NotAudited]
    public PlanId? PlanId { get; private set; }

    /// <summary>Number of the version; 1 at first.</summary>
    public int Number { get; private set; }

    /// <summary>The earlier versions, the oldest first.</summary>
    [NotAudited]
    public IReadOnlyList<RiskMatrixTerms> Earlier { get; private set; } = [];

    /// <summary>Normalised name.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Creates a matrix.</summary>
    public static Result<RiskMatrix> Create(WorkspaceId workspaceId, RiskMatrixTerms terms)
    {
        var matrix = new RiskMatrix(workspaceId);
        return matrix.Write(terms) is { Succeeded: false, Error: var error } ? error : matrix;
    }

    /// <summary>Replaces the matrix with its next version. Without a change there is none.</summary>
    public Result<Done> Write(RiskMatrixTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Check().ToList() is { Count: > 0 } faults)
        {
            return new RulesBroken(faults);
        }

        if (Number > 0 && terms.IsSameAs(Terms))
        {
            return Done.Now;
        }

        if (Number == MaxVersions)
        {
            return new RulesBroken([RuleFault.Of("", "riskMatrix.tooManyVersions", ("max", MaxVersions))]);
        }

        Earlier = Number == 0 ? [] : [.. Earlier, Terms];
        (Terms, Number) = (terms, Number + 1);
        SearchText = Text.SearchText.Normalise(terms.Name);
        PlanId = terms.PlanId is { } plan ? Plans.PlanId.From(plan) : null;
        return Done.Now;
    }
}

/// <summary>What a matrix says.</summary>
public sealed record RiskMatrixTerms : IRuled
{
    /// <summary>The 3×3 matrix that every workspace has.</summary>
    public static readonly RiskMatrixTerms Standard = RiskMatrixPresets.ThreeByThree;

    /// <summary>Name of the matrix.</summary>
    /// <example>5×5</example>
    [MaxLength(RiskMatrix.NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>The plan whose risks are rated with it by default; null for none.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Labels of the values of impact, from 1 upwards.</summary>
    [MinLength(2)]
    [MaxLength(RiskMatrix.MaxSide)]
    public required IReadOnlyList<RiskScaleLabel> Impacts { get; init; }

    /// <summary>Labels of the values of probability, from 1 upwards. Their number can differ from that of impacts.</summary>
    [MinLength(2)]
    [MaxLength(RiskMatrix.MaxSide)]
    public required IReadOnlyList<RiskScaleLabel> Probabilities { get; init; }

    /// <summary>The lowest score of each level above `low`; a score is impact × probability.</summary>
    [MinLength(1)]
    [MaxLength(3)]
    public required IReadOnlyList<RiskThreshold> Thresholds { get; init; }

    /// <summary>Cells whose level differs from that of their score, which makes a matrix asymmetric.</summary>
    [MaxLength(RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public IReadOnlyList<RiskMatrixCell> Exceptions { get; init; } = [];

    /// <summary>The highest level that is tolerated for a category; without one, none is beyond tolerance.</summary>
    [MaxLength(30)]
    public IReadOnlyList<RiskTolerance> Tolerances { get; init; } = [];

    /// <summary>Returns the level of a cell.</summary>
    public RiskBand LevelOf(int impact, int probability) =>
        Exceptions.FirstOrDefault(cell => cell.Impact == impact && cell.Probability == probability)?.Level
        ?? Thresholds
            .Where(threshold => threshold.Score <= impact * probability)
            .Select(threshold => threshold.Level)
            .DefaultIfEmpty(RiskBand.Low)
            .Max();

    /// <summary>Whether a level exceeds what is tolerated for a category.</summary>
    public bool IsBeyondTolerance(RiskCategory category, RiskBand level) =>
        Tolerances.FirstOrDefault(tolerance => tolerance.Category == category) is { } tolerated && level > tolerated.Level;

    /// <summary>Returns the broken rules: levels rise with their scores, cells exist and are named once.</summary>
    public IEnumerable<RuleFault> Check()
    {
        var ascending = Thresholds
            .Index()
            .Skip(1)
            .Where(next =>
                Thresholds[next.Index - 1] is var before && (next.Item.Score <= before.Score || next.Item.Level <= before.Level)
            );
        foreach (var (i, threshold) in ascending)
        {
            yield return RuleFault.Of($"/thresholds/{i}", "riskMatrix.thresholdsNotRising", ("score", threshold.Score));
        }

        if (Thresholds.Any(threshold => threshold.Level == RiskBand.Low))
        {
            yield return RuleFault.Of("/thresholds", "riskMatrix.lowHasNoThreshold");
        }

        foreach (var (i, cell) in Exceptions.Index())
        {
            if (cell.Impact > Impacts.Count)
            {
                yield return RuleFault.Of(
                    $"/exceptions/{i}/impact",
                    "riskRating.outsideMatrix",
                    ("value", cell.Impact),
                    ("max", Impacts.Count)
                );
            }

            if (cell.Probability > Probabilities.Count)
            {
                yield return RuleFault.Of(
                    $"/exceptions/{i}/probability",
                    "riskRating.outsideMatrix",
                    ("value", cell.Probability),
                    ("max", Probabilities.Count)
                );
            }
        }

        foreach (var twice in Tolerances.GroupBy(tolerance => tolerance.Category).Where(group => group.Count() > 1))
        {
            yield return RuleFault.Of("/tolerances", "riskMatrix.toleranceTwice", ("category", twice.Key));
        }
    }

    /// <summary>Whether both say the same.</summary>
    internal bool IsSameAs(RiskMatrixTerms other) =>
        (Name, PlanId) == (other.Name, other.PlanId)
        && Impacts.SequenceEqual(other.Impacts)
        && Probabilities.SequenceEqual(other.Probabilities)
        && Thresholds.SequenceEqual(other.Thresholds)
        && Exceptions.SequenceEqual(other.Exceptions)
        && Tolerances.SequenceEqual(other.Tolerances);
}

/// <summary>The label of a value on a scale, in three languages.</summary>
/// <example>{"en":"High","zhHans":"高","zhHant":"高"}</example>
public sealed record RiskScaleLabel
{
    /// <summary>English.</summary>
    [MaxLength(RiskMatrix.LabelLength)]
    [NotBlank]
    [SingleLine]
    public required string En { get; init; }

    /// <summary>Simplified Chinese.</summary>
    [MaxLength(RiskMatrix.LabelLength)]
    [NotBlank]
    [SingleLine]
    public required string ZhHans { get; init; }

    /// <summary>Traditional Chinese.</summary>
    [MaxLength(RiskMatrix.LabelLength)]
    [NotBlank]
    [SingleLine]
    public required string ZhHant { get; init; }
}

/// <summary>The lowest score of a level.</summary>
/// <example>{"level":"medium","score":3}</example>
public sealed record RiskThreshold
{
    /// <summary>The level.</summary>
    public required RiskBand Level { get; init; }

    /// <summary>The lowest score: impact × probability.</summary>
    [Range(1, RiskMatrix.MaxSide * RiskMatrix.MaxSide)]
    public required int Score { get; init; }
}

/// <summary>A cell with a level of its own.</summary>
/// <example>{"impact":3,"probability":1,"level":"high"}</example>
public sealed record RiskMatrixCell
{
    /// <summary>Value of impact.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Impact { get; init; }

    /// <summary>Value of probability.</summary>
    [Range(1, RiskMatrix.MaxSide)]
    public required int Probability { get; init; }

    /// <summary>The level.</summary>
    public required RiskBand Level { get; init; }
}

/// <summary>What is tolerated for a category.</summary>
/// <example>{"category":"dataPrivacy","level":"low"}</example>
public sealed record RiskTolerance
{
    /// <summary>The category.</summary>
    public required RiskCategory Category { get; init; }

    /// <summary>The highest level that is tolerated.</summary>
    public required RiskBand Level { get; init; }
}

/// <summary>Levels of rated risks, in ascending order.</summary>
public enum RiskBand
{
    /// <summary>Low.</summary>
    Low,

    /// <summary>Medium.</summary>
    Medium,

    /// <summary>High.</summary>
    High,

    /// <summary>Critical.</summary>
    Critical,
}

/// <summary>Matrices to begin with.</summary>
public enum RiskMatrixPreset
{
    /// <summary>Three values each: levels low, medium, high.</summary>
    ThreeByThree,

    /// <summary>Five values each: levels low, medium, high, critical.</summary>
    FiveByFive,

    /// <summary>Five values of impact and four of probability; the highest impact is never below high.</summary>
    Asymmetric,
}

/// <summary>The matrices to begin with.</summary>
public static class RiskMatrixPresets
{
    private static readonly RiskScaleLabel[] Three = [Label("Low", "低", "低"), Label("Medium", "中", "中"), Label("High", "高", "高")];

    private static readonly RiskScaleLabel[] Five =
    [
        Label("Negligible", "可忽略", "可忽略"),
        Label("Minor", "轻微", "輕微"),
        Label("Moderate", "中等", "中等"),
        Label("Major", "重大", "重大"),
        Label("Severe", "严重", "嚴重"),
    ];

    private static readonly RiskScaleLabel[] Chances =
    [
        Label("Rare", "罕见", "罕見"),
        Label("Unlikely", "不太可能", "不太可能"),
        Label("Possible", "可能", "可能"),
        Label("Likely", "很可能", "很可能"),
        Label("Almost certain", "几乎确定", "幾乎確定"),
    ];

    public static readonly RiskMatrixTerms ThreeByThree = new()
    {
        Name = "3×3",
        Impacts = Three,
        Probabilities = Three,
        Thresholds = [At(RiskBand.Medium, 3), At(RiskBand.High, 6)],
    };

    private static readonly RiskMatrixTerms FiveByFive = new()
    {
        Name = "5×5",
        Impacts = Five,
        Probabilities = Chances,
        Thresholds = [At(RiskBand.Medium, 5), At(RiskBand.High, 10), At(RiskBand.Critical, 20)],
    };

    /// <summary>Returns a matrix to begin with.</summary>
    public static RiskMatrixTerms Of(RiskMatrixPreset preset) =>
        preset switch
        {
            RiskMatrixPreset.FiveByFive => FiveByFive,
            RiskMatrixPreset.Asymmetric => FiveByFive with
            {
                Name = "5×4",
                Probabilities = Chances[..4],
                Thresholds = [At(RiskBand.Medium, 4), At(RiskBand.High, 9), At(RiskBand.Critical, 15)],
                Exceptions = [Cell(5, 1), Cell(5, 2)],
            },
            _ => ThreeByThree,
        };

    private static RiskScaleLabel Label(string en, string simplified, string traditional) =>
        new()
        {
            En = en,
            ZhHans = simplified,
            ZhHant = traditional,
        };

    private static RiskThreshold At(RiskBand level, int score) => new() { Level = level, Score = score };

    private static RiskMatrixCell Cell(int impact, int probability) =>
        new()
        {
            Impact = impact,
            Probability = probability,
            Level = RiskBand.High,
        };
}
