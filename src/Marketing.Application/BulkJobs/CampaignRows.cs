using Marketing.Application.Budgets;
using Marketing.Application.Campaigns;
using Marketing.Domain.Access;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.BulkJobs;

/// <summary>
/// Campaigns, as in <c>POST /v1/campaigns/bulk</c>. A row without a name is refused: sent again, it would create a second campaign.
/// </summary>
internal sealed class CampaignRows(ISender sender) : IBulkKind
{
    public BulkJobKind Kind => BulkJobKind.Campaigns;

    public string Scope => Scopes.CampaignsWrite;

    public Type Item => typeof(CampaignBulkItem);

    public bool HasSource => false;

    public async Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct)
    {
        var rows = items.Cast<CampaignBulkItem>().ToList();
        var named = rows.FindAll(row => row.ExternalId is not null || row.Code is not null);
        var applied = await RepeatedRows.ApplyAsync(named, open => WriteAsync(open, ct));
        if (!applied.Succeeded)
        {
            return applied.Error;
        }

        var next = 0;
        return rows.ConvertAll(row => row.ExternalId is null && row.Code is null ? Nameless(row) : applied.Value[next++]);
    }

    private async Task<Result<IReadOnlyList<BulkOutcome>>> WriteAsync(IReadOnlyList<CampaignBulkItem> rows, CancellationToken ct)
    {
        var input = new CampaignBulkInput { Mode = BulkMode.Independent, Items = rows };
        var applied = await sender.Send(new WriteCampaignsInBulk(input), ct);
        return applied.Succeeded ? applied.Value.Results.Select(OutcomeOf).ToList() : applied.Error;
    }

    private static BulkOutcome Nameless(CampaignBulkItem row) =>
        new(BulkEffect.Refused, row.Ref, BulkProblem.Of(new CampaignItemIncomplete("externalId", "/externalId")));

    private static BulkOutcome OutcomeOf(SyncBulkResult result) =>
        new(
            result.Status switch
            {
                SyncBulkStatus.Created => BulkEffect.Created,
                SyncBulkStatus.Updated or SyncBulkStatus.Deleted => BulkEffect.Updated,
                SyncBulkStatus.Unchanged => BulkEffect.Unchanged,
                _ => BulkEffect.Refused,
            },
            result.Ref,
            result.Problem
        );
}
