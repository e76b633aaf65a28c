using System.Diagnostics;
using System.Net;

namespace Marketing.Benchmarks.Load;

/// <summary>Sends requests over a fixed number of connections, either as fast as responses arrive or at a fixed pace.</summary>
internal sealed class LoadGenerator(ServerProcess server, int connections) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(
        new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            AllowAutoRedirect = false,
        }
    );

    /// <summary>Sends as many requests as the connections allow.</summary>
    /// <param name="next">Creates the request with a running number.</param>
    /// <param name="expected">The status of every response.</param>
    /// <param name="time">The duration.</param>
    public async Task<Round> SaturateAsync(Func<int, HttpRequestMessage> next, HttpStatusCode expected, TimeSpan time)
    {
        var number = -1;
        var worked = server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var mine = new List<TimeSpan>();
                        while (Stopwatch.GetElapsedTime(started) < time)
                        {
                            mine.Add(await SendAsync(next(Interlocked.Increment(ref number)), expected));
                        }

                        return mine;
                    })
                )
        );
        return new Round(Stopwatch.GetElapsedTime(started), server.ProcessorTime - worked, [.. latencies.SelectMany(mine => mine)]);
    }

    /// <summary>
    /// Sends requests at a fixed rate, even if earlier ones have no response yet. Latency counts from the time when a request was due.
    /// </summary>
    public async Task<Round> PaceAsync(Func<int, HttpRequestMessage> next, HttpStatusCode expected, int perSecond, TimeSpan time)
    {
        var worked = server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task<TimeSpan>>();
        for (var i = 0; i < perSecond * time.TotalSeconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            sent.Add(SendAsync(next(i), expected));
        }

        var latencies = await Task.WhenAll(sent);
        return new Round(Stopwatch.GetElapsedTime(started), server.ProcessorTime - worked, latencies);
    }

    /// <summary>Sends one request and reads its response to the end.</summary>
    public async Task<TimeSpan> SendAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        var started = Stopwatch.GetTimestamp();
        using (request)
        {
            using var response = await _client.SendAsync(request, CancellationToken.None);
            if (response.StatusCode != expected)
            {
                throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri} responded {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}"
                );
            }

            await response.Content.CopyToAsync(Stream.Null);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Sends one request and returns its response.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request)
    {
        var response = await _client.SendAsync(request, CancellationToken.None);
        await response.Content.LoadIntoBufferAsync();
        return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified
            ? response
            : throw new InvalidOperationException(
                $"{request.Method} {request.RequestUri} responded {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}"
            );
    }

    public void Dispose() => _client.Dispose();
}
