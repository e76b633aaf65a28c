using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>Reports in one sentence why the service cannot start.</summary>
public static class StartRefusal
{
    /// <summary>The exit code for invalid configuration (<c>EX_CONFIG</c> of sysexits).</summary>
    public const int ExitCode = 78;

    /// <summary>Runs the program. A failed start becomes a sentence on standard error and exit code 78.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> program, TextWriter error)
    {
        try
        {
            return await program();
        }
        catch (Exception failure) when (Find(failure) is { } refused)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCode;
        }
    }

    internal static void Announce(StartRefusedException refused)
    {
        Console.Error.WriteLine(refused.Message);
        Environment.ExitCode = ExitCode;
    }

    private static StartRefusedException? Find(Exception failure) =>
        failure switch
        {
            StartRefusedException refused => refused,
            OptionsValidationException invalid => new StartRefusedException(string.Join(" ", invalid.Failures)),
            AggregateException several => several.Flatten().InnerExceptions.OfType<StartRefusedException>().FirstOrDefault(),
            _ => null,
        };
}
