using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Creates a campaign.</summary>
public sealed record CreateCampaign(CampaignTerms Terms) : PhraseCommand<CampaignResponse>
{
    protected override void Read(PhraseReader reader) => reader.Read(Terms, currency: null);
}

internal sealed class CreateCampaignHandler(IMarketingDb db, CampaignWriter writer)
    : IRequestHandler<CreateCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(CreateCampaign command, CancellationToken cancellationToken)
    {
        var campaign = await writer.CreateAsync(command.Phrases.Read(command.Terms, currency: null), cancellationToken);
        if (!campaign.Succeeded)
        {
            return campaign.Error;
        }

        db.Campaigns.Add(campaign.Value);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign.Value);
    }
}

/// <summary>Changes what a campaign says.</summary>
public sealed record UpdateCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion, Patch<CampaignTerms> Patch)
    : PhraseCommand<CampaignResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpdateCampaignHandler(IMarketingDb db, CampaignWriter writer)
    : IRequestHandler<UpdateCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(UpdateCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var campaign = found.Value;
        var patched = command.Patch.ApplyTo(campaign.Terms);
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value, currency: null, campaign.Terms);
        if (await writer.WriteAsync(campaign, read, cancellationToken) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }
}

/// <summary>Deletes a campaign. It can be restored.</summary>
public sealed record DeleteCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteCampaignHandler(
    IMarketingDb db,
    CampaignWriter writer,
    CampaignReviews reviews,
    IEnumerable<ICampaignBlocker> blockers,
    TimeProvider clock
) : IRequestHandler<DeleteCampaign, Result<Done>>
{
    private const int BlockersShown = 20;

    public async Task<Result<Done>> Handle(DeleteCampaign command, CancellationToken cancellationToken)
    {
        var campaign = db.Campaigns.Where(campaign => campaign.Id == command.Id);
        await campaign.GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), cancellationToken);
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var reasons = new List<string>();
        foreach (var blocker in blockers)
        {
            reasons.AddRange(await blocker.BlockersOfAsync(command.Id, BlockersShown, cancellationToken));
        }

        if (reasons.Count > 0)
        {
            return new CampaignHasFacts(command.Id.Value, reasons);
        }

        await reviews.WithdrawAsync(found.Value, cancellationToken);
        found.Value.Remove(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Restores a deleted campaign.</summary>
public sealed record RestoreCampaign(CampaignId Id, ExpectedVersion? ExpectedVersion) : ICommand<CampaignResponse>;

internal sealed class RestoreCampaignHandler(IMarketingDb db, CampaignWriter writer)
    : IRequestHandler<RestoreCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(RestoreCampaign command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var campaign = found.Value;
        if (await writer.WhyNotRestoredAsync(campaign, cancellationToken) is { } refused)
        {
            return refused;
        }

        campaign.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }
}
