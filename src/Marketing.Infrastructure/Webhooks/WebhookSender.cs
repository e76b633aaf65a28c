using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Marketing.Application.Common;
using Marketing.Application.Webhooks;
using Marketing.Domain.Webhooks;
using Polly.Timeout;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>Sends deliveries and judges the responses.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, ISealer sealer, TimeProvider clock)
{
    /// <summary>Name of its client.</summary>
    public const string ClientName = "webhooks";

    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Returns the secrets that sign now, the current one first; null if one cannot be read.</summary>
    public IReadOnlyList<byte[]>? KeysOf(Webhook webhook)
    {
        var current = sealer.Unseal(WebhookSecret.Purpose, webhook.SealedSecret);
        if (current is null)
        {
            return null;
        }

        return
            webhook.SealedPreviousSecret is { } earlier
            && webhook.PreviousSecretUntil > clock.GetUtcNow().UtcDateTime
            && sealer.Unseal(WebhookSecret.Purpose, earlier) is { } previous
            ? [current, previous]
            : [current];
    }

    /// <summary>Sends a delivery once.</summary>
    /// <returns>What happened.</returns>
    /// <exception cref="OperationCanceledException">The service is stopping; the delivery may have arrived.</exception>
    public async Task<WebhookAttempt> SendAsync(string url, IReadOnlyList<byte[]> keys, WebhookDelivery delivery, CancellationToken ct)
    {
        var (at, began) = (clock.Instant(), Stopwatch.GetTimestamp());
        int? status = null;
        WebhookFailure? failure;
        TimeSpan? wish = null;
        try
        {
            using var request = RequestFor(url, keys, delivery);
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            status = (int)response.StatusCode;
            failure = response.IsSuccessStatusCode ? null : WebhookFailure.Status;
            wish = response.IsSuccessStatusCode ? null : WishOf(response.Headers.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            failure = WebhookFailure.Timeout;
        }
        catch (Exception broken)
            when (broken is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            failure = IsForbidden(broken) ? WebhookFailure.HostForbidden : WebhookFailure.Connection;
        }

        return new WebhookAttempt(at, (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds, status, failure, wish);
    }

    private HttpRequestMessage RequestFor(string url, IReadOnlyList<byte[]> keys, WebhookDelivery delivery)
    {
        var id = delivery.EventId.ToString();
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(keys, id, timestamp, delivery.Body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Marketing-Api-Webhooks", "1.0"));
        return request;
    }

    private TimeSpan? WishOf(RetryConditionHeaderValue? header)
    {
        var wish = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wish is not { } time ? null
            : time <= TimeSpan.Zero ? null
            : time < LongestWish ? time
            : LongestWish;
    }

    private static bool IsForbidden(Exception failure) =>
        failure is HostForbiddenException || (failure.InnerException is { } inner && IsForbidden(inner));
}
