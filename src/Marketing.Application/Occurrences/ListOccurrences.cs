using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Occurrences;

/// <summary>Lists occurrences by date.</summary>
public sealed record ListOccurrences : IQuery<Page<OccurrenceResponse>>
{
    /// <summary>
    /// Only occurrences of these plans, up to 200, separated by commas. Without it, of all plans that are active or suspended, at most 200.
    /// </summary>
    [MaxLength(PlansAtWork.Most)]
    public IReadOnlyList<Guid> PlanId { get; init; } = [];

    /// <summary>Only occurrences in parts of these sections, separated by commas.</summary>
    [MaxLength(50)]
    public IReadOnlyList<PlanSectionName> Section { get; init; } = [];

    /// <summary>Only occurrences of the item with this ref.</summary>
    [MaxLength(PlanPart.RefLength)]
    public string? Ref { get; init; }

    /// <summary>Only occurrences in these states, separated by commas.</summary>
    [MaxLength(5)]
    public IReadOnlyList<OccurrenceState> State { get; init; } = [];

    /// <summary>First day. Defaults to 30 days before today, or before `to` if that is earlier.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, at most 400 days after the first; defaults to 90 days after it.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Items per page.</summary>
    [Range(1, ListArguments.MaxPageSize)]
    public int PageSize { get; init; } = 50;

    /// <summary>The `nextCursor` of the previous page. All other parameters must be unchanged.</summary>
    [MaxLength(ListArguments.MaxCursorLength)]
    public string? Cursor { get; init; }
}

internal sealed class ListOccurrencesHandler(IMarketingDb db, PlansAtWork plans, OccurrenceReader reader, Cursors cursors)
    : IRequestHandler<ListOccurrences, Result<Page<OccurrenceResponse>>>
{
    private const int Most = 20_000;

    public Task<Result<Page<OccurrenceResponse>>> Handle(ListOccurrences query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<OccurrenceResponse>>> ReadAsync(ListOccurrences query, CancellationToken ct)
    {
        var settings = await db.Workspaces.AsNoTracking().Select(workspace => workspace.Settings).SingleAsync(ct);
        var ranged = CalendarRange.Of(query.From, query.To, reader.Today(settings.TimeZone));
        if (!ranged.Succeeded)
        {
            return ranged.Error;
        }

        var range = ranged.Value;
        var read = await plans.ReadAsync(query.PlanId, ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var ids = read.Value.Select(plan => plan.Id).ToList();
        var stored = (
            await db
                .Occurrences.AsNoTracking()
                .Where(each => each.Date >= range.From && each.Date <= range.To && ids.Contains(each.PlanId))
                .ToListAsync(ct)
        ).ToLookup(each => each.PlanId);
        var found = new List<OccurrenceResponse>();
        foreach (var plan in read.Value)
        {
            var today = reader.Today(plan.Sources.TimeZone);
            found.AddRange(
                plan.Occurrences(stored[plan.Id], plan.Sources.Entries(range.From, range.To), today).Where(each => Shows(query, each))
            );
            if (found.Count > Most)
            {
                return new TooManyDays(Most);
            }
        }

        return KeyedPage.Of(cursors, query with { Cursor = null }, query.Cursor, query.PageSize, found, KeyOf);
    }

    private static bool Shows(ListOccurrences query, OccurrenceResponse item) =>
        (query.Section.Count == 0 || query.Section.Contains(item.Section))
        && (query.State.Count == 0 || query.State.Contains(item.State))
        && (query.Ref is null || PartRef.AreSame(query.Ref, item.Ref));

    private static string KeyOf(OccurrenceResponse item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Date:yyyyMMdd}/{item.PlanId:N}/{PartRef.KeyOf(item.Ref)}");
}

/// <summary>Pages of lists that are computed as a whole.</summary>
internal static class KeyedPage
{
    /// <summary>Returns one page of the items, in the order of their keys.</summary>
    /// <param name="cursors">Writes and reads cursors.</param>
    /// <param name="arguments">All arguments of the list except the cursor.</param>
    /// <param name="cursor">Where the previous page ended; null for the first page.</param>
    /// <param name="pageSize">Items per page.</param>
    /// <param name="items">All items.</param>
    /// <param name="keyOf">Returns the key of an item: unique, and the same however often the list is computed.</param>
    public static Result<Page<T>> Of<T>(
        Cursors cursors,
        object arguments,
        string? cursor,
        int pageSize,
        IEnumerable<T> items,
        Func<T, string> keyOf
    )
    {
        string? after = null;
        if (cursor is not null)
        {
            if (cursors.Read(cursor, arguments, "") is not [{ } last])
            {
                return new BadCursor();
            }

            after = last;
        }

        var sorted = items.Select(item => (Key: keyOf(item), Item: item)).OrderBy(each => each.Key, StringComparer.Ordinal);
        var page = sorted.Where(each => after is null || string.CompareOrdinal(each.Key, after) > 0).Take(pageSize + 1).ToList();
        var shown = page.Take(pageSize).ToList();
        return new Page<T>(
            [.. shown.Select(each => each.Item)],
            page.Count > pageSize ? cursors.Write(arguments, "", [shown[^1].Key]) : null,
            null
        );
    }
}
