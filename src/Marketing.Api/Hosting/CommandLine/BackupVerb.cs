using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>backup --to FILE</c>: copies the embedded database while the service goes on.</summary>
internal sealed class BackupVerb : ICommandLineVerb
{
    public string Name => "backup";

    public string Usage => "backup --to FILE";

    public Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct) => Task.FromResult(Run(args, services));

    private static int Run(string[] args, IServiceProvider services)
    {
        if (args is not ["--to", { Length: > 0 } file])
        {
            throw new UsageException("Name the file to write.");
        }

        try
        {
            services.GetRequiredService<Maintenance>().BackUp(Path.GetFullPath(file));
        }
        catch (BackupFailedException failed)
        {
            return Fail(failed.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return Fail("The backup could not be written: " + failure.Message);
        }

        Console.Out.WriteLine($"Backed up to {file}; the copy is intact.");
        return CommandLineVerbs.Succeeded;
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return CommandLineVerbs.Failed;
    }
}
