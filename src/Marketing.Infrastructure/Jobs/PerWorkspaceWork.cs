using Marketing.Domain.Common;

namespace Marketing.Infrastructure.Jobs;

/// <summary>
/// Recurring work that handles one workspace after another. Each gets a scope whose caller is the service, so that queries
/// see only its rows and commands run in a unit of work. If one workspace fails, the others are still handled.
/// </summary>
internal abstract class PerWorkspaceWork(SystemRunner system) : IRecurringWork
{
    public abstract string Name { get; }

    public abstract TimeSpan Interval { get; }

    /// <summary>Handles one small batch in every workspace.</summary>
    /// <exception cref="WorkspaceWorkException">It failed in some workspaces.</exception>
    public async Task<int> RunBatchAsync(CancellationToken ct)
    {
        var handled = 0;
        var failures = new List<Exception>();
        WorkspaceId? first = null;
        foreach (var workspace in await system.WorkspacesAsync(ct))
        {
            try
            {
                handled += await system.RunAsync(workspace, Name, "", scope => RunBatchAsync(scope, ct));
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                first ??= workspace;
                failures.Add(failure);
            }
        }

        return first is { } failed ? throw new WorkspaceWorkException(Name, failed, failures) : handled;
    }

    /// <summary>Handles one small batch in one workspace.</summary>
    /// <returns>The number of items handled; 0 if there is nothing left to do.</returns>
    protected abstract Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct);
}

/// <summary>Recurring work failed in some workspaces.</summary>
internal sealed class WorkspaceWorkException(string work, WorkspaceId first, IReadOnlyList<Exception> failures)
    : Exception($"{work} failed in {failures.Count} workspace(s), first in {first.Value}.", failures[0])
{
    /// <summary>What failed, one for each workspace.</summary>
    public IReadOnlyList<Exception> Failures => failures;
}
