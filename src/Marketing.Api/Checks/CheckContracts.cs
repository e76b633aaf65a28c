using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Domain.Checks;

namespace Marketing.Api.Checks;

/// <summary>The result of checking a whole plan.</summary>
internal sealed record PlanCheckResponse
{
    /// <summary>The maximum number of findings in a response.</summary>
    public const int Most = 2_000;

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Language of the messages.</summary>
    /// <example>zh-Hans</example>
    public required LabelLanguage Language { get; init; }

    /// <summary>Whether the plan can be submitted. A plan with open placeholders can be submitted as a template.</summary>
    /// <example>true</example>
    public required bool ReadyToSubmit { get; init; }

    /// <summary>Whether the plan can be put into force: no finding is an error.</summary>
    /// <example>false</example>
    public required bool ReadyToActivate { get; init; }

    /// <summary>Number of findings of each severity in the whole plan, whatever the filters.</summary>
    public required CheckCounts Counts { get; init; }

    /// <summary>Number of findings with each code in the whole plan, whatever the filters. Codes without findings are omitted.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<CheckCodeCount> Codes { get; init; }

    /// <summary>The findings that the filters select, in the order of the plan's document.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<PlanFinding> Findings { get; init; }

    /// <summary>Whether there are more findings than the response contains. Filter by section or code to see the others.</summary>
    /// <example>false</example>
    public required bool Truncated { get; init; }

    public static PlanCheckResponse Of(Guid planId, CheckReport report, ProblemTexts texts) =>
        new()
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
            Codes =
            [
                .. report
                    .All.CountBy(finding => finding.Code)
                    .Select(code => new CheckCodeCount
                    {
                        Code = code.Key.Code,
                        Severity = code.Key.Severity,
                        Count = code.Value,
                    }),
            ],
            Findings = [.. report.Shown.Take(Most).Select(finding => PlanFinding.Of(finding, texts))],
            Truncated = report.Shown.Count > Most,
        };

    private static int Count(CheckReport report, CheckSeverity severity) => report.All.Count(finding => finding.Code.Severity == severity);
}

/// <summary>Number of findings by severity.</summary>
internal sealed record CheckCounts
{
    /// <summary>Number of errors.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int Error { get; init; }

    /// <summary>Number of warnings.</summary>
    /// <example>4</example>
    [Range(0, int.MaxValue)]
    public required int Warning { get; init; }

    /// <summary>Number of hints.</summary>
    /// <example>12</example>
    [Range(0, int.MaxValue)]
    public required int Info { get; init; }
}

/// <summary>Number of findings with one code.</summary>
internal sealed record CheckCodeCount
{
    /// <summary>The code.</summary>
    /// <example>check.placeholderOpen</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>Severity of these findings.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>Number of these findings.</summary>
    /// <example>3</example>
    [Range(1, int.MaxValue)]
    public required int Count { get; init; }
}

/// <summary>A finding: something missing, contradictory or open in a plan.</summary>
internal sealed record PlanFinding
{
    /// <summary>Stable code. It never changes with the language.</summary>
    /// <example>check.subtaskWithoutOwner</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>Severity of the finding.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>The first step that it blocks; null unless it is an error.</summary>
    public required CheckGate? Blocks { get; init; }

    /// <summary>JSON pointer into the plan's document. For something missing, the pointer is where it belongs.</summary>
    /// <example>/workPackages/3/subtasks/1/owners</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>Name of the section; <c>plan</c> for the cover and narrative.</summary>
    /// <example>workPackages</example>
    [MaxLength(50)]
    public required string Section { get; init; }

    /// <summary>Ref of the part; null for the cover or a whole section.</summary>
    /// <example>T4</example>
    [MaxLength(60)]
    public required string? Ref { get; init; }

    /// <summary>Id of the part; null for the cover or a whole section.</summary>
    public required Guid? PartId { get; init; }

    /// <summary>JSON pointer inside the part or the cover; empty for the whole of it.</summary>
    /// <example>/subtasks/1/owners</example>
    [MaxLength(2_000)]
    public required string Within { get; init; }

    /// <summary>The finding as text, in the requested language.</summary>
    /// <example>The subtask “Launch event” has no owner. Assign at least one.</example>
    [MaxLength(10_000)]
    public required string Message { get; init; }

    /// <summary>The values in the message.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();

    public static PlanFinding Of(CheckFinding finding, ProblemTexts texts) =>
        new()
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
