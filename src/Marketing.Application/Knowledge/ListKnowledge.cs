using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Knowledge;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;

namespace Marketing.Application.Knowledge;

/// <summary>Which knowledge items to list.</summary>
public sealed record ListKnowledgeItems : ResourceListArguments, IQuery<Page<KnowledgeItemResponse>>
{
    /// <summary>Only items of this kind.</summary>
    public KnowledgeItemKind? Kind { get; init; }

    /// <summary>Only items of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only reviews of the phase with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    public string? PhaseRef { get; init; }

    /// <summary>Only items of this owner.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>
    /// `true`: only changes of strategy that are based on data; `false`: only those that are not. With `includeTotal`, both give the share
    /// of changes based on data.
    /// </summary>
    public bool? HasEvidence { get; init; }

    /// <summary>Only items due on or before this day.</summary>
    public DateOnly? DueTo { get; init; }
}

internal sealed class ListKnowledgeItemsHandler(PageReader pages, IMarketingDb db)
    : IRequestHandler<ListKnowledgeItems, Result<Page<KnowledgeItemResponse>>>
{
    private static readonly SortSet<KnowledgeItem, KnowledgeItemResponse> Sorts = SortSet<KnowledgeItem, KnowledgeItemResponse>
        .EndingIn(item => item.Id, item => KnowledgeItemId.From(item.Id))
        .By("updatedAt", item => item.UpdatedAt, item => item.UpdatedAt)
        .By("title", item => item.TitleKey, item => CatalogueName.Key(item.Title))
        .ByDefault("-updatedAt");

    public Task<Result<Page<KnowledgeItemResponse>>> Handle(ListKnowledgeItems query, CancellationToken cancellationToken) =>
        pages.ReadAsync(Filter(query), query, Sorts, cancellationToken);

    private IQueryable<KnowledgeItem> Filter(ListKnowledgeItems query)
    {
        var items = db.KnowledgeItems.Matching<KnowledgeItem, KnowledgeItemId>(query);
        if (query.Kind is { } kind)
        {
            items = items.Where(item => item.Kind == kind);
        }

        if (query.PlanId is { } given)
        {
            PlanId? plan = PlanId.From(given);
            items = items.Where(item => item.PlanId == plan);
        }

        if (query.PhaseRef is { } phase)
        {
            items = items.Where(item => item.PhaseRef == phase);
        }

        if (query.OwnerId is { } owner)
        {
            PartyId? party = PartyId.From(owner);
            items = items.Where(item => item.OwnerId == party);
        }

        if (query.HasEvidence is { } hasEvidence)
        {
            items = items.Where(item => item.Kind == KnowledgeItemKind.StrategyChange && (item.Evidence != null) == hasEvidence);
        }

        if (query.DueTo is { } due)
        {
            items = items.Where(item => item.DueDate <= due);
        }

        items = items.Containing(item => item.SearchText, query.Q);

        return items;
    }
}

/// <summary>Reads one knowledge item.</summary>
public sealed record GetKnowledgeItem(KnowledgeItemId Id) : IQuery<KnowledgeItemResponse>;

internal sealed class GetKnowledgeItemHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetKnowledgeItem, Result<KnowledgeItemResponse>>
{
    public async Task<Result<KnowledgeItemResponse>> Handle(GetKnowledgeItem query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<KnowledgeItem, KnowledgeItemResponse>, cancellationToken) is { } found
            ? found
            : new KnowledgeItemNotFound(query.Id.Value);
}
