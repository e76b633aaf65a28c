using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Approvals;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>A request for the legal department's review.</summary>
public sealed record SubmitCampaignInput
{
    /// <summary>What the legal department should know.</summary>
    /// <example>短信名单来自会员系统，均已取得授权。</example>
    [MaxLength(Approval.TextLength)]
    public string? Comment { get; init; }
}

/// <summary>Asks the legal department to countersign a campaign.</summary>
public sealed record SubmitCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion, string? Comment) : ICommand<CampaignResponse>;

internal sealed class SubmitCampaignHandler(IMarketingDb db, RequestContext context, CampaignWriter writer, ApprovalRequests requests)
    : IRequestHandler<SubmitCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(SubmitCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var (campaign, by) = (found.Value, context.Caller.ActorId);
        if (campaign.RequestReview(by).Error is { } refused)
        {
            return refused;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(WireJson.Store(campaign.Terms)));
        var subject = new ApprovalSubject(
            ResourceTypes.Campaign,
            campaign.Id.Value,
            CampaignApprovals.Revision,
            campaign.Review!.Round,
            hash
        );
        await requests.AskAsync(subject, ApprovalStep.Legal, by, command.Comment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }
}

/// <summary>Campaigns as a subject of approvals: the countersignature of the legal department.</summary>
internal sealed class CampaignApprovals(IMarketingDb db) : IApprovalSubject
{
    /// <summary>A campaign has no revisions; its rounds are counted.</summary>
    public const int Revision = 1;

    public string Type => ResourceTypes.Campaign;

    public Task HoldAsync(Guid id, CancellationToken ct)
    {
        var campaign = CampaignId.From(id);
        return db.Campaigns.Where(row => row.Id == campaign).GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
    }

    public async Task<IReadOnlyCollection<string>> PreparersAsync(ApprovalSubject subject, CancellationToken ct) =>
        await FindAsync(subject.Id, ct) is { Review: { } review } ? [review.RequestedBy] : [];

    public async Task<IReadOnlyList<RuleFault>> MisplacedAsync(
        ApprovalSubject subject,
        IReadOnlyList<ApprovalRemark> remarks,
        CancellationToken ct
    ) => remarks.Count > 0 && await FindAsync(subject.Id, ct) is { } campaign ? RemarkPlaces.Misplaced(campaign.Terms, remarks) : [];

    public Task<Error?> ApprovedAsync(Approval approval, IReadOnlyList<Approval> round, DateTime at, CancellationToken ct) =>
        DecideAsync(approval, countersigned: true, ct);

    public Task<Error?> ReturnedAsync(Approval approval, CancellationToken ct) => DecideAsync(approval, countersigned: false, ct);

    private async Task<Error?> DecideAsync(Approval approval, bool countersigned, CancellationToken ct) =>
        await FindAsync(approval.SubjectId, ct) is { } campaign
            ? campaign.DecideReview(approval.Round, countersigned).Error
            : new CampaignNotFound(approval.SubjectId);

    private Task<Campaign?> FindAsync(Guid id, CancellationToken ct)
    {
        var campaign = CampaignId.From(id);
        return db.Campaigns.SingleOrDefaultAsync(row => row.Id == campaign, ct);
    }
}

/// <summary>Requires reviews of campaigns, and ends those of campaigns that have changed since.</summary>
internal sealed class CampaignReviews(ApprovalRequests requests, Signers signers)
{
    /// <summary>Returns an error if the workspace wants the campaign to be countersigned before it starts, and it is not.</summary>
    public async Task<Error?> WhyNotStartedAsync(Campaign campaign, CancellationToken ct) =>
        campaign.WhyNotStarted((await signers.SettingsAsync(ct)).CountersignsCustomerData);

    /// <summary>Ends the review of a campaign that says something else now, or that no longer waits for its start.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="before">What it said before.</param>
    /// <param name="ct">Cancels the step.</param>
    public async Task FollowAsync(Campaign campaign, CampaignTerms before, CancellationToken ct)
    {
        if (campaign.Review is null)
        {
            return;
        }

        var changed = SyncedMembers.Changed(before, campaign.Terms).Any();
        if (changed || campaign.Status != CampaignStatus.Planned)
        {
            await WithdrawAsync(campaign, ct);
        }

        if (changed)
        {
            campaign.OutdateReview();
        }
    }

    /// <summary>Ends the review of a campaign if it is open, and withdraws the request for it.</summary>
    public async Task WithdrawAsync(Campaign campaign, CancellationToken ct)
    {
        if (campaign.Review?.State == CampaignReviewState.Requested)
        {
            await requests.WithdrawAsync(ResourceTypes.Campaign, campaign.Id.Value, ct);
            campaign.OutdateReview();
        }
    }
}
