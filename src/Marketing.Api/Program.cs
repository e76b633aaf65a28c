using Marketing.Api;
using Marketing.Api.Hosting;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Infrastructure.Startup;

return await StartRefusal.GuardAsync(async () =>
{
    var builder = Service.CreateBuilder(args);
    if (await CommandLineVerbs.TryRunAsync(args, () => builder.LogToStandardError().WithLoginFor(args).Build().Services) is { } exitCode)
    {
        return exitCode;
    }

    return await builder.Build().RunServiceAsync(Service.UseService);
});

/// <summary>The entry point, visible to the test host.</summary>
public partial class Program;
