using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Campaigns;

/// <summary>States of the legal department's review of a campaign.</summary>
public enum CampaignReviewState
{
    /// <summary>The legal department is asked.</summary>
    Requested,

    /// <summary>The legal department has countersigned the campaign.</summary>
    Countersigned,

    /// <summary>The legal department returned the campaign for changes, or nobody decided in time.</summary>
    Returned,

    /// <summary>The campaign was changed afterwards, or it started, was cancelled or deleted before the decision.</summary>
    Outdated,
}

/// <summary>
/// The legal department's review of a campaign (R35): requested → countersigned or returned. A change of what the campaign says makes it
/// outdated. After a return or a change, it can be requested again.
/// </summary>
public sealed record CampaignReview
{
    public const int ActorLength = 200;

    /// <summary>How far the review is.</summary>
    public required CampaignReviewState State { get; init; }

    /// <summary>How often the campaign was submitted.</summary>
    [Range(1, int.MaxValue)]
    public required int Round { get; init; }

    /// <summary>Id of the actor who asks for it.</summary>
    [MaxLength(ActorLength)]
    public required string RequestedBy { get; init; }

    /// <summary>Asks for a review.</summary>
    /// <param name="before">The review before; null if there was none.</param>
    /// <param name="by">The actor who asks.</param>
    public static Result<CampaignReview> Request(CampaignReview? before, string by) =>
        before?.State == CampaignReviewState.Requested
            ? new CampaignReviewPending(before.RequestedBy)
            : new CampaignReview
            {
                State = CampaignReviewState.Requested,
                Round = (before?.Round ?? 0) + 1,
                RequestedBy = by,
            };

    /// <summary>Records the decision about a round.</summary>
    /// <param name="round">The round that was decided.</param>
    /// <param name="countersigned">Whether the legal department countersigned.</param>
    public Result<CampaignReview> Decide(int round, bool countersigned) =>
        State != CampaignReviewState.Requested || round != Round
            ? new CampaignReviewNotRequested()
            : this with
            {
                State = countersigned ? CampaignReviewState.Countersigned : CampaignReviewState.Returned,
            };

    /// <summary>Returns the review after a change of what the campaign says.</summary>
    public CampaignReview AfterChange() =>
        State is CampaignReviewState.Requested or CampaignReviewState.Countersigned
            ? this with
            {
                State = CampaignReviewState.Outdated,
            }
            : this;
}

/// <summary>The legal department is asked already.</summary>
public sealed record CampaignReviewPending(string RequestedBy) : ConflictError("campaign.reviewPending");

/// <summary>Nobody asks for the decision any more.</summary>
public sealed record CampaignReviewNotRequested() : ConflictError("campaign.reviewNotRequested");

/// <summary>The campaign uses customer data, and the legal department has not countersigned it.</summary>
public sealed record CampaignNotCountersigned(Guid Id) : ConflictError("campaign.notCountersigned");
