namespace Marketing.Api.Hosting.Limits;

/// <summary>How much one process takes on (configuration section <c>RateLimits</c>).</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests a minute that one caller may make in the long run.</summary>
    public int PerMinute { get; set; } = 600_000;

    /// <summary>Requests that one caller may make at once after a pause.</summary>
    public int Burst { get; set; } = 60_000;

    /// <summary>Requests of all callers that are worked on at the same time.</summary>
    public int Concurrency { get; set; } = 128;

    /// <summary>Requests that may wait for their turn.</summary>
    public int Queue { get; set; } = 256;

    public bool IsValid => this is { PerMinute: > 0, Burst: > 0, Concurrency: > 0, Queue: >= 0 };
}
