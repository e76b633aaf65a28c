using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>Resolves one time value of a part to an entry of the schedule.</summary>
internal static class EntryResolver
{
    public static ScheduleEntry Resolve(
        ScheduledPart part,
        TimedValue time,
        ScheduleContext context,
        ChainPoint point,
        DateOnly from,
        DateOnly to
    )
    {
        var entry = new ScheduleEntry
        {
            Part = part,
            Pointer = time.Pointer,
            Kind = ScheduleKind.Deadline,
            Value = time.Value,
            State = ResolutionState.Open,
        };
        return time.Value switch
        {
            Deadline { Kind: DeadlineKind.Recurring, Frequency: { } frequency } deadline => Recurring(
                entry with
                {
                    Text = deadline.Text ?? frequency.Text,
                },
                frequency,
                context,
                point,
                from,
                to
            ),
            Deadline deadline => Resolved(
                entry with
                {
                    Text = deadline.Text,
                },
                DeadlineResolver.Resolve(deadline, context),
                deadline.Placeholder,
                context,
                point
            ),
            PeriodWindow window => Resolved(
                entry with
                {
                    Kind = ScheduleKind.Window,
                    Text = window.Text,
                },
                DeadlineResolver.Resolve(window, context),
                window.Start?.Placeholder ?? window.End?.Placeholder,
                context,
                point
            ),
            PlannedDate date => Day(entry with { Kind = ScheduleKind.Day, Text = date.Text }, date),
            Frequency frequency => Recurring(entry with { Text = frequency.Text }, frequency, context, point, from, to),
            _ => entry,
        };
    }

    private static ScheduleEntry Resolved(
        ScheduleEntry entry,
        Resolution resolution,
        string? placeholder,
        ScheduleContext context,
        ChainPoint point
    ) =>
        entry with
        {
            State = resolution.State,
            Dates =
            [
                .. resolution.Intervals.Select(interval => Dates(interval, context, point)).OrderBy(dates => dates.Start ?? dates.End),
            ],
            WaitsFor = resolution.State switch
            {
                ResolutionState.Resolved => null,
                ResolutionState.Waiting => WaitForEvent(resolution.WaitsFor!, context, point),
                ResolutionState.Open => new ScheduleWait(WaitReason.Placeholder, Placeholder: placeholder),
                ResolutionState.Unparsed => new ScheduleWait(WaitReason.Unparsed),
                _ => new ScheduleWait(WaitReason.NoPace),
            },
        };

    private static ScheduleEntry Day(ScheduleEntry entry, PlannedDate date) =>
        date switch
        {
            { Date: { } day } => entry with { State = ResolutionState.Resolved, Dates = [new ScheduledDates(day, day, [])] },
            { Placeholder: null, Text.Length: > 0 } => Unparsed(entry),
            _ => Open(entry, date.Placeholder),
        };

    private static ScheduleEntry Unparsed(ScheduleEntry entry) =>
        entry with
        {
            State = ResolutionState.Unparsed,
            WaitsFor = new ScheduleWait(WaitReason.Unparsed),
        };

    private static ScheduleEntry Open(ScheduleEntry entry, string? placeholder) =>
        entry with
        {
            State = ResolutionState.Open,
            WaitsFor = new ScheduleWait(WaitReason.Placeholder, Placeholder: placeholder),
        };

    private static ScheduleEntry Recurring(
        ScheduleEntry entry,
        Frequency frequency,
        ScheduleContext context,
        ChainPoint point,
        DateOnly from,
        DateOnly to
    )
    {
        entry = entry with { Kind = ScheduleKind.Recurrence, Rhythm = frequency };
        switch (frequency.Kind)
        {
            case FrequencyKind.Unparsed:
                return Unparsed(entry);
            case FrequencyKind.Recurring when frequency.Every is null:
                return Open(entry, frequency.Placeholder);
            case not (FrequencyKind.Recurring or FrequencyKind.AtEvent):
                return entry with { State = ResolutionState.Undated, WaitsFor = new ScheduleWait(WaitReason.NoPace) };
        }

        var due = FrequencyResolver.Resolve(frequency, context, from, to);
        if (due.WaitsFor is { } anchor)
        {
            return entry with { State = ResolutionState.Waiting, WaitsFor = WaitForEvent(anchor, context, point) };
        }

        return entry with
        {
            State = ResolutionState.Resolved,
            Dates = [.. due.Periods.Select(period => Dates(period with { From = [EventOf(period.End!.Value)] }, context, point))],
        };

        AnchorDate EventOf(DateOnly day)
        {
            var start = frequency.StartAnchor ?? AnchorCodes.PlanStart;
            return frequency.Kind == FrequencyKind.AtEvent
                ? new AnchorDate(frequency.Anchor!, day)
                : new AnchorDate(start, context.DatesOf(start)[0]);
        }
    }

    private static ScheduledDates Dates(DateInterval interval, ScheduleContext context, ChainPoint point)
    {
        if (!interval.From.Any(anchor => anchor.Anchor == AnchorCodes.Unspecified))
        {
            return new ScheduledDates(interval.Start, interval.End, interval.From);
        }

        var isChained = context.Policy == DeadlinePolicy.AfterPredecessor && point.After is not null;
        var named = interval.From.Where(anchor => anchor.Anchor != AnchorCodes.Unspecified);
        return new ScheduledDates(
            interval.Start,
            interval.End,
            [.. isChained || context.PlanStart is not { } start ? named : named.Prepend(new AnchorDate(AnchorCodes.PlanStart, start))],
            isChained ? point.After : null
        );
    }

    private static ScheduleWait WaitForEvent(string anchor, ScheduleContext context, ChainPoint point) =>
        (anchor, context.Policy) switch
        {
            (AnchorCodes.Unspecified, DeadlinePolicy.None) => new ScheduleWait(WaitReason.Policy),
            (AnchorCodes.Unspecified, DeadlinePolicy.AfterPredecessor) when point.After is { } item => new ScheduleWait(
                WaitReason.Predecessor,
                Predecessor: item
            ),
            (AnchorCodes.Unspecified, _) => new ScheduleWait(WaitReason.Anchor, AnchorCodes.PlanStart),
            _ => new ScheduleWait(WaitReason.Anchor, anchor),
        };
}
