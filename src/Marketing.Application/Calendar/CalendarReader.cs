using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Approvals;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Application.Scheduling;
using Marketing.Domain.Approvals;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Calendar;

/// <summary>What a calendar shows.</summary>
/// <param name="Range">The days.</param>
/// <param name="PlanIds">The plans; empty for all that are active or suspended.</param>
internal sealed record CalendarScope(CalendarRange Range, IReadOnlyList<Guid> PlanIds)
{
    /// <summary>The kinds; empty for all.</summary>
    public IReadOnlyList<CalendarKind> Kinds { get; init; } = [];

    /// <summary>Only entries that name one of these parties; null for all.</summary>
    public IReadOnlyCollection<Guid>? Parties { get; init; }

    /// <summary>Only decisions that the caller is asked for, instead of those asked of the parties.</summary>
    public bool CallersApprovals { get; init; }

    public bool Wants(CalendarKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}

/// <summary>An entry with its identity, for clients that keep a copy of the calendar.</summary>
/// <param name="Key">Sorts the entries; unique.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Uid">The same for an entry however its date changes.</param>
/// <param name="Sequence">Rises with every change that can concern the entry.</param>
public sealed record CalendarRow(string Key, CalendarEntry Entry, string Uid, long Sequence);

/// <summary>Reads calendars: the schedules of plans, what recurs, and the decisions that are due.</summary>
internal sealed class CalendarReader(
    IMarketingDb db,
    PlansAtWork plans,
    OccurrenceReader occurrences,
    ApprovalInbox inbox,
    CalendarCampaigns campaigns,
    CalendarContent content
)
{
    private const int Most = 20_000;

    /// <summary>Returns the entries in no order. The caller reads consistently.</summary>
    public async Task<Result<List<CalendarRow>>> ReadAsync(CalendarScope scope, CancellationToken ct)
    {
        var read = await plans.ReadAsync(scope.PlanIds, ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var rows = new List<CalendarRow>();
        var ids = read.Value.Select(plan => plan.Id).ToList();
        var stored = scope.Wants(CalendarKind.Occurrence) ? await StoredAsync(ids, scope.Range, ct) : [];
        foreach (var plan in read.Value)
        {
            var named = new PartyFinder();
            var entries = plan.Sources.Entries(scope.Range.From, scope.Range.To).ToList();
            rows.AddRange(Scheduled(plan, entries, scope, named));
            rows.AddRange(Recurring(plan, entries, stored.GetValueOrDefault(plan.Id) ?? [], scope, named));
            if (rows.Count > Most)
            {
                return new TooManyDays(Most);
            }
        }

        if (scope.Wants(CalendarKind.Approval))
        {
            rows.AddRange(await ApprovalsAsync(scope, read.Value, ct));
        }

        rows.AddRange(await campaigns.ReadAsync(scope, read.Value, ct));
        rows.AddRange(await content.ReadAsync(scope, read.Value, ct));
        return rows;
    }

    private async Task<Dictionary<PlanId, List<Occurrence>>> StoredAsync(List<PlanId> ids, CalendarRange range, CancellationToken ct)
    {
        var found = await db
            .Occurrences.AsNoTracking()
            .Where(each => each.Date >= range.From && each.Date <= range.To && ids.Contains(each.PlanId))
            .ToListAsync(ct);
        return found.GroupBy(each => each.PlanId).ToDictionary(group => group.Key, group => group.ToList());
    }

    private static IEnumerable<CalendarRow> Scheduled(PlanAtWork plan, List<ScheduleEntry> entries, CalendarScope scope, PartyFinder named)
    {
        var shown = new ScheduleArguments { From = scope.Range.From, To = scope.Range.To };
        foreach (var entry in entries.Where(entry => entry.Kind != ScheduleKind.Recurrence && scope.Wants(KindOf(entry))))
        {
            var parties = named.Of(entry.Part, entry.Pointer);
            if (!IsAbout(parties, scope))
            {
                continue;
            }

            var item = ItemRef.At(entry.Part, entry.Pointer);
            foreach (var (index, row) in ScheduleRow.Of([entry], plan.Sources, RhythmDays.All).Index())
            {
                if (row.Item.Date is not { } date || !shown.Shows(row.Item))
                {
                    continue;
                }

                var uid = Uid("schedule", plan.Id.Value, item, RestOf(entry, item), index);
                yield return new CalendarRow(
                    Key(date, KindOf(entry), uid),
                    Entry(plan, KindOf(entry), date, entry.Part, item) with
                    {
                        Start = row.Item.Start,
                        End = row.Item.End,
                        Title = entry.Title,
                        ItemTitle = entry.ItemTitle,
                        Text = entry.Text,
                        Parties = Names(parties),
                    },
                    uid,
                    plan.Sequence
                );
            }
        }
    }

    private IEnumerable<CalendarRow> Recurring(
        PlanAtWork plan,
        List<ScheduleEntry> entries,
        List<Occurrence> stored,
        CalendarScope scope,
        PartyFinder named
    )
    {
        if (!scope.Wants(CalendarKind.Occurrence))
        {
            yield break;
        }

        var parts = plan.Sources.Parts.ToDictionary(part => part.Id);
        foreach (var each in plan.Occurrences(stored, entries, occurrences.Today(plan.Sources.TimeZone)))
        {
            var part = parts.GetValueOrDefault(PlanPartId.From(each.PartId));
            var parties = part is null ? [] : named.Of(part, each.Pointer ?? PointerOf(part, each.Ref));
            if (!IsAbout(parties, scope))
            {
                continue;
            }

            var uid = Uid("occurrence", each.PlanId, each.Ref, "", each.Date.DayNumber);
            yield return new CalendarRow(
                Key(each.Date, CalendarKind.Occurrence, uid),
                new CalendarEntry
                {
                    Kind = CalendarKind.Occurrence,
                    Date = each.Date,
                    Start = each.Date,
                    End = each.Date,
                    Title = each.Title,
                    ItemTitle = null,
                    Text = each.Text,
                    Parties = Names(parties),
                    PlanId = plan.Id.Value,
                    PlanCode = plan.Code,
                    PlanTitle = plan.Title,
                    Section = each.Section,
                    PartId = each.PartId,
                    Ref = each.Ref,
                    OccurrenceId = each.Id,
                    OccurrenceState = each.State,
                    ApprovalId = null,
                    ApprovalStep = null,
                    DueAt = null,
                },
                uid,
                plan.Sequence + (each.Version ?? 0)
            );
        }
    }

    private async Task<IEnumerable<CalendarRow>> ApprovalsAsync(CalendarScope scope, IReadOnlyList<PlanAtWork> shown, CancellationToken ct)
    {
        var calendar = WorkCalendar.Of(await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct));
        var (first, last) = (calendar.StartOf(scope.Range.From), calendar.EndOf(scope.Range.To));
        var waiting = db
            .Approvals.AsNoTracking()
            .Where(approval => approval.State == ApprovalState.Pending && approval.DueAt > first && approval.DueAt <= last);
        if (scope.PlanIds.Count > 0)
        {
            waiting = waiting.Where(approval => approval.SubjectType == ResourceTypes.Plan && scope.PlanIds.Contains(approval.SubjectId));
        }

        if (scope.CallersApprovals)
        {
            waiting = await inbox.OfCallerAsync(waiting, ct);
        }
        else if (scope.Parties is { } parties)
        {
            var named = parties.Select(party => (PartyId?)PartyId.From(party)).ToList();
            waiting = waiting.Where(approval => named.Contains(approval.AssigneePartyId));
        }

        var found = await waiting.OrderBy(approval => approval.DueAt).Take(Most).ToListAsync(ct);
        var titles = await TitlesAsync(found, shown, ct);
        return found.Select(approval =>
        {
            var day = calendar.DayOf(approval.DueAt!.Value.AddTicks(-1));
            var about = approval.SubjectType == ResourceTypes.Plan ? titles.GetValueOrDefault(approval.SubjectId) : default;
            return new CalendarRow(
                Key(day, CalendarKind.Approval, approval.Id.Value.ToString("N")),
                new CalendarEntry
                {
                    Kind = CalendarKind.Approval,
                    Date = day,
                    Start = day,
                    End = day,
                    Title = about.Title,
                    ItemTitle = null,
                    Text = approval.RequestComment,
                    Parties = [],
                    PlanId = approval.SubjectType == ResourceTypes.Plan ? approval.SubjectId : null,
                    PlanCode = about.Code,
                    PlanTitle = about.Title,
                    Section = null,
                    PartId = null,
                    Ref = null,
                    OccurrenceId = null,
                    OccurrenceState = null,
                    ApprovalId = approval.Id.Value,
                    ApprovalStep = approval.Step,
                    DueAt = approval.DueAt,
                },
                approval.Id.Value.ToString("N"),
                approval.Version
            );
        });
    }

    private async Task<Dictionary<Guid, (string? Code, string? Title)>> TitlesAsync(
        List<Approval> found,
        IReadOnlyList<PlanAtWork> shown,
        CancellationToken ct
    )
    {
        var titles = shown.ToDictionary(plan => plan.Id.Value, plan => (plan.Code, (string?)plan.Title));
        var missing = found
            .Where(approval => approval.SubjectType == ResourceTypes.Plan && !titles.ContainsKey(approval.SubjectId))
            .Select(approval => PlanId.From(approval.SubjectId))
            .Distinct()
            .ToList();
        if (missing.Count > 0)
        {
            var others = await db
                .Plans.AsNoTracking()
                .Where(plan => missing.Contains(plan.Id))
                .Select(plan => new
                {
                    plan.Id,
                    plan.Code,
                    plan.Title,
                })
                .ToListAsync(ct);
            others.ForEach(plan => titles[plan.Id.Value] = (plan.Code, plan.Title));
        }

        return titles;
    }

    private static CalendarKind KindOf(ScheduleEntry entry) =>
        entry.Part.Section == Milestones ? CalendarKind.Milestone
        : entry.Kind == ScheduleKind.Window ? CalendarKind.Window
        : entry.Kind == ScheduleKind.Day ? CalendarKind.Day
        : CalendarKind.Deadline;

    private static CalendarEntry Entry(PlanAtWork plan, CalendarKind kind, DateOnly date, ScheduledPart part, string item) =>
        new()
        {
            Kind = kind,
            Date = date,
            Start = null,
            End = null,
            Title = null,
            ItemTitle = null,
            Text = null,
            Parties = [],
            PlanId = plan.Id.Value,
            PlanCode = plan.Code,
            PlanTitle = plan.Title,
            Section = PlanSections.Find(part.Section)!.Key,
            PartId = part.Id.Value,
            Ref = item,
            OccurrenceId = null,
            OccurrenceState = null,
            ApprovalId = null,
            ApprovalStep = null,
            DueAt = null,
        };

    private static bool IsAbout(IReadOnlyList<Domain.Values.PartyRef> named, CalendarScope scope) =>
        scope.Parties is not { } parties || named.Any(party => party.PartyId is { } id && parties.Contains(id));

    private static IReadOnlyList<string> Names(IReadOnlyList<Domain.Values.PartyRef> parties) => [.. parties.Select(party => party.Text)];

    /// <summary>Returns the place of an item in its part, with room for a member behind it.</summary>
    private static string PointerOf(ScheduledPart part, string item) =>
        ContentTree.Items(part.Content).FirstOrDefault(each => each.Item.Ref == item).Pointer + "/";

    /// <summary>The place inside the item, which stays the same when the items of the part change their order.</summary>
    private static string RestOf(ScheduleEntry entry, string item) =>
        item == entry.Part.Ref ? entry.Pointer : entry.Pointer[(PointerOf(entry.Part, item).Length - 1)..];

    internal static string Key(DateOnly date, CalendarKind kind, string uid) =>
        string.Create(CultureInfo.InvariantCulture, $"{date:yyyyMMdd}/{(int)kind}/{uid}");

    private static string Uid(string kind, Guid plan, string item, string place, int number) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(
                        string.Create(CultureInfo.InvariantCulture, $"{kind}\n{plan:N}\n{PartRef.KeyOf(item)}\n{place}\n{number}")
                    )
                )
                .AsSpan(0, 16)
        );

    private static readonly string Milestones = PlanSections.Of(PlanSectionName.Milestones).Name;
}

