using System.ComponentModel.DataAnnotations;

namespace Marketing.Api.BulkJobs;

/// <summary>Limits of jobs (configuration section <c>Jobs</c>).</summary>
internal sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>The longest body, in bytes.</summary>
    [Range(1_000, int.MaxValue)]
    public int MaxBytes { get; set; } = 1024 * 1024 * 1024;
}
