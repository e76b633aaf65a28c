using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Jobs;

/// <summary>Runs commands as the service itself: background work, sample data, a person's first sign-in, the command line.</summary>
public sealed class SystemRunner(IServiceScopeFactory scopes)
{
    /// <summary>Runs a command in a new scope and unit of work.</summary>
    /// <param name="workspaceId">The workspace to write to.</param>
    /// <param name="actor">Actor in the audit trail, recorded as <c>system:actor</c>.</param>
    /// <param name="command">The command.</param>
    /// <param name="correlationId">Trace id of the request that caused it; empty if none did.</param>
    /// <param name="ct">Cancels the command.</param>
    /// <exception cref="InvalidOperationException">The command returned an error.</exception>
    public Task<T> RunAsync<T>(WorkspaceId workspaceId, string actor, ICommand<T> command, string correlationId, CancellationToken ct) =>
        RunAsync(workspaceId, actor, correlationId, scope => scope.RunAsync(command, ct));

    /// <summary>Runs a command for a person, in a new scope and unit of work.</summary>
    /// <param name="person">The person, with the workspace to write to.</param>
    /// <param name="command">The command.</param>
    /// <param name="ct">Cancels the command.</param>
    /// <exception cref="InvalidOperationException">The command returned an error.</exception>
    public async Task<T> RunAsync<T>(Caller person, ICommand<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = person;
        return await new SystemScope(scope.ServiceProvider).RunAsync(command, ct);
    }

    /// <summary>Runs several steps in one scope; each command still has its own unit of work.</summary>
    internal async Task<T> RunAsync<T>(WorkspaceId workspaceId, string actor, string correlationId, Func<SystemScope, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Caller, context.CorrelationId) = (Caller.ForSystem(actor, workspaceId), correlationId);
        return await work(new SystemScope(scope.ServiceProvider));
    }

    /// <summary>Returns all workspaces, deleted ones included: their history is purged as well.</summary>
    internal async Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        return await db
            .ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace])
            .OrderBy(counter => counter.WorkspaceId)
            .Select(counter => counter.WorkspaceId)
            .ToListAsync(ct);
    }
}

/// <summary>A scope in which the service is the caller, in one workspace.</summary>
internal sealed class SystemScope(IServiceProvider services)
{
    /// <summary>Reads the rows of the workspace.</summary>
    public MarketingDbContext Db => services.GetRequiredService<MarketingDbContext>();

    /// <summary>Reads what a query returns.</summary>
    /// <exception cref="InvalidOperationException">The query returned an error.</exception>
    public async Task<T> ReadAsync<T>(IQuery<T> query, CancellationToken ct) =>
        (await services.GetRequiredService<ISender>().Send(query, ct)).Value;

    /// <summary>Runs a command in its own unit of work.</summary>
    /// <exception cref="InvalidOperationException">The command returned an error.</exception>
    public async Task<T> RunAsync<T>(ICommand<T> command, CancellationToken ct) =>
        (await services.GetRequiredService<ISender>().Send(command, ct)).Value;
}
