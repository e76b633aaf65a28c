using Marketing.Api.Hosting.CommandLine;

namespace Marketing.Api.Tests.Support;

/// <summary>Runs commands of the command line within the process of the tests.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command with the services of a host.</summary>
    public static Task<CommandResult> RunAsync(IServiceProvider services, params string[] args) => RunAsync(_ => services, args);

    /// <summary>Runs a command line that must neither start the service nor build a host.</summary>
    public static Task<CommandResult> RunAsync(params string[] args) =>
        RunAsync(_ => throw new InvalidOperationException("A host was built."), args);

    public static async Task<CommandResult> RunAsync(BuildServices services, string[] args, Func<Task<int>>? serve = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        serve ??= () => throw new InvalidOperationException("The service was started.");
        var exitCode = await new ProgramCommand(serve, services).RunAsync(HostSettings.Split(args).CommandLine, output, error);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}

/// <summary>The result of a command.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
