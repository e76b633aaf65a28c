using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Plans;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Members of a campaign that another system sends. Members that are left out stay as they are.</summary>
public sealed record CampaignUpsert : CampaignTerms
{
    public CampaignUpsert() { }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public CampaignUpsert(CampaignTerms terms)
        : base(terms) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }
}

/// <summary>Reads the campaign with an id of another system.</summary>
public sealed record GetExternalCampaign(string System, string ExternalId) : IQuery<CampaignResponse>;

internal sealed class GetExternalCampaignHandler(IMarketingDb db, ExternalKeys keys, CampaignWriter writer)
    : IRequestHandler<GetExternalCampaign, Result<CampaignResponse>>
{
    public Task<Result<CampaignResponse>> Handle(GetExternalCampaign query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync<Result<CampaignResponse>>(
            async () =>
            {
                var key = await keys.FindAsync(ResourceTypes.Campaign, query.System, query.ExternalId, cancellationToken);
                var found = key is null ? null : await writer.FindAsync(CampaignId.From(key.ResourceId), null, cancellationToken);
                return found is { Succeeded: true }
                    ? writer.ToResponse(found.Value)
                    : new ExternalIdNotFound(query.System, query.ExternalId);
            },
            cancellationToken
        );
}

/// <summary>Creates or changes the campaign with an id of another system.</summary>
/// <param name="System">The system.</param>
/// <param name="ExternalId">The id there.</param>
/// <param name="ExpectedVersion">The version that the caller has read; null to accept any.</param>
/// <param name="Patch">The members sent.</param>
/// <param name="Restore">Whether to restore a deleted campaign.</param>
public sealed record UpsertCampaign(
    string System,
    string ExternalId,
    ExpectedVersion? ExpectedVersion,
    Patch<CampaignUpsert> Patch,
    bool Restore
) : PhraseCommand<CampaignResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Patch);
}

internal sealed class UpsertCampaignHandler(IMarketingDb db, ExternalKeys keys, CampaignWriter writer)
    : IRequestHandler<UpsertCampaign, Result<CampaignResponse>>
{
    /// <summary>The current version in the error if there is no campaign yet.</summary>
    private const int NoVersion = 0;

    public async Task<Result<CampaignResponse>> Handle(UpsertCampaign command, CancellationToken cancellationToken)
    {
        if (keys.WhyForbidden(command.System, command.ExternalId) is { } forbidden)
        {
            return forbidden;
        }

        var key = await keys.FindAsync(ResourceTypes.Campaign, command.System, command.ExternalId, cancellationToken);
        if (key is null && command.ExpectedVersion is { AllowsMissing: false })
        {
            return new StaleVersion(NoVersion);
        }

        var written = key is null ? await CreateAsync(command, cancellationToken) : await ChangeAsync(command, key, cancellationToken);
        if (!written.Succeeded)
        {
            return written.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(written.Value) with { IsNew = key is null };
    }

    private async Task<Result<Campaign>> CreateAsync(UpsertCampaign command, CancellationToken ct)
    {
        var patched = command.Patch.ApplyTo(new CampaignUpsert(CampaignTerms.Empty));
        if (!patched.Succeeded)
        {
            return patched.Error;
        }

        var read = command.Phrases.Read(patched.Value.Alone(), currency: null);
        var campaign = await writer.CreateAsync(read, ct);
        if (campaign.Succeeded)
        {
            db.Campaigns.Add(campaign.Value);
            keys.Add(campaign.Value, command.System, command.ExternalId).Follow(patched.Value.SourceUpdatedAt);
            campaign.Value.Know(command.System, command.ExternalId);
        }

        return campaign;
    }

    private async Task<Result<Campaign>> ChangeAsync(UpsertCampaign command, ExternalKey key, CancellationToken ct)
    {
        var found = await writer.FindAsync(CampaignId.From(key.ResourceId), command.ExpectedVersion, ct, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var campaign = found.Value;
        var patched = command.Patch.ApplyTo(new CampaignUpsert(campaign.Terms));
        if ((patched.Error ?? key.Follow(patched.Value.SourceUpdatedAt).Error) is { } refused)
        {
            return refused;
        }

        if (campaign.DeletedAt is not null)
        {
            if (!command.Restore)
            {
                return new ExternalTargetDeleted(command.System, command.ExternalId, key.ResourceId);
            }

            if (await writer.WhyNotRestoredAsync(campaign, ct) is { } gone)
            {
                return gone;
            }

            campaign.Restore();
        }

        var read = command.Phrases.Read(patched.Value.Alone(), currency: null, campaign.Terms);
        return await writer.WriteAsync(campaign, read, ct, command.System) is { } error ? error : campaign;
    }
}

/// <summary>Links a campaign to its id in another system, or unlinks it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="System">The system.</param>
/// <param name="ExpectedVersion">The version that the caller has read.</param>
/// <param name="ExternalId">The id there; null to unlink it.</param>
public sealed record LinkCampaign(CampaignId Id, string System, ExpectedVersion? ExpectedVersion, string? ExternalId)
    : ICommand<CampaignResponse>;

internal sealed class LinkCampaignHandler(IMarketingDb db, ExternalKeys keys, CampaignWriter writer)
    : IRequestHandler<LinkCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(LinkCampaign command, CancellationToken cancellationToken)
    {
        if (keys.WhyForbidden(command.System, command.ExternalId ?? "-") is { } forbidden)
        {
            return forbidden;
        }

        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var campaign = found.Value;
        if (await keys.LinkAsync(campaign, command.System, command.ExternalId, cancellationToken) is { } taken)
        {
            return taken;
        }

        campaign.Know(command.System, command.ExternalId);
        await db.SaveChangesAsync(cancellationToken);
        return writer.ToResponse(campaign);
    }
}
