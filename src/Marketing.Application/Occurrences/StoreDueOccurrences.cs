using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Occurrences;

/// <summary>
/// Stores the occurrences of a plan whose day has come since the last time, and raises their events. Nothing becomes due while a plan is
/// suspended. Returns the number of events.
/// </summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Now">The time.</param>
public sealed record StoreDueOccurrences(PlanId PlanId, DateTime Now) : ICommand<int>;

internal sealed class StoreDueOccurrencesHandler(IMarketingDb db, RequestContext context, TimeEvents events)
    : IRequestHandler<StoreDueOccurrences, Result<int>>
{
    /// <summary>Changes are looked at again for some time: one that was stamped earlier can be committed later.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    public async Task<Result<int>> Handle(StoreDueOccurrences command, CancellationToken cancellationToken)
    {
        // One writer at a time, and no step of the plan in between.
        await db
            .Plans.Where(plan => plan.Id == command.PlanId)
            .GuardAsync(plan => plan.SetProperty(p => p.Status, p => p.Status), cancellationToken);
        var plan = await db
            .Plans.AsNoTracking()
            .Where(plan => plan.Id == command.PlanId)
            .Select(plan => new
            {
                plan.Status,
                InForceAt = db
                    .PlanRevisions.Where(revision => revision.PlanId == plan.Id && revision.Number == plan.InForceRevision)
                    .Select(revision => revision.InForceAt)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (plan?.InForceAt is not { } inForceAt)
        {
            return 0;
        }

        var read = await db.ReadScheduleAsync(command.PlanId, ContentView.InForce, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var calendar = read.Value.Calendar;
        var today = calendar.DayOf(command.Now);
        var run = await db.OccurrenceRuns.FindAsync([context.WorkspaceId, command.PlanId], cancellationToken);
        var before = run?.Through ?? calendar.DayOf(inForceAt).AddDays(-1);
        var raised = 0;
        if (plan.Status == PlanStatus.Active && today >= before)
        {
            var first = Later(before, calendar.DayOf(inForceAt));
            raised += await StoreAsync(command.PlanId, read.Value, first, today, cancellationToken);
            raised += await MissAsync(command.PlanId, before, today, cancellationToken);
        }

        if (run is null)
        {
            run = new OccurrenceRun { WorkspaceId = context.WorkspaceId, PlanId = command.PlanId };
            db.OccurrenceRuns.Add(run);
        }

        (run.Through, run.NextAt, run.CheckedAt) = (Later(before, today), calendar.EndOf(Later(before, today)), command.Now - Overlap);
        await db.SaveChangesAsync(cancellationToken);
        return raised;
    }

    private async Task<int> StoreAsync(PlanId planId, ScheduleSources sources, DateOnly first, DateOnly today, CancellationToken ct)
    {
        var stored = await db
            .Occurrences.Where(occurrence => occurrence.PlanId == planId && occurrence.Date >= first && occurrence.Date <= today)
            .ToListAsync(ct);
        var known = stored.Select(occurrence => (occurrence.RefKey, occurrence.Date)).ToHashSet();
        foreach (var planned in PlannedOccurrence.Of(sources.Entries(first, today)))
        {
            var occurrence = Occurrence.Of(context.WorkspaceId, planId, planned, sources.TimeZone);
            if (known.Add((occurrence.RefKey, occurrence.Date)))
            {
                db.Occurrences.Add(occurrence);
                stored.Add(occurrence);
            }
        }

        await db.SaveChangesAsync(ct);
        return await RaiseAsync(Occurrence.Due, stored.Where(occurrence => occurrence.Outcome is null), ct);
    }

    private async Task<int> MissAsync(PlanId planId, DateOnly first, DateOnly today, CancellationToken ct)
    {
        var open = await db
            .Occurrences.Where(occurrence =>
                occurrence.PlanId == planId && occurrence.Date >= first && occurrence.Date < today && occurrence.Outcome == null
            )
            .ToListAsync(ct);
        return await RaiseAsync(Occurrence.Missed, open, ct);
    }

    private async Task<int> RaiseAsync(string name, IEnumerable<Occurrence> occurrences, CancellationToken ct)
    {
        var raised = 0;
        foreach (var occurrence in occurrences.OrderBy(occurrence => occurrence.Date).ThenBy(occurrence => occurrence.Id))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{name}/{occurrence.Id.Value:N}");
            raised += await events.RaiseAsync(new EventNote(name, ChangedResource.Of(occurrence)), key, ct) ? 1 : 0;
        }

        return raised;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
