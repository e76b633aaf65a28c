using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>Code shared by the use cases that report on tasks: permissions, days and history.</summary>
internal sealed class TaskReporter(IMarketingDb db, RequestContext context, Signers signers)
{
    /// <summary>Returns who reports, and when.</summary>
    public ReportStamp Stamp() => new(db.Log.Now, context.Caller.ActorId, context.Caller.DisplayName);

    /// <summary>Returns the day of a report: today in the time zone of the workspace unless the caller names an earlier one.</summary>
    public async Task<Result<DateOnly>> DayAsync(DateOnly? given, CancellationToken ct)
    {
        var today = signers.Today(await signers.SettingsAsync(ct));
        return given > today ? new TaskReportedAhead(given.Value, today) : given ?? today;
    }

    /// <summary>
    /// Returns the parties that the caller belongs to: their own and those above it; null if the caller can report on tasks of all
    /// parties.
    /// </summary>
    public async Task<IReadOnlyCollection<Guid>?> OwnPartiesAsync(CancellationToken ct) =>
        context.Caller.Scopes.Contains(Scopes.PlansWrite) ? null : [.. (await PartiesAsync(ct)).Select(party => party.Value)];

    /// <summary>Returns the parties that the caller belongs to.</summary>
    public async Task<IReadOnlyCollection<PartyId>> PartiesAsync(CancellationToken ct) =>
        (await signers.FindAsync([context.Caller.ActorId], ct)).SingleOrDefault()?.Parties is { } parties ? [.. parties] : [];

    /// <summary>
    /// Loads a task to report on. People without the scope to write plans can report on tasks of their parties; a task without owners
    /// is that of the owners of its work package.
    /// </summary>
    public async Task<Result<PlanTask>> FindAsync(PlanTaskId id, ExpectedVersion? expectedVersion, CancellationToken ct)
    {
        var found = await db.FindAsync<PlanTask, PlanTaskId>(id, expectedVersion, new TaskNotFound(id.Value), ct);
        return found.Succeeded && await OwnPartiesAsync(ct) is { } own && !await IsOwnedAsync(found.Value, own, ct)
            ? new TaskOfOthers()
            : found;
    }

    /// <summary>
    /// Locks the work package that a task belongs to, so that the progress of its subtasks adds up whoever reports at the same time.
    /// </summary>
    public async Task HoldAsync(PlanTaskId id, CancellationToken ct)
    {
        var parent = await db.Tasks.AsNoTracking().Where(task => task.Id == id).Select(task => task.ParentId).SingleOrDefaultAsync(ct);
        if (parent is { } package)
        {
            await db.Tasks.Where(task => task.Id == package).GuardAsync(task => task.SetProperty(t => t.Weight, t => t.Weight), ct);
        }
    }

    /// <summary>Adds the progress of subtasks up to that of their work package, which is locked.</summary>
    public async Task RollUpAsync(PlanTaskId? packageId, CancellationToken ct)
    {
        if (packageId is not { } id || await db.Tasks.SingleOrDefaultAsync(task => task.Id == id, ct) is not { } package)
        {
            return;
        }

        var subtasks = await SubtasksOf(package).ToListAsync(ct);
        if (RollUp(package, subtasks))
        {
            db.TaskReports.Add(TaskReport.Of(package, TaskStep.RolledUp, null, null, Stamp()));
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Adds the progress of subtasks up to that of their work package.</summary>
    /// <returns>Whether this changes the work package.</returns>
    public static bool RollUp(PlanTask package, IReadOnlyCollection<PlanTask> subtasks)
    {
        var percent = ProgressRollUp.Of(
            subtasks.Select(task => new WeighedProgress(task.State, task.Percent, task.Weight, task.PlannedHours))
        );
        var next = percent is { } figure ? package.Progress.RolledUp(figure, subtasks.Min(task => task.StartedOn)) : package.Progress;
        return next != package.Progress && package.Take(next).Succeeded;
    }

    /// <summary>Returns the subtasks of a work package.</summary>
    public IQueryable<PlanTask> SubtasksOf(PlanTask package)
    {
        var (plan, id) = (package.PlanId, (PlanTaskId?)package.Id);
        return db.Tasks.Where(task => task.PlanId == plan && task.ParentId == id && task.Kind == TaskKind.Subtask);
    }

    private async Task<bool> IsOwnedAsync(PlanTask task, IReadOnlyCollection<Guid> parties, CancellationToken ct)
    {
        var owners = task.OwnerRows;
        if (owners.Count == 0 && task.ParentId is { } parent)
        {
            owners = await db.TaskOwners.AsNoTracking().Where(owner => owner.TaskId == parent).ToListAsync(ct);
        }

        return owners.Any(owner => parties.Contains(owner.PartyId));
    }
}
