using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketing.Benchmarks.ByHand;
using Marketing.Benchmarks.Ordinary;

namespace Marketing.Benchmarks.Load;

/// <summary>One of the servers, in its own process, on the loopback address.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task _output;
    private readonly Task _errors;

    private ServerProcess(Process process, Uri address, Action<string>? said, Uri ready)
    {
        (_process, Address, Ready) = (process, address, ready);
        _output = DrainAsync(process.StandardOutput, said);
        _errors = DrainAsync(process.StandardError, null);
    }

    public Uri Address { get; }

    /// <summary>Time from the start of the process to the first successful response.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private Uri Ready { get; }

    /// <summary>Starts the service and waits until it is ready.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="settings">Its configuration.</param>
    /// <param name="said">Receives every line of its log.</param>
    public static Task<ServerProcess> ServiceAsync(string folder, Dictionary<string, string?> settings, Action<string>? said = null)
    {
        var address = FreeAddress();
        return StartAsync(
            folder,
            new(settings) { ["ASPNETCORE_URLS"] = address.ToString() },
            ["Marketing.Api.dll"],
            address,
            "/health/ready",
            said
        );
    }

    /// <summary>Starts the hand-written host and waits until it is ready.</summary>
    public static Task<ServerProcess> ByHandAsync(string folder, string file) => StartAsync(folder, HandWrittenHost.Verb, file);

    /// <summary>Starts the ordinary service and waits until it is ready.</summary>
    public static Task<ServerProcess> OrdinaryAsync(string folder, string file) => StartAsync(folder, OrdinaryHost.Verb, file);

    private static Task<ServerProcess> StartAsync(string folder, string verb, string file)
    {
        var address = FreeAddress();
        return StartAsync(
            folder,
            new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            ["Marketing.Benchmarks.dll", verb, file, address.ToString()],
            address,
            "/ready",
            null
        );
    }

    /// <summary>Runs a command of the service and waits for its end.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunServiceAsync(Dictionary<string, string?> settings, params string[] command)
    {
        using var process = Process.Start(StartOf(Path.GetTempPath(), settings, ["Marketing.Api.dll", .. command]))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(
        string folder,
        Dictionary<string, string?> settings,
        string[] arguments,
        Uri address,
        string ready,
        Action<string>? said
    )
    {
        var asked = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(StartOf(folder, settings, arguments))!, address, said, new Uri(address, ready));
        try
        {
            await server.WaitAsync(asked);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static ProcessStartInfo StartOf(string folder, Dictionary<string, string?> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, arguments[0]), .. arguments[1..]])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task WaitAsync(long asked)
    {
        using var client = new HttpClient();
        while (Stopwatch.GetElapsedTime(asked) < LongestStart && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(Ready);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    ReadyAfter = Stopwatch.GetElapsedTime(asked);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} did not become ready.");
    }

    private static async Task DrainAsync(StreamReader reader, Action<string>? said)
    {
        if (said is null)
        {
            await ShowErrorsAsync(reader.BaseStream);
            return;
        }

        while (await reader.ReadLineAsync() is { } line)
        {
            said(line);
        }
    }

    /// <summary>Reads a log without splitting it into lines, which would cost more than the load itself.</summary>
    private static async Task ShowErrorsAsync(Stream log)
    {
        var buffer = new byte[64 * 1024];
        while (await log.ReadAsync(buffer) is var length and > 0)
        {
            if (buffer.AsSpan(0, length).IndexOf("\"LogLevel\":\"Error\""u8) is var at and >= 0)
            {
                await Console.Error.WriteLineAsync(Encoding.UTF8.GetString(buffer, at, length - at));
            }
        }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
