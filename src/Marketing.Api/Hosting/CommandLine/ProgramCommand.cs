using System.CommandLine;
using System.CommandLine.Invocation;
using Marketing.Api.Hosting.Telemetry;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>The program: serves the API, unless the command line names one of its commands.</summary>
internal sealed class ProgramCommand : RootCommand
{
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    /// <param name="serve">Runs the service to its end.</param>
    /// <param name="services">Builds the services that a command uses.</param>
    public ProgramCommand(Func<Task<int>> serve, BuildServices services)
        : base("""
            Serves the API for marketing plans, or runs one of the commands below.
            Settings can be added to every command: the options below, or others as --Section:Name=value (--Database:Provider=Sqlite).
            """)
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
        Add(new NewEpochCommand(services));
        Add(new TokenCommand(services));
        Add(new HealthCheckCommand(services));
    }

    /// <summary>Runs the program.</summary>
    /// <param name="args">All its arguments, settings of the host among them.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, commandLine) = HostSettings.Split(args);
        return new ProgramCommand(ServeAsync, BuildServices).RunAsync(commandLine, Console.Out, Console.Error);

        Task<int> ServeAsync() => Service.CreateBuilder(settings).Build().RunServiceAsync(Service.UseService);

        IServiceProvider BuildServices(Action<WebApplicationBuilder> configure)
        {
            var builder = Service.CreateBuilder(settings).LogToStandardError();
            configure(builder);
            return builder.Build().Services;
        }
    }

    /// <summary>Runs what the arguments name. Wrong arguments are reported with the help text on <paramref name="error"/>.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Parse(args, Configuration);
        var wrong = parsed.Action is ParseErrorAction;
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            // The host handles signals itself, and refusals to start are reported by the entry point.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = wrong ? error : output,
            Error = error,
        });
        return wrong ? ExitCodes.WrongUsage : exitCode;
    }
}
