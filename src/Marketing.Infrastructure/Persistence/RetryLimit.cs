namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Limits the time that one request spends on retries, whatever fails and however often. The time starts with the first failure, so that
/// a long request is retried too.
/// </summary>
public sealed class RetryLimit(TimeProvider clock, TimeSpan limit)
{
    private static readonly AsyncLocal<RetryLimit?> Ambient = new();

    /// <summary>Allows no retry: for code that reports a failure at once, or waits for the database in its own way.</summary>
    public static readonly RetryLimit None = new(TimeProvider.System, TimeSpan.Zero);

    private long? _firstFailure;

    /// <summary>The limit of the current request or command; null outside of them.</summary>
    public static RetryLimit? Current => Ambient.Value;

    /// <summary>Applies the limit to the rest of the calling async method and to everything that it calls.</summary>
    public static void Apply(RetryLimit limit) => Ambient.Value = limit;

    /// <summary>Returns whether another attempt may start after a wait. The first call starts the time.</summary>
    public bool Allows(TimeSpan wait)
    {
        var first = _firstFailure ??= clock.GetTimestamp();
        return clock.GetElapsedTime(first) + wait < limit;
    }
}
