using System.ComponentModel.DataAnnotations;

namespace Marketing.Api.Hosting.Limits;

/// <summary>The load that one process accepts (configuration section <c>RateLimits</c>).</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Sustained requests per minute of one caller.</summary>
    [Range(1, int.MaxValue)]
    public int PerMinute { get; set; } = 600_000;

    /// <summary>Requests that one caller can send at once after a pause.</summary>
    [Range(1, int.MaxValue)]
    public int Burst { get; set; } = 60_000;

    /// <summary>Requests of all callers that are processed at the same time.</summary>
    [Range(1, 100_000)]
    public int Concurrency { get; set; } = 128;

    /// <summary>Requests that can wait in the queue.</summary>
    [Range(0, 100_000)]
    public int Queue { get; set; } = 256;

    /// <summary>Megabytes of large bodies in memory at the same time. Depends on the memory of the process by default.</summary>
    [Range(1, 100_000)]
    public int? LargeBodyMegabytes { get; set; }
}
