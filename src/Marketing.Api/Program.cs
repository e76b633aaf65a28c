using Marketing.Api;
using Marketing.Api.CommandLine;
using Marketing.Api.Operations;
using Marketing.Api.Operations.Telemetry;
using Marketing.Infrastructure.Operations;

NativePools.Limit();
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
