using System.CommandLine;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>--migrate</c>: applies the migrations of this build to the database.</summary>
internal sealed class MigrateCommand : HostCommand
{
    public MigrateCommand(BuildServices services)
        : base("migrate", "Applies the migrations of this build to the database.", services) => Aliases.Add("--migrate");

    /// <summary>Uses the migration login for all of its work: the service's login may not be able to open the database yet.</summary>
    protected override void Configure(WebApplicationBuilder builder)
    {
        var database = builder.Configuration.GetSection(DatabaseOptions.Section);
        if (database[nameof(DatabaseOptions.MigrationConnectionString)] is { Length: > 0 } own)
        {
            database[nameof(DatabaseOptions.ConnectionString)] = own;
        }
    }

    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var output = parsed.InvocationConfiguration.Output;
        var applied = await services.GetRequiredService<Maintenance>().MigrateAsync(ct);
        foreach (var migration in applied)
        {
            await output.WriteLineAsync($"Applied {migration}");
        }

        await output.WriteLineAsync(applied.Count == 0 ? "The schema was already current." : "The schema is current.");
        return ExitCodes.Succeeded;
    }
}
