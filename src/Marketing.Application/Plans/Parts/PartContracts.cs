using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>A part to create or replace.</summary>
public sealed record PartInput
{
    /// <summary>Its section, which determines <c>content</c> and cannot be changed.</summary>
    public required PlanSectionName Section { get; init; }

    /// <summary>
    /// Name of the part, unique in the plan; case and width are ignored. Generated if a new part has none; unchanged if omitted.
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

/// <summary>A part of a plan, with its position, its version and its content.</summary>
public sealed record PartResponse : ResourceResponse
{
    /// <summary>The parts as a table, with their content as JSON.</summary>
    public static readonly Feed<PartResponse> Feed = new("parts");

    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-8)]
    public required Guid PlanId { get; init; }

    /// <summary>Its section, which determines <c>content</c>.</summary>
    [JsonPropertyOrder(-11)]
    public required PlanSectionName Section { get; init; }

    /// <summary>Name of the part, unique in the plan. Documents and references use it.</summary>
    /// <example>O1</example>
    [JsonPropertyOrder(-6)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public required string Ref { get; init; }

    /// <summary>Order within the section: ascending with gaps, so that moving a part changes no other.</summary>
    /// <example>1024</example>
    [JsonPropertyOrder(-5)]
    public required int Position { get; init; }

    /// <summary>The content, in the same form as in requests.</summary>
    [BySection]
    [Without(nameof(PlanPartContent.Ref))]
    public required PlanPartContent Content { get; init; }
}

/// <summary>The columns of a part that a response needs.</summary>
internal sealed class PartRow
{
    /// <summary>Selects only these columns.</summary>
    public static readonly Expression<Func<PlanPart, PartRow>> Selection = part => new PartRow
    {
        Id = part.Id,
        PlanId = part.PlanId,
        Section = part.Section,
        SectionOrder = part.SectionOrder,
        Ref = part.Ref,
        Position = part.Position,
        Content = part.Content,
        SchemaVersion = part.SchemaVersion,
        Version = part.Version,
        CreatedAt = part.CreatedAt,
        CreatedBy = part.CreatedBy,
        CreatedByName = part.CreatedByName,
        UpdatedAt = part.UpdatedAt,
        UpdatedBy = part.UpdatedBy,
        UpdatedByName = part.UpdatedByName,
        DeletedAt = part.DeletedAt,
    };

    private static readonly Func<PlanPart, PartRow> OfPart = Selection.Compile();

    public PlanPartId Id { get; init; }

    public PlanId PlanId { get; init; }

    public string Section { get; init; } = "";

    public int SectionOrder { get; init; }

    public string Ref { get; init; } = "";

    public int Position { get; init; }

    public string Content { get; init; } = "";

    public int SchemaVersion { get; init; }

    public int Version { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public string? CreatedByName { get; init; }

    public DateTime UpdatedAt { get; init; }

    public string UpdatedBy { get; init; } = "";

    public string? UpdatedByName { get; init; }

    public DateTime? DeletedAt { get; init; }

    public static PartResponse ToResponse(PlanPart part) => OfPart(part).ToResponse();

    /// <summary>Whether this build knows the section. Only a newer build can show the other parts.</summary>
    public bool IsKnown => PlanSections.Find(Section) is not null;

    /// <summary>Whether the part belongs to the section; true for every part if the section is null.</summary>
    public bool IsWithin(PlanSectionName? section) => section is not { } key || Section == PlanSections.Of(key).Name;

    public PartResponse ToResponse()
    {
        var section = PlanSections.Find(Section)!;
        return new()
        {
            Id = Id.Value,
            PlanId = PlanId.Value,
            Section = section.Key,
            Ref = Ref,
            Position = Position,
            Content = StoredContent.Read(section, SchemaVersion, Content),
            Version = Version,
            CreatedAt = CreatedAt,
            CreatedBy = CreatedBy,
            CreatedByName = CreatedByName,
            UpdatedAt = UpdatedAt,
            UpdatedBy = UpdatedBy,
            UpdatedByName = UpdatedByName,
            DeletedAt = DeletedAt,
        };
    }
}
