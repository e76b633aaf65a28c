using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Opens snoozed alerts again whose day has come, one batch. Returns their number.</summary>
/// <param name="Today">The day in the time zone of the workspace.</param>
public sealed record WakeRiskAlerts(DateOnly Today) : ICommand<int>;

internal sealed class WakeRiskAlertsHandler(IMarketingDb db) : IRequestHandler<WakeRiskAlerts, Result<int>>
{
    private const int BatchSize = 50;

    public async Task<Result<int>> Handle(WakeRiskAlerts command, CancellationToken cancellationToken)
    {
        var asleep = await db
            .RiskAlerts.SnoozedUntil(command.Today)
            .OrderBy(alert => alert.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        return asleep.Count(alert => alert.Wake(command.Today));
    }
}

/// <summary>Which alerts are asleep.</summary>
public static class SnoozedAlerts
{
    /// <summary>Keeps snoozed alerts whose day has come.</summary>
    public static IQueryable<RiskAlert> SnoozedUntil(this IQueryable<RiskAlert> alerts, DateOnly today) =>
        alerts.Where(alert => alert.State == RiskAlertState.Snoozed && alert.SnoozedUntil <= today);
}
