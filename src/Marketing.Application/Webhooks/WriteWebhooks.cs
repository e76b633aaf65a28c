using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Webhooks;

/// <summary>Creates an endpoint. It gets the changes that are committed from now on.</summary>
public sealed record CreateWebhook(WebhookInput Input) : AddressedCommand<WebhookSecretResponse>
{
    protected override string? Address => Input.Url;
}

internal sealed class CreateWebhookHandler(
    IMarketingDb db,
    RequestContext context,
    WebhookTypes types,
    ISealer sealer,
    ResponseMapper responses
) : IRequestHandler<CreateWebhook, Result<WebhookSecretResponse>>
{
    public async Task<Result<WebhookSecretResponse>> Handle(CreateWebhook command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var caller = context.Caller;
        if (Refusals.Join(command.Refusal, types.RefusalOf(input.Types, caller.Scopes)) is { } refused)
        {
            return refused;
        }

        var (secret, sealedSecret) = WebhookSecret.New(sealer);
        var position = await db.ChangeCounters.AsNoTracking().Select(counter => counter.LastSequence).SingleAsync(cancellationToken);
        var webhook = Webhook.Of(context.WorkspaceId, sealedSecret, position);
        webhook.Set(input.Url, Distinct(input.Types), input.Description, input.MaxPerSecond);
        webhook.BelongTo(caller);
        db.Webhooks.Add(webhook);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Webhook, WebhookSecretResponse>(webhook) with { Secret = context.ValidateOnly ? null : secret };
    }

    internal static IReadOnlyList<string> Distinct(IReadOnlyList<string> types) => [.. types.Distinct(StringComparer.Ordinal)];
}

/// <summary>Changes an endpoint. Whoever sets its address or types becomes its owner.</summary>
public sealed record UpdateWebhook(WebhookId Id, ExpectedVersion? ExpectedVersion, Patch<WebhookInput> Patch)
    : AddressedCommand<WebhookResponse>
{
    private static readonly WebhookInput Unchanged = new() { Url = "https://unchanged.invalid/", Types = ["plan"] };

    protected override string? Address =>
        Patch.ApplyTo(Unchanged) is { Succeeded: true, Value.Url: var url } && url != Unchanged.Url ? url : null;
}

internal sealed class UpdateWebhookHandler(IMarketingDb db, RequestContext context, WebhookTypes types, ResponseMapper responses)
    : IRequestHandler<UpdateWebhook, Result<WebhookResponse>>
{
    public async Task<Result<WebhookResponse>> Handle(UpdateWebhook command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Webhook, WebhookId>(
            command.Id,
            command.ExpectedVersion,
            new WebhookNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var webhook = found.Value;
        var changed = command.Patch.ApplyTo(
            new WebhookInput
            {
                Url = webhook.Url,
                Types = webhook.Types,
                Description = webhook.Description,
                MaxPerSecond = webhook.MaxPerSecond,
            }
        );
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        var input = changed.Value;
        if (input.Url != webhook.Url || !input.Types.SequenceEqual(webhook.Types))
        {
            if (Refusals.Join(command.Refusal, types.RefusalOf(input.Types, context.Caller.Scopes)) is { } refused)
            {
                return refused;
            }

            webhook.BelongTo(context.Caller);
        }

        webhook.Set(input.Url, CreateWebhookHandler.Distinct(input.Types), input.Description, input.MaxPerSecond);
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Webhook, WebhookResponse>(webhook);
    }
}

/// <summary>Deletes an endpoint and cancels its pending deliveries.</summary>
public sealed record DeleteWebhook(WebhookId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteWebhookHandler(IMarketingDb db, TimeProvider clock) : IRequestHandler<DeleteWebhook, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteWebhook command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Webhook, WebhookId>(
            command.Id,
            command.ExpectedVersion,
            new WebhookNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        await db.SaveChangesAsync(cancellationToken);
        var id = command.Id;
        await db.UpdateAsync(
            db.WebhookDeliveries.Where(delivery => delivery.WebhookId == id && delivery.State == WebhookDeliveryState.Pending),
            delivery => delivery.SetProperty(row => row.State, WebhookDeliveryState.Cancelled),
            [new SilentNote("deliveries have no history")],
            cancellationToken
        );
        return Done.Now;
    }
}

/// <summary>Delivers again to an endpoint, from where it stopped. The caller becomes its owner.</summary>
public sealed record EnableWebhook(WebhookId Id, ExpectedVersion? ExpectedVersion) : ICommand<WebhookResponse>;

internal sealed class EnableWebhookHandler(
    IMarketingDb db,
    RequestContext context,
    WebhookTypes types,
    TimeProvider clock,
    ResponseMapper responses
) : IRequestHandler<EnableWebhook, Result<WebhookResponse>>
{
    public async Task<Result<WebhookResponse>> Handle(EnableWebhook command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Webhook, WebhookId>(
            command.Id,
            command.ExpectedVersion,
            new WebhookNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var webhook = found.Value;
        if (webhook.DisabledAt is not null)
        {
            if (types.RefusalOf(webhook.Types, context.Caller.Scopes) is { } refused)
            {
                return refused;
            }

            webhook.Enable(clock.Instant());
            webhook.BelongTo(context.Caller);
            await db.SaveChangesAsync(cancellationToken);
        }

        return responses.Map<Webhook, WebhookResponse>(webhook);
    }
}

/// <summary>Gives an endpoint a new secret. For a day, deliveries are signed with both.</summary>
public sealed record RotateWebhookSecret(WebhookId Id, ExpectedVersion? ExpectedVersion) : ICommand<WebhookSecretResponse>;

internal sealed class RotateWebhookSecretHandler(
    IMarketingDb db,
    RequestContext context,
    ISealer sealer,
    TimeProvider clock,
    ResponseMapper responses
) : IRequestHandler<RotateWebhookSecret, Result<WebhookSecretResponse>>
{
    public async Task<Result<WebhookSecretResponse>> Handle(RotateWebhookSecret command, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync<Webhook, WebhookId>(
            command.Id,
            command.ExpectedVersion,
            new WebhookNotFound(command.Id.Value),
            cancellationToken
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (secret, sealedSecret) = WebhookSecret.New(sealer);
        found.Value.Rotate(sealedSecret, clock.Instant());
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<Webhook, WebhookSecretResponse>(found.Value) with { Secret = context.ValidateOnly ? null : secret };
    }
}

internal static class WebhookOwners
{
    public static void BelongTo(this Webhook webhook, Caller caller) =>
        webhook.BelongTo(caller.ActorId, [.. caller.Scopes.Order(StringComparer.Ordinal)]);
}
