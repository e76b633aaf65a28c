using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Plans;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

internal sealed class UpsertCampaignHandler(IMarketingDb db, ExternalWrites writes, CampaignWriter writer, CampaignDeletion deletion)
    : IRequestHandler<UpsertCampaign, Result<CampaignResponse>>
{
    public async Task<Result<CampaignResponse>> Handle(UpsertCampaign command, CancellationToken cancellationToken)
    {
        var target = new SyncedCampaigns(db, writer, deletion, command.Phrases);
        var written = await writes.UpsertAsync(command.Write, target, cancellationToken);
        return written.Succeeded ? writer.ToResponse(written.Value.Resource) with { WasCreated = written.Value.IsNew } : written.Error;
    }
}

/// <summary>Campaigns, as other systems write them.</summary>
/// <param name="db">The database.</param>
/// <param name="writer">Writes campaigns.</param>
/// <param name="deletion">Deletes campaigns.</param>
/// <param name="phrases">The phrases that were read from the request.</param>
internal sealed class SyncedCampaigns(IMarketingDb db, CampaignWriter writer, CampaignDeletion deletion, PhraseReader phrases)
    : BulkTarget<Campaign, CampaignUpsert>
{
    public override string Type => ResourceTypes.Campaign;

    public override BulkCodes<Campaign, CampaignUpsert> Codes { get; } =
        new(
            Campaign.KeyOf,
            campaign => campaign.CodeKey,
            sent => sent.Code,
            code => new CampaignCodeUnknown(code),
            (code, other, campaign) => new CampaignCodeTaken(code, other.Id.Value, campaign?.Id.Value)
        );

    public override Task<Result<Campaign>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        writer.FindAsync(CampaignId.From(id), expectedVersion, ct, includeDeleted: true);

    public override Task<List<Campaign>> LoadAsync(IReadOnlyList<Guid> ids, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var typed = ids.Select(CampaignId.From).ToList();
        return db
            .Campaigns.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(campaign => typed.Contains(campaign.Id) || (codes.Contains(campaign.CodeKey) && campaign.DeletedAt == null))
            .ToListAsync(ct);
    }

    public override Task<CampaignUpsert> ReadAsync(Campaign resource, CancellationToken ct) =>
        Task.FromResult(new CampaignUpsert(resource.Terms));

    public override Result<CampaignUpsert> New(Patch<CampaignUpsert> patch) => patch.Create(new { Kind = CampaignKind.Other });

    public override async Task<Result<Campaign>> CreateAsync(CampaignUpsert sent, CancellationToken ct)
    {
        var campaign = await writer.CreateAsync(phrases.Read(sent.Alone(), currency: null), ct);
        if (campaign.Succeeded)
        {
            db.Campaigns.Add(campaign.Value);
        }

        return campaign;
    }

    public override Task<Error?> WriteAsync(Campaign resource, CampaignUpsert sent, string? system, CancellationToken ct) =>
        writer.WriteAsync(resource, phrases.Read(sent.Alone(), currency: null, resource.Terms), ct, system);

    public override async Task<Error?> RestoreAsync(Campaign resource, CancellationToken ct)
    {
        if (await writer.WhyNotRestoredAsync(resource, ct) is { } gone)
        {
            return gone;
        }

        resource.Restore();
        return null;
    }

    public override async Task<Error?> DeleteAsync(Campaign resource, CancellationToken ct) =>
        (await deletion.DeleteAsync(resource.Id, null, ct)).Error;

    public override Error Incomplete(string member) => new CampaignItemIncomplete(member, $"/{member}");
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
