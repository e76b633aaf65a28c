using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Finds the verb among the arguments and runs it.</summary>
internal static class CommandLineVerbs
{
    public const int Succeeded = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    private static readonly ICommandLineVerb[] Verbs = [new CreateKeyVerb(), new TokenVerb(), new MigrateVerb(), new MigrationScriptVerb(), new BackupVerb(), new NewEpochVerb(), new HealthCheckVerb()];

    /// <summary>The exit code; null where the arguments name no verb, and the program is to serve.</summary>
    /// <param name="args">All arguments of the program.</param>
    /// <param name="services">Builds the host, if the verb needs it.</param>
    /// <param name="ct">Ends the work.</param>
    public static async Task<int?> TryRunAsync(string[] args, Func<IServiceProvider> services, CancellationToken ct = default)
    {
        if (args is not [var name, ..] || Verbs.FirstOrDefault(verb => verb.Name == name) is not { } verb)
        {
            return args is [var unknown, ..] && !unknown.StartsWith('-') && !unknown.StartsWith('/') && !unknown.Contains('=') ? ShowVerbs(unknown) : null;
        }

        try
        {
            return await verb.RunAsync(args[1..], new LateServices(services), ct);
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\nUsage: {verb.Usage}");
            return WrongUsage;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Failed;
        }
        catch (Exception failure) when (StoreFaults.IsUnavailable(failure))
        {
            await Console.Error.WriteLineAsync("The database does not answer.");
            return Failed;
        }
    }

    private static int ShowVerbs(string unknown)
    {
        Console.Error.WriteLine($"There is no command \"{unknown}\". Commands:\n" + string.Join('\n', Verbs.Select(verb => "  " + verb.Usage)));
        return WrongUsage;
    }

    private sealed class LateServices(Func<IServiceProvider> build) : IServiceProvider
    {
        private readonly Lazy<IServiceProvider> _built = new(build);

        public object? GetService(Type serviceType) => _built.Value.GetService(serviceType);
    }
}

/// <summary>The options of a verb make no sense; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
