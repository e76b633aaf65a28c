using System.CommandLine;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;
using Marketing.Infrastructure.Transfer;
using Microsoft.Extensions.Options;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>import --from DIR</c>: adds the workspace of an export to this database.</summary>
internal sealed class ImportCommand : HostCommand
{
    private readonly Option<string> _from = CommandOptions.PathOf("--from", "DIR", "The folder that export has written.");

    public ImportCommand(BuildServices services)
        : base("import", "Adds an exported workspace to this database.", services) => Add(_from);

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Migrates)
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync(ct);
        }

        try
        {
            var (code, rows) = await services.GetRequiredService<WorkspaceImport>().RunAsync(parsed.GetRequiredValue(_from), ct);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"Imported workspace {code}: {rows} rows. Its change feed has a new epoch; older cursors are rejected."
            );
            return ExitCodes.Succeeded;
        }
        catch (TransferFailedException failed)
        {
            return Fail(parsed, failed.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(parsed, $"The export cannot be read: {failure.Message}");
        }
    }
}
