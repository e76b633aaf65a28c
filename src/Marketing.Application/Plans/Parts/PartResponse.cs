using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>One part of a plan: its content with its place and its version.</summary>
public sealed record PartResponse<TContent> : ResourceResponse
    where TContent : PlanPartContent
{
    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-8)]
    public required Guid PlanId { get; init; }

    /// <summary>Order within its list: ascending, with room between, so that moving one part changes no other.</summary>
    /// <example>1024</example>
    [JsonPropertyOrder(-7)]
    public required int Position { get; init; }

    /// <summary>What the part says.</summary>
    [Flatten]
    public required TContent Content { get; init; }
}

/// <summary>The columns an answered part is made of.</summary>
internal sealed class PartRow
{
    /// <summary>Selects just these columns.</summary>
    public static readonly Expression<Func<PlanPart, PartRow>> Selection = part => new PartRow
    {
        Id = part.Id,
        PlanId = part.PlanId,
        Ref = part.Ref,
        Position = part.Position,
        Content = part.Content,
        Version = part.Version,
        CreatedAt = part.CreatedAt,
        CreatedBy = part.CreatedBy,
        UpdatedAt = part.UpdatedAt,
        UpdatedBy = part.UpdatedBy,
    };

    private static readonly Func<PlanPart, PartRow> OfPart = Selection.Compile();

    public PlanPartId Id { get; init; }

    public PlanId PlanId { get; init; }

    public string Ref { get; init; } = "";

    public int Position { get; init; }

    public string Content { get; init; } = "";

    public int Version { get; init; }

    public DateTime CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public DateTime UpdatedAt { get; init; }

    public string UpdatedBy { get; init; } = "";

    public static PartRow Of(PlanPart part) => OfPart(part);

    public PartResponse<TContent> Answer<TContent>()
        where TContent : PlanPartContent => new()
        {
            Id = Id.Value,
            PlanId = PlanId.Value,
            Position = Position,
            Content = WireJson.Load<TContent>(Content) with { Ref = Ref },
            Version = Version,
            CreatedAt = CreatedAt,
            CreatedBy = CreatedBy,
            UpdatedAt = UpdatedAt,
            UpdatedBy = UpdatedBy,
        };
}
