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
public sealed record CampaignUpsert : CampaignTerms, ISent
{
    public CampaignUpsert() { }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public CampaignUpsert(CampaignTerms terms)
        : base(terms) { }

    /// <summary>When the system changed what it sends, by its own clock. Anything older than the last one is refused (409).</summary>
    public DateTime? SourceUpdatedAt { get; init; }

    /// <summary>Returns a new campaign with the members of a patch, or what is wrong with it.</summary>
    internal static Result<CampaignUpsert> New(Patch<CampaignUpsert> patch) => patch.Create(new { Kind = CampaignKind.Other });
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
public sealed record UpsertCampaign(ExternalWrite<CampaignUpsert> Write) : PhraseCommand<CampaignResponse>
{
    protected override void Read(PhraseReader reader) => reader.Prepare(Write.Patch);
}

internal sealed class UpsertCampaignHandler(IMarketingDb db, ExternalWrites writes, CampaignWriter writer)
    : IRequestHandler<UpsertCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(UpsertCampaign command, CancellationToken cancellationToken)
    {
        var written = await writes.UpsertAsync(command.Write, new SyncedCampaigns(db, writer, command.Phrases), cancellationToken);
        return written.Succeeded
            ? writer.ToResponse(written.Value.Resource) with { WasCreated = written.Value.IsNew }
            : written.Error;
    }
}

/// <summary>Campaigns, as other systems write them.</summary>
/// <param name="db">The database.</param>
/// <param name="writer">Writes campaigns.</param>
/// <param name="phrases">The phrases that were read from the request.</param>
internal sealed class SyncedCampaigns(IMarketingDb db, CampaignWriter writer, PhraseReader phrases) : ISyncTarget<Campaign, CampaignUpsert>
{
    public string Type => ResourceTypes.Campaign;

    public Task<Result<Campaign>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        writer.FindAsync(CampaignId.From(id), expectedVersion, ct, includeDeleted: true);

    public Task<CampaignUpsert> ReadAsync(Campaign resource, CancellationToken ct) => Task.FromResult(new CampaignUpsert(resource.Terms));

    public Result<CampaignUpsert> New(Patch<CampaignUpsert> patch) => CampaignUpsert.New(patch);

    public async Task<Result<Campaign>> CreateAsync(CampaignUpsert sent, CancellationToken ct)
    {
        var campaign = await writer.CreateAsync(phrases.Read(sent.Alone(), currency: null), ct);
        if (campaign.Succeeded)
        {
            db.Campaigns.Add(campaign.Value);
        }

        return campaign;
    }

    public Task<Error?> WriteAsync(Campaign resource, CampaignUpsert sent, string? system, CancellationToken ct) =>
        writer.WriteAsync(resource, phrases.Read(sent.Alone(), currency: null, resource.Terms), ct, system);

    public async Task<Error?> RestoreAsync(Campaign resource, CancellationToken ct)
    {
        if (await writer.WhyNotRestoredAsync(resource, ct) is { } gone)
        {
            return gone;
        }

        resource.Restore();
        return null;
    }
}

/// <summary>Links a campaign to its id in another system, or unlinks it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="System">The system.</param>
/// <param name="ExpectedVersion">The version that the caller has read.</param>
/// <param name="ExternalId">The id there; null to unlink it.</param>
public sealed record LinkCampaign(CampaignId Id, string System, ExpectedVersion? ExpectedVersion, string? ExternalId)
    : ICommand<CampaignResponse>;

internal sealed class LinkCampaignHandler(ExternalKeys keys, CampaignWriter writer)
    : IRequestHandler<LinkCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(LinkCampaign command, CancellationToken cancellationToken)
    {
        var linked = await keys.LinkAsync(
            command.System,
            command.ExternalId,
            () => writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken),
            cancellationToken
        );
        return linked.Succeeded ? writer.ToResponse(linked.Value) : linked.Error;
    }
}
