using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using Marketing.Domain.Text;
using Marketing.Domain.Values;
using MediatR;

namespace Marketing.Application.Scheduling;

/// <summary>Reads the resolved calendar of a plan.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Arguments">The range, the filters and the page.</param>
/// <param name="View">Which content to read; null for the working copy.</param>
public sealed record GetSchedule(PlanId PlanId, ScheduleArguments Arguments, ContentView? View = null) : IQuery<ScheduleResponse>;

internal sealed class GetScheduleHandler(IMarketingDb db, Cursors cursors) : IRequestHandler<GetSchedule, Result<ScheduleResponse>>
{
    private const int MostDates = 50_000;

    public async Task<Result<ScheduleResponse>> Handle(GetSchedule query, CancellationToken cancellationToken)
    {
        var arguments = query.Arguments;
        if (arguments.Sections.FirstOrDefault(name => PlanSections.All.All(section => section.Name != name)) is { } unknown)
        {
            return new ScheduleSectionUnknown(unknown, [.. PlanSections.All.Select(section => section.Name)]);
        }

        var read = await db.ReadScheduleAsync(query.PlanId, query.View, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var sources = read.Value with { Header = WhatIf(read.Value.Header, arguments) };
        var range = ScheduleRange.Of(arguments, sources);
        if (!range.Succeeded)
        {
            return range.Error;
        }

        var entries = new List<ScheduleEntry>();
        var dates = 0;
        foreach (var entry in sources.Entries(range.Value.First, range.Value.Last).Where(entry => IsAskedFor(entry, arguments)))
        {
            entries.Add(entry);
            dates += entry.Kind == ScheduleKind.Recurrence ? entry.Dates.Count : 0;
            if (dates > MostDates)
            {
                return new ScheduleTooLarge(MostDates);
            }
        }

        var rows = ScheduleRow.Of(entries, sources, arguments.Rhythms).Where(row => arguments.Shows(row.Item)).Order().ToList();
        return Page(query, rows) is { } page ? ToResponse(query, sources, range.Value, entries, rows.Count, page) : new BadCursor();
    }

    private static PlanHeader WhatIf(PlanHeader header, ScheduleArguments arguments) =>
        header with
        {
            LaunchDate = arguments.LaunchDate is { } launch ? new PlannedDate { Date = launch } : header.LaunchDate,
            PeriodStart = arguments.Start is { } start ? new PlannedDate { Date = start } : header.PeriodStart,
            PeriodEnd = arguments.End is { } end ? new PlannedDate { Date = end } : header.PeriodEnd,
            DeadlinePolicy = arguments.DeadlinePolicy ?? header.DeadlinePolicy,
        };

    private static bool IsAskedFor(ScheduleEntry entry, ScheduleArguments arguments) =>
        (arguments.Kinds.Count == 0 || arguments.Kinds.Contains(entry.Kind))
        && (arguments.Sections.Count == 0 || arguments.Sections.Contains(entry.Part.Section))
        && (arguments.Ref is null || PartRef.AreSame(arguments.Ref, entry.Part.Ref));

    private (IReadOnlyList<ScheduleItem> Items, string? Next)? Page(GetSchedule query, List<ScheduleRow> rows)
    {
        var others = query.Arguments with { Cursor = null };
        var within = query.PlanId.Value.ToString("N", CultureInfo.InvariantCulture);
        var start = 0;
        if (query.Arguments.Cursor is { } cursor)
        {
            if (cursors.Read(cursor, others, within) is not { } keys || ScheduleRow.Key.Read(keys) is not { } after)
            {
                return null;
            }

            start = rows.FindIndex(row => row.Place.CompareTo(after) > 0);
            start = start < 0 ? rows.Count : start;
        }

        var page = rows.Skip(start).Take(query.Arguments.PageSize).ToList();
        var next = start + page.Count < rows.Count ? cursors.Write(others, within, page[^1].Place.Write()) : null;
        return ([.. page.Select(row => row.Item)], next);
    }

    private static ScheduleResponse ToResponse(
        GetSchedule query,
        ScheduleSources sources,
        ScheduleRange range,
        List<ScheduleEntry> entries,
        int total,
        (IReadOnlyList<ScheduleItem> Items, string? Next) page
    ) =>
        new()
        {
            PlanId = query.PlanId.Value,
            Items = page.Items,
            NextCursor = page.Next,
            Total = total,
            Summary = Summary(entries),
            Basis = new ScheduleBasis
            {
                Start = sources.Header.PeriodStart?.Date,
                End = sources.Header.PeriodEnd?.Date,
                LaunchDate = sources.Header.LaunchDate?.Date,
                DeadlinePolicy = sources.Header.DeadlinePolicy,
                TimeZone = sources.TimeZone,
                WorkingDays = sources.Settings.WorkingDays,
                Holidays = sources.Settings.Holidays,
                Anchors = sources.Recorded,
                From = range.From,
                To = range.To,
                Preview = query.Arguments is not { LaunchDate: null, Start: null, End: null, DeadlinePolicy: null },
            },
        };

    private static ScheduleSummary Summary(List<ScheduleEntry> entries)
    {
        var counts = entries.CountBy(entry => entry.State).ToDictionary();
        return new ScheduleSummary
        {
            Count = entries.Count,
            Resolved = counts.GetValueOrDefault(ResolutionState.Resolved),
            Waiting = counts.GetValueOrDefault(ResolutionState.Waiting),
            Undated = counts.GetValueOrDefault(ResolutionState.Undated),
            Open = counts.GetValueOrDefault(ResolutionState.Open),
            Unparsed = counts.GetValueOrDefault(ResolutionState.Unparsed),
            WaitsFor =
            [
                .. entries
                    .Select(entry => entry.WaitsFor)
                    .OfType<ScheduleWait>()
                    .GroupBy(wait => (wait.Reason, Key: wait.Anchor is null ? null : SearchText.Normalise(wait.Anchor)))
                    .Select(group => new WaitingGroup(group.Key.Reason, group.First().Anchor, group.Count()))
                    .OrderByDescending(group => group.Count)
                    .ThenBy(group => group.Reason)
                    .ThenBy(group => group.Anchor, StringComparer.Ordinal)
                    .Take(ScheduleSummaryLimits.Groups),
            ],
        };
    }
}

/// <summary>The days for which recurring items are expanded.</summary>
/// <param name="From">The first day; null if the plan has no date at all.</param>
/// <param name="To">The last day.</param>
internal sealed record ScheduleRange(DateOnly? From, DateOnly? To)
{
    private const int MostYears = 3;

