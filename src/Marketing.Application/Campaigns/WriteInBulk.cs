using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Plans;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>Creates, changes and deletes many campaigns.</summary>
public sealed record WriteCampaignsInBulk(CampaignBulkInput Input) : PhraseCommand<SyncBulkResponse>
{
    protected override void Read(PhraseReader reader)
    {
        foreach (var patch in Input.Items.Select(item => item.Campaign).OfType<Patch<CampaignUpsert>>())
        {
            reader.Prepare(patch);
        }
    }
}

internal sealed class WriteCampaignsInBulkHandler(IMarketingDb db, ExternalKeys keys, CampaignWriter writer, CampaignDeletion deletion)
    : IRequestHandler<WriteCampaignsInBulk, Result<SyncBulkResponse>>
{
    public Task<Result<SyncBulkResponse>> Handle(WriteCampaignsInBulk command, CancellationToken cancellationToken) =>
        new SyncBulk<Campaign, CampaignUpsert>(db, keys, new SyncedCampaigns(db, writer, deletion, command.Phrases)).ApplyAsync(
            command.Input.Mode,
            command.Input.Items,
            cancellationToken
        );
}

/// <summary>Creates, changes and deletes many content assets.</summary>
public sealed record WriteContentAssetsInBulk(ContentAssetBulkInput Input) : ICommand<SyncBulkResponse>;

internal sealed class WriteContentAssetsInBulkHandler(IMarketingDb db, ExternalKeys keys, SyncedContentAssets assets)
    : IRequestHandler<WriteContentAssetsInBulk, Result<SyncBulkResponse>>
{
    public Task<Result<SyncBulkResponse>> Handle(WriteContentAssetsInBulk command, CancellationToken cancellationToken) =>
        new SyncBulk<ContentAsset, ContentAssetUpsert>(db, keys, assets).ApplyAsync(
            command.Input.Mode,
            command.Input.Items,
            cancellationToken
        );
}
