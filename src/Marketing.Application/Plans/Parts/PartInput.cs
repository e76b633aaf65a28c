using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>A part to create or replace.</summary>
public sealed record PartInput
{
    /// <summary>The section it belongs to. It determines the members of <c>content</c> and cannot be changed.</summary>
    public required PlanSectionName Section { get; init; }

    /// <summary>
    /// Its name in the plan, unique there whatever the case and width of its letters. Generated if a new part has none; kept if left out.
    /// </summary>
    /// <example>O1</example>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>The content, with the members of its section.</summary>
    [BySection]
    [Without(nameof(PlanPartContent.Ref))]
    public required PlanPartContent Content { get; init; }
}

/// <summary>All parts of a section.</summary>
public sealed record SectionInput
{
    /// <summary>The parts in order. A part with an existing ref is updated, and existing parts that are omitted are deleted.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<PartInput> Items { get; init; }
}
