using System.CommandLine;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Builds the services of the configured host, which is never started.</summary>
/// <param name="configure">Changes the host before it is built.</param>
internal delegate IServiceProvider BuildServices(Action<WebApplicationBuilder> configure);

/// <summary>A command that uses the services of the configured host. The options are checked before the host is built.</summary>
internal abstract class HostCommand : Command
{
    protected HostCommand(string name, string description, BuildServices services)
        : base(name, description) => SetAction((parsed, ct) => RunAsync(parsed, services, ct));

    /// <summary>Changes the host before it is built.</summary>
    protected virtual void Configure(WebApplicationBuilder builder) { }

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct);

    protected static int Fail(ParseResult parsed, string message)
    {
        parsed.InvocationConfiguration.Error.WriteLine(message);
        return ExitCodes.Failed;
    }

    private async Task<int> RunAsync(ParseResult parsed, BuildServices services, CancellationToken ct)
    {
        var built = services(Configure);
        try
        {
            return await RunAsync(parsed, built, ct);
        }
        catch (StartRefusedException refused)
        {
            Fail(parsed, refused.Message);
            return StartRefusal.ExitCode;
        }
        catch (Exception failure) when (StoreFaults.IsDamaged(failure))
        {
            return Fail(parsed, "The database is damaged. Restore a backup; see docs/operations.md.");
        }
        catch (Exception failure) when (StoreFaults.IsUnavailable(failure))
        {
            return Fail(parsed, "The database does not respond. Check that it is running, and check Database:ConnectionString.");
        }
        catch (Exception failure) when (StoreFaults.Refusal(failure) is { } refusal)
        {
            return Fail(parsed, $"The database refused the command: {refusal}");
        }
    }
}
