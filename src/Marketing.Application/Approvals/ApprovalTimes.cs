using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Approvals;

/// <summary>Raises the events of approvals that are due, or will be at the end of the day: one batch. Returns their number.</summary>
/// <param name="Now">The time.</param>
public sealed record RaiseApprovalEvents(DateTime Now) : ICommand<int>;

internal sealed class RaiseApprovalEventsHandler(IMarketingDb db, TimeEvents events) : IRequestHandler<RaiseApprovalEvents, Result<int>>
{
    private const int BatchSize = 100;

    public async Task<Result<int>> Handle(RaiseApprovalEvents command, CancellationToken cancellationToken)
    {
        var settings = await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(cancellationToken);
        var calendar = WorkCalendar.Of(settings);
        var today = calendar.EndOf(calendar.DayOf(command.Now));
        var waiting = await db
            .Approvals.AsNoTracking()
            .Where(approval => approval.State == ApprovalState.Pending && approval.DueAt <= today)
            .OrderBy(approval => approval.DueAt)
            .ToListAsync(cancellationToken);
        var raised = 0;
        foreach (var chunk in waiting.Chunk(BatchSize))
        {
            var due = chunk
                .Select(approval => (Approval: approval, Event: Approval.EventAt(approval.DueAt!.Value, command.Now, calendar)))
                .Where(each => each.Event is not null)
                .ToDictionary(each => KeyOf(each.Event!, each.Approval));
            var keys = due.Keys.ToList();
            var known = await db
                .RaisedEvents.Where(raised => keys.Contains(raised.OnceKey))
                .Select(raised => raised.OnceKey)
                .ToListAsync(cancellationToken);
            foreach (var key in keys.Except(known).Take(BatchSize - raised))
            {
                var (approval, name) = due[key];
                raised += await events.RaiseAsync(new EventNote(name!, ChangedResource.Of(approval)), key, cancellationToken) ? 1 : 0;
            }

            if (raised == BatchSize)
            {
                break;
            }
        }

        return raised;
    }

    /// <summary>With a new due date, an approval can be due again.</summary>
    private static string KeyOf(string name, Approval approval) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{approval.Id.Value:N}/{approval.DueAt!.Value:yyyyMMdd'T'HHmmss}");
}

/// <summary>Ends an approval that nobody decided in time. Returns whether it expired now.</summary>
/// <param name="Id">The approval.</param>
/// <param name="Now">The time.</param>
public sealed record ExpireApproval(ApprovalId Id, DateTime Now) : ICommand<bool>;

internal sealed class ExpireApprovalHandler(DecisionMaker decisions) : IRequestHandler<ExpireApproval, Result<bool>>
{
    public Task<Result<bool>> Handle(ExpireApproval command, CancellationToken cancellationToken) =>
        decisions.ExpireAsync(command.Id, command.Now, cancellationToken);
}
