using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Text;
using Marketing.Domain.Values;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Scheduling;

/// <summary>All data that a plan's schedule is computed from.</summary>
/// <param name="Header">The plan's header.</param>
/// <param name="Parts">All parts, by section and in order.</param>
/// <param name="Recorded">The recorded events, by date.</param>
/// <param name="Settings">The settings shared by all plans of the workspace.</param>
internal sealed record ScheduleSources(PlanHeader Header, IReadOnlyList<ScheduledPart> Parts, IReadOnlyList<RecordedAnchor> Recorded, WorkspaceSettings Settings)
{
    /// <summary>The recorded events that apply, without those about deleted parts.</summary>
    public required IReadOnlyList<AnchorOccurrence> Occurrences { get; init; }

    /// <summary>The position of each part in its section.</summary>
    public required IReadOnlyDictionary<PlanPartId, int> Positions { get; init; }

    /// <summary>The recorded spelling of each code, by its normalised form.</summary>
    public required IReadOnlyDictionary<string, string> Spellings { get; init; }

    public string TimeZone => Header.TimeZone ?? Settings.TimeZone;

    public IEnumerable<ScheduleEntry> Entries(DateOnly from, DateOnly to) => PlanSchedule.Enumerate(Header, Parts, Occurrences, IsWorkingDay, from, to);

    /// <summary>Returns the event with its recorded code, if the plan spells it in another script.</summary>
    public AnchorDate AsRecorded(AnchorDate anchor) =>
        AnchorCodes.WellKnown.Contains(anchor.Anchor) ? anchor : anchor with { Anchor = Spellings.GetValueOrDefault(SearchText.Normalise(anchor.Anchor), anchor.Anchor) };

    public bool IsWorkingDay(DateOnly day) => Settings.WorkingDays.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7));
}

internal static class ScheduleReading
{
    /// <summary>Returns the sources of the schedule of a plan's working copy; null if the plan does not exist.</summary>
    public static async Task<ScheduleSources?> ReadScheduleAsync(this IMarketingDb db, PlanId id, CancellationToken ct) =>
        (await db.ReadSchedulesAsync([id], ct)).GetValueOrDefault(id);

    /// <summary>
    /// Returns the sources of the schedules of several plans. The number of queries does not depend on the number of plans.
    /// </summary>
    public static async Task<IReadOnlyDictionary<PlanId, ScheduleSources>> ReadSchedulesAsync(
        this IMarketingDb db, IReadOnlyCollection<PlanId> ids, CancellationToken ct)
    {
        var headers = await db.Plans.AsNoTracking().Where(plan => ids.Contains(plan.Id)).Select(plan => new { plan.Id, plan.Header }).ToListAsync(ct);
        if (headers.Count == 0)
        {
            return new Dictionary<PlanId, ScheduleSources>();
        }

        var settings = await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct);
        var parts = await db.PlanParts.AsNoTracking().Where(part => ids.Contains(part.PlanId)).OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(part => new StoredPart(
                part.PlanId, part.Id, part.Section, part.Ref, part.Position, part.SchemaVersion, part.Content)).ToListAsync(ct);
        var anchors = await db.PlanAnchors.AsNoTracking().Where(anchor => ids.Contains(anchor.PlanId)).OrderBy(anchor => anchor.Date).ThenBy(anchor => anchor.Id)
            .Select(AnchorResponse.Selection(db)).ToListAsync(ct);
        var (partsOf, anchorsOf) = (parts.ToLookup(part => part.PlanId), anchors.ToLookup(anchor => PlanId.From(anchor.PlanId)));
        return headers.ToDictionary(plan => plan.Id, plan => Sources(plan.Header, [.. partsOf[plan.Id]], [.. anchorsOf[plan.Id]], settings));
    }

    private static ScheduleSources Sources(
        PlanHeader header, IReadOnlyList<StoredPart> parts, IReadOnlyList<AnchorResponse> anchors, WorkspaceSettings settings)
    {
        var bySection = parts.ToLookup(part => part.Section, StringComparer.Ordinal);
        return new ScheduleSources(
            header,
            [.. from section in PlanSections.All from part in bySection[section.Name] select part.Read(section)],
            [.. anchors.Select(anchor => new RecordedAnchor(anchor.Id, anchor.Code, anchor.Date, anchor.Subject, anchor.Name))],
            settings)
        {
            Spellings = anchors.GroupBy(anchor => SearchText.Normalise(anchor.Code), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Code, StringComparer.Ordinal),
            Positions = parts.ToDictionary(part => part.Id, part => part.Position),
            Occurrences =
            [
                .. anchors.Where(anchor => anchor.SubjectId is null || anchor.Subject is not null)
                    .Select(anchor => new AnchorOccurrence(anchor.Code, anchor.Date, anchor.Subject)),
            ],
        };
    }

    private sealed record StoredPart(PlanId PlanId, PlanPartId Id, string Section, string Ref, int Position, int SchemaVersion, string Content)
    {
        public ScheduledPart Read(PlanSection section) => new(Id, Section, Ref, StoredContent.Read(section, SchemaVersion, Content, Ref));
    }
}
