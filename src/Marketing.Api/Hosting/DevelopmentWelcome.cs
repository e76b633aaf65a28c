using Marketing.Api.Security;
using Marketing.Infrastructure.SampleData;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketing.Api.Hosting;

/// <summary>
/// In Development, creates the sample workspace. Prints the address of the documentation, a key and tokens for three persons. Does
/// nothing with <c>SampleData:Enabled=false</c>.
/// </summary>
internal sealed class DevelopmentWelcome(
    StartupWork startup,
    SampleWorkspace sample,
    DevelopmentCredentials access,
    IServer server,
    IHostApplicationLifetime lifetime
) : IHostedLifecycleService
{
    private bool _ready;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (startup.Completed.IsCompletedSuccessfully)
        {
            await PrepareAsync(cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_ready)
        {
            Print();
        }
        else
        {
            _ = WaitAsync(lifetime.ApplicationStopping);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(CancellationToken ct)
    {
        await access.EnsureAsync(await sample.EnsureAsync(ct), ct);
        _ready = true;
    }

    /// <summary>Waits for the database; a remote one may start later.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        await startup.Completed.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (startup.Completed.IsCompletedSuccessfully)
        {
            await PrepareAsync(ct);
            Print();
        }
    }

    private void Print()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Console.WriteLine();
        Console.WriteLine($"Docs:            {address}/docs");
        Console.WriteLine($"Development key: {access.Key}");
        foreach (var (role, token) in access.Tokens)
        {
            Console.WriteLine($"{char.ToUpperInvariant(role[0])}{role[1..]} token: {token}");
        }

        Console.WriteLine();
    }
}
