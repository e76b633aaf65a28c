using System.CommandLine;
using System.CommandLine.Parsing;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>healthcheck [--url URL]</c>: asks the running service whether it is ready.</summary>
internal sealed class HealthCheckCommand : HostCommand
{
    private const string Path = "/health/ready";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly Option<Uri> _url = new("--url")
    {
        HelpName = "URL",
        Description = "The address to check. Defaults to the address at which the configured service listens.",
        CustomParser = ParseAddress,
    };

    public HealthCheckCommand(BuildServices services)
        : base("healthcheck", "Asks the running service whether it is ready.", services) => Add(_url);

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var address = parsed.GetValue(_url) ?? new Uri(AddressOf(services.GetRequiredService<IConfiguration>()) + Path);
        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using var response = await client.GetAsync(address, ct);
            if (!response.IsSuccessStatusCode)
            {
                return Fail(parsed, $"Not ready ({(int)response.StatusCode}): {await response.Content.ReadAsStringAsync(ct)}");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync("Ready.");
            return ExitCodes.Succeeded;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return Fail(parsed, "The service does not respond.");
        }
    }

    /// <summary>Returns the address at which the configured service listens, as seen from this machine.</summary>
    public static string AddressOf(IConfiguration configuration)
    {
        var urls = Split(configuration["urls"]);
        var url = urls.FirstOrDefault(text => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? urls.FirstOrDefault();
        if (url is null)
        {
            var port = Split(configuration["http_ports"]).FirstOrDefault();
            return port is null ? "http://127.0.0.1:5000" : $"http://127.0.0.1:{port}";
        }

        var binding = BindingAddress.Parse(url);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}";
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri? ParseAddress(ArgumentResult result) =>
        Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : CommandOptions.Reject<Uri>(result, $"--url must be an http or https address, such as http://127.0.0.1:5000{Path}.");
}
