using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>Makes one value of time an entry of the schedule.</summary>
internal static class EntryResolver
{
    public static ScheduleEntry Resolve(ScheduledPart part, TimedValue time, ScheduleContext context, ChainPoint point, DateOnly from, DateOnly to)
    {
        var entry = new ScheduleEntry { Part = part, Pointer = time.Pointer, Kind = ScheduleKind.Deadline, Value = time.Value, State = ResolutionState.Open };
        return time.Value switch
        {
            Deadline { Kind: DeadlineKind.Recurring, Frequency: { } rhythm } deadline =>
                Recurring(entry with { Text = deadline.Text ?? rhythm.Text }, rhythm, context, point, from, to),
            Deadline deadline =>
                Fixed(entry with { Text = deadline.Text }, DeadlineResolver.Resolve(deadline, context), deadline.Placeholder, context, point),
            PeriodWindow window =>
                Fixed(
                    entry with { Kind = ScheduleKind.Window, Text = window.Text },
                    DeadlineResolver.Resolve(window, context),
                    window.Start?.Placeholder ?? window.End?.Placeholder,
                    context,
                    point),
            PlannedDate date => Day(entry with { Kind = ScheduleKind.Day, Text = date.Text }, date),
            Frequency rhythm => Recurring(entry with { Text = rhythm.Text }, rhythm, context, point, from, to),
            _ => entry,
        };
    }

    private static ScheduleEntry Fixed(ScheduleEntry entry, Resolution resolution, string? placeholder, ScheduleContext context, ChainPoint point) => entry with
    {
        State = resolution.State,
        Dates = [.. resolution.Intervals.Select(interval => Dates(interval, context, point)).OrderBy(dates => dates.Start ?? dates.End)],
        WaitsFor = resolution.State switch
        {
            ResolutionState.Resolved => null,
            ResolutionState.Waiting => Wait(resolution.WaitsFor!, context, point),
            ResolutionState.Open => new ScheduleWait(WaitReason.Placeholder, Placeholder: placeholder),
            ResolutionState.Unparsed => new ScheduleWait(WaitReason.Unparsed),
            _ => new ScheduleWait(WaitReason.NoPace),
        },
    };

    private static ScheduleEntry Day(ScheduleEntry entry, PlannedDate date) => date switch
    {
        { Date: { } day } => entry with { State = ResolutionState.Resolved, Dates = [new ScheduledDates(day, day, [])] },
        { Placeholder: null, Text.Length: > 0 } => entry with { State = ResolutionState.Unparsed, WaitsFor = new ScheduleWait(WaitReason.Unparsed) },
        _ => entry with { State = ResolutionState.Open, WaitsFor = new ScheduleWait(WaitReason.Placeholder, Placeholder: date.Placeholder) },
    };

    private static ScheduleEntry Recurring(ScheduleEntry entry, Frequency rhythm, ScheduleContext context, ChainPoint point, DateOnly from, DateOnly to)
    {
        entry = entry with { Kind = ScheduleKind.Recurrence, Rhythm = rhythm };
        switch (rhythm.Kind)
        {
            case FrequencyKind.Unparsed:
                return entry with { State = ResolutionState.Unparsed, WaitsFor = new ScheduleWait(WaitReason.Unparsed) };
            case FrequencyKind.Recurring when rhythm.Every is null:
                return entry with { State = ResolutionState.Open, WaitsFor = new ScheduleWait(WaitReason.Placeholder, Placeholder: rhythm.Placeholder) };
            case not (FrequencyKind.Recurring or FrequencyKind.AtEvent):
                return entry with { State = ResolutionState.Undated, WaitsFor = new ScheduleWait(WaitReason.NoPace) };
        }

        var due = FrequencyResolver.Resolve(rhythm, context, from, to);
        if (due.WaitsFor is { } anchor)
        {
            return entry with { State = ResolutionState.Waiting, WaitsFor = Wait(anchor, context, point) };
        }

        var start = rhythm.StartAnchor ?? AnchorCodes.PlanStart;
        return entry with
        {
            State = ResolutionState.Resolved,
            Dates = [.. due.Dates.Select(day => Dates(
                new DateInterval(day, day) { From = [rhythm.Kind == FrequencyKind.AtEvent ? new AnchorDate(rhythm.Anchor!, day) : new AnchorDate(start, context.DatesOf(start)[0])] },
                context,
                point))],
        };
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
            isChained ? point.After : null);
    }

    private static ScheduleWait Wait(string anchor, ScheduleContext context, ChainPoint point) => (anchor, context.Policy) switch
    {
        (AnchorCodes.Unspecified, DeadlinePolicy.None) => new ScheduleWait(WaitReason.Policy),
        (AnchorCodes.Unspecified, DeadlinePolicy.AfterPredecessor) when point.After is { } item => new ScheduleWait(WaitReason.Predecessor, Predecessor: item),
        (AnchorCodes.Unspecified, _) => new ScheduleWait(WaitReason.Anchor, AnchorCodes.PlanStart),
        _ => new ScheduleWait(WaitReason.Anchor, anchor),
    };
}
