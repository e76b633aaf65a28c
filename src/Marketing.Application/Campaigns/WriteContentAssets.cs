using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Creates a content asset.</summary>
public sealed record CreateContentAsset(ContentAssetInput Input) : ICommand<ContentAssetResponse>;

internal sealed class CreateContentAssetHandler(IMarketingDb db, ContentAssetWriter writer, ResponseMapper responses)
    : IRequestHandler<CreateContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(CreateContentAsset command, CancellationToken cancellationToken)
    {
        var asset = await writer.CreateAsync(command.Input, cancellationToken);
        if (!asset.Succeeded)
        {
            return asset.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ContentAsset, ContentAssetResponse>(asset.Value);
    }
}

/// <summary>Changes a content asset.</summary>
public sealed record UpdateContentAsset(ContentAssetId Id, ExpectedVersion? ExpectedVersion, Patch<ContentAssetInput> Patch)
    : ICommand<ContentAssetResponse>;

internal sealed class UpdateContentAssetHandler(IMarketingDb db, ContentAssetWriter writer, ResponseMapper responses)
    : IRequestHandler<UpdateContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(UpdateContentAsset command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var asset = found.Value;
        var changed = command.Patch.ApplyTo(ContentAssetWriter.InputOf(asset));
        if (!changed.Succeeded)
        {
            return changed.Error;
        }

        if (await writer.WriteAsync(asset, changed.Value, cancellationToken) is { } objection)
        {
            return objection;
        }

        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ContentAsset, ContentAssetResponse>(asset);
    }
}

/// <summary>Deletes a content asset. It can be restored.</summary>
public sealed record DeleteContentAsset(ContentAssetId Id, ExpectedVersion? ExpectedVersion) : ICommand<Done>;

internal sealed class DeleteContentAssetHandler(ContentAssetWriter writer, TimeProvider clock)
    : IRequestHandler<DeleteContentAsset, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteContentAsset command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        found.Value.Delete(clock.Instant());
        return Done.Now;
    }
}

/// <summary>Restores a deleted content asset.</summary>
public sealed record RestoreContentAsset(ContentAssetId Id, ExpectedVersion? ExpectedVersion) : ICommand<ContentAssetResponse>;

internal sealed class RestoreContentAssetHandler(IMarketingDb db, ContentAssetWriter writer, ResponseMapper responses)
    : IRequestHandler<RestoreContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(RestoreContentAsset command, CancellationToken cancellationToken)
    {
        var found = await writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken, includeDeleted: true);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var asset = found.Value;
        if (Refusals.Of(await writer.UnknownChannelAsync(asset.ChannelId?.Value, cancellationToken)) is { } unknown)
        {
            return unknown;
        }

        asset.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return responses.Map<ContentAsset, ContentAssetResponse>(asset);
    }
}

/// <summary>Code shared by the use cases that write content assets.</summary>
internal sealed class ContentAssetWriter(IMarketingDb db, RequestContext context)
{
    public Task<Result<ContentAsset>> FindAsync(
        ContentAssetId id,
        ExpectedVersion? expectedVersion,
        CancellationToken ct,
        bool includeDeleted = false
    ) => db.FindAsync<ContentAsset, ContentAssetId>(id, expectedVersion, new ContentAssetNotFound(id.Value), ct, includeDeleted);

    /// <summary>Adds a new asset.</summary>
    public async Task<Result<ContentAsset>> CreateAsync(ContentAssetInput input, CancellationToken ct)
    {
        if (await ObjectionAsync(input, null, ct) is { } objection)
        {
            return objection;
        }

        var asset = ContentAsset.Plan(context.WorkspaceId, ContentOf(input));
        db.ContentAssets.Add(asset);
        return asset;
    }

    /// <summary>Replaces what an asset says. Returns an error, or null.</summary>
    public async Task<Error?> WriteAsync(ContentAsset asset, ContentAssetInput input, CancellationToken ct)
    {
        if (await ObjectionAsync(input, asset, ct) is { } objection)
        {
            return objection;
        }

        asset.Write(ContentOf(input));
        return null;
    }

    /// <summary>Returns what clients can write about an asset, as it is.</summary>
    public static ContentAssetInput InputOf(ContentAsset asset) =>
        new()
        {
            Title = asset.Title,
            CampaignId = asset.CampaignId?.Value,
            ChannelId = asset.ChannelId?.Value,
            Format = asset.Format,
            PlannedOn = asset.PlannedOn,
            PublishedOn = asset.PublishedOn,
            Link = asset.Link,
        };

    /// <summary>Returns an error for a campaign or channel that does not exist. A campaign that the asset already has stays.</summary>
    private async Task<Error?> ObjectionAsync(ContentAssetInput input, ContentAsset? asset, CancellationToken ct) =>
        Refusals.Of([
            .. await db.UnknownCampaignAsync(input.CampaignId, asset?.CampaignId, ct),
            .. await UnknownChannelAsync(input.ChannelId, ct),
        ]);

    public Task<IReadOnlyList<RuleFault>> UnknownChannelAsync(Guid? channel, CancellationToken ct) =>
        db.UnknownEntriesAsync([new NamedEntry("/channelId", ResourceTypes.Channel, channel)], ct);

    private static ContentAssetContent ContentOf(ContentAssetInput input) =>
        new()
        {
            Title = input.Title,
            CampaignId = input.CampaignId is { } campaign ? CampaignId.From(campaign) : null,
            ChannelId = input.ChannelId is { } channel ? ChannelId.From(channel) : null,
            Format = input.Format,
            PlannedOn = input.PlannedOn,
            PublishedOn = input.PublishedOn,
            Link = input.Link,
        };
}
