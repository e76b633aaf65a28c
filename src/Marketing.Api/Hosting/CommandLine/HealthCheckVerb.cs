namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>healthcheck [--url URL]</c>: asks the running service whether it is ready.</summary>
internal sealed class HealthCheckVerb : ICommandLineVerb
{
    private const string Path = "/health/ready";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    public string Name => "healthcheck";

    public string Usage => "healthcheck [--url URL]";

    public async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        var url = args switch
        {
            [] => AddressOf(services.GetRequiredService<IConfiguration>()) + Path,
            ["--url", var given] => given,
            _ => null,
        };
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new UsageException("Give no arguments, or the address to ask.");
        }

        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using var answer = await client.GetAsync(address, ct);
            return answer.IsSuccessStatusCode ? CommandLineVerbs.Succeeded : Fail($"Not ready: {(int)answer.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return Fail("The service does not answer.");
        }
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return CommandLineVerbs.Failed;
    }

    /// <summary>Where the service of this configuration listens, as seen from this machine.</summary>
    public static string AddressOf(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var url = urls.FirstOrDefault(text => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? urls.FirstOrDefault();
        if (url is null)
        {
            var port = (configuration["http_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
            return port is null ? "http://127.0.0.1:5000" : $"http://127.0.0.1:{port}";
        }

        var binding = BindingAddress.Parse(url);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}";
    }
}
