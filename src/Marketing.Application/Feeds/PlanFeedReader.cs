using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Feeds;

/// <summary>
/// Reads pages of feeds whose rows are computed from the content of whole plans, such as resolved dates. Rows are ordered by plan, then
/// as in the plan. A page covers a limited number of plans.
/// </summary>
internal sealed class PlanFeedReader(IMarketingDb db, Cursors cursors)
{
    /// <summary>Number of plans whose content is in memory at once.</summary>
    private const int PlansAtOnce = 5;

    /// <summary>Number of plans that a page covers, with or without rows.</summary>
    private const int PlansPerPage = 100;

    /// <summary>Reads one page. The caller reads consistently, together with what it adds to the rows.</summary>
    /// <param name="arguments">The filters and the page.</param>
    /// <param name="rows">Computes the rows of a plan, in order.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Result<Page<TRow>>> ReadAsync<TRow>(
        PlanFeedArguments arguments,
        Func<PlanContent, IEnumerable<PlacedRow<TRow>>> rows,
        CancellationToken ct
    )
    {
        var others = arguments with { Cursor = null };
        Position? start = null;
        if (arguments.Cursor is { } cursor)
        {
            start = cursors.Read(cursor, others, "") is { } keys ? Position.Read(keys) : null;
            if (start is null)
            {
                return new BadCursor();
            }
        }

        var plans = await Plans(arguments, start)
            .OrderBy(plan => plan.Id)
            .Take(PlansPerPage + 1)
            .Select(PlanColumns.Selection)
            .ToListAsync(ct);
        var items = new List<TRow>(Math.Min(arguments.PageSize, 100));
        Position? last = null;
        foreach (var chunk in plans.Take(PlansPerPage).Chunk(PlansAtOnce))
        {
            var contents =
                arguments.View == PlanView.InForce
                    ? await ReadInForceAsync(chunk, ct)
                    : await ReadContentsAsync(chunk, arguments.IncludeDeleted, ct);
            foreach (var plan in chunk)
            {
                var after = start?.PlanId == plan.PlanId ? start.Place : null;
                foreach (
                    var row in Ordered(contents[plan.PlanId].Select(rows)).Where(row => after is null || row.Place.CompareTo(after) > 0)
                )
                {
                    if (items.Count == arguments.PageSize)
                    {
                        return new Page<TRow>(items, cursors.Write(others, "", last!.Write()), null);
                    }

                    items.Add(row.Row);
                    last = new Position(plan.PlanId, row.Place);
                }
            }
        }

        var done = new Position(plans.Count > PlansPerPage ? plans[PlansPerPage - 1].PlanId : default, null);
        return new Page<TRow>(items, plans.Count > PlansPerPage ? cursors.Write(others, "", done.Write()) : null, null);
    }

    /// <summary>Returns the content of plans that is in force, with the columns that it had when it was submitted.</summary>
    private async Task<ILookup<Guid, PlanContent>> ReadInForceAsync(PlanColumns[] plans, CancellationToken ct)
    {
        var contents = new List<PlanContent>();
        foreach (var plan in plans)
        {
            var read = await db.ReadScheduleAsync(PlanId.From(plan.PlanId), ContentView.InForce, ct);
            if (read.Succeeded)
            {
                contents.Add(new PlanContent(plan.Under(read.Value.Header), read.Value, read.Value.Parts));
            }
        }

        return contents.ToLookup(content => content.Plan.PlanId);
    }

    /// <summary>Returns the content of plans: what exists, and separately what is deleted, which affects no date of the rest.</summary>
    private async Task<ILookup<Guid, PlanContent>> ReadContentsAsync(PlanColumns[] plans, bool includeDeleted, CancellationToken ct)
    {
        var ids = plans.Select(plan => PlanId.From(plan.PlanId)).ToList();
        var existing = await db.ReadSchedulesAsync(ids, ct);
        var all = includeDeleted ? await db.ReadSchedulesAsync(ids, ct, includeDeleted: true) : null;
        return plans.SelectMany(ContentsOf).ToLookup(content => content.Plan.PlanId);

        IEnumerable<PlanContent> ContentsOf(PlanColumns plan)
        {
            var id = PlanId.From(plan.PlanId);
            var known = existing.GetValueOrDefault(id);
            if (known is not null)
            {
                yield return new PlanContent(plan, known, known.Parts);
            }

            if (all?.GetValueOrDefault(id) is { } sources)
            {
                var shown = known?.Parts.Select(part => part.Id).ToHashSet() ?? [];
                var deleted = sources.Parts.Where(part => !shown.Contains(part.Id)).ToList();
                if (deleted.Count > 0)
                {
                    yield return new PlanContent(plan with { Deleted = true }, sources, deleted);
                }
            }
        }
    }

    /// <summary>Returns the rows of a plan in order. Rows of one content are in order already, and read only as far as needed.</summary>
    private static IEnumerable<PlacedRow<TRow>> Ordered<TRow>(IEnumerable<IEnumerable<PlacedRow<TRow>>> contents) =>
        contents.ToList() is [var only] ? only : contents.SelectMany(rows => rows).OrderBy(row => row.Place);

    private IQueryable<Plan> Plans(PlanFeedArguments arguments, Position? start)
    {
        var plans = db.Plans.AsNoTracking();
        if (arguments.IncludeDeleted)
        {
            plans = plans.IgnoreQueryFilters([DbFilters.Deletion]);
        }

        if (start is { } position)
        {
            var id = PlanId.From(position.PlanId);
            plans = position.Place is null
                ? plans.Where(plan => plan.Id.CompareTo(id) > 0)
                : plans.Where(plan => plan.Id.CompareTo(id) >= 0);
        }

        if (arguments.PlanId.Count > 0)
        {
            var ids = arguments.PlanId.Select(PlanId.From).ToList();
            plans = plans.Where(plan => ids.Contains(plan.Id));
        }

        plans = new PlanFilter
        {
            Status = arguments.PlanStatus,
            PlanType = arguments.PlanType,
            Code = arguments.PlanCode,
            Language = arguments.PlanLanguage,
            PeriodFrom = arguments.PlanPeriodFrom,
            PeriodTo = arguments.PlanPeriodTo,
        }.Of(plans);
        if (arguments.View == PlanView.InForce)
        {
            plans = plans.Where(plan => plan.InForceRevision != null);
        }
        else if (arguments.PlanId.Count == 0)
        {
            plans = plans.Where(plan => plan.Status != PlanStatus.Template);
        }

        return arguments.UpdatedSince is { } since ? ChangedSince(plans, since, arguments.IncludeDeleted) : plans;
    }

    /// <summary>Deleted parts and events count as changes. The filter is lifted for the whole query, so plans are checked again.</summary>
    private IQueryable<Plan> ChangedSince(IQueryable<Plan> plans, DateTime since, bool includeDeleted) =>
        plans
            .IgnoreQueryFilters([DbFilters.Deletion])
            .Where(plan =>
                (includeDeleted || plan.DeletedAt == null)
                && (
                    plan.UpdatedAt >= since
                    || db.PlanParts.Any(part => part.PlanId == plan.Id && part.UpdatedAt >= since)
                    || db.PlanAnchors.Any(anchor => anchor.PlanId == plan.Id && anchor.UpdatedAt >= since)
                )
            );

    /// <summary>Where a page ended.</summary>
    /// <param name="PlanId">The plan.</param>
    /// <param name="Place">The last row of the plan; null if the plan is finished.</param>
    private sealed record Position(Guid PlanId, RowPlace? Place)
    {
        public IReadOnlyList<string?> Write() => [PlanId.ToString(), .. Place?.Write() ?? []];

        public static Position? Read(IReadOnlyList<string?> keys) =>
            keys.Count == 0 || !Guid.TryParse(keys[0], out var plan) ? null
            : keys.Count == 1 ? new Position(plan, null)
            : RowPlace.Read([.. keys.Skip(1)]) is { } place ? new Position(plan, place)
            : null;
    }
}

