using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>new-epoch</c>: after a restore, has every reader of the change feed start anew.</summary>
internal sealed class NewEpochVerb : ICommandLineVerb
{
    public string Name => "new-epoch";

    public async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        if (args.Length > 0)
        {
            throw new UsageException("It takes no arguments.");
        }

        var workspaces = await services.GetRequiredService<Maintenance>().BeginEpochAsync(ct);
        Console.Out.WriteLine($"The change feeds of {workspaces} workspace(s) have a new epoch; cursors from before are refused.");
        return CommandLineVerbs.Succeeded;
    }
}
