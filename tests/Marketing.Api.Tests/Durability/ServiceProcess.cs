using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>The built service in a process of its own, so that it can be killed. Listens on the loopback only.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Marketing.Api.dll");

    private readonly Process _process;
    private readonly List<string> _said = [];
    private bool _disposed;

    private ServiceProcess(Process process, Uri address, string key)
    {
        (_process, Address) = (process, address);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        Client.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
    }

    public Uri Address { get; }

    /// <summary>A client with the key, whose answers are not held to the document: it has to be fast.</summary>
    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>The processor time it has used by now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>From the start of the process to the first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <param name="database">The database to run on.</param>
    /// <param name="key">The key of its client.</param>
    /// <param name="settings">Configuration that differs from that of the other tests.</param>
    /// <param name="shell">What a shell does before it becomes the service.</param>
    public static async Task<ServiceProcess> StartAsync(
        TestDatabase database,
        string key,
        Dictionary<string, string?>? settings = null,
        string? shell = null
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = shell is null
            ? StartOf(database, settings, "dotnet", Assembly)
            : StartOf(database, settings, "bash", "-c", $"{shell}; exec dotnet '{Assembly}'");
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        var asked = Stopwatch.GetTimestamp();
        var service = new ServiceProcess(Process.Start(start)!, address, key);
        service.Listen();
        try
        {
            await service.WaitUntilReadyAsync(asked);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the command line to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> CommandAsync(TestDatabase database, Dictionary<string, string?> settings, params string[] command)
    {
        using var process = Process.Start(StartOf(database, settings, "dotnet", [Assembly, .. command]))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(LongestStart);
        await process.WaitForExitAsync().WaitAsync(LongestStart);
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    /// <summary>Ends it at once, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartOf(
        TestDatabase database,
        Dictionary<string, string?>? settings,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in MarketingApi.SettingsFor(database).Concat(settings ?? []))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Count < 1000)
            {
                _said.Add(line);
            }
        }
    }

    private async Task WaitUntilReadyAsync(long asked)
    {
        while (Stopwatch.GetElapsedTime(asked) < LongestStart && !_process.HasExited)
        {
            try
            {
                using var answer = await Client.GetAsync("/health/ready");
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

            await Task.Delay(20);
        }

        lock (_said)
        {
            throw new InvalidOperationException("The service did not become ready: " + string.Join('\n', _said));
        }
    }
}
