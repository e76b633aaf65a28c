using System.CommandLine;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>restore --from FILE</c>: replaces the embedded database with a backup while the service is stopped.</summary>
internal sealed class RestoreCommand : HostCommand
{
    private readonly Option<string> _from = CommandOptions.PathOf("--from", "FILE", "The backup.");

    public RestoreCommand(BuildServices services)
        : base("restore", "Replaces the SQLite database with a backup. Stop the service first.", services) => Add(_from);

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var (backup, output) = (parsed.GetRequiredValue(_from), parsed.InvocationConfiguration.Output);
        try
        {
            var (workspaces, replaced) = await services.GetRequiredService<Maintenance>().RestoreAsync(backup, ct);
            await output.WriteLineAsync(
                $"Restored from {backup}. The change feeds of {workspaces} workspace(s) have a new epoch; older cursors are rejected."
            );
            if (replaced is not null)
            {
                await output.WriteLineAsync($"The database that was replaced is now {replaced}.");
            }

            return ExitCodes.Succeeded;
        }
        catch (RestoreFailedException failed)
        {
            return Fail(parsed, failed.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(parsed, $"The backup could not be restored: {failure.Message}");
        }
    }
}
