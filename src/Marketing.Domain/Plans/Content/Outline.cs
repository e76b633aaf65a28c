using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans.Content;

/// <summary>A chapter or heading of the document the plan was written as (章節): where its lists stood and what introduced them.</summary>
public sealed record Chapter : PlanPartContent
{
    /// <summary>Number as the document counts it, such as 第三章, 二 or 2.1.</summary>
    /// <example>第三章</example>
    [MaxLength(ContentLimits.Name)]
    public string? Number { get; init; }

    /// <summary>Heading.</summary>
    /// <example>上市目标</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>Depth of the heading: 1 for a chapter, 2 for a heading inside it.</summary>
    /// <example>1</example>
    [Range(1, 6)]
    public int? Level { get; init; }

    /// <summary>What stands below the heading before its lists, where no other member holds it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>The sections whose parts stand below the heading, in their order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanSectionName> Sections { get; init; } = [];
}
