using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketing.Api.Tests.History;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Durability;

/// <summary>A client that reads CSV slowly holds no snapshot of the database, so the log of writes does not grow meanwhile.</summary>
public sealed class SlowReaderTests : IAsyncLifetime
{
    private const int Entries = 3_000;
    private const int Writers = 8;
    private const long MostLogBytes = 40 * 1024 * 1024;

    private readonly MarketingApi _api = new();
    private readonly StringBuilder _read = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_log_of_writes_stays_bounded_and_the_table_ends_where_it_ended_at_the_beginning()
    {
        Assert.SkipWhen(TestDatabase.OnSqlServer, "SQL Server has no log of writes that a reader holds.");
        await FillAsync();
        using var socket = await AskAsync("/v1/audit?sort=at");
        _read.Append(await ReadAsync(socket, 2_000));

        var largest = await WriteBesideAsync(TimeSpan.FromSeconds(8), async () => _read.Append(await ReadAsync(socket, 200)));

        largest.ShouldBeLessThan(MostLogBytes);
        var types = Csv.Read(Unchunked(_read.Append(await ReadAsync(socket, int.MaxValue)).ToString())).Select(row => row[7]).ToList();
        types.Count(type => type == "filler").ShouldBe(Entries);
        types.ShouldNotContain("plan", "what the writers added while the table was read");
    }

    /// <summary>Writes as fast as it can, while every now and then a little is read.</summary>
    /// <returns>The greatest size of the log.</returns>
    private async Task<long> WriteBesideAsync(TimeSpan time, Func<Task> readOn)
    {
        var log = new FileInfo(_api.Database.Name + "-wal");
        var (largest, started) = (0L, Stopwatch.GetTimestamp());
        var writers = Enumerable
            .Range(0, Writers)
            .Select(async _ =>
            {
                while (Stopwatch.GetElapsedTime(started) < time)
                {
                    using var response = await _api.Alpha.Client.PostAsync("/v1/plans", Plan);
                    response.StatusCode.ShouldBe(HttpStatusCode.Created);
                }
            })
            .ToList();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await readOn();
            log.Refresh();
            largest = Math.Max(largest, log.Exists ? log.Length : 0);
            await Task.Delay(100);
        }

        await Task.WhenAll(writers);
        return largest;
    }

    private static string Plan { get; } =
        $$"""{"title":"P","language":"en","currency":"EUR","introduction":"{{new string('x', 20_000)}}"}""";

    private async Task<Socket> AskAsync(string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 4_096,
            NoDelay = true,
        };
        await socket.ConnectAsync(_api.Address.Host, _api.Address.Port);
        var request =
            $"GET {path} HTTP/1.1\r\nHost: {_api.Address.Authority}\r\nAuthorization: Bearer {_api.Alpha.Key}\r\n"
            + "Accept: text/csv\r\nConnection: close\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket, int bytes)
    {
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        while (bytes > 0 && await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(bytes, buffer.Length))) is > 0 and var read)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            bytes -= read;
        }

        return text.ToString();
    }

    /// <summary>The body of a response in chunks.</summary>
    private static string Unchunked(string response)
    {
        var (body, at) = (new StringBuilder(), response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4);
        while (true)
        {
            var end = response.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(response.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return body.ToString();
            }

            body.Append(response, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private async Task FillAsync()
    {
        await using var scope = _api.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = Caller.ForSystem("test", WorkspaceId.From(_api.Alpha.Id));
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var yesterday = DateTime.UtcNow.AddDays(-1);
        var now = yesterday.AddTicks(-(yesterday.Ticks % TimeSpan.TicksPerMicrosecond));
        db.Writes = new WriteLog(context.Caller, context, now, Guid.NewGuid());
        db.AddRange(
            Enumerable
                .Range(0, Entries)
                .Select(i => new AuditEntry
                {
                    Id = Guid.CreateVersion7(now.AddMilliseconds(i)),
                    WorkspaceId = context.WorkspaceId,
                    At = now.AddMilliseconds(i),
                    ActorId = "system:test",
                    ActorName = "test",
                    ResourceType = "filler",
                    ResourceId = Guid.NewGuid(),
                    Fields = $$"""[{"field":"title","new":"{{new string('x', 4_000)}}"}]""",
                })
        );
        await db.SaveChangesAsync();
        db.Writes = null;
    }
}
