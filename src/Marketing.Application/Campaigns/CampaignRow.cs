using Marketing.Application.Common;
using Marketing.Domain.Campaigns;

namespace Marketing.Application.Campaigns;

/// <summary>A campaign as a row of a table.</summary>
public sealed record CampaignRow
{
    public static readonly Feed<CampaignRow> Feed = new("campaigns");

    /// <summary>Id of the campaign.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the plan; empty for a campaign without a plan.</summary>
    public required Guid? PlanId { get; init; }

    /// <summary>Short code.</summary>
    public required string? Code { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Kind of campaign.</summary>
    public required CampaignKind Kind { get; init; }

    /// <summary>Whether the campaign runs.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>Why the campaign is paused or was cancelled.</summary>
    public required string? StatusReason { get; init; }

    /// <summary>Theme.</summary>
    public required string? Theme { get; init; }

    /// <summary>First day of the window.</summary>
    public required DateOnly? StartDate { get; init; }

    /// <summary>Last day of the window.</summary>
    public required DateOnly? EndDate { get; init; }

    /// <summary>The day on which the campaign started.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>The day on which the campaign ended.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Codes of the channels.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Customer segments, as the campaign words them.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>Partners, as the campaign words them.</summary>
    public required IReadOnlyList<string> Partners { get; init; }

    /// <summary>Responsible parties, as the campaign words them.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>Codes of budget and line, such as BRAND-2027/ADS-01.</summary>
    public required IReadOnlyList<string> BudgetLines { get; init; }

    /// <summary>Ref of the phase of the plan.</summary>
    public required string? PhaseRef { get; init; }

    /// <summary>Refs of the work packages of the plan.</summary>
    public required IReadOnlyList<string> TaskRefs { get; init; }

    /// <summary>Refs of the objectives of the plan.</summary>
    public required IReadOnlyList<string> ObjectiveRefs { get; init; }

    /// <summary>Ref of the part that the campaign was adopted from.</summary>
    public required string? PartRef { get; init; }

    /// <summary>Whether the campaign is a pilot.</summary>
    public required bool IsPilot { get; init; }

    /// <summary>Id of the pilot that the campaign rolls out.</summary>
    public required Guid? PilotId { get; init; }

    /// <summary>The verdict of the latest evaluation.</summary>
    public required CampaignVerdict? Verdict { get; init; }

    /// <summary>Version of the campaign.</summary>
    public required int Version { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>When it was deleted, in UTC.</summary>
    public required DateTime? DeletedAt { get; init; }

    /// <summary>Returns the row of a campaign.</summary>
    public static CampaignRow Of(CampaignResponse campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var terms = campaign.Terms;
        return new CampaignRow
        {
            Id = campaign.Id,
            PlanId = terms.PlanId,
            Code = terms.Code,
            Title = terms.Title,
            Kind = terms.Kind,
            Status = campaign.Status,
            StatusReason = campaign.StatusReason,
            Theme = terms.Theme,
            StartDate = terms.Window?.Start,
            EndDate = terms.Window?.End,
            StartedOn = campaign.StartedOn,
            EndedOn = campaign.EndedOn,
            Channels = terms.Channels,
            Segments = [.. terms.Segments.Select(segment => segment.Text)],
            Partners = [.. terms.Partners.Select(partner => partner.Text)],
            Owners = [.. terms.Owners.Select(owner => owner.Text)],
            BudgetLines = [.. terms.BudgetLines.Select(line => $"{line.BudgetCode}/{line.LineCode}")],
            PhaseRef = terms.PhaseRef,
            TaskRefs = terms.TaskRefs,
            ObjectiveRefs = terms.ObjectiveRefs,
            PartRef = campaign.Adopted?.Ref,
            IsPilot = terms.IsPilot,
            PilotId = terms.PilotId,
            Verdict = campaign.Evaluation?.Verdict,
            Version = campaign.Version,
            CreatedAt = campaign.CreatedAt,
            UpdatedAt = campaign.UpdatedAt,
            DeletedAt = campaign.DeletedAt,
        };
    }
}
