using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Tasks;
using Marketing.Domain.Common;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Risks;

/// <summary>Fires a trigger by hand.</summary>
public sealed record FireRiskTrigger(RiskId RiskId, RiskTriggerId Id, string Note) : ICommand<RiskAlertResponse>;

internal sealed class FireRiskTriggerHandler(
    IMarketingDb db,
    RiskWriter writer,
    RiskFiring firing,
    Signers signers,
    ResponseMapper responses
) : IRequestHandler<FireRiskTrigger, Result<RiskAlertResponse>>
{
    public async Task<Result<RiskAlertResponse>> Handle(FireRiskTrigger command, CancellationToken cancellationToken)
    {
        var risk = await writer.HoldAsync(command.RiskId, null, cancellationToken);
        if (!risk.Succeeded)
        {
            return risk.Error;
        }

        var trigger = await db.FindTriggerAsync(command.RiskId, command.Id, null, cancellationToken);
        if (!trigger.Succeeded)
        {
            return trigger.Error;
        }

        if (risk.Value.Status == RiskStatus.Closed)
        {
            return new RiskInWrongStatus(
                command.RiskId.Value,
                risk.Value.Status,
                [.. Enum.GetValues<RiskStatus>().Except([RiskStatus.Closed])]
            );
        }

        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        var alert = await firing.FireAsync(risk.Value, trigger.Value, Crossing.ByHand(today, command.Note), today, cancellationToken);
        return responses.Map<RiskAlert, RiskAlertResponse>(alert);
    }
}

/// <summary>
/// Fires the trigger of a crossing that has no alert yet: alert, state, tasks, block and event in one unit (R23). Without a crossing, arms
/// the trigger again. Returns whether it fired.
/// </summary>
public sealed record FireCrossing(RiskTriggerId TriggerId, Crossing? Crossing) : ICommand<bool>;

internal sealed class FireCrossingHandler(IMarketingDb db, RiskWriter writer, RiskFiring firing, Signers signers)
    : IRequestHandler<FireCrossing, Result<bool>>
{
    public async Task<Result<bool>> Handle(FireCrossing command, CancellationToken cancellationToken)
    {
        var id = command.TriggerId;
        var riskId = await db.RiskTriggers.Where(row => row.Id == id).Select(row => row.RiskId).SingleOrDefaultAsync(cancellationToken);
        var risk = await writer.HoldAsync(riskId, null, cancellationToken);
        if (!risk.Succeeded || risk.Value.Status == RiskStatus.Closed)
        {
            return false;
        }

        var trigger = await db.RiskTriggers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (trigger is null || command.Crossing is not { } crossing)
        {
            trigger?.Cross(false);
            await db.SaveChangesAsync(cancellationToken);
            return false;
        }

        if (await IsKnownAsync(trigger, crossing, cancellationToken))
        {
            return false;
        }

        trigger.Cross(RiskSignals.IsOwn(trigger.WatchKey));
        var today = signers.Today(await signers.SettingsAsync(cancellationToken));
        await firing.FireAsync(risk.Value, trigger, crossing, today, cancellationToken);
        return true;
    }

    private async Task<bool> IsKnownAsync(RiskTrigger trigger, Crossing crossing, CancellationToken ct)
    {
        var id = trigger.Id;
        if (RiskSignals.IsOwn(trigger.WatchKey))
        {
            return trigger.IsCrossed;
        }

        var alerts = await db.RiskAlerts.Where(alert => alert.TriggerId == id).Select(alert => alert.CrossedOn).ToListAsync(ct);
        return RiskSeries.IsKnown(crossing, alerts);
    }
}

/// <summary>Records up to where the change feed was searched for signals.</summary>
public sealed record MoveSignalCursor(long Sequence) : ICommand<Done>, IRepeatable;

internal sealed class MoveSignalCursorHandler(IMarketingDb db, RequestContext context) : IRequestHandler<MoveSignalCursor, Result<Done>>
{
    public async Task<Result<Done>> Handle(MoveSignalCursor command, CancellationToken cancellationToken)
    {
        var moved = await db.UpdateAsync(
            db.RiskSignalCursors,
            row => row.SetProperty(cursor => cursor.Sequence, command.Sequence),
            [new SilentNote("A cursor of the service.")],
            cancellationToken
        );
        if (moved == 0)
        {
            db.RiskSignalCursors.Add(new RiskSignalCursor { WorkspaceId = context.WorkspaceId, Sequence = command.Sequence });
            await db.SaveChangesAsync(cancellationToken);
        }

        return Done.Now;
    }
}

/// <summary>What follows when a trigger fires.</summary>
internal sealed class RiskFiring(IMarketingDb db, StopLoss stopLoss, TaskReporter reporter, TimeEvents events)
{
    public const string EventName = "risk.triggered";

    /// <summary>Raises the alert, moves the risk, opens the tasks of its treatments, and blocks spending at a stop-loss point.</summary>
    /// <param name="risk">The risk, whose row is locked.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="crossing">What fired it.</param>
    /// <param name="today">The day in the time zone of the workspace.</param>
    /// <param name="ct">Cancels the statements.</param>
    public async Task<RiskAlert> FireAsync(Risk risk, RiskTrigger trigger, Crossing crossing, DateOnly today, CancellationToken ct)
    {
        // A signal of the service can cross twice on a day.
        var own = RiskSignals.IsOwn(trigger.WatchKey) ? crossing with { Key = $"{crossing.Key}/{EntityId.New():N}" } : crossing;
        var alert = RiskAlert.Raise(trigger, own);
        db.RiskAlerts.Add(alert);
        risk.Trigger();
        var id = risk.Id;
        var treatments = await db.RiskTreatments.Where(row => row.RiskId == id).OrderBy(row => row.Id).ToListAsync(ct);
        var tasks = treatments
            .Where(treatment => treatment.Terms.State is RiskTreatmentState.Open or RiskTreatmentState.InProgress)
            .Select(treatment => TaskOf(risk, treatment.Terms.Text, treatment.Terms.Owners, today))
            .ToList();
        if (tasks.Count == 0)
        {
            tasks.Add(TaskOf(risk, risk.Terms.Title, [], today));
        }

        foreach (var task in tasks)
        {
            db.Tasks.Add(task);
            db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, reporter.Stamp()));
        }

        alert.Open(tasks.Select(task => task.Id.Value), await stopLoss.LinesAsync(trigger.Terms.StopLoss, ct));
        await db.SaveChangesAsync(ct);
        await stopLoss.BlockAsync(alert.BlockedLineIds, ct);

        await events.RaiseAsync(new EventNote(EventName, ChangedResource.Of(risk)), $"{EventName}/{alert.Id.Value:N}", ct);
        await db.SaveChangesAsync(ct);
        return alert;
    }

    private static PlanTask TaskOf(Risk risk, string text, IReadOnlyList<PartyRef> owners, DateOnly today)
    {
        var task = PlanTask.Add(risk.WorkspaceId, TaskOrigin.Risk, risk.PlanId);
        var title = text.ReplaceLineEndings(" ").Trim();
        var description = string.Concat(text.EnumerateRunes().Take(PlanTask.TextLength));
        task.Write(title, description, owners.Count > 0 ? owners : risk.Terms.Owners, today, today);
        return task;
    }
}
