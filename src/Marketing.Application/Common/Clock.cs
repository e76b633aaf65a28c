namespace Marketing.Application.Common;

/// <summary>The current instant as both engines store it.</summary>
public static class Clock
{
    /// <summary>
    /// Returns the current UTC time, truncated to microseconds, the precision of both engines. Responses therefore equal the stored
    /// values.
    /// </summary>
    public static DateTime Instant(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
