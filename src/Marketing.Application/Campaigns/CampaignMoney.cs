using Marketing.Application.Budgets;
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
internal sealed class CampaignMoney(IMarketingDb db, MonthShifts shifts) : ICampaignBlocker
{
    /// <summary>Lines with bookings that a response lists, in the order of their months.</summary>
    private const int MostBooked = 500;

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
            .Take(MostBooked)
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

    /// <summary>
    /// Moves what the campaign's lines have left in the months of its window, and returns what moved and what stayed. The lines are those
    /// that name the campaign, and those that it names, unless they name another one.
    /// </summary>
    /// <param name="campaign">The campaign, with its new window.</param>
    /// <param name="before">The window before; null if it had none, so that no month has its money.</param>
    /// <param name="ct">Cancels the statements.</param>
    public async Task<IReadOnlyList<CampaignMoveResponse>> ShiftAsync(Campaign campaign, CampaignWindow? before, CancellationToken ct)
    {
        if (before is null || campaign.Terms.Window is not { } after)
        {
            return [];
        }

        var shift = MonthShift.Between((before.Start, before.End), (after.Start, after.End));
        var reason = $"{campaign.Code} {campaign.Terms.Title}";
        var moves = new List<CampaignMoveResponse>();
        foreach (var (budget, codes) in await LinesAsync(campaign, ct))
        {
            moves.AddRange((await shifts.ShiftAsync(budget, codes, shift, reason, ct)).Select(Show));
        }

        return moves;
    }

    private static CampaignMoveResponse Show(ShiftedMoney money) =>
        new()
        {
            Kind = CampaignItemKind.Budget,
            Title = $"{money.BudgetCode} {money.LineCode}",
            From = money.From?.First,
            To = money.To?.First,
            Period = money.To?.ToString(),
            Amount = new Money { Amount = MinorUnits.ToAmount(money.Minor, money.Currency), Currency = money.Currency },
            Reason = money.Why,
        };

    /// <summary>Returns the codes of the campaign's lines in force, by budget in ascending order.</summary>
    private async Task<IReadOnlyList<(BudgetId Budget, IReadOnlyList<string> Codes)>> LinesAsync(Campaign campaign, CancellationToken ct)
    {
        var (code, part, plan) = (campaign.Code, campaign.Adopted?.Ref, campaign.PlanId);
        var named = campaign.Terms.BudgetLines.Select(line => (Budget.KeyOf(line.BudgetCode), Budget.KeyOf(line.LineCode))).ToHashSet();
        var keys = named.Select(line => line.Item1).Distinct().ToList();
        var booked = PostingsOf(campaign).Select(posting => posting.BudgetId);
        var budgets = await db
            .Budgets.AsNoTracking()
            .Where(budget => keys.Contains(budget.CodeKey) || (plan != null && budget.PlanId == plan) || booked.Contains(budget.Id))
            .ToDictionaryAsync(budget => budget.Id, ct);
        var ids = budgets.Keys.ToList();
        var lines = await db
            .BudgetBalances.AsNoTracking()
            .Where(row => ids.Contains(row.BudgetId) && row.IsOpen && row.Scope == BalanceScope.Line)
            .Select(row => new
            {
                row.BudgetId,
                row.CodeKey,
                row.Terms,
            })
            .ToListAsync(ct);
        return
        [
            .. lines
                .Where(line =>
                    line.Terms.CampaignRef is { } campaignRef
                        ? campaignRef == code || (campaignRef == part && budgets[line.BudgetId].PlanId == plan)
                        : named.Contains((budgets[line.BudgetId].CodeKey, line.CodeKey))
                )
                .GroupBy(line => line.BudgetId, line => line.CodeKey)
                .OrderBy(budget => budget.Key)
                .Select(budget => (budget.Key, (IReadOnlyList<string>)[.. budget])),
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
