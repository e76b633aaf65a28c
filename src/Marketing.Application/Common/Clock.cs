namespace Marketing.Application.Common;

/// <summary>The current instant as both engines store it.</summary>
public static class Clock
{
    /// <summary>Returns the current UTC instant, cut to microseconds: both engines keep six digits, and responses equal what is stored.</summary>
    public static DateTime Instant(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
