using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>Creates or changes the content asset with an id of another system.</summary>
public sealed record UpsertContentAsset(ExternalWrite<ContentAssetUpsert> Write) : ICommand<ContentAssetResponse>;

internal sealed class UpsertContentAssetHandler(ExternalWrites writes, SyncedContentAssets assets, ResponseMapper responses)
    : IRequestHandler<UpsertContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(UpsertContentAsset command, CancellationToken cancellationToken)
    {
        var written = await writes.UpsertAsync(command.Write, assets, cancellationToken);
        return written.Succeeded
            ? responses.Map<ContentAsset, ContentAssetResponse>(written.Value.Resource) with
            {
                WasCreated = written.Value.IsNew,
            }
            : written.Error;
    }
}

/// <summary>Content assets, as other systems write them.</summary>
internal sealed class SyncedContentAssets(IMarketingDb db, ContentAssetWriter writer, TimeProvider clock)
    : BulkTarget<ContentAsset, ContentAssetUpsert>
{
    public override string Type => ResourceTypes.ContentAsset;

    public override Task<Result<ContentAsset>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        writer.FindAsync(ContentAssetId.From(id), expectedVersion, ct, includeDeleted: true);

    public override Task<List<ContentAsset>> LoadAsync(IReadOnlyList<Guid> ids, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var typed = ids.Select(ContentAssetId.From).ToList();
        return db.ContentAssets.IgnoreQueryFilters([DbFilters.Deletion]).Where(asset => typed.Contains(asset.Id)).ToListAsync(ct);
    }

    public override Task<ContentAssetUpsert> ReadAsync(ContentAsset resource, CancellationToken ct) =>
        Task.FromResult(new ContentAssetUpsert(ContentAssetWriter.InputOf(resource)));

    public override Result<ContentAssetUpsert> New(Patch<ContentAssetUpsert> patch) => patch.Create();

    public override Task<Result<ContentAsset>> CreateAsync(ContentAssetUpsert sent, CancellationToken ct) => writer.CreateAsync(sent, ct);

    public override Task<Error?> WriteAsync(ContentAsset resource, ContentAssetUpsert sent, string? system, CancellationToken ct) =>
        writer.WriteAsync(resource, sent, ct);

    public override async Task<Error?> RestoreAsync(ContentAsset resource, CancellationToken ct)
    {
        if (Refusals.Of(await writer.UnknownChannelAsync(resource.ChannelId?.Value, ct)) is { } unknown)
        {
            return unknown;
        }

        resource.Restore();
        return null;
    }

    public override Task<Error?> DeleteAsync(ContentAsset resource, CancellationToken ct)
    {
        resource.Delete(clock.Instant());
        return Task.FromResult<Error?>(null);
    }

    public override Error Incomplete(string member) => new ContentAssetItemIncomplete(member, $"/{member}");
}

/// <summary>Links a content asset to its id in another system, or unlinks it.</summary>
/// <param name="Id">The content asset.</param>
/// <param name="System">The system.</param>
/// <param name="ExpectedVersion">The version that the caller has read.</param>
/// <param name="ExternalId">The id there; null to unlink it.</param>
public sealed record LinkContentAsset(ContentAssetId Id, string System, ExpectedVersion? ExpectedVersion, string? ExternalId)
    : ICommand<ContentAssetResponse>;

internal sealed class LinkContentAssetHandler(ExternalKeys keys, ContentAssetWriter writer, ResponseMapper responses)
    : IRequestHandler<LinkContentAsset, Result<ContentAssetResponse>>
{
    public async Task<Result<ContentAssetResponse>> Handle(LinkContentAsset command, CancellationToken cancellationToken)
    {
        var linked = await keys.LinkAsync(
            command.System,
            command.ExternalId,
            () => writer.FindAsync(command.Id, command.ExpectedVersion, cancellationToken),
            cancellationToken
        );
        return linked.Succeeded ? responses.Map<ContentAsset, ContentAssetResponse>(linked.Value) : linked.Error;
    }
}
