using System.Collections.Frozen;
using Marketing.Domain.Values;

namespace Marketing.Domain.Workspaces;

/// <summary>The working days of a workspace, and the time zone that decides when a day begins and ends.</summary>
public sealed class WorkCalendar
{
    private readonly FrozenSet<Weekday> workingDays;
    private readonly FrozenSet<DateOnly> holidays;
    private readonly TimeZoneInfo zone;

    private WorkCalendar(WorkspaceSettings settings, string timeZone) =>
        (workingDays, holidays, zone) = (
            settings.WorkingDays.ToFrozenSet(),
            settings.Holidays.ToFrozenSet(),
            TimeZoneInfo.FindSystemTimeZoneById(timeZone)
        );

    /// <summary>Returns the calendar of a workspace, or of a plan that has its own time zone.</summary>
    /// <param name="settings">The settings of the workspace.</param>
    /// <param name="timeZone">The plan's time zone; null for that of the workspace.</param>
    public static WorkCalendar Of(WorkspaceSettings settings, string? timeZone = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(settings, timeZone ?? settings.TimeZone);
    }

    /// <summary>Returns whether people work on a day. Holidays are free, whatever the day of the week.</summary>
    public bool IsWorkingDay(DateOnly day) => workingDays.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7)) && !holidays.Contains(day);

    /// <summary>Returns the working day that is this number of working days after a day.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int number)
    {
        // Holidays can cover every day of some years, but not of all: their number is limited.
        for (var left = number; left > 0; left -= IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>Returns the day of an instant.</summary>
    /// <param name="instant">The instant in UTC.</param>
    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));

    /// <summary>
    /// Returns the instant at which a day begins, in UTC. Where the clocks are put forward at midnight, the day begins with its first hour
    /// that exists; where midnight comes twice, it begins with the first one.
    /// </summary>
    public DateTime StartOf(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start))
        {
            start = start.AddMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(start) ? zone.GetAmbiguousTimeOffsets(start).Max() : zone.GetUtcOffset(start);
        return DateTime.SpecifyKind(start - offset, DateTimeKind.Utc);
    }

    /// <summary>Returns the instant at which a day ends and the next one begins, in UTC.</summary>
    public DateTime EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
