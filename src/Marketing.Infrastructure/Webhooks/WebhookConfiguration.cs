using Marketing.Application.Webhooks;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Webhooks;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    private const int ScopesLength = 2_000;

    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.IsResource<Webhook, WebhookId>();
        builder.Property(webhook => webhook.Url).HasMaxLength(Webhook.UrlLength * 2);
        builder.Property(webhook => webhook.Types).AsJson();
        builder.Property(webhook => webhook.Description).HasMaxLength(Webhook.DescriptionLength * 2);
        builder.Property(webhook => webhook.OwnerId).HasMaxLength(100).ComparedOrdinally();
        builder.Property(webhook => webhook.Scopes).AsJson(ScopesLength);
        builder.Property(webhook => webhook.SealedSecret).HasMaxLength(WebhookSecret.SealedLength);
        builder.Property(webhook => webhook.SealedPreviousSecret).HasMaxLength(WebhookSecret.SealedLength);
        builder.Property(webhook => webhook.LeaseOwner).HasMaxLength(100).ComparedOrdinally();
        builder.HasUpdatedIndex<Webhook, WebhookId>();
        builder
            .HasIndex(webhook => new
            {
                webhook.WorkspaceId,
                webhook.CreatedAt,
                webhook.Id,
            })
            .KnowsDeletion();
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.ResourceType).HasMaxLength(50).ComparedOrdinally();
        builder.Property(delivery => delivery.EventType).HasMaxLength(Webhook.TypeLength).ComparedOrdinally();
        builder
            .HasIndex(delivery => new
            {
                delivery.WorkspaceId,
                delivery.WebhookId,
                delivery.Sequence,
            })
            .IsUnique();
        builder.HasIndex(delivery => new
        {
            delivery.WorkspaceId,
            delivery.WebhookId,
            delivery.State,
            delivery.Sequence,
        });
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.CreatedAt });
    }
}

/// <summary>An endpoint that was disabled because its receiver is gone, so that nothing is sent from a sample.</summary>
internal sealed class SampleWebhooks : ISampleStep
{
    public int Order => SampleOrder.Plans + 90;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var created = await workspace.RunAsync(
            new CreateWebhook(
                new WebhookInput
                {
                    Url = "https://hooks.example.com/marketing",
                    Types = ["plan", "task.overdue"],
                    Description = "CRM 同步（示例）",
                    MaxPerSecond = 20,
                }
            ),
            ct
        );
        await workspace.RunAsync(new DisableWebhook(WebhookId.From(created.Id), WebhookDisabledReason.Gone), ct);
    }
}
