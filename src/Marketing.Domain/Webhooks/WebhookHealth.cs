namespace Marketing.Domain.Webhooks;

/// <summary>
/// Whether an endpoint accepts deliveries. After some failures in a row, it gets one attempt at a time, at most a minute apart, so that it
/// is found soon after it returns. Then everything that waits is due at once.
/// </summary>
/// <param name="FailuresInRow">Failed attempts since the last success.</param>
/// <param name="FailingSince">When the first of them failed.</param>
/// <param name="WaitUntil">Nothing is sent before this time.</param>
/// <param name="HasRecovered">Whether the endpoint accepts deliveries again after it was down.</param>
public sealed record WebhookHealth(int FailuresInRow, DateTime? FailingSince, DateTime? WaitUntil, bool HasRecovered = false)
{
    /// <summary>From this number of failures on, the endpoint gets one attempt at a time.</summary>
    public const int Limit = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(40);

    /// <summary>Whether the endpoint gets one attempt at a time.</summary>
    public bool IsDown => FailuresInRow >= Limit;

    /// <summary>Returns the stored state.</summary>
    public static WebhookHealth Of(Webhook webhook) => new(webhook.FailuresInRow, webhook.FailingSince, webhook.WaitUntil);

    /// <summary>Returns the state after some attempts.</summary>
    /// <param name="attempts">What happened.</param>
    /// <param name="now">The present.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public WebhookHealth After(IEnumerable<WebhookAttempt> attempts, DateTime now, double jitter)
    {
        var health = this with { WaitUntil = WaitUntil > now ? WaitUntil : null };
        foreach (var attempt in attempts.OrderBy(attempt => attempt.Ended))
        {
            health = attempt.Succeeded
                ? new WebhookHealth(0, null, null, health.HasRecovered || health.IsDown)
                : health with
                {
                    FailuresInRow = health.FailuresInRow + 1,
                    FailingSince = health.FailingSince ?? attempt.At,
                    WaitUntil = Later(health.WaitUntil, WaitAfter(health.FailuresInRow + 1, attempt, now, jitter)),
                };
        }

        return health;
    }

    private static DateTime? WaitAfter(int failures, WebhookAttempt attempt, DateTime now, double jitter)
    {
        var asked = attempt.RetryAfter is { } wish ? now + wish : (DateTime?)null;
        if (failures < Limit)
        {
            return asked;
        }

        var wait = FirstWait * Math.Pow(2, Math.Min(failures - Limit, 10));
        wait = wait < LongestWait ? wait : LongestWait;
        return Later(asked, now + wait + (wait * (jitter / 5)));
    }

    private static DateTime? Later(DateTime? one, DateTime? other) => other is null || one > other ? one : other;
}
