using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Deletes campaigns without results and bookings.</summary>
internal sealed class CampaignDeletion(
    IMarketingDb db,
    CampaignWriter writer,
    CampaignReviews reviews,
    IEnumerable<ICampaignBlocker> blockers,
    TimeProvider clock
)
{
    private const int BlockersShown = 20;

    /// <summary>Locks the campaign and deletes it.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to accept any.</param>
    /// <param name="ct">Cancels the statements.</param>
    public async Task<Result<Done>> DeleteAsync(CampaignId id, ExpectedVersion? expectedVersion, CancellationToken ct)
    {
        var campaign = db.Campaigns.Where(campaign => campaign.Id == id);
        await campaign.GuardAsync(row => row.SetProperty(r => r.Version, r => r.Version), ct);
        var found = await writer.FindAsync(id, expectedVersion, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var reasons = new List<string>();
        foreach (var blocker in blockers)
        {
            reasons.AddRange(await blocker.BlockersOfAsync(id, BlockersShown, ct));
        }

        if (reasons.Count > 0)
        {
            return new CampaignHasFacts(id.Value, reasons);
        }

        await reviews.WithdrawAsync(found.Value, ct);
        found.Value.Remove(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Deletes the campaign with an id of another system. It can be restored.</summary>
public sealed record DeleteExternalCampaign(string System, string ExternalId, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteExternalCampaignHandler(ExternalKeys keys, CampaignDeletion deletion)
    : IRequestHandler<DeleteExternalCampaign, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteExternalCampaign command, CancellationToken cancellationToken)
    {
        var (system, externalId) = (command.System, command.ExternalId);
        if (keys.WhyForbidden(system, externalId) is { } forbidden)
        {
            return forbidden;
        }

        var key = await keys.FindAsync(ResourceTypes.Campaign, system, externalId, cancellationToken);
        if (key is null)
        {
            return new ExternalIdNotFound(system, externalId);
        }

        var deleted = await deletion.DeleteAsync(CampaignId.From(key.ResourceId), command.ExpectedVersion, cancellationToken);
        return deleted is { Succeeded: false, Error: CampaignNotFound } ? new ExternalIdNotFound(system, externalId) : deleted;
    }
}
