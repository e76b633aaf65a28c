using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Campaigns;

/// <summary>A page of all campaigns, and where the change feed continues.</summary>
public sealed record CampaignSnapshotResponse
{
    /// <summary>The campaigns, in the order of their creation.</summary>
    [MaxLength(ListArguments.LargestPage)]
    public required IReadOnlyList<CampaignResponse> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last page.</summary>
    [MaxLength(SnapshotArguments.CursorLength)]
    public required string? NextCursor { get; init; }

    /// <summary>
    /// Cursor for `readChanges`, the same on every page. Follow it after the last page: it continues where the first page began.
    /// </summary>
    [MaxLength(500)]
    public required string ChangesCursor { get; init; }
}

/// <summary>Reads all campaigns, page by page, for a copy that the change feed keeps up to date.</summary>
public sealed record SnapshotCampaigns : SnapshotArguments, IQuery<CampaignSnapshotResponse>;

internal sealed class SnapshotCampaignsHandler(SnapshotReader snapshots)
    : IRequestHandler<SnapshotCampaigns, Result<CampaignSnapshotResponse>>
{
    public async Task<Result<CampaignSnapshotResponse>> Handle(SnapshotCampaigns query, CancellationToken cancellationToken)
    {
        var read = await snapshots.ReadAsync<Campaign, CampaignId, CampaignResponse>(query, "/v1/campaigns/snapshot", cancellationToken);
        return read.Succeeded
            ? new CampaignSnapshotResponse
            {
                Items = read.Value.Items,
                NextCursor = read.Value.NextCursor,
                ChangesCursor = read.Value.ChangesCursor,
            }
            : read.Error;
    }
}
