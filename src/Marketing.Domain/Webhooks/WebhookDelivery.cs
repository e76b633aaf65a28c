using Marketing.Domain.Common;

namespace Marketing.Domain.Webhooks;

public readonly record struct WebhookDeliveryId(Guid Value) : IEntityId<WebhookDeliveryId>
{
    public static WebhookDeliveryId From(Guid value) => new(value);

    public int CompareTo(WebhookDeliveryId other) => Value.CompareTo(other.Value);
}

/// <summary>The state of a delivery.</summary>
public enum WebhookDeliveryState
{
    /// <summary>Not accepted yet.</summary>
    Pending,

    /// <summary>The receiver accepted it.</summary>
    Delivered,

    /// <summary>The receiver did not accept it for three days.</summary>
    Failed,

    /// <summary>The endpoint was deleted, or may no longer see the type.</summary>
    Cancelled,
}

/// <summary>Why an attempt failed.</summary>
public enum WebhookFailure
{
    /// <summary>A status other than 2xx. Redirects are not followed.</summary>
    Status,

    /// <summary>No response in time.</summary>
    Timeout,

    /// <summary>No connection, or it was closed before the response.</summary>
    Connection,

    /// <summary>The host has an address that is not public.</summary>
    HostForbidden,
}

/// <summary>
/// One event for one endpoint. Its bytes are stored once and sent unchanged with every attempt. Deliveries are silent: they have no
/// version and no history beside this row.
/// </summary>
public sealed class WebhookDelivery : IWorkspaceOwned
{
    /// <summary>How long a delivery is retried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(75);

    /// <summary>The time between two attempts, before jitter.</summary>
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
    ];

    private WebhookDelivery() { }

    public WebhookDeliveryId Id { get; private set; }

    public WorkspaceId WorkspaceId { get; private set; }

    public WebhookId WebhookId { get; private set; }

    /// <summary>Id of the event, the same for every endpoint and attempt.</summary>
    public Guid EventId { get; private set; }

    /// <summary>Place of the event in the feed.</summary>
    public long Sequence { get; private set; }

    /// <summary>Type of the resource.</summary>
    public string ResourceType { get; private set; } = "";

    public Guid ResourceId { get; private set; }

    /// <summary>Type of the event, such as <c>plan.updated</c>.</summary>
    public string EventType { get; private set; } = "";

    public byte[] Body { get; private set; } = [];

    public WebhookDeliveryState State { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>When the first attempt began, since the delivery was queued or replayed.</summary>
    public DateTime? FirstAttemptAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTime NextAttemptAt { get; private set; }

    public DateTime? LastAttemptAt { get; private set; }

    /// <summary>The status of the last response; null if there was none.</summary>
    public int? LastStatus { get; private set; }

    public WebhookFailure? LastFailure { get; private set; }

    /// <summary>Duration of the last attempt.</summary>
    public int? LastMilliseconds { get; private set; }

    /// <summary>Queues an event.</summary>
    public static WebhookDelivery Of(Webhook webhook, WebhookEvent entry, DateTime now) =>
        new()
        {
            Id = EntityId.New<WebhookDeliveryId>(),
            WorkspaceId = webhook.WorkspaceId,
            WebhookId = webhook.Id,
            EventId = entry.Id,
            Sequence = entry.Sequence,
            ResourceType = entry.ResourceType,
            ResourceId = entry.ResourceId,
            EventType = entry.Type,
            Body = entry.Body,
            CreatedAt = now,
            NextAttemptAt = now,
        };

    /// <summary>Sends it again, with the same id and bytes.</summary>
    public void Replay(DateTime now) => (State, NextAttemptAt, FirstAttemptAt) = (WebhookDeliveryState.Pending, now, null);

    public void Cancel() => State = WebhookDeliveryState.Cancelled;

    /// <summary>Records an attempt. An outcome for a delivery that is no longer pending changes nothing.</summary>
    /// <param name="attempt">What happened.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public void Record(WebhookAttempt attempt, double jitter)
    {
        if (State != WebhookDeliveryState.Pending)
        {
            return;
        }

        Attempts++;
        FirstAttemptAt ??= attempt.At;
        (LastAttemptAt, LastMilliseconds) = (attempt.At, attempt.Milliseconds);
        (LastStatus, LastFailure) = (attempt.Status, attempt.Failure);
        if (attempt.Succeeded)
        {
            State = WebhookDeliveryState.Delivered;
        }
        else if (attempt.Ended - FirstAttemptAt >= Patience)
        {
            State = WebhookDeliveryState.Failed;
        }
        else
        {
            var waits = attempt.RetryAfter is { } asked && asked > DelayAfter(Attempts) ? asked : DelayAfter(Attempts);
            NextAttemptAt = attempt.Ended + waits + (waits * (jitter / 5));
        }
    }

    /// <summary>Returns the time to the next attempt, before jitter.</summary>
    public static TimeSpan DelayAfter(int attempts) => Delays[Math.Clamp(attempts, 1, Delays.Length) - 1];
}

/// <summary>An event to queue.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="Sequence">Place in the feed.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="ResourceType">Type of the resource.</param>
/// <param name="ResourceId">The resource, whose events are delivered in order.</param>
/// <param name="Body">The bytes to send.</param>
public sealed record WebhookEvent(Guid Id, long Sequence, string Type, string ResourceType, Guid ResourceId, byte[] Body);

/// <summary>What happened when a delivery was sent.</summary>
/// <param name="At">When the attempt began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Status">The status of the response; null if there was none.</param>
/// <param name="Failure">Why it failed; null if it succeeded.</param>
/// <param name="RetryAfter">How long the receiver asks to wait.</param>
public sealed record WebhookAttempt(DateTime At, int Milliseconds, int? Status, WebhookFailure? Failure, TimeSpan? RetryAfter)
{
    private const int Gone = 410;

    public bool Succeeded => Failure is null;

    /// <summary>Whether the receiver wants no more deliveries.</summary>
    public bool IsGone => Status == Gone;

    public DateTime Ended => At.AddMilliseconds(Milliseconds);
}
