using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Campaigns;

/// <summary>
/// How far a campaign is: planned → running ↔ paused → ended → closed. What has not ended can be cancelled. Closing needs an evaluation
/// (R32). A pilot that is to be adjusted goes back to planned (R31).
/// </summary>
public sealed record CampaignExecution
{
    /// <summary>Nothing has happened yet.</summary>
    public static readonly CampaignExecution None = new();

    public CampaignStatus Status { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>Why the campaign is paused or was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>The latest evaluation.</summary>
    public CampaignEvaluation? Evaluation { get; init; }

    /// <summary>Whether the campaign was closed as a pilot that can be rolled out.</summary>
    public bool IsValidated => Status == CampaignStatus.Closed && Evaluation?.Verdict == CampaignVerdict.Validated;

    public Result<CampaignExecution> Start(DateOnly on) =>
        Unless(CampaignStatus.Planned) is { } wrong ? wrong : this with { Status = CampaignStatus.Running, StartedOn = on, EndedOn = null };

    public Result<CampaignExecution> Pause(string? reason) =>
        Unless(CampaignStatus.Running) is { } wrong ? wrong : this with { Status = CampaignStatus.Paused, Reason = reason };

    public Result<CampaignExecution> Resume() =>
        Unless(CampaignStatus.Paused) is { } wrong ? wrong : this with { Status = CampaignStatus.Running, Reason = null };

    public Result<CampaignExecution> Cancel(string? reason, DateOnly on) =>
        Unless(CampaignStatus.Planned, CampaignStatus.Running, CampaignStatus.Paused) is { } wrong
            ? wrong
            : this with
            {
                Status = CampaignStatus.Cancelled,
                Reason = reason,
                EndedOn = StartedOn is null ? null : on,
            };

    public Result<CampaignExecution> End(DateOnly on) =>
        Unless(CampaignStatus.Running, CampaignStatus.Paused) is { } wrong
            ? wrong
            : this with
            {
                Status = CampaignStatus.Ended,
                EndedOn = on,
                Reason = null,
            };

    /// <summary>Closes the campaign with its evaluation. One that still runs ends.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="isPilot">Whether the campaign is a pilot.</param>
    /// <param name="on">The day.</param>
    public Result<CampaignExecution> Close(CampaignEvaluation evaluation, bool isPilot, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        if (Unless(CampaignStatus.Running, CampaignStatus.Paused, CampaignStatus.Ended) is { } wrong)
        {
            return wrong;
        }

        if (evaluation.Verdict.IsOfPilots() != isPilot)
        {
            return new CampaignVerdictUnfit(evaluation.Verdict, [.. CampaignVerdicts.Of(isPilot)]);
        }

        return this with
        {
            Status = evaluation.Verdict == CampaignVerdict.Adjusted ? CampaignStatus.Planned : CampaignStatus.Closed,
            EndedOn = EndedOn ?? on,
            Reason = null,
            Evaluation = evaluation,
        };
    }

    private CampaignInWrongStatus? Unless(params CampaignStatus[] allowed) =>
        allowed.Contains(Status) ? null : new CampaignInWrongStatus(Status, [.. allowed.Select(CampaignVerdicts.Name)]);
}

/// <summary>The evaluation of a campaign.</summary>
public sealed record CampaignEvaluation
{
    public const int TextLength = 4_000;
    public const int MaxFigures = 100;

    /// <summary>The verdict: of a pilot `validated`, `adjusted` or `terminated`; of any other campaign one of the other values.</summary>
    public required CampaignVerdict Verdict { get; init; }

    /// <summary>What was achieved, and why.</summary>
    /// <example>到场人数达到目标，线索成本低于预算。</example>
    [MaxLength(TextLength)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>The figures that the verdict is based on.</summary>
    [MaxLength(MaxFigures)]
    public IReadOnlyList<CampaignFigure> Figures { get; init; } = [];
}

/// <summary>A figure of an evaluation.</summary>
public sealed record CampaignFigure
{
    public const int NameLength = 200;

    /// <summary>Name of the figure.</summary>
    /// <example>到场人数</example>
    [MaxLength(NameLength)]
    [NotBlank]
    [SingleLine]
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    /// <example>1250</example>
    [DecimalString(15, 6, AllowNegative = true)]
    public required decimal Value { get; init; }

    /// <summary>Its unit.</summary>
    /// <example>人</example>
    [MaxLength(NameLength)]
    public string? Unit { get; init; }
}

/// <summary>Verdicts on campaigns.</summary>
public enum CampaignVerdict
{
    /// <summary>The campaign achieved its goal.</summary>
    Achieved,

    /// <summary>The campaign achieved a part of its goal.</summary>
    PartlyAchieved,

    /// <summary>The campaign missed its goal.</summary>
    Missed,

    /// <summary>The pilot works and can be rolled out.</summary>
    Validated,

    /// <summary>The pilot is adjusted and starts again.</summary>
    Adjusted,

    /// <summary>The pilot is given up.</summary>
    Terminated,
}

internal static class CampaignVerdicts
{
    public static bool IsOfPilots(this CampaignVerdict verdict) => verdict >= CampaignVerdict.Validated;

    /// <summary>The names of the verdicts on pilots, or on all other campaigns.</summary>
    public static IEnumerable<string> Of(bool pilots) =>
        Enum.GetValues<CampaignVerdict>().Where(verdict => verdict.IsOfPilots() == pilots).Select(Name);

    public static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
