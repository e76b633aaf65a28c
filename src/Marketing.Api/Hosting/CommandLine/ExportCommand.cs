using System.CommandLine;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Transfer;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>export --workspace CODE --to DIR</c>: writes everything of a workspace to files that any engine can import.</summary>
internal sealed class ExportCommand : HostCommand
{
    private readonly Option<string> _workspace = CommandOptions.Text(
        "--workspace",
        "CODE",
        "The code of the workspace.",
        Workspace.CodeLength,
        required: true
    );

    private readonly Option<string> _to = CommandOptions.PathOf("--to", "DIR", "The folder to create.");

    public ExportCommand(BuildServices services)
        : base("export", "Writes everything of a workspace to files, for another database or engine.", services)
    {
        Add(_workspace);
        Add(_to);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var (code, folder) = (parsed.GetRequiredValue(_workspace), parsed.GetRequiredValue(_to));
        try
        {
            var rows = await services.GetRequiredService<WorkspaceExport>().RunAsync(code, folder, ct);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"Exported workspace {code} to {folder}: {rows} rows. The files contain the keys of personal data; store them like the master key."
            );
            return ExitCodes.Succeeded;
        }
        catch (TransferFailedException failed)
        {
            return Fail(parsed, failed.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(parsed, $"The export could not be written to {folder}: {failure.Message}");
        }
    }
}
