using Marketing.Domain.Common;

namespace Marketing.Domain.Webhooks;

public readonly record struct WebhookId(Guid Value) : IEntityId<WebhookId>
{
    public static WebhookId From(Guid value) => new(value);

    public int CompareTo(WebhookId other) => Value.CompareTo(other.Value);
}

/// <summary>Why an endpoint gets no deliveries.</summary>
public enum WebhookDisabledReason
{
    /// <summary>The receiver answered 410.</summary>
    Gone,

    /// <summary>Nothing was accepted for three days.</summary>
    Failing,

    /// <summary>The API key was revoked or has expired, or the person has left the workspace.</summary>
    OwnerEnded,

    /// <summary>The secret cannot be read with the configured master keys.</summary>
    SecretUnreadable,
}

/// <summary>
/// An address that receives the changes of the workspace. It follows the change feed with a position of its own, and sees what its owner
/// could see when its address or types were last set.
/// </summary>
public sealed class Webhook : Resource<WebhookId>
{
    public const int UrlLength = 2_000;
    public const int DescriptionLength = 500;
    public const int TypeLength = 100;
    public const int LongestTypes = 100;
    public const int FastestPerSecond = 1_000;

    /// <summary>The event that a client asks for to try an endpoint.</summary>
    public const string Test = "webhook.test";

    /// <summary>How long the previous secret signs too after a rotation.</summary>
    public static readonly TimeSpan RotationTime = TimeSpan.FromHours(24);

    protected override string TypeName => ResourceTypes.Webhook;

    private Webhook() { }

    private Webhook(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Url { get; private set; } = "";

    /// <summary>Types of the feed, and names of events.</summary>
    public IReadOnlyList<string> Types { get; private set; } = [];

    public string? Description { get; private set; }

    public int? MaxPerSecond { get; private set; }

    /// <summary>The actor whose scopes it has. It is disabled when that credential ends.</summary>
    public string OwnerId { get; private set; } = "";

    /// <summary>The scopes of the owner when address or types were last set.</summary>
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public WebhookDisabledReason? DisabledReason { get; private set; }

    public DateTime? DisabledAt { get; private set; }

    [NotAudited]
    public byte[] SealedSecret { get; private set; } = [];

    /// <summary>The secret before the last rotation.</summary>
    [NotAudited]
    public byte[]? SealedPreviousSecret { get; private set; }

    /// <summary>Until when the previous secret signs too.</summary>
    public DateTime? PreviousSecretUntil { get; private set; }

    /// <summary>The entries of the feed up to this sequence are queued. Like all progress, it changes without a new version.</summary>
    [NotAudited]
    public long Position { get; private set; }

    /// <summary>The last sequence that was purged from the feed before it was queued.</summary>
    [NotAudited]
    public long? MissedThrough { get; private set; }

    /// <summary>When the next pending delivery is due; null if none is pending.</summary>
    [NotAudited]
    public DateTime? DueAt { get; private set; }

    /// <summary>Nothing is sent before this time.</summary>
    [NotAudited]
    public DateTime? WaitUntil { get; private set; }

    /// <summary>Failed attempts since the last success.</summary>
    [NotAudited]
    public int FailuresInRow { get; private set; }

    /// <summary>When the first of these attempts failed.</summary>
    [NotAudited]
    public DateTime? FailingSince { get; private set; }

    /// <summary>The process that delivers now.</summary>
    [NotAudited]
    public string? LeaseOwner { get; private set; }

    [NotAudited]
    public DateTime? LeaseUntil { get; private set; }

    /// <param name="workspaceId">The workspace that it follows.</param>
    /// <param name="sealedSecret">The sealed secret.</param>
    /// <param name="position">The feed is delivered after this sequence.</param>
    public static Webhook Of(WorkspaceId workspaceId, byte[] sealedSecret, long position) =>
        new(workspaceId) { SealedSecret = sealedSecret, Position = position };

    /// <summary>Sets where to deliver what.</summary>
    public void Set(string url, IReadOnlyList<string> types, string? description, int? maxPerSecond) =>
        (Url, Types, Description, MaxPerSecond) = (url, types, description, maxPerSecond);

    /// <summary>Gives the endpoint the scopes of an actor, whose credential it depends on.</summary>
    public void BelongTo(string ownerId, IReadOnlyList<string> scopes) => (OwnerId, Scopes) = (ownerId, scopes);

    /// <summary>Replaces the secret. The previous one signs too until the end of the rotation.</summary>
    public void Rotate(byte[] sealedSecret, DateTime now)
    {
        (SealedPreviousSecret, PreviousSecretUntil) = (SealedSecret, now + RotationTime);
        SealedSecret = sealedSecret;
    }

    /// <summary>Stops all deliveries. What is pending stays pending.</summary>
    public void Disable(WebhookDisabledReason reason, DateTime at) => (DisabledReason, DisabledAt) = (reason, at);

    /// <summary>Delivers again, from where it stopped, and begins at once.</summary>
    public void Enable(DateTime now)
    {
        (DisabledReason, DisabledAt) = (null, null);
        (FailuresInRow, FailingSince, WaitUntil, DueAt) = (0, null, null, now);
        (LeaseOwner, LeaseUntil) = (null, null);
    }
}

public sealed record WebhookNotFound(Guid Id) : NotFoundError("webhook.notFound");

public sealed record WebhookDeliveryNotFound(Guid Id) : NotFoundError("webhook.deliveryNotFound");

/// <summary>A disabled endpoint sends nothing.</summary>
public sealed record WebhookIsDisabled() : ConflictError("webhook.disabled");

/// <summary>The address is not absolute, or contains a user name or a fragment.</summary>
public sealed record WebhookUrlInvalid(string Url, string Pointer = "/url") : RuleError("webhook.urlInvalid");

public sealed record WebhookUrlNotHttps(string Url, string Pointer = "/url") : RuleError("webhook.urlNotHttps");

/// <summary>The host has an address that is not public.</summary>
public sealed record WebhookHostForbidden(string Host, string Pointer = "/url") : RuleError("webhook.hostForbidden");

/// <summary>Types or events that do not exist, or that the caller cannot read.</summary>
public sealed record WebhookTypesUnknown(
    [Arg("types")] IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Allowed,
    string Pointer = "/types"
) : RuleError("webhook.typesUnknown");

/// <summary>The feed no longer contains what follows the sequence, or never did.</summary>
public sealed record WebhookReplayOutside(long SinceSequence, long Oldest, long Newest, string Pointer = "/sinceSequence")
    : RuleError("webhook.replayOutside");
