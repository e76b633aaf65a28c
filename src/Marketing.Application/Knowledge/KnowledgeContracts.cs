using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Knowledge;

/// <summary>Something that people have learned, so that others find it.</summary>
public sealed record KnowledgeItemResponse : ResourceResponse
{
    /// <summary>The kind of knowledge.</summary>
    public required KnowledgeItemKind Kind { get; init; }

    /// <summary>What it is about, in one line.</summary>
    /// <example>问卷在晚间投放回收率更高</example>
    [MaxLength(KnowledgeItem.TitleLength)]
    public required string Title { get; init; }

    /// <summary>What was learned.</summary>
    [MaxLength(KnowledgeItem.TextLength)]
    public required string Text { get; init; }

    /// <summary>Words under which people look for it.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Id of the plan that it comes from; null without one.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>Ref of the phase that was reviewed.</summary>
    /// <example>F1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string? PhaseRef { get; init; }

    /// <summary>The data that a change of strategy is based on; null if it is based on none.</summary>
    [MaxLength(KnowledgeItem.EvidenceLength)]
    public required string? Evidence { get; init; }

    /// <summary>Where the knowledge comes from, such as a report or an address.</summary>
    [MaxLength(KnowledgeItem.SourceLength)]
    public required string? Source { get; init; }

    /// <summary>Id of the party that looks after it.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>The day by which the owner should apply or check it.</summary>
    public required DateOnly? DueDate { get; init; }
}

/// <summary>A knowledge item to create or change.</summary>
public sealed record KnowledgeItemInput
{
    /// <summary>The kind of knowledge.</summary>
    public required KnowledgeItemKind Kind { get; init; }

    /// <summary>What it is about, in one line.</summary>
    /// <example>问卷在晚间投放回收率更高</example>
    [MaxLength(KnowledgeItem.TitleLength)]
    [NotBlank]
    [SingleLine]
    public required string Title { get; init; }

    /// <summary>What was learned.</summary>
    /// <example>晚间八点后投放的问卷，回收率比上午高出一倍。</example>
    [MaxLength(KnowledgeItem.TextLength)]
    [NotBlank]
    public required string Text { get; init; }

    /// <summary>Words under which people look for it.</summary>
    [MaxLength(KnowledgeItem.MaxTags)]
    [Items(KnowledgeItem.TagLength)]
    [NotBlank]
    [SingleLine]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Id of the plan that it comes from.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Ref of the phase that was reviewed, or that it is about; only allowed with a plan.</summary>
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? PhaseRef { get; init; }

    /// <summary>The data that a change of strategy is based on. Leave it out if there are none.</summary>
    [MaxLength(KnowledgeItem.EvidenceLength)]
    public string? Evidence { get; init; }

    /// <summary>Where the knowledge comes from, such as a report or an address.</summary>
    [MaxLength(KnowledgeItem.SourceLength)]
    public string? Source { get; init; }

    /// <summary>Id of the party that looks after it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The day by which the owner should apply or check it.</summary>
    public DateOnly? DueDate { get; init; }
}

internal sealed class KnowledgeProjections : Profile
{
    public KnowledgeProjections() => CreateProjection<KnowledgeItem, KnowledgeItemResponse>();
}

/// <summary>Reads knowledge items for the change feed.</summary>
internal sealed class KnowledgeReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<KnowledgeItem, KnowledgeItemId, KnowledgeItemResponse>(
        db,
        mappings,
        ResourceTypes.KnowledgeItem,
        Domain.Access.Scopes.PlansRead
    );

/// <summary>References from knowledge items to parties.</summary>
internal sealed class KnowledgeOwners(IMarketingDb db)
    : ColumnReferrer<KnowledgeItem, KnowledgeItemId, PartyId>(
        db,
        ResourceTypes.Party,
        item => item.OwnerId,
        (item, party) => item.Assign(party)
    );
