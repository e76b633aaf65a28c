using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans.Content;

/// <summary>A chapter or heading (章节) of the original document, with its introduction and the sections below it.</summary>
public sealed record Chapter : PlanPartContent
{
    /// <summary>Number in the document, such as 第三章, 二 or 2.1.</summary>
    /// <example>第三章</example>
    [MaxLength(ContentLimits.Name)]
    public string? Number { get; init; }

    /// <summary>Text of the heading.</summary>
    /// <example>上市目标</example>
    [MaxLength(ContentLimits.Name)]
    [NotBlank]
    public required string Title { get; init; }

    /// <summary>Depth of the heading: 1 for a chapter, 2 for a heading inside it.</summary>
    /// <example>1</example>
    [Range(1, 6)]
    public int? Level { get; init; }

    /// <summary>Text between the heading and its lists, if no other member holds it.</summary>
    [MaxLength(ContentLimits.Text)]
    public string? Text { get; init; }

    /// <summary>Sections whose parts follow the heading, in order.</summary>
    [MaxLength(ContentLimits.Items)]
    public IReadOnlyList<PlanSectionName> Sections { get; init; } = [];
}
