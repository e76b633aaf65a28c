using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
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
internal sealed record ScheduleSources(
    PlanHeader Header,
    IReadOnlyList<ScheduledPart> Parts,
    IReadOnlyList<RecordedAnchor> Recorded,
    WorkspaceSettings Settings
)
{
    /// <summary>The working days, in the time zone of the plan.</summary>
    public WorkCalendar Calendar { get; } = WorkCalendar.Of(Settings, Header.TimeZone);

    /// <summary>The recorded events that apply, without those about deleted parts.</summary>
    public required IReadOnlyList<AnchorOccurrence> Occurrences { get; init; }

    /// <summary>The earliest version of the grammar that read phrases of the content.</summary>
    public required int ReadingVersion { get; init; }

    /// <summary>The position of each part in its section.</summary>
    public required IReadOnlyDictionary<PlanPartId, int> Positions { get; init; }

    /// <summary>The recorded spelling of each code, by its normalised form.</summary>
    public required IReadOnlyDictionary<string, string> Spellings { get; init; }

    public string TimeZone => Header.TimeZone ?? Settings.TimeZone;

    public IEnumerable<ScheduleEntry> Entries(DateOnly from, DateOnly to) =>
        PlanSchedule.Enumerate(Header, Parts, Occurrences, Calendar.IsWorkingDay, from, to);

    /// <summary>Returns the event with its recorded code, if the plan spells it in another script.</summary>
    public AnchorDate AsRecorded(AnchorDate anchor) =>
        AnchorCodes.WellKnown.Contains(anchor.Anchor)
            ? anchor
            : anchor with
            {
                Anchor = Spellings.GetValueOrDefault(SearchText.Normalise(anchor.Anchor), anchor.Anchor),
            };
}

internal static class ScheduleReading
{
    /// <summary>Returns what the schedule of one view of a plan is made from, as it was at one moment.</summary>
    public static Task<Result<ScheduleSources>> ReadScheduleAsync(
        this IMarketingDb db,
        PlanId id,
        ContentView? view,
        CancellationToken ct
    ) => db.ReadConsistentlyAsync(() => db.ReadSourcesAsync(id, view, ct), ct);

    /// <summary>
    /// Returns what the schedules of the working copies of several plans are made from, in a number of queries that does not
    /// depend on the number of plans. The caller reads consistently.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="ids">The plans.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="includeDeleted">Whether to include deleted plans and parts.</param>
    public static async Task<IReadOnlyDictionary<PlanId, ScheduleSources>> ReadSchedulesAsync(
        this IMarketingDb db,
        IReadOnlyCollection<PlanId> ids,
        CancellationToken ct,
        bool includeDeleted = false
    ) => await db.ReadSourcesAsync(await new WorkingContentReader(db, includeDeleted).ReadAsync(ids, ct), ct);

    /// <summary>
    /// Returns the same for the content in force. Plans without any, or with content that only a newer build reads, are left out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<PlanId, ScheduleSources>> ReadInForceSchedulesAsync(
        this IMarketingDb db,
        IReadOnlyCollection<PlanId> ids,
        CancellationToken ct
    ) => ids.Count == 0 ? new Dictionary<PlanId, ScheduleSources>() : await db.ReadSourcesAsync(await db.ReadInForceAsync(ids, ct), ct);

    private static async Task<Result<ScheduleSources>> ReadSourcesAsync(
        this IMarketingDb db,
        PlanId id,
        ContentView? view,
        CancellationToken ct
    )
    {
        var content = await db.Content(view).ReadAsync(id, ct);
        return content.Succeeded
            ? (await db.ReadSourcesAsync(new Dictionary<PlanId, PlanContent> { [id] = content.Value }, ct))[id]
            : content.Error;
    }

    private static async Task<Dictionary<PlanId, ScheduleSources>> ReadSourcesAsync(
        this IMarketingDb db,
        IReadOnlyDictionary<PlanId, PlanContent> contents,
        CancellationToken ct
    )
    {
        if (contents.Count == 0)
        {
            return [];
        }

        var ids = contents.Keys.ToList();
        var settings = await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct);
        var anchors = await db
            .PlanAnchors.AsNoTracking()
            .Where(anchor => ids.Contains(anchor.PlanId))
            .OrderBy(anchor => anchor.Date)
            .ThenBy(anchor => anchor.Id)
            .Select(anchor => new StoredAnchor(anchor.PlanId, anchor.Id, anchor.Code, anchor.Date, anchor.Name, anchor.SubjectId))
            .ToListAsync(ct);
        var anchorsOf = anchors.ToLookup(anchor => anchor.PlanId);
        return contents.ToDictionary(plan => plan.Key, plan => Sources(plan.Value, [.. anchorsOf[plan.Key]], settings));
    }

    private static ScheduleSources Sources(PlanContent content, IReadOnlyList<StoredAnchor> anchors, WorkspaceSettings settings)
    {
        var bySection = content.Parts.ToLookup(part => part.Section, StringComparer.Ordinal);
        var refs = content.Parts.ToDictionary(part => part.Id, part => part.Ref);
        return new ScheduleSources(
            content.Header,
            [
                .. from section in PlanSections.All
                from part in bySection[section.Name]
                select new ScheduledPart(part.Id, part.Section, part.Ref, part.Read()),
            ],
            [.. anchors.Select(anchor => new RecordedAnchor(anchor.Id.Value, anchor.Code, anchor.Date, SubjectOf(anchor), anchor.Name))],
            settings
        )
        {
            ReadingVersion = content.ReadingVersion,
            Spellings = anchors
                .GroupBy(anchor => SearchText.Normalise(anchor.Code), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Code, StringComparer.Ordinal),
            Positions = content.Parts.ToDictionary(part => part.Id, part => part.Position),
            Occurrences =
            [
                .. anchors
                    .Where(anchor => anchor.SubjectId is null || SubjectOf(anchor) is not null)
                    .Select(anchor => new AnchorOccurrence(anchor.Code, anchor.Date, SubjectOf(anchor))),
            ],
        };

        // The part that an event is about, under the ref that it has in this content.
        string? SubjectOf(StoredAnchor anchor) => anchor.SubjectId is { } subject ? refs.GetValueOrDefault(subject) : null;
    }

    private sealed record StoredAnchor(PlanId PlanId, PlanAnchorId Id, string Code, DateOnly Date, string? Name, PlanPartId? SubjectId);
}
