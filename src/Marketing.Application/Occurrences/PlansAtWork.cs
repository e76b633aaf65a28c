using Marketing.Application.Common;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Occurrences;

/// <summary>
/// A plan whose days are shown in a calendar: the content in force, or the working copy of a plan that was never in force.
/// </summary>
/// <param name="Id">The plan.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Its state.</param>
/// <param name="Sequence">Rises with every change of the plan, its content, its events and the settings of the workspace.</param>
/// <param name="StoredThrough">The last day whose occurrences are stored; null if none are.</param>
/// <param name="Sources">What its schedule is computed from.</param>
internal sealed record PlanAtWork(
    PlanId Id,
    string? Code,
    string Title,
    PlanStatus Status,
    long Sequence,
    DateOnly? StoredThrough,
    ScheduleSources Sources
)
{
    /// <summary>Returns the occurrences in a range: those stored, and those that the rhythms plan for later days.</summary>
    /// <param name="stored">The stored ones of the plan.</param>
    /// <param name="entries">The entries of its schedule in the range.</param>
    /// <param name="today">Today's date where the plan is.</param>
    public IEnumerable<OccurrenceResponse> Occurrences(IEnumerable<Occurrence> stored, IEnumerable<ScheduleEntry> entries, DateOnly today)
    {
        var computed = PlannedOccurrence
            .Of(entries)
            .Where(planned => Occurrence.WhyTooFar(planned.Date, today) is null)
            .ToDictionary(planned => (PartRef.KeyOf(planned.Ref), planned.Date));

        // After a change of the rhythm, what is open and still to come follows the new one.
        foreach (var kept in stored.Where(each => each.Outcome is not null || each.Date <= today || computed.ContainsKey(KeyOf(each))))
        {
            computed.Remove(KeyOf(kept));
            yield return OccurrenceResponse.Of(kept, today);
        }

        // Suspended plans, and those whose execution has ended, plan nothing more. Days before the last one stored were never due.
        var goesOn = Status is PlanStatus.Active or PlanStatus.NotInForce;
        foreach (var planned in computed.Values.Where(each => goesOn && (StoredThrough is not { } last || each.Date > last)))
        {
            yield return Item(
                planned,
                Status == PlanStatus.NotInForce ? OccurrenceState.Planned : Occurrence.StateOf(planned.Date, null, today)
            );
        }
    }

    private static (string, DateOnly) KeyOf(Occurrence occurrence) => (occurrence.RefKey, occurrence.Date);

    private OccurrenceResponse Item(PlannedOccurrence planned, OccurrenceState state) =>
        new()
        {
            Id = null,
            Version = null,
            PlanId = Id.Value,
            Ref = planned.Ref,
            Date = planned.Date,
            Start = planned.Start,
            PartId = planned.Part.Id.Value,
            Pointer = planned.Pointer,
            Section = PlanSections.Find(planned.Part.Section)!.Key,
            Title = planned.Title,
            Text = planned.Text,
            State = state,
            HeldOn = null,
            Note = null,
            MinutesUrl = null,
            UpdatedAt = null,
            UpdatedBy = null,
            UpdatedByName = null,
        };
}

/// <summary>Reads the plans that a calendar shows.</summary>
internal sealed class PlansAtWork(IMarketingDb db)
{
    /// <summary>The maximum number of plans in one calendar.</summary>
    public const int Most = 200;

    /// <summary>Returns the named plans, or all that are in execution or suspended. The caller reads consistently.</summary>
    public async Task<Result<List<PlanAtWork>>> ReadAsync(IReadOnlyList<Guid> planIds, CancellationToken ct)
    {
        var plans = db.Plans.AsNoTracking();
        if (planIds.Count > 0)
        {
            var ids = planIds.Select(PlanId.From).ToList();
            plans = plans.Where(plan => ids.Contains(plan.Id));
        }
        else
        {
            plans = plans.Where(plan => plan.Status == PlanStatus.Active || plan.Status == PlanStatus.Suspended);
        }

        var found = await plans
            .OrderBy(plan => plan.Id)
            .Take(Most + 1)
            .Select(plan => new
            {
                plan.Id,
                plan.Code,
                plan.Title,
                plan.Status,
                plan.Version,
                WorkingVersion = plan.ContentVersion,
                InForceVersion = db
                    .PlanRevisions.Where(revision => revision.PlanId == plan.Id && revision.Number == plan.InForceRevision)
                    .Select(revision => (long?)revision.ContentVersion)
                    .FirstOrDefault(),
                InForceAt = db
                    .PlanRevisions.Where(revision => revision.PlanId == plan.Id && revision.Number == plan.InForceRevision)
                    .Select(revision => revision.InForceAt)
                    .FirstOrDefault(),
                Through = db.OccurrenceRuns.Where(run => run.PlanId == plan.Id).Select(run => (DateOnly?)run.Through).FirstOrDefault(),
            })
            .ToListAsync(ct);
        if (found.Count > Most)
        {
            return new TooManyPlansAtWork(Most);
        }

        var events = await EventVersionsAsync([.. found.Select(plan => plan.Id)], ct);
        var settings = await db.Workspaces.Select(workspace => workspace.Version).SingleAsync(ct);
        var inForce = await db.ReadInForceSchedulesAsync([.. found.Where(plan => plan.InForceAt != null).Select(plan => plan.Id)], ct);
        var unapproved = found.Where(plan => plan.InForceAt == null).Select(plan => plan.Id).ToList();
        var drafts = unapproved.Count == 0 ? inForce : await db.ReadSchedulesAsync(unapproved, ct);
        return (
            from plan in found
            let sources = inForce.GetValueOrDefault(plan.Id) ?? drafts.GetValueOrDefault(plan.Id)
            where sources is not null
            let sequence = plan.Version + (plan.InForceVersion ?? plan.WorkingVersion) + events.GetValueOrDefault(plan.Id) + settings
            select new PlanAtWork(
                plan.Id,
                plan.Code,
                plan.Title,
                plan.Status,
                sequence,
                plan.Through ?? Before(plan.InForceAt, sources),
                sources
            )
        ).ToList();
    }

    /// <summary>Returns the sum of the versions of each plan's events. Deleted ones count too, so that it only rises.</summary>
    private Task<Dictionary<PlanId, long>> EventVersionsAsync(List<PlanId> ids, CancellationToken ct) =>
        db
            .PlanAnchors.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(anchor => ids.Contains(anchor.PlanId))
            .GroupBy(anchor => anchor.PlanId)
            .Select(group => new { group.Key, Sum = group.Sum(anchor => (long)anchor.Version) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, ct);

    /// <summary>Nothing was due before the plan came into force.</summary>
    private static DateOnly? Before(DateTime? inForceAt, ScheduleSources sources) =>
        inForceAt is { } at ? sources.Calendar.DayOf(at).AddDays(-1) : null;
}

/// <summary>More plans are in execution than a calendar can show.</summary>
public sealed record TooManyPlansAtWork(int Max) : RuleError("calendar.tooManyPlans");

/// <summary>More days fall into the range than a calendar can show.</summary>
public sealed record TooManyDays(int Max) : RuleError("calendar.tooManyDays");
