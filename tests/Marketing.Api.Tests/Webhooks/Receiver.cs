using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>A delivery as it arrived.</summary>
internal sealed record Received(string Id, string Text, HeaderDictionary Headers, DateTime At)
{
    public JsonObject Event => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The resource's version in the event.</summary>
    public int Version => (int)Event["data"]!["version"]!;

    public string ResourceId => (string)Event["data"]!["id"]!;

    public string Signature => Headers["webhook-signature"].ToString();

    /// <summary>
    /// Whether an independent implementation of Standard Webhooks accepts one of the signatures. It looks at the first one only, so it gets
    /// one at a time.
    /// </summary>
    public bool IsSignedWith(string secret) => Signature.Split(' ').Any(signature => IsSignedWith(secret, signature));

    private bool IsSignedWith(string secret, string signature)
    {
        var headers = new HeaderDictionary(new Dictionary<string, StringValues>(Headers)) { ["webhook-signature"] = signature };
        try
        {
            new StandardWebhook(secret, WebhookConfigurationOptions.StandardWebhooks).Verify(Text, headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }
}

/// <summary>A server on the loopback that receives deliveries and answers as a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private Receiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hook";

    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>Answers a delivery; the number is that of the deliveries with the same id, this one included.</summary>
    public Func<Received, int, HttpContext, Task<int>> Answer { get; set; } = (_, _, _) => Task.FromResult(204);

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for this many deliveries, and returns all that have arrived by then.</summary>
    public async Task<IReadOnlyList<Received>> WaitAsync(int count, int seconds = 20)
    {
        await Hosting.Wait.UntilAsync(() => _received.Count >= count, TimeSpan.FromSeconds(seconds));
        return All;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var headers = new HeaderDictionary();
        foreach (var (name, value) in http.Request.Headers)
        {
            headers[name] = value;
        }

        var received = new Received(headers["webhook-id"].ToString(), text, headers, DateTime.UtcNow);
        _received.Enqueue(received);
        http.Response.StatusCode = await Answer(received, All.Count(each => each.Id == received.Id), http);
    }
}
