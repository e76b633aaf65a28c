using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketing.Api.Tests.Durability;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Large bodies: they share a limited memory, and rejected ones leave the client a response.</summary>
public sealed class LargeBodyApi : IAsyncLifetime
{
    public MarketingApi Api { get; } = new(new Dictionary<string, string?> { ["RateLimits:LargeBodyMegabytes"] = "10" });

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

public sealed class LargeBodyTests(LargeBodyApi large) : IClassFixture<LargeBodyApi>
{
    private const int Length = 9_400_000;

    [Theory]
    [InlineData("/v1/plans/import", "text/plain", Length, 415)]
    [InlineData("/v1/plans/import", "application/json", 11_000_000, 413)]
    [InlineData("/v1/parties", "application/json", 2_000_000, 413)]
    [InlineData("/v1/nowhere", "application/json", 2_000_000, 404)]
    public async Task A_client_that_sends_its_whole_body_first_sees_why_it_is_rejected(string path, string type, int length, int status)
    {
        using var client = await ConnectAsync();
        await SendHeadAsync(client, path, type, length);
        await client.GetStream().WriteAsync(new byte[length]);

        var response = await ReadAsync(client);

        response.ShouldStartWith($"HTTP/1.1 {status} ");
        if (status is 413 or 415)
        {
            response.ShouldContain("Connection: close");
        }
    }

    [Fact]
    public async Task A_small_body_of_another_type_keeps_the_connection()
    {
        using var client = await ConnectAsync();
        await SendHeadAsync(client, "/v1/parties", "text/plain", 2);
        await client.GetStream().WriteAsync("{}"u8.ToArray());

        var response = await ReadAsync(client);

        response.ShouldStartWith("HTTP/1.1 415 ");
        response.ShouldNotContain("Connection: close");
    }

    [Fact]
    public async Task Bodies_beyond_the_memory_wait_or_get_503_and_small_requests_go_on()
    {
        var clients = new List<TcpClient>();
        for (var i = 0; i < 8; i++)
        {
            clients.Add(await ConnectAsync());
            await SendHeadAsync(clients[^1], "/v1/plans/import", "application/json", Length);
        }

        // One is read, some wait, and there is no room for the others.
        var response = await await Task.WhenAny(clients.Select(ReadAsync));
        response.ShouldStartWith("HTTP/1.1 503 ");
        response.ShouldContain("Retry-After: 1");
        response.ShouldContain("Connection: close");
        await large.Api.Alpha.Client.PostAsync("/v1/parties", """{"name":"small","kind":"team"}""").ShouldBeAsync(HttpStatusCode.Created);

        clients.ForEach(client => client.Dispose());
        var huge = "{\"plan\":{\"title\":\"" + new string('x', 200_000) + "\"}}";
        await large.Api.Alpha.Client.PostAsync("/v1/plans/import", huge).ShouldBeAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Many_large_imports_at_once_fit_into_a_small_process_and_leave_no_memory_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the memory from /proc.");
        await using var database = await TestDatabase.CreateAsync();
        var key = await MarketingApi.PrepareAsync(database);
        await using var service = await ServiceProcess.StartAsync(database, key, shell: "export DOTNET_GCHeapHardLimit=0x18000000");
        await service.Client.ReadAsync("/v1/plans");
        var before = MemoryOf(service.Id);
        const string Wrong = """{"name":"x","unknown":"y"}""";
        var bytes = Encoding.UTF8.GetBytes(
            """{"plan":{"title":"T"},"objectives":[""" + string.Join(',', Enumerable.Repeat(Wrong, 335_000)) + "]}"
        );

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ImportAsync(service.Client, bytes)));

        answers.ShouldAllBe(status => status == HttpStatusCode.BadRequest || status == HttpStatusCode.ServiceUnavailable);
        answers.ShouldContain(HttpStatusCode.BadRequest);
        (await service.Client.GetAsync("/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = MemoryOf(service.Id);
        var waited = Stopwatch.StartNew();
        while (after >= before + 150 && waited.Elapsed < TimeSpan.FromSeconds(100))
        {
            await Task.Delay(500);
            after = MemoryOf(service.Id);
        }

        after.ShouldBeLessThan(before + 150, $"megabytes; {before} before");
    }

    private static async Task<HttpStatusCode> ImportAsync(HttpClient client, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync("/v1/plans/import", content);
        return response.StatusCode;
    }

    private static int MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(large.Api.Address.Host, large.Api.Address.Port);
        return client;
    }

    private Task SendHeadAsync(TcpClient client, string path, string type, int length) =>
        client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {large.Api.Alpha.Key}\r\n"
                        + $"Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n"
                )
            )
            .AsTask();

    private static async Task<string> ReadAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await client.GetStream().ReadAsync(buffer, limit.Token);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
