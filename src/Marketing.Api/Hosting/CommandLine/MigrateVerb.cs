using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>--migrate</c>: brings the schema up to what this build knows, then ends.</summary>
internal sealed class MigrateVerb : ICommandLineVerb
{
    public const string Verb = "--migrate";

    public string Name => Verb;

    public async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        if (args.Length > 0)
        {
            throw new UsageException("It takes no arguments.");
        }

        var applied = await services.GetRequiredService<Maintenance>().MigrateAsync(ct);
        foreach (var migration in applied)
        {
            Console.Out.WriteLine($"Applied {migration}");
        }

        Console.Out.WriteLine(applied.Count == 0 ? "The schema was current already." : "The schema is current.");
        return CommandLineVerbs.Succeeded;
    }
}
