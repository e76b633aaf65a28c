using System.Net;
using System.Net.Sockets;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Engines;

/// <summary>The host of the tests takes the engine that its settings name, and fails with the reason if the server is not there.</summary>
public sealed class ServerAwayTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TcpListener _mute = new(IPAddress.Loopback, 0);

    public ValueTask DisposeAsync()
    {
        _mute.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_server_that_refuses_connections_fails_the_test_with_the_reason() =>
        (await StartAsync("127.0.0.1,1")).Message.ShouldContain("A network-related or instance-specific error occurred");

    [Fact]
    public async Task A_server_that_never_answers_fails_the_test_with_the_reason()
    {
        _mute.Start();
        var failure = await StartAsync($"127.0.0.1,{((IPEndPoint)_mute.LocalEndpoint).Port}");

        failure.Message.ShouldContain("pre-login handshake");
    }

    private static async Task<InvalidOperationException> StartAsync(string server)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var api = new MarketingApi(
            new()
            {
                ["Database:Provider"] = "SqlServer",
                ["Database:ConnectionString"] = $"Server={server};User Id=nobody;Password=none;Connect Timeout=2",
                ["Database:RetrySeconds"] = "1",
            },
            database
        )
        {
            Patience = TimeSpan.FromSeconds(3),
        };
        return await Should.ThrowAsync<InvalidOperationException>(() => api.InitializeAsync().AsTask().WaitAsync(Soon));
    }
}
