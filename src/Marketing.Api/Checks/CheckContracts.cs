using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Domain.Checks;

namespace Marketing.Api.Checks;

/// <summary>What a check of a whole plan has found.</summary>
internal sealed record PlanCheckResponse
{
    /// <summary>Most findings that one answer shows.</summary>
    public const int Most = 2_000;

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Language of the messages.</summary>
    /// <example>zh-Hans</example>
    public required LabelLanguage Language { get; init; }

    /// <summary>Whether nothing stands against submitting the plan. A plan with open placeholders may be submitted as a template.</summary>
    /// <example>true</example>
    public required bool ReadyToSubmit { get; init; }

    /// <summary>Whether nothing stands against putting the plan in force: no finding is an error.</summary>
    /// <example>false</example>
    public required bool ReadyToActivate { get; init; }

    /// <summary>How many findings the whole plan has of each weight, whatever was asked for.</summary>
    public required CheckCounts Counts { get; init; }

    /// <summary>How many findings the whole plan has of each kind, whatever was asked for; kinds without any are left out.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<CheckCodeCount> Codes { get; init; }

    /// <summary>The findings asked for, in the order of the plan's document.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<PlanFinding> Findings { get; init; }

    /// <summary>Whether more findings than these were asked for; filter by section or code to see the others.</summary>
    /// <example>false</example>
    public required bool Truncated { get; init; }

    public static PlanCheckResponse Of(Guid planId, CheckReport report, ProblemTexts texts) => new()
    {
        PlanId = planId,
        Language = LabelTexts.LanguageOf(texts.Language),
        ReadyToSubmit = report.All.All(finding => finding.Code.Blocks != CheckGate.Submission),
        ReadyToActivate = report.All.All(finding => finding.Code.Blocks is null),
        Counts = new CheckCounts
        {
            Error = Count(report, CheckSeverity.Error),
            Warning = Count(report, CheckSeverity.Warning),
            Info = Count(report, CheckSeverity.Info),
        },
        Codes = [.. report.All.CountBy(finding => finding.Code).Select(code => new CheckCodeCount { Code = code.Key.Code, Severity = code.Key.Severity, Count = code.Value })],
        Findings = [.. report.Shown.Take(Most).Select(finding => PlanFinding.Of(finding, texts))],
        Truncated = report.Shown.Count > Most,
    };

    private static int Count(CheckReport report, CheckSeverity severity) => report.All.Count(finding => finding.Code.Severity == severity);
}

/// <summary>Numbers of findings by weight.</summary>
internal sealed record CheckCounts
{
    /// <summary>Errors.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int Error { get; init; }

    /// <summary>Warnings.</summary>
    /// <example>4</example>
    [Range(0, int.MaxValue)]
    public required int Warning { get; init; }

    /// <summary>Hints.</summary>
    /// <example>12</example>
    [Range(0, int.MaxValue)]
    public required int Info { get; init; }
}

/// <summary>Number of findings of one kind.</summary>
internal sealed record CheckCodeCount
{
    /// <summary>The kind.</summary>
    /// <example>check.placeholderOpen</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>How much each of them weighs.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>How many there are.</summary>
    /// <example>3</example>
    [Range(1, int.MaxValue)]
    public required int Count { get; init; }
}

/// <summary>One thing that is missing, contradictory or open in a plan.</summary>
internal sealed record PlanFinding
{
    /// <summary>Stable code; never changes with the language.</summary>
    /// <example>check.subtaskWithoutOwner</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>How much it weighs.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>The first step that it blocks; null unless it is an error.</summary>
    public required CheckGate? Blocks { get; init; }

    /// <summary>JSON pointer into the plan's document; what is missing is named where it would stand.</summary>
    /// <example>/workPackages/3/subtasks/1/owners</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>Name of the section; <c>plan</c> for the cover and narrative.</summary>
    /// <example>work-packages</example>
    [MaxLength(50)]
    public required string Section { get; init; }

    /// <summary>Ref of the part; null for the cover and for a section as a whole.</summary>
    /// <example>T4</example>
    [MaxLength(60)]
    public required string? Ref { get; init; }

    /// <summary>Id of the part; null for the cover and for a section as a whole.</summary>
    public required Guid? PartId { get; init; }

    /// <summary>JSON pointer inside the part or the cover; empty for it as a whole.</summary>
    /// <example>/subtasks/1/owners</example>
    [MaxLength(2_000)]
    public required string Within { get; init; }

    /// <summary>The finding in words, in the language asked for.</summary>
    /// <example>The subtask “Launch event” has no owner. Assign at least one.</example>
    [MaxLength(10_000)]
    public required string Message { get; init; }

    /// <summary>The values that the message was made from.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();

    public static PlanFinding Of(CheckFinding finding, ProblemTexts texts) => new()
    {
        Code = finding.Code.Code,
        Severity = finding.Code.Severity,
        Blocks = finding.Code.Blocks,
        Pointer = finding.Pointer,
        Section = finding.Item.Section ?? CheckArguments.Cover,
        Ref = finding.Item.Part?.Ref,
        PartId = finding.Item.Part?.Id.Value,
        Within = finding.Within,
        Message = texts.Text(finding.Code.Code, finding.Args),
        Args = finding.Args,
    };
}
