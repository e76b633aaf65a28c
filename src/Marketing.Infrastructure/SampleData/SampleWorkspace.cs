using Marketing.Application.Workspaces;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.SampleData;

/// <summary>Creates the sample workspace. Each feature writes its part in an <see cref="ISampleStep"/>.</summary>
public sealed class SampleWorkspace
{
    public const string Code = "sample";
    private const string Actor = "sample-data";

    private readonly IReadOnlyList<ISampleStep> _steps;
    private readonly SystemRunner _system;
    private readonly StartupWork _startup;
    private readonly Credentials _credentials;
    private readonly ILogger<SampleWorkspace> _logger;

    internal SampleWorkspace(
        IEnumerable<ISampleStep> steps,
        SystemRunner system,
        StartupWork startup,
        Credentials credentials,
        ILogger<SampleWorkspace> logger
    )
    {
        _steps = [.. steps.OrderBy(step => step.Order).ThenBy(step => step.GetType().Name, StringComparer.Ordinal)];
        (_system, _startup, _credentials, _logger) = (system, startup, credentials, logger);
    }

    /// <summary>Whether this process has created it.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Creates it if missing; never changes an existing one.</summary>
    public async Task<WorkspaceId> EnsureAsync(CancellationToken ct)
    {
        if (await _credentials.FindWorkspaceAsync(Code, ct) is { } existing)
        {
            return existing;
        }

        await _startup.Rehearsed;
        var id = EntityId.New<WorkspaceId>();
        await _system.RunAsync(id, Actor, new OpenWorkspace(new WorkspaceInput { Code = Code, Name = "示例品牌 Sample brand" }), "", ct);
        foreach (var step in _steps)
        {
            await _system.RunAsync(
                id,
                Actor,
                "",
                async workspace =>
                {
                    await step.WriteAsync(workspace, ct);
                    return Done.Now;
                }
            );
        }

        IsNew = true;
        _credentials.Clear();
        _logger.LogInformation("The sample workspace has been created");
        return id;
    }
}
