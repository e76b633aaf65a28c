using Marketing.Application.Common;
using Marketing.Application.Webhooks;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>What happened to a delivery.</summary>
internal sealed record WebhookOutcome(WebhookDeliveryId Id, WebhookAttempt Attempt);

/// <summary>
/// One step of the work on an endpoint, in one transaction: takes or keeps its lease, records what was sent, queues what follows in the
/// feed, and returns what to send next. A process that dies in between leaves deliveries pending; they are sent again with the same id.
/// </summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Worker">The process that works on it.</param>
/// <param name="Outcomes">What happened since the last step.</param>
/// <param name="Load">Whether to queue and return deliveries.</param>
/// <param name="Release">Whether this is the last step.</param>
internal sealed record AdvanceWebhook(WebhookId Id, string Worker, IReadOnlyList<WebhookOutcome> Outcomes, bool Load, bool Release)
    : ICommand<WebhookWork>,
        IRepeatable;

/// <summary>What is to do for an endpoint.</summary>
/// <param name="Webhook">The endpoint; null if it is disabled or deleted, or if another process works on it.</param>
/// <param name="Pending">The next pending deliveries, in order; null if they were not loaded.</param>
/// <param name="HasMore">Whether the feed has more to queue.</param>
internal sealed record WebhookWork(Webhook? Webhook, IReadOnlyList<WebhookDelivery>? Pending, bool HasMore);

