using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Traces and metrics are sent to the configured collector.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Stopping_flushes_metrics_and_traces()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var received = new StringBuilder();
        using var stop = new CancellationTokenSource();
        var receiving = ReceiveAsync(collector, received, stop.Token);
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)collector.LocalEndpoint).Port}";

        await using (
            var host = await PipelineHost.StartAsync(
                app => app.MapGet("/items/{id}", (string id) => id),
                settings: [("Telemetry:OtlpEndpoint", endpoint), ("Telemetry:OtlpProtocol", "HttpProtobuf")]
            )
        )
        {
            await host.Client.GetAsync("/items/42?secret=hunter2");
            await host.App.StopAsync();
        }

        await stop.CancelAsync();
        await receiving;
        var text = received.ToString();
        text.ShouldContain("POST /v1/traces");
        text.ShouldContain("POST /v1/metrics");
        text.ShouldContain("GET /items/{id}");
        text.ShouldContain("http.server.request.duration");
        text.ShouldNotContain("hunter2");
    }

    private static async Task ReceiveAsync(TcpListener collector, StringBuilder received, CancellationToken ct)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await collector.AcceptTcpClientAsync(ct);
                talks.Add(TalkAsync(client, received));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    /// <summary>Accepts one request per connection; enough HTTP for an exporter.</summary>
    private static async Task TalkAsync(TcpClient client, StringBuilder received)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[1 << 20];
            var length = 0;
            while (!IsWhole(buffer.AsSpan(0, length)) && await stream.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
            {
                length += read;
            }

            lock (received)
            {
                received.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.Latin1.GetString(request[..end]);
        var mark = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (mark < 0)
        {
            return request.EndsWith("0\r\n\r\n"u8);
        }

        var digits = new string([.. head[(mark + 16)..].TakeWhile(char.IsDigit)]);
        return request.Length - end - 4 >= int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
