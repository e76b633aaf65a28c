using System.ComponentModel.DataAnnotations;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>How changes are delivered (configuration section <c>Webhooks</c>).</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether endpoints may use http and addresses of this machine. For tests.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Seconds that a receiver has to answer.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 15;
}
