using Marketing.Application.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Writes;

/// <summary>Forgets answers whose retry keys are over. Works on all workspaces.</summary>
internal sealed class IdempotencyPurge(IServiceScopeFactory scopes, WriteGate gate, IOptions<RetentionOptions> retention, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 500;

    public string Name => "purge-idempotency";

    public TimeSpan Interval => retention.Value.PurgeInterval;

    public async Task<int> RunBatchAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddHours(-retention.Value.IdempotencyHours);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        var over = db.Set<IdempotencyRecord>().IgnoreQueryFilters([DbFilters.Workspace]).Where(record => record.CreatedAt < before);
        var ends = await over.OrderBy(record => record.CreatedAt).Skip(BatchSize - 1).Select(record => (DateTime?)record.CreatedAt).FirstOrDefaultAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await (ends is { } last ? over.Where(record => record.CreatedAt <= last) : over).ExecuteDeleteAsync(ct);
    }
}
