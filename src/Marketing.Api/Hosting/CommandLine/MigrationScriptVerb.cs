using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>migration-script</c>: prints the SQL that a database administrator runs in place of <c>--migrate</c>. Needs no database.</summary>
internal sealed class MigrationScriptVerb : ICommandLineVerb
{
    public string Name => "migration-script";

    public string Usage => "migration-script (for SQL Server; may be run on a database of any earlier version, and again)";

    public Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        if (args.Length > 0)
        {
            throw new UsageException("It takes no arguments.");
        }

        Console.Out.Write(Maintenance.MigrationScript());
        return Task.FromResult(CommandLineVerbs.Succeeded);
    }
}
