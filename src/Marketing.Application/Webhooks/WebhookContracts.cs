using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;

namespace Marketing.Application.Webhooks;

/// <summary>Whether an endpoint gets deliveries.</summary>
public enum WebhookState
{
    /// <summary>Changes are delivered.</summary>
    Active,

    /// <summary>Nothing is delivered until the endpoint is enabled.</summary>
    Disabled,
}

/// <summary>An endpoint that changes are delivered to, without its secret.</summary>
public record WebhookResponse : ResourceResponse
{
    /// <summary>The address.</summary>
    /// <example>https://hooks.example.com/marketing</example>
    [MaxLength(Webhook.UrlLength)]
    public required string Url { get; init; }

    /// <summary>Types of the feed and names of events that are delivered.</summary>
    [MaxLength(Webhook.LongestTypes)]
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What the endpoint is for.</summary>
    [MaxLength(Webhook.DescriptionLength)]
    public required string? Description { get; init; }

    /// <summary>The most deliveries in a second; null if unlimited.</summary>
    [Range(1, Webhook.FastestPerSecond)]
    public required int? MaxPerSecond { get; init; }

    /// <summary>Whether changes are delivered.</summary>
    public required WebhookState State { get; init; }

    /// <summary>Why it is disabled; null if it is active.</summary>
    public required WebhookDisabledReason? DisabledReason { get; init; }

    /// <summary>When it was disabled.</summary>
    public required DateTime? DisabledAt { get; init; }

    /// <summary>
    /// Id of the actor who last set its address or types, or enabled it. It sees what that actor could see then, and is disabled when that
    /// credential ends.
    /// </summary>
    /// <example>key:0198c0de000070008000000000000000</example>
    [MaxLength(200)]
    public required string OwnerId { get; init; }

    /// <summary>Until when deliveries also have a signature of the previous secret; null if it was never rotated.</summary>
    public required DateTime? PreviousSecretUntil { get; init; }

    /// <summary>
    /// Changes up to this sequence are queued or delivered. Position, `baselineRequired` and `failingSince` change without a new version.
    /// </summary>
    [Range(0, 9_007_199_254_740_991)]
    public required long Position { get; init; }

    /// <summary>
    /// Whether changes left the feed before they were queued. Read the lists again, then replay since the sequence of that baseline.
    /// </summary>
    public required bool BaselineRequired { get; init; }

    /// <summary>Since when nothing was accepted; null if the last attempt succeeded.</summary>
    public required DateTime? FailingSince { get; init; }
}

/// <summary>An endpoint with its secret. Only this response contains the secret.</summary>
public sealed record WebhookSecretResponse : WebhookResponse, IHoldsSecret
{
    /// <summary>The secret that signs the deliveries. Returned only once; null if the response is replayed or only validated.</summary>
    /// <example>whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=</example>
    [MaxLength(100)]
    public required string? Secret { get; init; }

    object IHoldsSecret.WithoutSecret() => this with { Secret = null };
}

/// <summary>An endpoint to create or its new state.</summary>
public sealed record WebhookInput
{
    /// <summary>The address: https, a public host, no user name and no fragment. Redirects are not followed.</summary>
    /// <example>https://hooks.example.com/marketing</example>
    [MaxLength(Webhook.UrlLength)]
    [RegularExpression("^https?://[^\\x00-\\x20]+$")]
    public required string Url { get; init; }

    /// <summary>
    /// Types of the feed, such as `plan`, and names of events, such as `approval.due`. A type includes its events. Requires a scope that
    /// reads the type.
    /// </summary>
    [MinLength(1)]
    [MaxLength(Webhook.LongestTypes)]
    [Items(Webhook.TypeLength, MinLength = 1)]
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What the endpoint is for.</summary>
    /// <example>CRM sync</example>
    [MaxLength(Webhook.DescriptionLength)]
    [NotBlank]
    [SingleLine]
    public string? Description { get; init; }

    /// <summary>The most deliveries in a second; omit it for no limit.</summary>
    /// <example>20</example>
    [Range(1, Webhook.FastestPerSecond)]
    public int? MaxPerSecond { get; init; }
}

/// <summary>From where to deliver again.</summary>
public sealed record WebhookReplayInput
{
    /// <summary>Changes after this sequence are delivered again, with their earlier ids.</summary>
    /// <example>42</example>
    [Range(0, 9_007_199_254_740_991)]
    public required long SinceSequence { get; init; }
}

/// <summary>One event for one endpoint, and what became of it.</summary>
public sealed record WebhookDeliveryResponse
{
    /// <summary>Opaque id, generated by the server.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the event, sent as `webhook-id` with every attempt.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Sequence of the event in the change feed.</summary>
    [Range(1, 9_007_199_254_740_991)]
    public required long Sequence { get; init; }

    /// <summary>Type of the event.</summary>
    /// <example>plan.updated</example>
    [MaxLength(Webhook.TypeLength)]
    public required string EventType { get; init; }

    /// <summary>Id of the resource. Its events are delivered in order: later ones wait for earlier ones.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>Whether it was accepted.</summary>
    public required WebhookDeliveryState State { get; init; }

    /// <summary>The number of attempts.</summary>
    [Range(0, int.MaxValue)]
    public required int Attempts { get; init; }

    /// <summary>When it was queued, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is sent next, at the earliest; null if it is not pending.</summary>
    public required DateTime? NextAttemptAt { get; init; }

    /// <summary>When the last attempt began.</summary>
    public required DateTime? LastAttemptAt { get; init; }

    /// <summary>Status of the last response; null if there was none.</summary>
    [Range(100, 999)]
    public required int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed; null if it succeeded.</summary>
    public required WebhookFailure? LastFailure { get; init; }

    /// <summary>Duration of the last attempt in milliseconds.</summary>
    [Range(0, int.MaxValue)]
    public required int? LastMilliseconds { get; init; }
}

internal sealed class WebhookProjections : Profile
{
    public WebhookProjections()
    {
        CreateProjection<Webhook, WebhookResponse>()
            .ForMember(
                webhook => webhook.State,
                member => member.MapFrom(webhook => webhook.DisabledAt == null ? WebhookState.Active : WebhookState.Disabled)
            )
            .ForMember(webhook => webhook.BaselineRequired, member => member.MapFrom(webhook => webhook.MissedThrough != null));
        CreateProjection<Webhook, WebhookSecretResponse>()
            .ForMember(
                webhook => webhook.State,
                member => member.MapFrom(webhook => webhook.DisabledAt == null ? WebhookState.Active : WebhookState.Disabled)
            )
            .ForMember(webhook => webhook.BaselineRequired, member => member.MapFrom(webhook => webhook.MissedThrough != null))
            .ForMember(webhook => webhook.Secret, member => member.Ignore());
        CreateProjection<WebhookDelivery, WebhookDeliveryResponse>()
            .ForMember(
                delivery => delivery.NextAttemptAt,
                member =>
                    member.MapFrom(delivery => delivery.State == WebhookDeliveryState.Pending ? delivery.NextAttemptAt : (DateTime?)null)
            );
    }
}

/// <summary>Reads endpoints for the change feed.</summary>
internal sealed class WebhookReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<Webhook, WebhookId, WebhookResponse>(
        db,
        mappings,
        ResourceTypes.Webhook,
        Domain.Access.Scopes.WebhooksManage,
        Domain.Access.Scopes.Admin
    );
