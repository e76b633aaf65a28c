using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

/// <summary>Uses a real server over a socket, because a test host does not frame bodies.</summary>
public sealed class BodyReaderTests : IAsyncLifetime
{
    private const int MaxBytes = 1000;
    private readonly WebApplication _app = CreateApp();
    private readonly TaskCompletionSource<BodyOutcome> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask InitializeAsync()
    {
        _app.MapPost(
            "/{kind}",
            async (string kind, HttpRequest request, CancellationToken cancellationToken) =>
            {
                var reading = await BodyReader.ReadAsync(request, MaxBytes, cancellationToken, allowMergePatch: kind == "patch");
                _last.TrySetResult(reading.Outcome);
                return Results.Text($"[{reading.Outcome} {Encoding.UTF8.GetString(reading.Utf8.Span)}]");
            }
        );
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    public async Task JSON_in_UTF8_is_read(string type) =>
        (await Send($"Content-Type: {type}\r\nContent-Length: 2\r\n\r\n{{}}")).ShouldBe("[Complete {}]");

    [Theory]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Type: application/merge-patch+json")]
    [InlineData("Content-Type: application/json; charset=utf-16")]
    [InlineData("Content-Type: application/json; profile=x")]
    [InlineData("Content-Type: application/json, application/json")]
    [InlineData("Content-Type: application/json\r\nContent-Type: text/plain")]
    [InlineData("Content-Type: ")]
    [InlineData("X-Other: 1")]
    [InlineData("Content-Type: application/json\r\nContent-Encoding: gzip")]
    [InlineData("Content-Type: application/json\r\nContent-Encoding: identity, gzip")]
    [InlineData("Content-Type: application/json\r\nContent-Encoding: x-unknown")]
    public async Task Other_types_and_encodings_are_rejected(string headers) =>
        (await Send($"{headers}\r\nContent-Length: 2\r\n\r\n{{}}")).ShouldBe("[UnsupportedMediaType ]");

    [Fact]
    public async Task The_encoding_identity_is_accepted() =>
        (await Send("Content-Type: application/json\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}")).ShouldBe(
            "[Complete {}]"
        );

    [Fact]
    public async Task A_merge_patch_is_read_if_allowed() =>
        (await Send("Content-Type: application/merge-patch+json\r\nContent-Length: 2\r\n\r\n{}", "patch")).ShouldBe("[Complete {}]");

    [Fact]
    public async Task An_empty_body_needs_no_content_type() => (await Send("Content-Length: 0\r\n\r\n")).ShouldBe("[Complete ]");

    [Fact]
    public async Task A_body_of_the_maximum_size_is_read_and_a_larger_one_is_too_large()
    {
        (await Send($"Content-Type: application/json\r\nContent-Length: {MaxBytes}\r\n\r\n{new string(' ', MaxBytes)}")).ShouldStartWith(
            "[Complete"
        );
        (await Send($"Content-Type: application/json\r\nContent-Length: {MaxBytes + 1}\r\n\r\n{new string(' ', MaxBytes + 1)}")).ShouldBe(
            "[TooLarge ]"
        );
    }

    [Fact]
    public async Task Chunks_are_read_and_counted()
    {
        (await Send("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")).ShouldBe(
            "[Complete {}]"
        );
        var chunk = $"1f4\r\n{new string(' ', 500)}\r\n";
        (await Send($"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}{chunk}{chunk}0\r\n\r\n")).ShouldBe(
            "[TooLarge ]"
        );
    }

    [Fact]
    public async Task An_invalid_chunk_is_malformed() =>
        (await Send("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n")).ShouldBe("[Malformed ]");

    [Fact]
    public async Task An_incomplete_body_is_malformed()
    {
        using (var client = await Connect())
        {
            await client.GetStream().WriteAsync(Request("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{", "body"));
            await Task.Delay(100);
            client.Client.LingerState = new LingerOption(true, 0);
        }

        (await _last.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(BodyOutcome.Malformed);
    }

    private static WebApplication CreateApp()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static byte[] Request(string rest, string kind) =>
        Encoding.UTF8.GetBytes($"POST /{kind} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{rest}");

    private async Task<string> Send(string rest, string kind = "body")
    {
        using var client = await Connect();
        await client.GetStream().WriteAsync(Request(rest, kind));
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        var start = answer.IndexOf('[', StringComparison.Ordinal);
        return answer[start..(answer.LastIndexOf(']') + 1)];
    }

    private async Task<TcpClient> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_app.Urls.First()).Port);
        return client;
    }
}
