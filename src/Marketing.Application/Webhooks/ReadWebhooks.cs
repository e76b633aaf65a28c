using System.ComponentModel.DataAnnotations;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Webhooks;

/// <summary>Lists the endpoints of the workspace.</summary>
public sealed record ListWebhooks : ResourceListArguments, IQuery<Page<WebhookResponse>>;

internal sealed class ListWebhooksHandler(IMarketingDb db, PageReader pages) : IRequestHandler<ListWebhooks, Result<Page<WebhookResponse>>>
{
    private static readonly SortSet<Webhook, WebhookResponse> Sorts = SortSet<Webhook, WebhookResponse>
        .EndingIn(webhook => webhook.Id, webhook => WebhookId.From(webhook.Id))
        .By("createdAt", webhook => webhook.CreatedAt, webhook => webhook.CreatedAt)
        .By("updatedAt", webhook => webhook.UpdatedAt, webhook => webhook.UpdatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<WebhookResponse>>> Handle(ListWebhooks query, CancellationToken cancellationToken) =>
        pages.ReadAsync(db.Webhooks.Matching<Webhook, WebhookId>(query), query, Sorts, cancellationToken);
}

/// <summary>Reads one endpoint.</summary>
public sealed record GetWebhook(WebhookId Id) : IQuery<WebhookResponse>;

internal sealed class GetWebhookHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetWebhook, Result<WebhookResponse>>
{
    public async Task<Result<WebhookResponse>> Handle(GetWebhook query, CancellationToken cancellationToken) =>
        await db
            .Webhooks.AsNoTracking()
            .Where(webhook => webhook.Id == query.Id)
            .ProjectTo<WebhookResponse>(mappings)
            .SingleOrDefaultAsync(cancellationToken)
            is { } found
            ? found
            : new WebhookNotFound(query.Id.Value);
}

/// <summary>Which deliveries to list.</summary>
public sealed record WebhookDeliveryArguments : ListArguments
{
    /// <summary>Only deliveries in this state.</summary>
    public WebhookDeliveryState? State { get; init; }
}

/// <summary>Lists the deliveries of an endpoint.</summary>
public sealed record ListWebhookDeliveries(WebhookId WebhookId, WebhookDeliveryArguments Arguments) : IQuery<Page<WebhookDeliveryResponse>>;

internal sealed class ListWebhookDeliveriesHandler(IMarketingDb db, PageReader pages, IConfigurationProvider mappings)
    : IRequestHandler<ListWebhookDeliveries, Result<Page<WebhookDeliveryResponse>>>
{
    private static readonly SortSet<WebhookDelivery, WebhookDeliveryResponse> Sorts = SortSet<WebhookDelivery, WebhookDeliveryResponse>
        .EndingIn(delivery => delivery.Id, delivery => WebhookDeliveryId.From(delivery.Id))
        .By("sequence", delivery => delivery.Sequence, delivery => delivery.Sequence)
        .ByDefault("-sequence");

    public Task<Result<Page<WebhookDeliveryResponse>>> Handle(ListWebhookDeliveries query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<WebhookDeliveryResponse>>> ReadAsync(ListWebhookDeliveries query, CancellationToken ct)
    {
        var id = query.WebhookId;
        if (!await db.Webhooks.AnyAsync(webhook => webhook.Id == id, ct))
        {
            return new WebhookNotFound(id.Value);
        }

        var deliveries = db.WebhookDeliveries.Where(delivery => delivery.WebhookId == id);
        if (query.Arguments.State is { } state)
        {
            deliveries = deliveries.Where(delivery => delivery.State == state);
        }

        return await pages.ReadAsync(
            deliveries,
            query.Arguments,
            Sorts,
            mappings.ProjectionOf<WebhookDelivery, WebhookDeliveryResponse>(),
            ct,
            id.Value.ToString()
        );
    }
}
