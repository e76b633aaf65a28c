using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Telemetry;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Infrastructure.Writes;

/// <summary>
/// Execution strategy, fresh scope and context per attempt, transaction, use case, audit, change sequence, stored response,
/// commit: all or nothing. Nothing else in the product opens a transaction.
/// </summary>
internal sealed class UnitOfWorkRunner(IServiceScopeFactory scopes, RequestContext context, WriteGate gate, StoreHealth health, TimeProvider clock, MarketingDbContext outer)
{
    /// <summary>How often a use case is run again after losing a race, so that it sees the winner and says what is wrong.</summary>
    private const int Rerunnings = 3;

    public async Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        for (var run = 0; ; run++)
        {
            var attempt = new Attempt<TResponse>();
            try
            {
                return await outer.Database.CreateExecutionStrategy().ExecuteAsync(
                    request,
                    async (_, attempted, token) => await AttemptAsync(attempted, attempt, token),
                    async (_, _, token) => await CommittedAsync(attempt, token),
                    ct);
            }
            catch (Exception failure) when (StoreFaults.IsRace(failure) && run < Rerunnings)
            {
                // The next run sees what the winner wrote.
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
        var log = new WriteLog(inner.Caller, inner, Now(), Guid.CreateVersion7());
        db.Writes = log;
        try
        {
            return await WriteAsync(request, attempt, scope.ServiceProvider.GetRequiredService<ISender>(), db, inner, log, ct);
        }
        finally
        {
            // The pool keeps the context; what was written in it need not stay in memory.
            db.Writes = null;
        }
    }

    private async Task<TResponse> WriteAsync<TRequest, TResponse>(
        TRequest request, Attempt<TResponse> attempt, ISender sender, MarketingDbContext db, RequestContext inner, WriteLog log, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IResult<TResponse>
    {
        using var turn = await gate.EnterAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
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

        await ChangeRecords.AppendAsync(db, log, ct);
        if (claim is not null)
        {
            await claim.CompleteAsync(result, ct);
        }

        (attempt.Result, attempt.AuditEntryId) = (result, log.AuditEntries is [var first, ..] ? first.Id : null);
        await transaction.CommitAsync(ct);
        ServiceMetrics.ChangesCommitted(log.Count);
        return result;
    }

    /// <summary>
    /// After a connection lost during the commit: did it count? An audit entry of the transaction tells, in whichever
    /// workspace it wrote.
    /// </summary>
    private async Task<ExecutionResult<TResponse>> CommittedAsync<TResponse>(Attempt<TResponse> attempt, CancellationToken ct)
        where TResponse : IResult<TResponse>
    {
        var committed = attempt.AuditEntryId is { } id && await outer.AuditEntries.IgnoreQueryFilters([DbFilters.Workspace]).AnyAsync(entry => entry.Id == id, ct);
        return new ExecutionResult<TResponse>(committed, attempt.Result!);
    }

    private sealed class Attempt<TResponse>
    {
        /// <summary>The outcome that the commit, if it counted, has made true.</summary>
        public TResponse? Result { get; set; }

        /// <summary>An audit entry that is there if the commit counted; null where nothing was written.</summary>
        public Guid? AuditEntryId { get; set; }
    }

    /// <summary>Both engines keep six digits; what is answered must equal what is stored.</summary>
    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

/// <summary>Others changed the same rows again and again while this write was tried.</summary>
public sealed record WriteRaceLost() : ConflictError("resource.raceLost");