    /// <summary>Returns an error if the range in the request is invalid for every plan.</summary>
    public static Error? Check(ScheduleArguments arguments) =>
        (arguments.From, arguments.To) switch
        {
            ({ } from, { } to) when to < from => new ScheduleRangeReversed(from, to),
            ({ } from, { } to) when to > YearsAfter(from, MostYears) => new ScheduleRangeTooLong(MostYears),
            _ => null,
        };

    public DateOnly First => From ?? DateOnly.MinValue;

    public DateOnly Last => To ?? DateOnly.MinValue;

    public static Result<ScheduleRange> Of(ScheduleArguments arguments, ScheduleSources sources)
    {
        var known = sources.Occurrences.Select(anchor => (DateOnly?)anchor.Date).Append(sources.Header.LaunchDate?.Date);
        var begin = sources.Header.PeriodStart?.Date ?? known.Min();
        var from = arguments.From ?? (begin > arguments.To ? YearsAfter(arguments.To.Value, -1) : begin ?? arguments.To);
        var to = arguments.To ?? (from is { } first ? YearsAfter(first, 1) : null);
        return (from, to) switch
        {
            ({ } start, { } end) when end < start => new ScheduleRangeReversed(start, end),
            ({ } start, { } end) when end > YearsAfter(start, MostYears) => arguments.From is null
                ? new ScheduleRange(YearsAfter(end, -MostYears), end)
                : new ScheduleRangeTooLong(MostYears),
            _ => new ScheduleRange(from, to),
        };
    }

    private static DateOnly YearsAfter(DateOnly day, int years) =>
        day.Year + years < DateOnly.MinValue.Year ? DateOnly.MinValue
        : day.Year + years > DateOnly.MaxValue.Year ? DateOnly.MaxValue
        : day.AddYears(years);
}
