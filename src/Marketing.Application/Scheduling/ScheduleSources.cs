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

/// <summary>Everything that a plan's schedule is made from.</summary>
/// <param name="Header">The plan's header.</param>
/// <param name="Parts">All parts, section by section in their order.</param>
/// <param name="Recorded">The recorded events, by date.</param>
/// <param name="Settings">What all plans of the workspace share.</param>
internal sealed record ScheduleSources(PlanHeader Header, IReadOnlyList<ScheduledPart> Parts, IReadOnlyList<RecordedAnchor> Recorded, WorkspaceSettings Settings)
{
    /// <summary>The recorded events as far as they count: not those about parts that have left the plan.</summary>
    public required IReadOnlyList<AnchorOccurrence> Occurrences { get; init; }

    /// <summary>Where each part stands in its section.</summary>
    public required IReadOnlyDictionary<PlanPartId, int> Positions { get; init; }

    /// <summary>How each recorded code is spelt, by its normalised form.</summary>
    public required IReadOnlyDictionary<string, string> Spellings { get; init; }

    public string TimeZone => Header.TimeZone ?? Settings.TimeZone;

    public IEnumerable<ScheduleEntry> Entries(DateOnly from, DateOnly to) => PlanSchedule.Enumerate(Header, Parts, Occurrences, IsWorkingDay, from, to);

    /// <summary>The event under the code that it was recorded by, where the plan's own words are in another script.</summary>
    public AnchorDate AsRecorded(AnchorDate anchor) =>
        AnchorCodes.WellKnown.Contains(anchor.Anchor) ? anchor : anchor with { Anchor = Spellings.GetValueOrDefault(SearchText.Normalise(anchor.Anchor), anchor.Anchor) };

    public bool IsWorkingDay(DateOnly day) => Settings.WorkingDays.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7));
}

internal static class ScheduleReading
{
    /// <summary>What the schedule of a plan's working copy is made from; null where there is no such plan.</summary>
    public static async Task<ScheduleSources?> ReadScheduleAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        if (await db.Plans.AsNoTracking().Where(plan => plan.Id == id).Select(plan => plan.Header).SingleOrDefaultAsync(ct) is not { } header)
        {
            return null;
        }

        var settings = await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct);
        var parts = await db.PlanParts.AsNoTracking().Where(part => part.PlanId == id).OrderBy(part => part.Position).ThenBy(part => part.Id)
            .Select(part => new { part.Id, part.Section, part.Ref, part.Position, part.SchemaVersion, part.Content }).ToListAsync(ct);
        var bySection = parts.ToLookup(part => part.Section, StringComparer.Ordinal);
        var anchors = await db.PlanAnchors.AsNoTracking().Where(anchor => anchor.PlanId == id).OrderBy(anchor => anchor.Date).ThenBy(anchor => anchor.Id)
            .Select(AnchorResponse.Selection(db)).ToListAsync(ct);
        return new ScheduleSources(
            header,
            [
                .. from section in PlanSections.All
                   from part in bySection[section.Name]
                   select new ScheduledPart(part.Id, part.Section, part.Ref, StoredContent.Read(section, part.SchemaVersion, part.Content, part.Ref)),
            ],
            [.. anchors.Select(anchor => new RecordedAnchor(anchor.Id, anchor.Code, anchor.Date, anchor.Subject, anchor.Name))],
            settings)
        {
            Spellings = anchors.GroupBy(anchor => SearchText.Normalise(anchor.Code), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Code, StringComparer.Ordinal),
            Positions = parts.ToDictionary(part => part.Id, part => part.Position),
            Occurrences = [.. anchors.Where(anchor => anchor.SubjectId is null || anchor.Subject is not null).Select(anchor => new AnchorOccurrence(anchor.Code, anchor.Date, anchor.Subject))],
        };
    }
}
