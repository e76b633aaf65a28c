using System.Globalization;
using Marketing.Application.Approvals;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Occurrences;
using Marketing.Domain.Calendar;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Calendar;

/// <summary>What a feed shows today.</summary>
public sealed record CalendarFeedContent : IVersioned
{
    /// <summary>Name of the calendar: title of the plan, name of the party; null for that of its owner.</summary>
    public required string? Name { get; init; }

    /// <summary>BCP 47 tag of the language of its labels.</summary>
    public required string Language { get; init; }

    /// <summary>When something in the workspace last changed, in UTC.</summary>
    public required DateTime ChangedAt { get; init; }

    /// <summary>The entries by date.</summary>
    public required IReadOnlyList<CalendarRow> Rows { get; init; }

    /// <summary>The day, because what is shown moves with it.</summary>
    public required int Version { get; init; }

    /// <summary>The last change in the workspace.</summary>
    public required long? ContentVersion { get; init; }
}

/// <summary>Reads a feed, as its owner sees it.</summary>
public sealed record ReadCalendarFeed(CalendarFeedId Id) : IQuery<CalendarFeedContent>, IRevalidated
{
    IQuery<VersionTag>? IRevalidated.VersionOnly => new GetCalendarFeedTag();
}

internal sealed class ReadCalendarFeedHandler(IMarketingDb db, CalendarReader calendar, OccurrenceReader occurrences, Signers signers)
    : IRequestHandler<ReadCalendarFeed, Result<CalendarFeedContent>>
{
    private const int DaysBack = 90;

    public Task<Result<CalendarFeedContent>> Handle(ReadCalendarFeed query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<CalendarFeedContent>> ReadAsync(ReadCalendarFeed query, CancellationToken ct)
    {
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(feed => feed.Id == query.Id, ct) is not { } feed)
        {
            return new CalendarFeedNotFound();
        }

        var (timeZone, counter) = await FeedState.ReadAsync(db, ct);
        var today = occurrences.Today(timeZone);
        var name = await NameAsync(feed, ct);
        if (name is null && !feed.IsOwners)
        {
            return new CalendarFeedNotFound();
        }

        var range = new CalendarRange(today.Around(-DaysBack), today.Around(Domain.Occurrences.PlannedOccurrence.DaysAhead));
        var read = await calendar.ReadAsync(
            new CalendarScope(range, feed.PlanId is { } plan ? [plan.Value] : [])
            {
                Parties = await PartiesAsync(feed, today, ct),
                CallersApprovals = feed.IsOwners,
            },
            ct
        );
        if (!read.Succeeded)
        {
            return read.Error;
        }

        return new CalendarFeedContent
        {
            Name = name,
            Language = feed.Language,
            ChangedAt = counter.LastAt,
            Rows = [.. read.Value.OrderBy(row => row.Key, StringComparer.Ordinal)],
            Version = FeedState.NumberOf(today),
            ContentVersion = counter.LastSequence,
        };
    }

    /// <summary>Returns the name of what the feed shows; null if that was deleted.</summary>
    private async Task<string?> NameAsync(CalendarFeed feed, CancellationToken ct)
    {
        if (feed.PlanId is { } planId)
        {
            return await db.Plans.Where(plan => plan.Id == planId).Select(plan => plan.Title).SingleOrDefaultAsync(ct);
        }

        if (feed.PartyId is not { } partyId)
        {
            return null;
        }

        var current = await signers.CurrentAsync(partyId, ct);
        return await db.Parties.Where(party => party.Id == current).Select(party => party.Name).SingleOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyCollection<Guid>?> PartiesAsync(CalendarFeed feed, DateOnly today, CancellationToken ct)
    {
        if (feed.PartyId is { } partyId)
        {
            var current = await signers.CurrentAsync(partyId, ct);
            return await db.WithMergedIdsAsync(current.Value, ct);
        }

        if (!feed.IsOwners)
        {
            return null;
        }

        var (self, _) = await signers.CallerAsync(today, ct);
        var all = await db.WithMergedAsync([.. self.Parties], ct);
        return [.. all.Select(party => party!.Value.Value)];
    }
}

/// <summary>Reads what the ETag of a feed consists of: the day and the last change in the workspace.</summary>
internal sealed record GetCalendarFeedTag : IQuery<VersionTag>;

internal sealed class GetCalendarFeedTagHandler(IMarketingDb db, OccurrenceReader occurrences)
    : IRequestHandler<GetCalendarFeedTag, Result<VersionTag>>
{
    public async Task<Result<VersionTag>> Handle(GetCalendarFeedTag query, CancellationToken cancellationToken)
    {
        var (timeZone, counter) = await FeedState.ReadAsync(db, cancellationToken);
        return new VersionTag(FeedState.NumberOf(occurrences.Today(timeZone)), counter.LastSequence);
    }
}

internal static class FeedState
{
    /// <summary>Reads the time zone of the workspace and its counter of changes, in one statement.</summary>
    public static async Task<(string TimeZone, Domain.History.ChangeCounter Counter)> ReadAsync(IMarketingDb db, CancellationToken ct)
    {
        var state = await (
            from workspace in db.Workspaces
            join counter in db.ChangeCounters on workspace.Id equals counter.WorkspaceId
            select new { workspace.Settings, Counter = counter }
        )
            .AsNoTracking()
            .SingleAsync(ct);
        return (state.Settings.TimeZone, state.Counter);
    }

    /// <summary>Returns a day as a number that people can read, such as 20270301.</summary>
    public static int NumberOf(DateOnly day) =>
        int.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
