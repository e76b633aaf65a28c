using Marketing.Application.Webhooks;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Jobs;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>Registers the delivery of changes to endpoints.</summary>
internal static class WebhookSetup
{
    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section));
        services.AddSingleton<IHostLookup, SystemHostLookup>();
        services.AddSingleton<WebhookAddresses>();
        services.AddSingleton<IWebhookAddresses>(provider => provider.GetRequiredService<WebhookAddresses>());
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookWorker>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddTransient<IRequestHandler<AdvanceWebhook, Result<WebhookWork>>, AdvanceWebhookHandler>();
        services.AddTransient<IRequestHandler<DisableWebhook, Result<bool>>, DisableWebhookHandler>();
        services.AddRecurringWork<DeliveriesPurge>().AddTransient<IRequestHandler<PurgeDeliveries, Result<int>>, PurgeDeliveriesHandler>();
        var client = services
            .AddHttpClient(WebhookSender.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => HandlerFor(provider.GetRequiredService<WebhookAddresses>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        client.AddResilienceHandler(
            WebhookSender.ClientName,
            (pipeline, context) =>
                pipeline.AddTimeout(
                    TimeSpan.FromSeconds(context.ServiceProvider.GetRequiredService<IOptions<WebhookOptions>>().Value.TimeoutSeconds)
                )
        );
    }

    /// <summary>
    /// Creates connections to allowed addresses only. A proxy would choose the address itself, and a redirect could lead anywhere.
    /// </summary>
    private static SocketsHttpHandler HandlerFor(WebhookAddresses addresses) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            MaxResponseDrainSize = 64 * 1024,
            ConnectCallback = (context, ct) => addresses.ConnectAsync(context.DnsEndPoint, ct),
        };
}
