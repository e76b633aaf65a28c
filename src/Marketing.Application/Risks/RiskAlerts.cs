using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>A trigger has fired.</summary>
public sealed record RiskAlertResponse : ResourceResponse
{
    /// <summary>Id of the risk.</summary>
    public required Guid RiskId { get; init; }

    /// <summary>Id of the trigger.</summary>
    public required Guid TriggerId { get; init; }

    /// <summary>The day on which the crossing of the threshold began.</summary>
    public required DateOnly CrossedOn { get; init; }

    /// <summary>The value that fired the trigger; null if somebody fired it.</summary>
    public required decimal? Value { get; init; }

    /// <summary>The threshold at that time.</summary>
    public required decimal? Threshold { get; init; }

    /// <summary>Why somebody fired it.</summary>
    [MaxLength(RiskAlert.TextLength)]
    public required string? Note { get; init; }

    /// <summary>Whether a decision is forced, and spending is blocked until then.</summary>
    public required bool IsStopLoss { get; init; }

    /// <summary>Ids of the budget lines on which new spending is blocked until the decision.</summary>
    public required IReadOnlyList<Guid> BlockedLineIds { get; init; }

    /// <summary>What people have done about it.</summary>
    public required RiskAlertState State { get; init; }

    /// <summary>The day on which it opens again.</summary>
    public required DateOnly? SnoozedUntil { get; init; }

    /// <summary>The decision.</summary>
    public required StopLossChoice? Decision { get; init; }

    /// <summary>Why it was decided so.</summary>
    [MaxLength(RiskAlert.TextLength)]
    public required string? DecisionReason { get; init; }

    /// <summary>Id of the actor who decided.</summary>
    [MaxLength(200)]
    public required string? DecidedBy { get; init; }

    /// <summary>When it was decided, in UTC.</summary>
    public required DateTime? DecidedAt { get; init; }

    /// <summary>Ids of the tasks that the alert has opened.</summary>
    [MaxLength(Risk.MaxTreatments)]
    public required IReadOnlyList<Guid> TaskIds { get; init; }
}

/// <summary>What somebody has seen.</summary>
public sealed record FireTriggerInput
{
    /// <summary>What was seen.</summary>
    /// <example>核心媒体出现负面报道。</example>
    [MaxLength(RiskAlert.TextLength)]
    [NotBlank]
    public required string Note { get; init; }
}

/// <summary>Until when to put an alert off.</summary>
public sealed record SnoozeInput
{
    /// <summary>The day on which the alert opens again.</summary>
    /// <example>2099-01-31</example>
    public required DateOnly Until { get; init; }
}

/// <summary>A decision about an alert.</summary>
public sealed record AlertDecisionInput
{
    /// <summary>The decision.</summary>
    public required StopLossChoice Decision { get; init; }