/// <summary>Finds the parties named at places of a plan; most places come up on many days.</summary>
internal sealed class PartyFinder
{
    private readonly Dictionary<PlanPartId, IReadOnlyList<ContentNode>> _nodes = [];
    private readonly Dictionary<(PlanPartId, string), IReadOnlyList<Domain.Values.PartyRef>> _found = [];

    public IReadOnlyList<Domain.Values.PartyRef> Of(ScheduledPart part, string pointer)
    {
        if (!_found.TryGetValue((part.Id, pointer), out var parties))
        {
            if (!_nodes.TryGetValue(part.Id, out var nodes))
            {
                _nodes[part.Id] = nodes = ContentTree.Nodes(part.Content);
            }

            _found[(part.Id, pointer)] = parties = NearbyParties.Of(nodes, pointer);
        }

        return parties;
    }
}

internal sealed class GetCalendarHandler(
    IMarketingDb db,
    CalendarReader calendar,
    OccurrenceReader occurrences,
    Signers signers,
    Cursors cursors
) : MediatR.IRequestHandler<GetCalendar, Result<Page<CalendarEntry>>>
{
    public Task<Result<Page<CalendarEntry>>> Handle(GetCalendar query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<CalendarEntry>>> ReadAsync(GetCalendar query, CancellationToken ct)
    {
        var settings = await signers.SettingsAsync(ct);
        var range = CalendarRange.Of(query.From, query.To, occurrences.Today(settings.TimeZone));
        if (!range.Succeeded)
        {
            return range.Error;
        }

        var read = await calendar.ReadAsync(
            new CalendarScope(range.Value, query.PlanId)
            {
                Kinds = query.Kinds,
                Parties = query.PartyId is { } party ? await db.WithMergedIdsAsync(party, ct) : null,
            },
            ct
        );
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var page = KeyedPage.Of(cursors, query with { Cursor = null }, query.Cursor, query.PageSize, read.Value, row => row.Key);
        return page.Succeeded
            ? new Page<CalendarEntry>([.. page.Value.Items.Select(row => row.Entry)], page.Value.NextCursor, null)
            : page.Error;
    }
}
