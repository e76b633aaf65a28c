using Marketing.Application.Budgets;
using Marketing.Application.Campaigns;
using Marketing.Application.Facts;
using Marketing.Domain.Access;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.BulkJobs;

/// <summary>
/// Campaigns, as in <c>POST /v1/campaigns/bulk</c>. Rows about the same campaign are applied one after another, because chunks would
/// otherwise decide which of them are repeated. A row without a name is refused: sent again, it would create a second campaign.
/// </summary>
internal sealed class CampaignRows(ISender sender) : IBulkKind
{
    private static readonly string Repeated = new FactRepeated(0).Code;

    public BulkJobKind Kind => BulkJobKind.Campaigns;

    public string Scope => Scopes.CampaignsWrite;

    public Type Item => typeof(CampaignBulkItem);

    public bool HasSource => false;

    public async Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct)
    {
        var rows = items.Cast<CampaignBulkItem>().ToList();
        var outcomes = rows.ConvertAll(row => row.ExternalId is null && row.Code is null ? Nameless(row) : null);
        var open = Enumerable.Range(0, rows.Count).Where(i => outcomes[i] is null).ToList();
        while (open.Count > 0)
        {
            var input = new CampaignBulkInput { Mode = BulkMode.Independent, Items = open.ConvertAll(i => rows[i]) };
            var applied = await sender.Send(new WriteCampaignsInBulk(input), ct);
            if (!applied.Succeeded)
            {
                return applied.Error;
            }

            var done = applied.Value.Results.Where(result => result.Problem?.Code != Repeated).ToList();
            done.ForEach(result => outcomes[open[result.Index]] = OutcomeOf(result));
            open = [.. open.Where(i => outcomes[i] is null)];
        }

        return outcomes.ConvertAll(outcome => outcome!);
    }

    private static BulkOutcome Nameless(CampaignBulkItem row) =>
        new(BulkEffect.Refused, row.Ref, BulkProblem.Of(new CampaignItemIncomplete("externalId", "/externalId")));

    private static BulkOutcome OutcomeOf(CampaignBulkResult result) =>
        new(
            result.Status switch
            {
                CampaignBulkStatus.Created => BulkEffect.Created,
                CampaignBulkStatus.Updated or CampaignBulkStatus.Deleted => BulkEffect.Updated,
                CampaignBulkStatus.Unchanged => BulkEffect.Unchanged,
                _ => BulkEffect.Refused,
            },
            result.Ref,
            result.Problem
        );
}