    /// <summary>Why.</summary>
    /// <example>调整投放渠道后继续。</example>
    [MaxLength(RiskAlert.TextLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Which alerts to list.</summary>
public sealed record ListRiskAlerts : ListArguments, IQuery<Page<RiskAlertResponse>>
{
    /// <summary>Only alerts of this risk.</summary>
    public Guid? RiskId { get; init; }

    /// <summary>Only alerts in these states, separated by commas.</summary>
    [MaxLength(4)]
    public IReadOnlyList<RiskAlertState> State { get; init; } = [];
}

internal sealed class ListRiskAlertsHandler(IMarketingDb db, PageReader pages)
    : IRequestHandler<ListRiskAlerts, Result<Page<RiskAlertResponse>>>
{
    private static readonly SortSet<RiskAlert, RiskAlertResponse> Sorts = SortSet<RiskAlert, RiskAlertResponse>
        .EndingIn(row => row.Id, row => RiskAlertId.From(row.Id))
        .By("createdAt", row => row.CreatedAt, row => row.CreatedAt)
        .ByDefault("-createdAt");

    public Task<Result<Page<RiskAlertResponse>>> Handle(ListRiskAlerts query, CancellationToken cancellationToken)
    {
        IQueryable<RiskAlert> alerts = db.RiskAlerts;
        if (query.RiskId is { } given)
        {
            var risk = RiskId.From(given);
            alerts = alerts.Where(alert => alert.RiskId == risk);
        }

        if (query.State.Count > 0)
        {
            alerts = alerts.Where(alert => query.State.Contains(alert.State));
        }

        return pages.ReadAsync(alerts, query, Sorts, cancellationToken);
    }
}

/// <summary>Reads one alert.</summary>
public sealed record GetRiskAlert(RiskAlertId Id) : IQuery<RiskAlertResponse>;

internal sealed class GetRiskAlertHandler(IMarketingDb db, IConfigurationProvider mappings)
    : IRequestHandler<GetRiskAlert, Result<RiskAlertResponse>>
{
    public async Task<Result<RiskAlertResponse>> Handle(GetRiskAlert query, CancellationToken cancellationToken) =>
        await db.ReadAsync(query.Id, mappings.ProjectionOf<RiskAlert, RiskAlertResponse>, cancellationToken) is { } found
            ? found
            : new RiskAlertNotFound(query.Id.Value);
}

/// <summary>Records that somebody has seen an alert.</summary>
public sealed record AcknowledgeRiskAlert(RiskAlertId Id, ExpectedVersion? ExpectedVersion) : ICommand<RiskAlertResponse>;

internal sealed class AcknowledgeRiskAlertHandler(RiskAlerts alerts) : IRequestHandler<AcknowledgeRiskAlert, Result<RiskAlertResponse>>
{
    public Task<Result<RiskAlertResponse>> Handle(AcknowledgeRiskAlert command, CancellationToken cancellationToken) =>
        alerts.ChangeAsync(command.Id, command.ExpectedVersion, alert => alert.Acknowledge(), cancellationToken);
}

/// <summary>Puts an alert off until a day.</summary>
public sealed record SnoozeRiskAlert(RiskAlertId Id, ExpectedVersion? ExpectedVersion, DateOnly Until) : ICommand<RiskAlertResponse>;

internal sealed class SnoozeRiskAlertHandler(RiskAlerts alerts, Signers signers)
    : IRequestHandler<SnoozeRiskAlert, Result<RiskAlertResponse>>
{
    public async Task<Result<RiskAlertResponse>> Handle(SnoozeRiskAlert command, CancellationToken cancellationToken)
    {
        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        return await alerts.ChangeAsync(
            command.Id,
            command.ExpectedVersion,
            alert => alert.Snooze(command.Until, today),
            cancellationToken
        );
    }
}

/// <summary>Decides about an alert. A stop-loss point lets money be spent again, or its line is frozen.</summary>
public sealed record DecideRiskAlert(RiskAlertId Id, ExpectedVersion? ExpectedVersion, AlertDecisionInput Input)
    : ICommand<RiskAlertResponse>;

internal sealed class DecideRiskAlertHandler(IMarketingDb db, RiskAlerts alerts, StopLoss stopLoss, RequestContext context)
    : IRequestHandler<DecideRiskAlert, Result<RiskAlertResponse>>
{
    public async Task<Result<RiskAlertResponse>> Handle(DecideRiskAlert command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        var decided = await alerts.ChangeAsync(
            command.Id,
            command.ExpectedVersion,
            alert => alert.Decide(input.Decision, input.Reason, context.Caller.ActorId, db.Log.Now),
            cancellationToken
        );
        if (decided.Succeeded)
        {
            await stopLoss.DecideAsync(decided.Value.BlockedLineIds, input.Decision, input.Reason, cancellationToken);
        }

        return decided;
    }
}

/// <summary>Code shared by the use cases that change alerts.</summary>
internal sealed class RiskAlerts(IMarketingDb db, ResponseMapper responses)
{
    /// <summary>Takes a step of an alert.</summary>
    public async Task<Result<RiskAlertResponse>> ChangeAsync(
        RiskAlertId id,
        ExpectedVersion? expectedVersion,
        Func<RiskAlert, Result<Done>> step,
        CancellationToken ct
    )
    {
        var found = await db.FindAsync<RiskAlert, RiskAlertId>(id, expectedVersion, new RiskAlertNotFound(id.Value), ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (step(found.Value).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(ct);
        return responses.Map<RiskAlert, RiskAlertResponse>(found.Value);
    }
}

/// <summary>Reads alerts for the change feed.</summary>
internal sealed class RiskAlertReader(IMarketingDb db, IConfigurationProvider mappings)
    : ProjectedReader<RiskAlert, RiskAlertId, RiskAlertResponse>(db, mappings, ResourceTypes.RiskAlert, Domain.Access.Scopes.RisksRead);
