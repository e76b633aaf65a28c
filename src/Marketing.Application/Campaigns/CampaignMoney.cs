using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>
/// Reads the money that was booked on campaigns. Bookings name a campaign by its code, or by the ref of the part that it was adopted from.
/// </summary>
internal sealed class CampaignMoney(IMarketingDb db) : ICampaignBlocker
{
    /// <summary>An entry has a few postings on a campaign; entries with more are named less often.</summary>
    private const int MostPostings = 4;

    public async Task<IReadOnlyList<string>> BlockersOfAsync(CampaignId id, int max, CancellationToken ct)
    {
        var campaign = await db.Campaigns.SingleAsync(row => row.Id == id, ct);
        var entries = await SpendingOn(campaign)
            .OrderBy(posting => posting.Period)
            .Select(posting => posting.EntryId)
            .Take(MostPostings * max)
            .ToListAsync(ct);
        return [.. entries.Distinct().Take(max).Select(id => $"{ResourceTypes.LedgerEntry}/{id.Value}")];
    }

    /// <summary>Returns the commitments on the campaign that have money left, in ascending order.</summary>
    public async Task<IReadOnlyList<(BudgetId Budget, CommitmentId Commitment)>> OpenCommitmentsAsync(
        Campaign campaign,
        CancellationToken ct
    )
    {
        var named = PostingsOf(campaign).Select(posting => posting.CommitmentId);
        var open = await db
            .Commitments.Where(commitment => commitment.State == CommitmentState.Open && named.Contains(commitment.Id))
            .OrderBy(commitment => commitment.Id)
            .Select(commitment => new { commitment.BudgetId, commitment.Id })
            .ToListAsync(ct);
        return [.. open.Select(commitment => (commitment.BudgetId, commitment.Id))];
    }

    /// <summary>Returns what is committed and spent on the campaign, for each line and month.</summary>
    public async Task<IReadOnlyList<CampaignMoveResponse>> BookedAsync(Campaign campaign, CancellationToken ct)
    {
        var sums = await SpendingOn(campaign)
            .GroupBy(posting => new
            {
                posting.BudgetCode,
                posting.LineCode,
                posting.Period,
                posting.Currency,
            })
            .Select(group => new
            {
                group.Key,
                Minor = group.Sum(posting => posting.Minor),
                First = group.Min(posting => posting.EffectiveDate),
            })
            .OrderBy(sum => sum.Key.Period)
            .ThenBy(sum => sum.Key.BudgetCode)
            .ThenBy(sum => sum.Key.LineCode)
            .Take(RescheduledCampaign.MaxItems / 2)
            .ToListAsync(ct);
        return
        [
            .. sums.Where(sum => sum.Minor != 0)
                .Select(sum => new CampaignMoveResponse
                {
                    Kind = CampaignItemKind.Booking,
                    Title = $"{sum.Key.BudgetCode} {sum.Key.LineCode}",
                    From = sum.First,
                    To = sum.First,
                    Period = sum.Key.Period,
                    Amount = new Money { Amount = MinorUnits.ToAmount(sum.Minor, sum.Key.Currency), Currency = sum.Key.Currency },
                }),
        ];
    }

    /// <summary>Returns what commits or spends money. What a budget grants to a line is not booked on the campaign.</summary>
    private IQueryable<LedgerPosting> SpendingOn(Campaign campaign) =>
        PostingsOf(campaign).Where(posting => posting.Account == LedgerAccount.Committed || posting.Account == LedgerAccount.Spent);

    private IQueryable<LedgerPosting> PostingsOf(Campaign campaign)
    {
        var (code, part, plan) = (campaign.Code, campaign.Adopted?.Ref, campaign.PlanId);
        return part is null
            ? db.LedgerPostings.AsNoTracking().Where(posting => posting.CampaignRef == code)
            : db
                .LedgerPostings.AsNoTracking()
                .Where(posting =>
                    posting.CampaignRef == code
                    || (posting.CampaignRef == part && db.Budgets.Any(budget => budget.PlanId == plan && budget.Id == posting.BudgetId))
                );
    }
}
