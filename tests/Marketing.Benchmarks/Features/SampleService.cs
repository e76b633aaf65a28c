using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Benchmarks.Load;

namespace Marketing.Benchmarks.Features;

/// <summary>A service in Development with sample data, whose persons can approve, and a client for it.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(10) };
    private readonly Dictionary<string, string> _credentials;

    private SampleService(ServerProcess process, Dictionary<string, string> credentials) =>
        (Process, _credentials) = (process, credentials);

    public ServerProcess Process { get; }

    public long ResidentMegabytes => Process.Resident / 1_000_000;

    public static async Task<SampleService> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        var credentials = new Dictionary<string, string>();
        var complete = new TaskCompletionSource();
        var process = await ServerProcess.ServiceAsync(
            folder,
            new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Database__ConnectionString"] = $"Data Source={Path.Combine(folder, "features.db")}",
            },
            line =>
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                if (at > 0 && line[..at].Trim() is { } name && name.All(char.IsAsciiLetterUpper))
                {
                    credentials[name] = line[(at + 1)..].Trim();
                }

                if (line.Contains("The first request:", StringComparison.Ordinal))
                {
                    complete.TrySetResult();
                }
            }
        );
        await complete.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return new SampleService(process, credentials);
    }

    /// <summary>Creates a request with the credential of a person, or the key.</summary>
    public HttpRequestMessage Request(
        HttpMethod method,
        string path,
        string? body = null,
        string who = "KEY",
        string type = "application/json"
    )
    {
        var request = new HttpRequestMessage(method, new Uri(Process.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _credentials[who]);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return request;
    }

    public Task<JsonNode> GetAsync(string path, string who = "KEY") => SendAsync(Request(HttpMethod.Get, path, who: who));

    public Task<JsonNode> PostAsync(string path, string body, string who = "KEY", string type = "application/json") =>
        SendAsync(Request(HttpMethod.Post, path, body, who, type));

    /// <exception cref="InvalidOperationException">The response is an error.</exception>
    public async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)!
                : throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri} responded {(int)response.StatusCode}: {text}"
                );
        }
    }

    /// <summary>Returns the median time of requests after each other, once the first three have warmed up the service.</summary>
    public async Task<double> MedianAsync(string path, int times = 15)
    {
        var taken = new List<double>();
        for (var i = 0; i < times + 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await GetAsync(path);
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return taken.Skip(3).Order().ElementAt(times / 2);
    }

    /// <summary>Reads a table as CSV to its end.</summary>
    public async Task<(TimeSpan FirstByte, TimeSpan All, long Rows, long GrowthMegabytes)> StreamAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/csv");
        var before = Process.Resident;
        var most = before;
        var started = Stopwatch.GetTimestamp();
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 20];
        var (first, rows) = (TimeSpan.Zero, 0L);
        while (await stream.ReadAsync(buffer) is var length and > 0)
        {
            first = first == TimeSpan.Zero ? Stopwatch.GetElapsedTime(started) : first;
            rows += buffer.AsSpan(0, length).Count((byte)'\n');
            most = Math.Max(most, Process.Resident);
        }

        return (first, Stopwatch.GetElapsedTime(started), rows - 1, (most - before) / 1_000_000);
    }

    /// <summary>Sends bulks after each other; the first two are not counted.</summary>
    /// <returns>Items per second.</returns>
    public async Task<double> BulksAsync(string path, int bulks, Func<int, string> body, string who = "KEY")
    {
        await PostAsync(path, body(0), who);
        await PostAsync(path, body(1), who);
        var started = Stopwatch.GetTimestamp();
        for (var i = 2; i < bulks + 2; i++)
        {
            await PostAsync(path, body(i), who);
        }

        return bulks * FeatureChapters.BulkSize / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Process.DisposeAsync();
    }

    /// <summary>Formats one bulk of the size of all bulks.</summary>
    public static string Bulk(string start, Func<int, string> item) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{{start},\"items\":[{string.Join(',', Enumerable.Range(0, FeatureChapters.BulkSize).Select(item))}]}}"
        );
}
