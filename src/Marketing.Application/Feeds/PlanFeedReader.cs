using System.Globalization;
using Marketing.Application.Common;
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
            var sources = await db.ReadSchedulesAsync([.. chunk.Select(plan => PlanId.From(plan.PlanId))], ct);
            foreach (var plan in chunk.Where(plan => sources.ContainsKey(PlanId.From(plan.PlanId))))
            {
                var after = start?.PlanId == plan.PlanId ? start.Place : null;
                var content = new PlanContent(plan, sources[PlanId.From(plan.PlanId)]);
                foreach (var row in rows(content).Where(row => after is null || row.Place.CompareTo(after) > 0))
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

    private IQueryable<Plan> Plans(PlanFeedArguments arguments, Position? start)
    {
        var plans = db.Plans.AsNoTracking();
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

        if (arguments.PlanType is { } type)
        {
            plans = plans.Where(plan => plan.PlanType == type);
        }

        if (arguments.PlanStatus is { } status)
        {
            plans = plans.Where(plan => plan.Status == status);
        }
        else if (arguments.PlanId.Count == 0)
        {
            plans = plans.Where(plan => plan.Status != PlanStatus.Template);
        }

        return arguments.UpdatedSince is { } since ? ChangedSince(plans, since) : plans;
    }

    /// <summary>Deleted parts and events count as changes. The filter is lifted for the whole query, so plans are checked again.</summary>
    private IQueryable<Plan> ChangedSince(IQueryable<Plan> plans, DateTime since) =>
        plans
            .IgnoreQueryFilters([DbFilters.Deletion])
            .Where(plan =>
                plan.DeletedAt == null
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
internal sealed record PlanContent(PlanColumns Plan, ScheduleSources Sources)
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
