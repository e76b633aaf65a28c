using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Runs one write during startup without saving it. The first write of a process takes a hundred times as long as any other, and all
/// other writers wait for it.
/// </summary>
public sealed class Rehearsal(IServiceScopeFactory scopes, ILogger<Rehearsal> logger)
{
    private static readonly CreatePlan Write = new(
        new PlanHeader
        {
            Title = "Rehearsal",
            Language = "en",
            Currency = "EUR",
        }
    );

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
            (context.Caller, context.ValidateOnly) = (Caller.ForSystem("start", EntityId.New<WorkspaceId>()), true);
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(Write, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            logger.LogWarning("The rehearsal of the first write failed: {Reason}", failure.GetType().Name);
        }
    }
}