internal sealed class AdvanceWebhookHandler(IMarketingDb db, WebhookTypes types, TimeProvider clock)
    : IRequestHandler<AdvanceWebhook, Result<WebhookWork>>
{
    /// <summary>After this time, another process takes over the endpoints of one that died.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(20);

    /// <summary>The most deliveries of an endpoint that wait in the table; the others wait in the feed.</summary>
    private const int Window = 500;

    public async Task<Result<WebhookWork>> Handle(AdvanceWebhook command, CancellationToken cancellationToken)
    {
        var (id, worker, now) = (command.Id, command.Worker, clock.Instant());
        var leased = await db
            .Webhooks.Where(row => row.Id == id && row.DisabledAt == null)
            .Where(row => row.LeaseOwner == worker || row.LeaseUntil == null || row.LeaseUntil < now)
            .GuardAsync(
                row => row.SetProperty(r => r.LeaseOwner, worker).SetProperty(r => r.LeaseUntil, now + LeaseTime),
                cancellationToken
            );
        await RecordAsync(command.Outcomes, cancellationToken);
        if (leased == 0)
        {
            return new WebhookWork(null, null, false);
        }

        var webhook = await db.Webhooks.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var health = WebhookHealth.Of(webhook).After(command.Outcomes.Select(outcome => outcome.Attempt), now, Random.Shared.NextDouble());
        if (health.HasRecovered)
        {
            await Pending(webhook)
                .Where(delivery => delivery.NextAttemptAt > now)
                .GuardAsync(row => row.SetProperty(r => r.NextAttemptAt, now), cancellationToken);
        }

        var queue = command.Load
            ? await QueueAsync(webhook, now, cancellationToken)
            : new Queue(webhook.Position, webhook.MissedThrough, null, false);
        var due = webhook.DueAt;
        if (command.Release)
        {
            due = await Pending(webhook).MinAsync(delivery => (DateTime?)delivery.NextAttemptAt, cancellationToken);
            if (await Pending(webhook).CountAsync(cancellationToken) >= Window)
            {
                // Nothing more can be queued before something is sent.
                health = health with
                {
                    WaitUntil = health.WaitUntil ?? due,
                };
            }
        }

        await db
            .Webhooks.Where(row => row.Id == id)
            .GuardAsync(
                row =>
                    row.SetProperty(r => r.Position, queue.Position)
                        .SetProperty(r => r.MissedThrough, queue.MissedThrough)
                        .SetProperty(r => r.FailuresInRow, health.FailuresInRow)
                        .SetProperty(r => r.FailingSince, health.FailingSince)
                        .SetProperty(r => r.WaitUntil, health.WaitUntil)
                        .SetProperty(r => r.DueAt, due)
                        .SetProperty(r => r.LeaseOwner, command.Release ? null : worker)
                        .SetProperty(r => r.LeaseUntil, command.Release ? null : now + LeaseTime),
                cancellationToken
            );
        return new WebhookWork(
            await db.Webhooks.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken),
            queue.Pending,
            queue.HasMore
        );
    }

    private async Task RecordAsync(IReadOnlyList<WebhookOutcome> outcomes, CancellationToken ct)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var ids = outcomes.Select(outcome => outcome.Id).ToList();
        var rows = await db.WebhookDeliveries.Where(delivery => ids.Contains(delivery.Id)).ToDictionaryAsync(row => row.Id, ct);
        foreach (var outcome in outcomes.Where(outcome => rows.ContainsKey(outcome.Id)))
        {
            rows[outcome.Id].Record(outcome.Attempt, Random.Shared.NextDouble());
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Queues what follows the position, as long as not too much is pending, and returns what is pending then.</summary>
    private async Task<Queue> QueueAsync(Webhook webhook, DateTime now, CancellationToken ct)
    {
        var counter = await db.ChangeCounters.AsNoTracking().SingleAsync(ct);
        var (position, missed) =
            webhook.Position < counter.PurgedThrough
                ? (counter.PurgedThrough, counter.PurgedThrough)
                : (webhook.Position, webhook.MissedThrough);
        var visible = types.VisibleTo(webhook.Scopes);
        if (position < counter.LastSequence && await Pending(webhook).CountAsync(ct) is var waiting && waiting < Window)
        {
            var wanted = WebhookTypes.ResourcesOf(webhook).Where(visible.Contains).ToList();
            var room = Window - waiting;
            var entries = await db
                .ChangeEntries.AsNoTracking()
                .Where(entry => entry.Sequence > position && entry.Sequence <= counter.LastSequence && wanted.Contains(entry.ResourceType))
                .OrderBy(entry => entry.Sequence)
                .Take(room)
                .ToListAsync(ct);
            await AddAsync(webhook, counter.Epoch, [.. entries.Where(entry => WebhookTypes.Wants(webhook, entry))], now, ct);
            position = entries.Count < room ? counter.LastSequence : entries[^1].Sequence;
        }

        var pending = await Pending(webhook).AsNoTracking().OrderBy(delivery => delivery.Sequence).Take(Window).ToListAsync(ct);
        var hidden = pending.Where(delivery => !visible.Contains(delivery.ResourceType)).Select(delivery => delivery.Id).ToList();
        if (hidden.Count > 0)
        {
            await db
                .WebhookDeliveries.Where(delivery => hidden.Contains(delivery.Id))
                .GuardAsync(row => row.SetProperty(r => r.State, WebhookDeliveryState.Cancelled), ct);
            pending.RemoveAll(delivery => hidden.Contains(delivery.Id));
        }

        return new Queue(position, missed, pending, position < counter.LastSequence);
    }

    /// <summary>Adds the entries, and sends those again that have a delivery already: a client asked for a replay.</summary>
    private async Task AddAsync(Webhook webhook, Guid epoch, List<ChangeEntry> entries, DateTime now, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var (first, last) = (entries[0].Sequence, entries[^1].Sequence);
        var id = webhook.Id;
        var existing = await db
            .WebhookDeliveries.Where(delivery => delivery.WebhookId == id && delivery.Sequence >= first && delivery.Sequence <= last)
            .ToDictionaryAsync(delivery => delivery.Sequence, ct);
        foreach (var entry in entries)
        {
            if (existing.TryGetValue(entry.Sequence, out var again))
            {
                again.Replay(now);
            }
            else
            {
                db.WebhookDeliveries.Add(WebhookDelivery.Of(webhook, ChangeEvent.Render(entry, epoch), now));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private IQueryable<WebhookDelivery> Pending(Webhook webhook)
    {
        var id = webhook.Id;
        return db.WebhookDeliveries.Where(delivery => delivery.WebhookId == id && delivery.State == WebhookDeliveryState.Pending);
    }

    private sealed record Queue(long Position, long? MissedThrough, IReadOnlyList<WebhookDelivery>? Pending, bool HasMore);
}

/// <summary>Disables an endpoint. Returns false if it is disabled already.</summary>
internal sealed record DisableWebhook(WebhookId Id, WebhookDisabledReason Reason) : ICommand<bool>;

internal sealed class DisableWebhookHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<DisableWebhook, Result<bool>>
{
    public async Task<Result<bool>> Handle(DisableWebhook command, CancellationToken cancellationToken)
    {
        var id = command.Id;
        var webhook = await db.Webhooks.SingleOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancellationToken);
        webhook?.Disable(command.Reason, clock.Instant());
        return webhook is not null;
    }
}
