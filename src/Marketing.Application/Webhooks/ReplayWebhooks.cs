using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Webhooks;

/// <summary>Sends a test event to an endpoint: an entry of the feed that only this endpoint gets, whatever its types.</summary>
public sealed record TestWebhook(WebhookId Id) : ICommand<WebhookResponse>;

internal sealed class TestWebhookHandler(IMarketingDb db, ResponseMapper responses) : IRequestHandler<TestWebhook, Result<WebhookResponse>>
{
    public async Task<Result<WebhookResponse>> Handle(TestWebhook command, CancellationToken cancellationToken)
    {
        var id = command.Id;
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (webhook is null)
        {
            return new WebhookNotFound(id.Value);
        }

        if (webhook.DisabledAt is not null)
        {
            return new WebhookIsDisabled();
        }

        db.Log.Note(new EventNote(Webhook.Test, ChangedResource.Of(webhook)));
        return responses.Map<Webhook, WebhookResponse>(webhook);
    }
}

/// <summary>Sends one delivery again, with the same id and bytes.</summary>
public sealed record ReplayWebhookDelivery(WebhookId WebhookId, WebhookDeliveryId Id) : ICommand<WebhookDeliveryResponse>;

internal sealed class ReplayWebhookDeliveryHandler(IMarketingDb db, TimeProvider clock, ResponseMapper responses)
    : IRequestHandler<ReplayWebhookDelivery, Result<WebhookDeliveryResponse>>
{
    public async Task<Result<WebhookDeliveryResponse>> Handle(ReplayWebhookDelivery command, CancellationToken cancellationToken)
    {
        var (webhookId, id, now) = (command.WebhookId, command.Id, clock.Instant());

        // The endpoint's row first, as the worker does, which writes it before it reads the deliveries.
        var woken = await db
            .Webhooks.Where(webhook => webhook.Id == webhookId)
            .GuardAsync(webhook => webhook.SetProperty(row => row.DueAt, now), cancellationToken);
        if (woken == 0)
        {
            return new WebhookNotFound(webhookId.Value);
        }

        var delivery = await db.WebhookDeliveries.SingleOrDefaultAsync(
            row => row.WebhookId == webhookId && row.Id == id,
            cancellationToken
        );
        if (delivery is null)
        {
            return new WebhookDeliveryNotFound(id.Value);
        }

        delivery.Replay(now);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<WebhookDelivery, WebhookDeliveryResponse>(delivery);
    }
}

/// <summary>Sends again what follows a sequence, each event with its earlier id.</summary>
public sealed record ReplayWebhook(WebhookId Id, WebhookReplayInput Input) : ICommand<WebhookResponse>;

internal sealed class ReplayWebhookHandler(IMarketingDb db, ResponseMapper responses)
    : IRequestHandler<ReplayWebhook, Result<WebhookResponse>>
{
    public async Task<Result<WebhookResponse>> Handle(ReplayWebhook command, CancellationToken cancellationToken)
    {
        var (id, since) = (command.Id, command.Input.SinceSequence);
        var webhooks = db.Webhooks.Where(webhook => webhook.Id == id);
        if (!await webhooks.AnyAsync(cancellationToken))
        {
            return new WebhookNotFound(id.Value);
        }

        var counter = await db.ChangeCounters.AsNoTracking().SingleAsync(cancellationToken);
        if (since < counter.PurgedThrough || since > counter.LastSequence)
        {
            return new WebhookReplayOutside(since, counter.PurgedThrough, counter.LastSequence);
        }

        await db.UpdateAsync(
            webhooks.Where(webhook => webhook.Position > since),
            webhook => webhook.SetProperty(row => row.Position, since),
            [new SilentNote("the position of an endpoint has no history")],
            cancellationToken
        );
        await db.UpdateAsync(
            webhooks.Where(webhook => webhook.MissedThrough <= since),
            webhook => webhook.SetProperty(row => row.MissedThrough, (long?)null),
            [new SilentNote("the position of an endpoint has no history")],
            cancellationToken
        );
        return await webhooks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } found
            ? responses.Map<Webhook, WebhookResponse>(found)
            : new WebhookNotFound(id.Value);
    }
}
