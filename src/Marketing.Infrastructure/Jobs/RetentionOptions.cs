using System.ComponentModel.DataAnnotations;

namespace Marketing.Infrastructure.Jobs;

/// <summary>How long stored responses and history are kept (configuration section <c>Retention</c>).</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Hours for which responses are stored for idempotency keys.</summary>
    [Range(1, 24 * 366)]
    public int IdempotencyHours { get; set; } = 48;

    /// <summary>Days for which entries of the change feed are kept.</summary>
    [Range(1, 36_600)]
    public int ChangesDays { get; set; } = 30;

    /// <summary>Days for which audit entries are kept; null keeps them forever.</summary>
    [Range(1, 36_600)]
    public int? AuditDays { get; set; }

    /// <summary>Days for which deliveries to webhooks are kept.</summary>
    [Range(1, 36_600)]
    public int DeliveriesDays { get; set; } = 30;

    /// <summary>Days for which jobs and their errors are kept.</summary>
    [Range(1, 36_600)]
    public int JobsDays { get; set; } = 7;

    /// <summary>Seconds between two runs of a purge.</summary>
    [Range(1, 86_400)]
    public int PurgeSeconds { get; set; } = 600;

    internal TimeSpan PurgeInterval => TimeSpan.FromSeconds(PurgeSeconds);
}
