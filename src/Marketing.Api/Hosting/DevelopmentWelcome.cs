using System.Globalization;
using Marketing.Api.Security;
using Marketing.Infrastructure.Approvals;
using Marketing.Infrastructure.Budgets;
using Marketing.Infrastructure.Risks;
using Marketing.Infrastructure.SampleData;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketing.Api.Hosting;

/// <summary>
/// In Development, creates the sample workspace, and prints what a newcomer needs for the first request as the last lines of the start.
/// Does nothing with <c>SampleData:Enabled=false</c>.
/// </summary>
internal sealed class DevelopmentWelcome(
    StartupWork startup,
    SampleWorkspace sample,
    SampleApprovals approvals,
    SampleBudgets budgets,
    SampleAcceptances acceptances,
    DevelopmentCredentials access,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<DevelopmentWelcome> logger
) : IHostedLifecycleService
{
    private bool _ready;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (startup.Completed.IsCompletedSuccessfully)
        {
            await PrepareAsync();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Prints the first steps, now or when the database is ready.</summary>
    public void Announce()
    {
        if (_ready)
        {
            Print();
        }
        else
        {
            _ = WaitAsync(lifetime.ApplicationStopping);
        }
    }

    /// <summary>Returns the first steps as one text. It is logged as one entry, so that no other line can come between.</summary>
    internal static string TextOf(string address, DevelopmentCredentials access, DateTimeOffset now)
    {
        var until = (now + DevelopmentCredentials.TokenLifetime).ToString("HH:mm 'on' d MMMM", CultureInfo.InvariantCulture);
        List<string> lines =
        [
            "Ready. Key and tokens work in Development only.",
            "",
            $"  Docs   {address}/docs",
            $"  API    {address}/v1",
            "  CORS   open to browsers on localhost, any port; Cors:AllowedOrigins adds others",
            "",
            "  An API key with every scope that a key can have, in the sample workspace:",
            $"  KEY={access.Key}",
        ];
        foreach (var person in access.People)
        {
            lines.AddRange([
                "",
                $"  {person.Name}, until {until}: {string.Join(' ', person.Scopes)}",
                $"  {person.Name.ToUpperInvariant()}={person.Token}",
            ]);
        }

        lines.AddRange(["", "  The first request:", $"  curl -H \"Authorization: Bearer {access.Key}\" {address}/v1/plans", ""]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Is not cancelled by a stop: a sample workspace that exists is never completed later.</summary>
    private async Task PrepareAsync()
    {
        var workspace = await sample.EnsureAsync(CancellationToken.None);
        await access.EnsureAsync(workspace);
        if (sample.IsNew && access.CallersIn(workspace) is { } people)
        {
            await approvals.WriteAsync(workspace, people, CancellationToken.None);
            await budgets.WriteAsync(workspace, people, CancellationToken.None);
            await acceptances.WriteAsync(workspace, people, CancellationToken.None);
        }

        _ready = true;
    }

    /// <summary>Waits for the database; a remote one may start later.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        await startup.Completed.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (startup.Completed.IsCompletedSuccessfully)
        {
            await PrepareAsync();
            Print();
        }
    }

    private void Print() =>
        logger.LogInformation(
            "{FirstSteps}",
            TextOf(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "", access, DateTimeOffset.Now)
        );
}
