using System.CommandLine;
using System.CommandLine.Invocation;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>The program: serves the API, or runs the command on the command line.</summary>
internal sealed class ProgramCommand : RootCommand
{
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    /// <param name="serve">Runs the service until it stops.</param>
    /// <param name="services">Builds the services that a command uses.</param>
    public ProgramCommand(Func<Task<int>> serve, BuildServices services)
        : base(
            """
            Serves the API for marketing plans, or runs one of the commands below.
            Settings can be added to every command: the options below, or others as --Section:Name=value (--Database:Provider=Sqlite).
            """
        )
    {
        SetAction((_, _) => serve());
        foreach (var setting in HostSettings.CreateOptions())
        {
            Add(setting);
        }

        Add(new MigrateCommand(services));
        Add(new MigrationScriptCommand());
        Add(new CreateKeyCommand(services));
        Add(new BackupCommand(services));
        Add(new RestoreCommand(services));
        Add(new NewEpochCommand(services));
        Add(new VerifyLedgerCommand(services));
        Add(new ExportCommand(services));
        Add(new ImportCommand(services));
        Add(new TokenCommand(services));
        Add(new HealthCheckCommand(services));
    }

    /// <summary>Runs the command in the arguments. Invalid arguments are reported with the help text on <paramref name="error"/>.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Parse(args, Configuration);
        var wrong = parsed.Action is ParseErrorAction;
        var exitCode = await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                // The host handles signals itself, and refusals to start are reported by the entry point.
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
                Output = wrong ? error : output,
                Error = error,
            }
        );
        return wrong ? ExitCodes.WrongUsage : exitCode;
    }
}
