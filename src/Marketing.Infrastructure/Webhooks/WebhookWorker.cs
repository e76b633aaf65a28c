using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>
/// Works on one endpoint until nothing is due: sends deliveries of different resources side by side, and those of one resource one after
/// another.
/// </summary>
internal sealed class WebhookWorker(
    SystemRunner system,
    WebhookSender sender,
    CredentialStore credentials,
    LeaseKeeper leases,
    TimeProvider clock,
    ILogger<WebhookWorker> logger
)
{
    public const string Name = "webhooks";

    /// <summary>Deliveries of one endpoint that are under way at the same time.</summary>
    private const int Parallel = 32;

    /// <summary>The window is loaded again once fewer deliveries are left in it.</summary>
    private const int LowWindow = 64;

    /// <summary>How long a stopping service waits for the deliveries under way.</summary>
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(3);

    /// <summary>The lease is kept, and the window loaded again, at least this often.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for further responses after the first, so that they are recorded together.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(15);

    /// <summary>How often the owner's credential is looked up.</summary>
    private static readonly TimeSpan OwnerCheck = TimeSpan.FromSeconds(5);

    public async Task RunAsync(WorkspaceId workspace, WebhookId id, CancellationToken stopping)
    {
        using var abandon = new CancellationTokenSource();
        await using var stop = stopping.Register(() => abandon.CancelAfter(LastChance));
        var run = new Run(workspace, id, abandon.Token);
        try
        {
            await AdvanceAsync(run, load: true, release: false);
            while (run.Webhook is { } webhook && !stopping.IsCancellationRequested)
            {
                if (await ReasonToDisableAsync(run, webhook) is { } reason)
                {
                    await DisableAsync(run, reason);
                    break;
                }

                Start(run, webhook);
                if (run.UnderWay.Count == 0 && !run.IsPaced)
                {
                    break;
                }

                await WaitAsync(run);
                var isDue = clock.GetUtcNow() - run.LoadedAt >= Step;
                if (run.Outcomes.Count > 0 || isDue)
                {
                    await AdvanceAsync(run, load: isDue || run.NeedsWindow || run.Pending.Count < LowWindow, release: false);
                }
            }
        }
        finally
        {
            await EndAsync(run);
        }
    }

    /// <summary>Returns why the endpoint must not go on; null if it can.</summary>
    private async Task<WebhookDisabledReason?> ReasonToDisableAsync(Run run, Webhook webhook)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (run.IsGone)
        {
            return WebhookDisabledReason.Gone;
        }

        if (now - webhook.FailingSince >= WebhookDelivery.Patience)
        {
            return WebhookDisabledReason.Failing;
        }

        if (run.OwnerCheckedAt is not { } checkedAt || now - checkedAt >= OwnerCheck)
        {
            if (!await credentials.IsActiveAsync(run.Workspace, webhook.OwnerId, now, run.Abandoned))
            {
                return WebhookDisabledReason.OwnerEnded;
            }

            run.OwnerCheckedAt = now;
        }

        return (run.Keys = sender.KeysOf(webhook)) is null ? WebhookDisabledReason.SecretUnreadable : null;
    }

    private async Task DisableAsync(Run run, WebhookDisabledReason reason)
    {
        await RunAsync(run, scope => scope.RunAsync(new DisableWebhook(run.Id, reason), run.Abandoned));
        logger.LogWarning("The webhook {Webhook} was disabled: {Reason}", run.Id.Value, reason);
    }

    /// <summary>Starts what is due: for each resource its earliest delivery, unless one is under way.</summary>
    private void Start(Run run, Webhook webhook)
    {
        run.IsPaced = false;
        var now = clock.GetUtcNow().UtcDateTime;
        if (webhook.WaitUntil > now)
        {
            return;
        }

        var isDown = WebhookHealth.Of(webhook).IsDown;
        var heads = run.Pending.DistinctBy(delivery => delivery.ResourceId).Where(head => !run.UnderWay.ContainsKey(head.ResourceId));
        heads = isDown ? heads.OrderBy(head => head.NextAttemptAt).Take(1) : heads.Where(head => head.NextAttemptAt <= now);
        foreach (var head in heads.ToList())
        {
            if (run.UnderWay.Count >= (isDown ? 1 : Parallel))
            {
                return;
            }

            if (webhook.MaxPerSecond is { } rate)
            {
                if (run.NextStart > now)
                {
                    run.IsPaced = true;
                    return;
                }

                run.NextStart = (run.NextStart > now.AddSeconds(-1) ? run.NextStart : now).AddSeconds(1.0 / rate);
            }

            run.UnderWay.Add(head.ResourceId, SendAsync(run, webhook.Url, head));
        }
    }

    private async Task<WebhookOutcome?> SendAsync(Run run, string url, WebhookDelivery delivery)
    {
        try
        {
            return new WebhookOutcome(delivery.Id, await sender.SendAsync(url, run.Keys!, delivery, run.Abandoned));
        }
        catch (OperationCanceledException) when (run.Abandoned.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits for a response, or until it is time to look again.</summary>
    private async Task WaitAsync(Run run)
    {
        var patience = run.IsPaced ? run.NextStart - clock.GetUtcNow().UtcDateTime : Step;
        patience = patience < TimeSpan.Zero ? TimeSpan.Zero : patience;
        await Task.WhenAny([.. run.UnderWay.Values, Task.Delay(patience < Step ? patience : Step, clock, CancellationToken.None)]);
        if (run.UnderWay.Count > 1 && run.UnderWay.Values.Any(sending => sending.IsCompleted))
        {
            await Task.WhenAny(Task.WhenAll(run.UnderWay.Values), Task.Delay(Linger, clock, CancellationToken.None));
        }

        await CollectAsync(run);
    }

    private static async Task CollectAsync(Run run)
    {
        foreach (var (resource, sending) in run.UnderWay.Where(entry => entry.Value.IsCompleted).ToList())
        {
            run.UnderWay.Remove(resource);
            if (await sending is { } outcome)
            {
                run.Outcomes.Add(outcome);
            }
        }
    }

    private async Task AdvanceAsync(Run run, bool load, bool release)
    {
        var outcomes = run.Outcomes.ToList();
        load |= outcomes.Exists(outcome => !outcome.Attempt.Succeeded);
        var work = await RunAsync(
            run,
            scope => scope.RunAsync(new AdvanceWebhook(run.Id, leases.Owner, outcomes, load && !release, release), CancellationToken.None)
        );
        run.Webhook = work.Webhook;
        run.IsGone |= outcomes.Exists(outcome => outcome.Attempt.IsGone);
        run.Outcomes.Clear();
        var recorded = outcomes.Select(outcome => outcome.Id).ToHashSet();
        run.Pending = work.Pending ?? [.. run.Pending.Where(delivery => !recorded.Contains(delivery.Id))];
        run.LoadedAt = load ? clock.GetUtcNow() : run.LoadedAt;
        run.NeedsWindow = work.Pending is not null && work.HasMore && work.Pending.Count < LowWindow;
        ServiceMetrics.JobHandled(Name, outcomes.Count);
    }

    /// <summary>Records what is under way, and releases the endpoint.</summary>
    private async Task EndAsync(Run run)
    {
        await Task.WhenAll(run.UnderWay.Values);
        await CollectAsync(run);
        await AdvanceAsync(run, load: false, release: true);
    }

    private Task<T> RunAsync<T>(Run run, Func<SystemScope, Task<T>> work) => system.RunAsync(run.Workspace, Name, "", work);

    /// <summary>The state of the work on one endpoint.</summary>
    private sealed class Run(WorkspaceId workspace, WebhookId id, CancellationToken abandoned)
    {
        public WorkspaceId Workspace => workspace;

        public WebhookId Id => id;

        /// <summary>Ends the deliveries that are under way.</summary>
        public CancellationToken Abandoned => abandoned;

        /// <summary>The endpoint; null once it is disabled, deleted or taken over.</summary>
        public Webhook? Webhook { get; set; }

        public IReadOnlyList<byte[]>? Keys { get; set; }

        /// <summary>Pending deliveries by sequence, those under way included.</summary>
        public IReadOnlyList<WebhookDelivery> Pending { get; set; } = [];

        /// <summary>The deliveries under way, by resource.</summary>
        public Dictionary<Guid, Task<WebhookOutcome?>> UnderWay { get; } = [];

        public List<WebhookOutcome> Outcomes { get; } = [];

        public DateTimeOffset LoadedAt { get; set; }

        public DateTime? OwnerCheckedAt { get; set; }

        public bool IsGone { get; set; }

        /// <summary>Whether the feed may have more for this endpoint right now.</summary>
        public bool NeedsWindow { get; set; }

        /// <summary>Whether something is due that the endpoint's rate does not allow yet.</summary>
        public bool IsPaced { get; set; }

        /// <summary>When the endpoint's rate allows the next delivery.</summary>
        public DateTime NextStart { get; set; }
    }
}
