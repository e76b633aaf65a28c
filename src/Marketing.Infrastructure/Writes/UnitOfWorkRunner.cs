using System.Data;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Telemetry;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// Execution strategy, fresh scope and context per attempt, transaction, use case, audit, stored response, change sequence,
/// marker, commit: all or nothing. Nothing else in the product writes in a transaction.
/// </summary>
internal sealed class UnitOfWorkRunner(
    IServiceScopeFactory scopes,
    RequestContext context,
    WriteGate gate,
    StoreHealth health,
    TimeProvider clock,
    MarketingDbContext outer,
    IOptions<DatabaseOptions> options,
    ILogger<UnitOfWorkRunner> logger
)
{
    /// <summary>How often a use case is rerun after losing a race, so that it sees the winner's changes.</summary>
    private const int Rerunnings = 3;

    public async Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        if (RetryLimit.Current is not { } limit)
        {
            limit = new RetryLimit(clock, options.Value.RetryTime);
            RetryLimit.Apply(limit);
        }

        for (var run = 0; ; run++)
        {
            var attempt = new Attempt<TResponse>();
            try
            {
                return await outer
                    .Database.CreateExecutionStrategy()
                    .ExecuteAsync(
                        request,
                        async (_, attempted, token) => await AttemptAsync(attempted, attempt, token),
                        async (_, _, token) => await CommittedAsync(attempt, token),
                        ct
                    );
            }
            catch (Exception failure) when (StoreFaults.IsRace(failure) && run < Rerunnings && limit.Allows(TimeSpan.Zero))
            {
                // The next run sees the winner's changes.
            }
            catch (Exception failure) when (StoreFaults.IsRace(failure))
            {
                return TResponse.From(new WriteRaceLost());
            }
            catch (Exception failure) when (StoreFaults.IsUnwritable(failure))
            {
                health.WriteFailed();
                throw;
            }
        }
    }

    private async Task<TResponse> AttemptAsync<TRequest, TResponse>(TRequest request, Attempt<TResponse> attempt, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<UnitOfWorkState>().Active = true;
        var inner = scope.ServiceProvider.GetRequiredService<RequestContext>();
        inner.Adopt(context);
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var log = new WriteLog(inner.Caller, inner, clock.Instant(), EntityId.New());
        db.Writes = log;
        try
        {
            return await WriteAsync(request, attempt, scope.ServiceProvider.GetRequiredService<ISender>(), db, inner, log, ct);
        }
        finally
        {
            // The pool keeps the context, so the written rows are removed from memory.
            db.Writes = null;
        }
    }

    private async Task<TResponse> WriteAsync<TRequest, TResponse>(
        TRequest request,
        Attempt<TResponse> attempt,
        ISender sender,
        MarketingDbContext db,
        RequestContext inner,
        WriteLog log,
        CancellationToken ct
    )
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        using var turn = await gate.EnterAsync(ct);

        // The level is stated, because a pooled connection can keep that of an earlier transaction.
        return await db.InTransactionAsync(
            IsolationLevel.ReadCommitted,
            transaction => WriteAsync(request, attempt, sender, db, inner, log, transaction, ct),
            ct
        );
    }

    private async Task<TResponse> WriteAsync<TRequest, TResponse>(
        TRequest request,
        Attempt<TResponse> attempt,
        ISender sender,
        MarketingDbContext db,
        RequestContext inner,
        WriteLog log,
        IDbContextTransaction transaction,
        CancellationToken ct
    )
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        var claim = context.ValidateOnly ? null : await IdempotencyClaim.ClaimAsync(db, inner, log, ct);
        var result = await sender.Send(request, ct);
        if (result.Error is not null)
        {
            return result;
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(ct);
        }

        if (context.ValidateOnly)
        {
            return result;
        }

        var marker = await RecordAsync(request, db, log, claim?.With(result), ct);
        (attempt.Result, attempt.Marker) = (result, marker);
        await transaction.CommitAsync(ct);
        ServiceMetrics.ChangesCommitted(log.Count);
        return result;
    }

    /// <returns>The identity of the unit's marker; null if it writes none.</returns>
    private async Task<Marker?> RecordAsync<TRequest>(
        TRequest request,
        MarketingDbContext db,
        WriteLog log,
        IdempotencyRecord? answered,
        CancellationToken ct
    )
    {
        if (request is IRepeatable && log.HasEntries)
        {
            throw new InvalidOperationException(
                $"{typeof(TRequest).Name} is declared safe to repeat, so it cannot write to audit trail or feed."
            );
        }

        foreach (var reason in log.Silences)
        {
            logger.LogDebug("Changed without audit or feed entry: {Reason}", reason);
        }

        var (leavesMarker, now) = (log.HasWritten && request is not IRepeatable, clock.Instant());
        await ChangeRecords.AppendAsync(db, log, answered, leavesMarker, now, ct);
        return leavesMarker ? new Marker(log.WorkspaceId, log.TransactionId, now) : null;
    }

    /// <summary>
    /// Finds out whether a commit during which the connection was lost succeeded: only then is the unit's marker in the
    /// database. The server may still be working on that commit, so this first waits for the counter row, which the lost transaction
    /// holds until it ends. The marker may belong to another workspace than the caller's.
    /// </summary>
    private async Task<ExecutionResult<TResponse>> CommittedAsync<TResponse>(Attempt<TResponse> attempt, CancellationToken ct)
        where TResponse : IResult<TResponse>
    {
        if (attempt.Marker is not { } sought)
        {
            return new ExecutionResult<TResponse>(successful: false, attempt.Result!);
        }

        using (await gate.EnterAsync(ct))
        {
            await outer
                .ChangeCounters.IgnoreQueryFilters([DbFilters.Workspace])
                .Where(counter => counter.WorkspaceId == sought.WorkspaceId)
                .ExecuteUpdateAsync(counter => counter.SetProperty(row => row.LastSequence, row => row.LastSequence), ct);
        }

        var committed = await outer
            .WriteMarkers.IgnoreQueryFilters([DbFilters.Workspace])
            .AnyAsync(
                marker =>
                    marker.WorkspaceId == sought.WorkspaceId
                    && marker.RecordedAt >= sought.NotBefore
                    && marker.TransactionId == sought.TransactionId,
                ct
            );
        return new ExecutionResult<TResponse>(committed, attempt.Result!);
    }

    /// <param name="WorkspaceId">The workspace that the unit wrote to.</param>
    /// <param name="TransactionId">Its transaction.</param>
    /// <param name="NotBefore">The earliest possible time of its marker.</param>
    private sealed record Marker(WorkspaceId WorkspaceId, Guid TransactionId, DateTime NotBefore);

    private sealed class Attempt<TResponse>
    {
        /// <summary>The outcome, valid if the commit succeeded.</summary>
        public TResponse? Result { get; set; }

        /// <summary>The marker that proves the commit; null if the unit writes none.</summary>
        public Marker? Marker { get; set; }
    }
}

/// <summary>Other writers changed the same rows during every attempt of this write.</summary>
public sealed record WriteRaceLost() : ConflictError("resource.raceLost");
