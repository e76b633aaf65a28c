namespace Marketing.Client;

/// <summary>
/// Mirrors campaigns between a partner's store and Marketing.Api, both ways. Members that one side changes reach the other; if both
/// change the same member, the partner's value wins.
/// </summary>
public sealed class CampaignMirror(MarketingClient client, string system, MirrorState state)
{
    private const int Most = 1_000;

    /// <summary>Reads what has changed there, then sends what has changed here.</summary>
    public async Task SyncAsync()
    {
        if (state.Cursor is null)
        {
            await ReadAllAsync();
        }

        await FollowAsync();
        var changed = state.Campaigns.Where(pair => pair.Value.Ours != pair.Value.Agreed).ToList();
        foreach (var chunk in changed.Chunk(Most))
        {
            await SendAsync(chunk);
        }
    }

    private async Task ReadAllAsync()
    {
        CampaignSnapshotResponse page;
        string? cursor = null;
        do
        {
            page = (await client.SnapshotCampaignsAsync(pageSize: Most, cursor: cursor)).Result;
            foreach (var campaign in page.Items)
            {
                await HearAsync(campaign);
            }
        } while ((cursor = page.NextCursor) is not null);
        state.Cursor = page.ChangesCursor;
    }

    private async Task FollowAsync()
    {
        ChangesResponse page;
        do
        {
            page = (
                await client.ReadChangesAsync(
                    pageSize: Most,
                    cursor: state.Cursor,
                    types: ["campaign"],
                    excludeOrigin: OriginExclusion.Self,
                    include: [ChangeInclusion.Resource]
                )
            ).Result;
            foreach (var change in page.Items)
            {
                if (change.Op == ChangeOp.Deleted)
                {
                    Forget(change.Id);
                }
                else if (change.Resource is { } resource)
                {
                    await HearAsync(client.Read<CampaignResponse>(resource));
                }
            }

            state.Cursor = page.NextCursor;
        } while (page.HasMore);
    }

    private async Task HearAsync(CampaignResponse theirs)
    {
        var id = theirs.ExternalIds.FirstOrDefault(each => each.System == system)?.Id;
        if (id is null)
        {
            id = theirs.Code!;
            try
            {
                await client.LinkCampaignAsync(theirs.Id, system, $"\"{theirs.Version}\"", new ExternalIdInput { Id = id });
            }
            catch (ApiException refused) when (refused.StatusCode is 404 or 412)
            {
                // It has changed since: the feed has another entry for it.
                return;
            }
        }

        var campaign = state.Campaigns.TryGetValue(id, out var known) ? known : state.Campaigns[id] = new MirroredCampaign();
        var heard = new PartnerCampaign(theirs.Title, theirs.Description, theirs.Window?.Start, theirs.Window?.End);
        campaign.ServerId = theirs.Id;
        campaign.Ours = Merge(campaign, heard);
        campaign.Agreed = heard;
    }

    /// <summary>Returns what the partner says from now on: what the partner changed stays, the rest follows the server.</summary>
    private static PartnerCampaign? Merge(MirroredCampaign campaign, PartnerCampaign heard)
    {
        return campaign switch
        {
            { Agreed: null, Ours: null } => heard,
            { Ours: null } => null,
            { Agreed: null, Ours: { } ours } => ours,
            { Agreed: { } agreed, Ours: { } ours } => new PartnerCampaign(
                Pick(ours.Title, agreed.Title, heard.Title),
                Pick(ours.Description, agreed.Description, heard.Description),
                Pick(ours.Start, agreed.Start, heard.Start),
                Pick(ours.End, agreed.End, heard.End)
            ),
        };

        static T Pick<T>(T ours, T agreed, T theirs) => Equals(ours, agreed) ? theirs : ours;
    }

    private void Forget(Guid serverId)
    {
        foreach (var (id, _) in state.Campaigns.Where(pair => pair.Value.ServerId == serverId).ToList())
        {
            state.Campaigns.Remove(id);
        }
    }

    private async Task SendAsync(IReadOnlyList<KeyValuePair<string, MirroredCampaign>> changed)
    {
        var body = new CampaignBulkInput { Mode = BulkMode.Independent, Items = [.. changed.Select(pair => ItemOf(pair.Key, pair.Value))] };
        var results = (await client.WriteCampaignsInBulkAsync(body)).Result.Results;
        foreach (var (result, (id, campaign)) in results.Zip(changed))
        {
            campaign.Refusal = result.Problem?.Code;
            if (campaign.Ours is null && campaign.Refusal is null or "external.notFound")
            {
                state.Campaigns.Remove(id);
            }
            else if (campaign.Refusal is null)
            {
                (campaign.ServerId, campaign.Agreed) = (result.Id, campaign.Ours);
            }
        }
    }

    private CampaignBulkItem ItemOf(string id, MirroredCampaign campaign) =>
        new()
        {
            Op = campaign.Ours is null ? SyncBulkOp.Delete : SyncBulkOp.Upsert,
            ExternalId = new ExternalIdValue { System = system, Id = id },
            Campaign = campaign.Ours is { } ours ? PatchOf(ours, campaign.Agreed) : null,
        };

    /// <summary>Returns the members that differ. Null would be left out, so members to clear are named.</summary>
    private static CampaignUpsertPatch PatchOf(PartnerCampaign ours, PartnerCampaign? agreed)
    {
        var patch = new CampaignUpsertPatch
        {
            Kind = agreed is null ? CampaignKind.Other : null,
            Title = ours.Title == agreed?.Title ? null : ours.Title,
            Description = ours.Description == agreed?.Description ? null : ours.Description,
        };
        if (ours.Description is null && agreed?.Description is not null)
        {
            patch.Cleared["description"] = null;
        }

        if (ours.Start is { } start && (start, ours.End) != (agreed?.Start, agreed?.End))
        {
            patch.Window = new CampaignWindowPatch { Start = start, End = ours.End };
            if (ours.End is null)
            {
                patch.Window.Cleared["end"] = null;
            }
        }
        else if (ours.Start is null && agreed?.Start is not null)
        {
            patch.Cleared["window"] = null;
        }

        return patch;
    }
}
