using System.CommandLine;
using System.Data.Common;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>backup --to FILE</c>: copies the embedded database while the service runs.</summary>
internal sealed class BackupCommand : HostCommand
{
    private readonly Option<FileInfo> _to = new("--to")
    {
        HelpName = "FILE",
        Description = "The file to create. It must not exist.",
        Required = true,
        CustomParser = result =>
            result.Tokens[0].Value is { Length: > 0 } path
                ? new FileInfo(path)
                : CommandOptions.Reject<FileInfo>(result, "--to must be the path of the file to create."),
    };

    public BackupCommand(BuildServices services)
        : base("backup", "Copies the SQLite database while the service runs.", services) => Add(_to);

    protected override Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct) =>
        Task.FromResult(Run(parsed, services));

    private int Run(ParseResult parsed, IServiceProvider services)
    {
        var file = parsed.GetRequiredValue(_to);
        try
        {
            services.GetRequiredService<Maintenance>().BackUp(file.FullName);
        }
        catch (BackupFailedException failed)
        {
            return Fail(parsed, failed.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            return Fail(parsed, $"The backup could not be written to {file}: {failure.Message}");
        }

        parsed.InvocationConfiguration.Output.WriteLine($"Backed up to {file}; the copy is intact.");
        return ExitCodes.Succeeded;
    }
}
