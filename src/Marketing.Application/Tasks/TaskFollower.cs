using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Tasks;

/// <summary>
/// Keeps the tasks of a plan in step with its revision in force. The plan's row is written first, so that two changes of one plan's
/// schedule follow each other.
/// </summary>
internal sealed class TaskFollower(IMarketingDb db, RequestContext context, Signers signers, TaskReporter reporter) : IScheduleFollower
{
    public async Task FollowAsync(PlanId planId, CancellationToken ct)
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == planId && plan.InForceRevision != null, ct))
        {
            return;
        }

        var sources = (await db.ReadScheduleAsync(planId, ContentView.InForce, ct)).Value;
        var entries = sources.Entries(DateOnly.MinValue, DateOnly.MinValue).ToLookup(entry => entry.Part.Id);
        var wanted = await LinkedAsync(PlannedWork.In(sources.Parts, entries), ct);
        var present = await db
            .Tasks.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(task => task.PlanId == planId && task.SourceKey != null)
            .ToDictionaryAsync(task => task.SourceKey!, StringComparer.Ordinal, ct);
        var stamp = reporter.Stamp();
        foreach (var work in wanted)
        {
            var parent = work.ParentKey is { } key ? present[key].Id : (PlanTaskId?)null;
            if (!present.TryGetValue(work.SourceKey, out var task))
            {
                present[work.SourceKey] = task = PlanTask.Of(context.WorkspaceId, planId, work);
                db.Tasks.Add(task);
            }

            if (task.Follow(work, parent))
            {
                db.TaskReports.Add(TaskReport.Of(task, TaskStep.Planned, null, null, stamp));
            }
        }

        var kept = wanted.Select(work => work.SourceKey).ToHashSet(StringComparer.Ordinal);
        var leaving = present.Values.Where(task => !kept.Contains(task.SourceKey!)).Select(task => task.Id).ToHashSet();
        foreach (var task in present.Values.Where(task => leaving.Contains(task.Id) && task.DeletedAt is null))
        {
            task.Retire(stamp.At);
            db.TaskReports.Add(TaskReport.Of(task, TaskStep.Retired, null, null, stamp));
        }

        foreach (var work in wanted)
        {
            var before = work.PredecessorKeys.Select(key => present[key].Id);
            present[work.SourceKey].FollowPredecessors(before, id => !leaving.Contains(id));
        }

        await db.SaveChangesAsync(ct);
        foreach (var package in wanted.Where(work => work.ParentKey is not null).GroupBy(work => work.ParentKey!))
        {
            var subtasks = package.Where(work => work.Kind == TaskKind.Subtask).Select(work => present[work.SourceKey]).ToList();
            if (TaskReporter.RollUp(present[package.Key], subtasks))
            {
                db.TaskReports.Add(TaskReport.Of(present[package.Key], TaskStep.RolledUp, null, null, stamp));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Returns the tasks with owners that exist. Content that was submitted can name parties that were merged or deleted since.
    /// </summary>
    private async Task<IReadOnlyList<PlannedWork>> LinkedAsync(IReadOnlyList<PlannedWork> wanted, CancellationToken ct)
    {
        var named = wanted.SelectMany(work => work.Owners).Select(owner => owner.PartyId).OfType<Guid>().Distinct().ToList();
        var living = await LivingAsync(named, ct);
        var current = new Dictionary<Guid, Guid?>();
        foreach (var party in named)
        {
            current[party] = living.Contains(party) ? party : await SuccessorAsync(party, ct);
        }

        return
        [
            .. wanted.Select(work =>
                work with
                {
                    Owners = [.. work.Owners.Select(owner => owner.PartyId is { } id ? owner with { PartyId = current[id] } : owner)],
                }
            ),
        ];
    }

    private async Task<Guid?> SuccessorAsync(Guid party, CancellationToken ct)
    {
        var into = (await signers.CurrentAsync(PartyId.From(party), ct)).Value;
        return (await LivingAsync([into], ct)).Contains(into) ? into : null;
    }

    private async Task<IReadOnlySet<Guid>> LivingAsync(IReadOnlyList<Guid> parties, CancellationToken ct)
    {
        var living = new HashSet<Guid>();
        foreach (var ids in parties.Chunk(1_000))
        {
            living.UnionWith(
                await db.CatalogueEntries.Where(entry => ids.Contains(entry.EntryId)).Select(entry => entry.EntryId).ToListAsync(ct)
            );
        }

        return living;
    }
}

/// <summary>References from tasks to the parties that own them.</summary>
internal sealed class TaskOwners(IMarketingDb db) : Catalogues.ICatalogueReferrer
{
    public async Task<IReadOnlyList<string>> ReferrersOfAsync(string catalogue, Guid entryId, int max, CancellationToken ct)
    {
        var tasks = await db
            .TaskOwners.AsNoTracking()
            .Where(owner => owner.PartyId == entryId)
            .OrderBy(owner => owner.TaskId)
            .Select(owner => owner.TaskId)
            .Take(max)
            .ToListAsync(ct);
        return [.. tasks.Select(task => $"{ResourceTypes.Task}/{task.Value}")];
    }

    public async Task RepointAsync(Catalogues.EntryMerge merge, CancellationToken ct)
    {
        var from = merge.FromId;
        var owned = await db.Tasks.Where(task => task.OwnerRows.Any(owner => owner.PartyId == from)).ToListAsync(ct);
        owned.ForEach(task => task.Repoint(merge.FromId, merge.IntoId));
    }
}
