using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>Deletes old deliveries that are no longer pending.</summary>
internal sealed class DeliveriesPurge(SystemRunner system, IOptions<RetentionOptions> retention, TimeProvider clock)
    : PerWorkspaceWork(system)
{
    public override string Name => "purge-deliveries";

    public override TimeSpan Interval => retention.Value.PurgeInterval;

    protected override async Task<int> RunBatchAsync(SystemScope scope, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-retention.Value.DeliveriesDays);
        return await scope.Db.WebhookDeliveries.AnyAsync(
            delivery => delivery.CreatedAt < before && delivery.State != WebhookDeliveryState.Pending,
            ct
        )
            ? await scope.RunAsync(new PurgeDeliveries(before), ct)
            : 0;
    }
}

/// <summary>Deletes the oldest deliveries of the workspace that are no longer pending, one batch. Returns their number.</summary>
/// <param name="Before">Deliveries of this instant and later are kept.</param>
internal sealed record PurgeDeliveries(DateTime Before) : ICommand<int>, IRepeatable;

internal sealed class PurgeDeliveriesHandler(IMarketingDb db) : IRequestHandler<PurgeDeliveries, Result<int>>
{
    private const int BatchSize = 500;

    public async Task<Result<int>> Handle(PurgeDeliveries command, CancellationToken cancellationToken)
    {
        var expired = db.WebhookDeliveries.Where(delivery =>
            delivery.CreatedAt < command.Before && delivery.State != WebhookDeliveryState.Pending
        );
        var end = await expired
            .OrderBy(delivery => delivery.CreatedAt)
            .Skip(BatchSize - 1)
            .Select(delivery => (DateTime?)delivery.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return await (end is { } last ? expired.Where(delivery => delivery.CreatedAt <= last) : expired).ExecuteDeleteAsync(
            cancellationToken
        );
    }
}
