namespace Marketing.Infrastructure.Jobs;

/// <summary>How long memory is kept (configuration section <c>Retention</c>).</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Hours for which the answer to a write is kept under its retry key.</summary>
    public int IdempotencyHours { get; set; } = 48;

    /// <summary>Days for which the change feed reaches back.</summary>
    public int ChangesDays { get; set; } = 30;

    /// <summary>Days for which the audit trail reaches back; none keeps it for ever.</summary>
    public int? AuditDays { get; set; }

    /// <summary>Seconds between two runs of a purge.</summary>
    public int PurgeSeconds { get; set; } = 600;

    internal TimeSpan PurgeInterval => TimeSpan.FromSeconds(PurgeSeconds);
}
