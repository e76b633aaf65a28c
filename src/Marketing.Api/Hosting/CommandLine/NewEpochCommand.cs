using System.CommandLine;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>new-epoch</c>: forces every reader of the change feed to start again after a restore.</summary>
internal sealed class NewEpochCommand(BuildServices services)
    : HostCommand("new-epoch", "Forces all readers of the change feeds to start again. Run it after a restore.", services)
{
    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var workspaces = await services.GetRequiredService<Maintenance>().BeginEpochAsync(ct);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"The change feeds of {workspaces} workspace(s) have a new epoch; older cursors are rejected."
        );
        return ExitCodes.Succeeded;
    }
}