/// <summary>A plan with all data that its rows are computed from.</summary>
/// <param name="Plan">The columns of the plan.</param>
/// <param name="Sources">What dates are computed from.</param>
/// <param name="Parts">The parts that have rows, in order.</param>
internal sealed record PlanContent(PlanColumns Plan, ScheduleSources Sources, IReadOnlyList<ScheduledPart> Parts)
{
    /// <summary>Returns the schedule's entries of each part. Recurring ones are expanded only for these days.</summary>
    public ILookup<PlanPartId, ScheduleEntry> Entries(DateOnly first, DateOnly last) =>
        Sources.Entries(first, last).ToLookup(entry => entry.Part.Id);

    public static PlanSectionName SectionOf(ScheduledPart part) => PlanSections.Find(part.Section)!.Key;

    /// <summary>Returns the position of the n-th row of a part.</summary>
    public RowPlace PlaceOf(ScheduledPart part, int index) => RowPlace.Of(part, Sources.Positions[part.Id], index);
}

/// <summary>A row with its position in its plan.</summary>
internal sealed record PlacedRow<TRow>(RowPlace Place, TRow Row);

/// <summary>The position of a row in its plan: by section, then by part, then within the part.</summary>
internal sealed record RowPlace(int Section, int Position, Guid PartId, int Index) : IComparable<RowPlace>
{
    public static RowPlace Of(ScheduledPart part, int position, int index) =>
        new(PlanSections.Find(part.Section)!.Order, position, part.Id.Value, index);

    public int CompareTo(RowPlace? other) =>
        other is null ? 1 : (Section, Position, PartId, Index).CompareTo((other.Section, other.Position, other.PartId, other.Index));

    public IEnumerable<string> Write() => [Text(Section), Text(Position), PartId.ToString(), Text(Index)];

    /// <summary>Parses a position from a cursor; null if it is not one.</summary>
    public static RowPlace? Read(IReadOnlyList<string?> keys) =>
        keys is [var section, var position, var part, var index]
        && Number(section) is { } order
        && Number(position) is { } rank
        && Guid.TryParse(part, out var id)
        && Number(index) is { } at
            ? new RowPlace(order, rank, id, at)
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
