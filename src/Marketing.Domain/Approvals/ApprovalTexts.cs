using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Approvals;

/// <summary>What the author is asked to change.</summary>
public sealed record ApprovalRemark
{
    /// <summary>JSON pointer into the document of the revision; empty for the whole document.</summary>
    /// <example>/objectives/0/text</example>
    [MaxLength(500)]
    [RegularExpression("^(/([^~/]|~[01])*)*$")]
    public required string Pointer { get; init; }

    /// <summary>What to change.</summary>
    /// <example>请写明基线。</example>
    [MaxLength(Approval.TextLength)]
    [NotBlank]
    public required string Text { get; init; }
}

/// <summary>Minutes of the meeting in which a major or sudden matter was decided.</summary>
public sealed record ApprovalMinutes
{
    /// <summary>Day of the meeting.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>The participants.</summary>
    [MinLength(1)]
    [MaxLength(100)]
    [Items(200)]
    [NotBlank]
    public required IReadOnlyList<string> Participants { get; init; }

    /// <summary>What was decided, and why.</summary>
    [MaxLength(20_000)]
    [NotBlank]
    public required string Text { get; init; }
}
